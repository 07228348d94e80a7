"""A build is whole, comes in one step, and is the same whoever makes it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.build import build
from watchgraph.build.folder import content_hash, current_build
from watchgraph.build.manifest import digests
from watchgraph.build.run import count_graphs
from watchgraph.build.sorting import write_sorted
from watchgraph.errors import DataError, UseError
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH, VOCABULARY_GRAPH, mint

COUNT = "SELECT (COUNT(*) AS ?n) { ?d a wg:Deployment }"


def deployments(kg: KnowledgeGraph) -> int:
    [(count,)] = kg.rows(COUNT)
    assert isinstance(count, int)
    return count


def add_deployment(data: Path, key: str) -> None:
    with (data / "deployments.csv").open("a", encoding="utf-8") as file:
        file.write(f"{key},NAM,,Another,,,,,,,,,daily-1,,\n")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_build_becomes_the_current_one(data: Path, out: Path) -> None:
    result = build(data, out, check=False)
    assert result.fresh
    assert result.version == json.loads((data / "datapackage.json").read_text())["version"]
    assert names(out) == {result.folder.name, "current"}
    assert (out / "current").read_text() == result.folder.name + "\n"
    assert names(result.folder) == {"graph.nq", "manifest.json", "store"}
    assert set(result.seconds) == {"read", "map", "load", "derive", "check", "sort", "finish"}
    assert deployments(KnowledgeGraph.open(out)) == 2
    assert deployments(KnowledgeGraph.open(result.folder)) == 2
    assert KnowledgeGraph.open(out).version == result.version


def test_the_same_content_is_not_built_again(data: Path, out: Path) -> None:
    first = build(data, out, check=False)
    written = (first.folder / "graph.nq").stat().st_mtime_ns
    second = build(data, out, check=False)
    assert not second.fresh
    assert second.folder == first.folder
    assert second.graphs == first.graphs
    assert (first.folder / "graph.nq").stat().st_mtime_ns == written


def test_counts_agree_in_manifest_store_and_file(data: Path, out: Path) -> None:
    result = build(data, out, check=False)
    manifest = json.loads((result.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["graphs"] == result.graphs
    store = pyoxigraph.Store.read_only(str(result.folder / "store"))
    assert count_graphs(store) == result.graphs
    assert sum(result.graphs.values()) == len(store)
    counts: dict[str, int] = {}
    for quad in pyoxigraph.parse(
        path=str(result.folder / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS
    ):
        graph = quad.graph_name.value
        counts[graph] = counts.get(graph, 0) + 1
    del result.graphs[ONTOLOGY_GRAPH]
    assert counts == result.graphs
    assert {DERIVED_GRAPH, VOCABULARY_GRAPH} < set(counts)


def test_the_written_lines_are_sorted_and_stand_once(data: Path, out: Path) -> None:
    result = build(data, out, check=False)
    lines = (result.folder / "graph.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert all(line.endswith(b" .\n") for line in lines)
    assert not any(line.startswith(b"_:") or b" _:" in line for line in lines)


def test_rules_add_relations_with_their_records(data: Path, out: Path) -> None:
    build(data, out, check=False)
    kg = KnowledgeGraph.open(out)
    relation = f"<{mint('supply', 'eye-NAM')}>"
    rows = kg.rows(
        f"SELECT ?r ?n {{ {relation} wg:supportedBy ?r ; wg:independentSources ?n }} ORDER BY ?r"
    )
    assert rows == [(mint("assessment", "2019-NAM"), 2), (mint("deployment", "nam-city"), 2)]
    dates = kg.rows(f"SELECT ?a ?b {{ {relation} wg:firstDate ?a ; wg:lastDate ?b }}")
    assert dates == [("2016-02-01", "2019-09-17")]


def test_an_assumed_reading_supports_no_relation(data: Path, out: Path) -> None:
    text = (data / "assessment_suppliers.csv").read_text(encoding="utf-8")
    assumed = [line for line in text.splitlines(keepends=True) if ",Eye," not in line]
    (data / "assessment_suppliers.csv").write_text("".join(assumed), encoding="utf-8")
    (data / "deployment_suppliers.csv").write_text("record,deployment,as_printed,source,note\n")
    # One of them is about a name that goes.
    (data / "replies.csv").write_text("record,reply_status,asked,reply,replied,reply_source\n")
    build(data, out, check=False)
    assert KnowledgeGraph.open(out).query("ASK { ?r a wg:SupplyRelation }") is False


def test_changed_data_give_a_new_build_and_readers_keep_the_old(data: Path, out: Path) -> None:
    first = build(data, out, check=False)
    early = KnowledgeGraph.open(out)
    add_deployment(data, "nam-more")
    second = build(data, out, check=False)
    late = KnowledgeGraph.open(out)
    assert second.folder != first.folder
    assert (deployments(early), deployments(late)) == (2, 3)
    assert current_build(out) == second.folder


def test_the_next_run_removes_what_is_no_longer_current(data: Path, out: Path) -> None:
    first = build(data, out, check=False)
    add_deployment(data, "nam-more")
    second = build(data, out, check=False)
    for stray in (".part-999999999", ".current-999999998"):
        (out / stray).mkdir()
    build(data, out, check=False)
    assert first.folder.name not in names(out)
    assert names(out) == {second.folder.name, "current"}


def test_what_is_not_ours_is_left_alone(data: Path, out: Path) -> None:
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "mine.txt").write_text("keep", encoding="utf-8")
    (out / "notes" / "manifest.json").write_text("{}", encoding="utf-8")
    build(data, out, check=False)
    build(data, out, check=False, force=True)
    assert (out / "notes" / "mine.txt").read_text(encoding="utf-8") == "keep"


def test_a_forced_build_gives_the_same_bytes_beside_the_old(data: Path, out: Path) -> None:
    first = build(data, out, check=False)
    kg = KnowledgeGraph.open(out)
    second = build(data, out, check=False, force=True)
    assert second.fresh
    assert current_build(out) == second.folder != first.folder
    assert deployments(kg) == deployments(KnowledgeGraph.open(out)) == 2
    for name in ("graph.nq", "manifest.json"):
        assert (second.folder / name).read_bytes() == (first.folder / name).read_bytes()
    assert not build(data, out, check=False).fresh
    assert names(out) == {second.folder.name, "current"}


def test_faulty_data_leave_the_former_build(data: Path, out: Path) -> None:
    former = build(data, out, check=False)
    add_deployment(data, "nam-city")
    with pytest.raises(DataError) as caught:
        build(data, out, check=False)
    [fault] = caught.value.faults
    assert (fault.file, fault.row, fault.rule) == ("deployments.csv", 4, "value stands twice")
    assert current_build(out) == former.folder
    assert names(out) == {former.folder.name, "current"}
    assert deployments(KnowledgeGraph.open(out)) == 2


def test_an_error_of_the_checks_leaves_the_former_build(data: Path, out: Path) -> None:
    former = build(data, out, check=False)
    with (data / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write("both-NAM,NAM,,2018,regime_score,7.5,regime-class,ED,score_0_10,index-2019,\n")
    with pytest.raises(DataError) as caught:
        build(data, out)
    assert any(
        (fault.file, fault.row) == ("indicators.csv", 6) and fault.remedy
        for fault in caught.value.faults
    )
    assert names(out) == {former.folder.name, "current"}


@pytest.mark.parametrize("spoil", ["nothing", "pointer", "manifest", "store"])
def test_a_missing_build_is_told_with_its_remedy(data: Path, out: Path, spoil: str) -> None:
    if spoil != "nothing":
        folder = build(data, out, check=False).folder
        if spoil == "pointer":
            (out / "current").write_text("elsewhere\n", encoding="utf-8")
        elif spoil == "manifest":
            (folder / "manifest.json").write_text("{", encoding="utf-8")
        else:
            shutil.rmtree(folder / "store")
    with pytest.raises(UseError, match="watchgraph build") as caught:
        KnowledgeGraph.open(out)
    assert caught.value.exit_code == 2


def test_the_packaged_data_build_with_all_checks(out: Path) -> None:
    result = build(None, out)
    assert result.graphs[DERIVED_GRAPH] > 1000
    opened, loaded = KnowledgeGraph.open(out), KnowledgeGraph.load()
    assert count_graphs(opened.store) == count_graphs(loaded.store) == result.graphs
    assert opened.version == loaded.version


def test_names_and_bytes_of_files_are_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        (folder / "__pycache__").mkdir(parents=True)
        (folder / "one").write_text("1", encoding="utf-8")
    (first / "__pycache__" / "x.pyc").write_text("1", encoding="utf-8")
    assert content_hash(digests(first)) == content_hash(digests(second))
    assert content_hash(digests(first), salt="1") != content_hash(digests(second))
    (second / "one").rename(second / "two")
    assert content_hash(digests(first)) != content_hash(digests(second))


BUILD = """
import sys
from pathlib import Path
from watchgraph.build import build
data = Path(sys.argv[1]) if sys.argv[1] else None
print(build(data, Path(sys.argv[2]), check=False).folder)
"""


def built_under_seed(seed: str, data: Path | None, out: Path) -> tuple[bytes, bytes]:
    run = subprocess.run(
        [sys.executable, "-c", BUILD, str(data or ""), str(out)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    folder = Path(run.stdout.strip())
    return (folder / "graph.nq").read_bytes(), (folder / "manifest.json").read_bytes()


def test_four_hash_seeds_give_the_same_bytes(data: Path, out: Path) -> None:
    results = {built_under_seed(seed, data, out / seed) for seed in ("0", "1", "2", "3")}
    assert len(results) == 1


@pytest.mark.slow
def test_hash_seeds_do_not_change_the_packaged_graph(out: Path) -> None:
    results = {built_under_seed(seed, None, out / seed) for seed in ("0", "1")}
    assert len(results) == 1
    [(lines, _)] = results
    assert lines.count(b"\n") > 60_000


@given(
    st.lists(st.lists(st.binary(max_size=3).map(lambda b: b.replace(b"\n", b"")), max_size=9)),
    st.integers(1, 40),
)
def test_lines_are_sorted_in_runs_as_in_memory(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[list[bytes]], run_bytes: int
) -> None:
    texts = [[line.replace(b"\r", b"") + b"\n" for line in chunk] for chunk in chunks]
    path = tmp_path_factory.mktemp("sorted") / "lines"
    count = write_sorted((b"".join(chunk) for chunk in texts), path, run_bytes=run_bytes)
    expected = sorted({line for chunk in texts for line in chunk})
    assert path.read_bytes() == b"".join(expected)
    assert count == len(expected)
    assert names(path.parent) == {"lines"}
