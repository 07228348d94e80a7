"""What is too large is refused at once, with what to do."""

import os
from pathlib import Path

import networkx as nx
import pytest

from watchgraph.errors import UseError
from watchgraph.render import draw
from watchgraph.tables import read_package
from watchgraph.tables.reading import MOST_BYTES, read_columns


def test_a_network_that_no_browser_can_hold_is_not_drawn(tmp_path) -> None:
    path = tmp_path / "net.html"
    path.write_bytes(b"former")
    with pytest.raises(UseError) as caught:
        draw(nx.star_graph(10_500), path)
    line = str(caught.value)
    assert "The network has 10,501 nodes" in line
    assert "Narrow it by edition" in line
    assert "--max-nodes N" in line
    assert path.read_bytes() == b"former"


def test_the_limit_of_a_picture_is_moved(small_build, inside, tmp_path) -> None:
    words = ("draw", "supply", "--build", small_build, "--out", tmp_path / "net.html")
    done = inside(*words, "--max-nodes", "1")
    assert done.returncode == 2
    assert "a picture shows at most 1 and 50,000" in done.stderr
    assert not (tmp_path / "net.html").exists()
    assert inside(*words, "--max-nodes", "1,000", "--max-edges", "1_000").returncode == 0
    assert inside(*words, "--max-nodes", "none").returncode == 2
    star = nx.star_graph(5)
    with pytest.raises(UseError, match="at most 4 and"):
        draw(star, tmp_path / "star.html", max_nodes=4)
    with pytest.raises(UseError, match="and 4"):
        draw(star, tmp_path / "star.html", max_edges=4)
    draw(star, tmp_path / "star.html", max_nodes=6, max_edges=5)


def test_a_table_of_more_bytes_than_it_may_have_is_not_read(small_data: Path) -> None:
    schema = read_package(small_data).tables["deployments"]
    size = (small_data / schema.path).stat().st_size
    table, faults = read_columns(small_data, schema, max_bytes=size)
    assert table is not None
    assert faults == []
    table, [fault] = read_columns(small_data, schema, max_bytes=size - 1)
    assert table is None
    assert fault.file == schema.path
    assert fault.rule == f"file has more than {size - 1:,} bytes"
    assert "WATCHGRAPH_MAX_INPUT" in fault.remedy
    assert MOST_BYTES == 4 * 2**30


def test_the_environment_moves_the_limit_of_a_table(small_data, command, former, contents) -> None:
    before = contents(former)
    largest = max(path.stat().st_size for path in small_data.rglob("*.csv"))
    words = ("build", "--data", small_data, "--out", former, "--force")
    for said, code, told in (
        (str(largest - 1), 1, "WATCHGRAPH_MAX_INPUT"),
        ("4 GiB", 2, "no number of bytes"),
    ):
        done = command(*words, env=os.environ | {"WATCHGRAPH_MAX_INPUT": said})
        assert (done.returncode, told in done.stderr) == (code, True)
        assert contents(former) == before
    done = command(*words, env=os.environ | {"WATCHGRAPH_MAX_INPUT": str(largest)})
    assert done.returncode == 0
