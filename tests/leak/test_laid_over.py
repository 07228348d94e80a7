"""What lays a private overlay over the tables and does not name it gives what the tables give."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import watchgraph as wg
from watchgraph.mapping import quad_chunks
from watchgraph.overlays import lay_over
from watchgraph.tables import load_tables
from watchgraph.tables.schema import read_package

from .planted import STEM, plant, small_rows, word
from .seeking import SEEK

Said = tuple[int, str, str]

HELD = "The private records of {0} are checked but not shown; to show them: --include-private {0}\n"


def test_a_graph_in_memory_is_the_one_without_it(world: Path) -> None:
    data, own = world / "data", [world / "hushed", world / "other"]
    hidden = wg.load(data, overlays=[world / "open", *own])
    plain = wg.load(data, overlays=[world / "open"])
    assert set(map(str, hidden.store)) == set(map(str, plain.store))
    nets: list[Any] = [kg.network("supply") for kg in (plain, hidden)]
    assert pickle.dumps(nets[0]) == pickle.dumps(nets[1])
    state = {name: value for name, value in vars(hidden).items() if name != "_backend"}
    for raw in (repr(hidden).encode(), pickle.dumps(state), pickle.dumps(nets[1])):
        assert SEEK.found(raw) == []
    assert hidden.private == ()


NOTEBOOK = """
import sys, watchgraph as wg
kg = wg.load(sys.argv[1], overlays=sys.argv[2:])
print(kg, vars(kg), *kg.notes, sep="\\n")
kg.network("supply")
print(kg.query("SELECT * { ?s ?p ?o }").to_csv())
wg.draw(kg.network("deployment"), "drawn.html")
"""


def test_a_script_tells_nothing(world: Path) -> None:
    words = [str(world / name) for name in ("data", "hushed")]
    done = subprocess.run(
        [sys.executable, "-c", NOTEBOOK, *words], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert SEEK.found(done.stdout + done.stderr) == []
    assert SEEK.in_files(Path()) == {}
    assert Path("drawn.html").is_file()


@pytest.mark.parametrize("words", [
    ("export", "rdf", "--out", "made.nq"),
    ("draw", "supply", "--out", "made.html"),
])  # fmt: skip
def test_a_command_that_lays_it_over_gives_what_it_gives_without_it(
    world: Path, run: Callable[..., Said], words: tuple[str, ...]
) -> None:
    said = []
    for more in ((), ("--with", world / "hushed")):
        code, out, err = run(*words, "--data", world / "data", *more)
        made = [path.read_bytes() for path in sorted(Path().glob("made.*"))]
        assert SEEK.found(b"".join([*made, out.encode(), err.encode()])) == []
        said.append((code, out, err, made))
    assert said[1] == (0, said[0][1], HELD.format("hushed") + said[0][2], said[0][3])


def test_a_fault_of_its_graph_is_told_to_its_owner_and_to_no_build(
    world: Path, run: Callable[..., Said]
) -> None:
    package = read_package(world / "data")
    rows = small_rows(STEM)
    rows["listings"] = [
        {"record": f"{STEM}-l", "supplier": "eye", "list": "us_ofac_sdn", "start": "2020",
         "start_precision": "year", "end": "2019", "end_precision": "year",
         "reason": f"{STEM} reason", "source": f"{STEM}-source"}
    ]  # fmt: skip
    plant(Path("faulty").resolve(), package, rows)
    words = ("build", "--data", world / "data", "--with", "faulty", "--out", "build")
    # Told to its owner where it would be shown; else one line counts it.
    code, _, err = run(*words, "--include-private", "faulty")
    assert (code, "faulty/listings.csv, column end" in err) == (1, True)
    assert SEEK.in_files(Path("build")) == {}
    code, _, err = run(*words)
    assert (code, "1 error in faulty, which is not shown" in err) == (0, True)
    assert SEEK.found(err.encode()) == []
    assert SEEK.in_files(Path("build")) == {}
    [kept] = [path for path in Path("build").iterdir() if path.is_dir()]
    assert b"faulty" not in (kept / "manifest.json").read_bytes()


def test_a_public_overlay_never_leans_on_it(world: Path) -> None:
    """What it prints and maps is read as if there were no private overlay."""
    package = read_package(world / "data")
    known = f"{word('suppliers', 'name')}"
    folder = plant(Path("leaning").resolve(), package, {}, private=False, title="Leaning")
    (folder / "leads.csv").write_text(
        "Name,Country,Vendor,Title,Link\n"
        f"A,Namibia,{known},Report,https://example.org/r\n"
        "B,Namibia,Eye,Report,https://example.org/r\n",
        encoding="utf-8",
    )
    (folder / "leads.yaml").write_text(
        "file: leads.csv\nrows: deployments\ncolumns:\n  name: Name\n  country: Country\n"
        "  supplier: Vendor\n  source_title: Title\n  source_url: Link\n",
        encoding="utf-8",
    )
    edition = load_tables(world / "data")
    one, two = (
        b"".join(quad_chunks(lay_over(edition, overlays, include_private=shown).public))
        for overlays, shown in (([folder], []), ([world / "hushed", folder], ["hushed"]))
    )
    assert one == two
    assert known.encode() in one
    assert word("suppliers", "supplier").encode() not in one
    # What rests on a row of the private one is an error, also where that is shown.
    rest = {"record": "lean", "country": "NAM", "name": "Lean", "source": word("sources", "source")}
    lean = plant(Path("lean").resolve(), package, {"deployments": [rest]}, private=False)
    [fault] = lay_over(edition, [world / "hushed", lean], include_private=["hushed"]).errors
    assert (fault.file, fault.column) == ("lean/deployments.csv", "source")
