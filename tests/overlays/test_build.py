"""A build keeps private records apart, and its store, N-Quads and manifest know nothing of them."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from watchgraph import KnowledgeGraph
from watchgraph import load as load_graph
from watchgraph.build import BuildResult, build, verify
from watchgraph.cli import main
from watchgraph.errors import DataError, UseError

from .conftest import SMALL_ROWS as ROWS
from .conftest import TOKEN, Make

OPEN = {
    name: text.replace("mine", "open").replace(TOKEN, "Public yard") for name, text in ROWS.items()
}
OTHER = {
    name: text.replace("mine", "other").replace(TOKEN, f"{TOKEN}-other")
    for name, text in ROWS.items()
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    base = tmp_path_factory.mktemp("own")
    made = []
    for name, rows, private in (
        ("open", OPEN, False),
        ("mine", ROWS, True),
        ("other", OTHER, True),
    ):
        folder = base / name
        folder.mkdir()
        said = {"name": name, "extends": "watchgraph", "private": private, "title": TOKEN}
        (folder / "datapackage.json").write_text(
            json.dumps(said if private else said | {"title": "Open"}), encoding="utf-8"
        )
        for file, text in rows.items():
            (folder / file).write_text(text, encoding="utf-8")
        made.append(folder)
    return made


@pytest.fixture(scope="module")
def built(
    folders: list[Path], small: Path, tmp_path_factory: pytest.TempPathFactory
) -> BuildResult:
    out = tmp_path_factory.mktemp("build")
    return build(small, out, overlays=folders, include_private=["mine", "other"])


def quads(kg: KnowledgeGraph) -> set[str]:
    return {str(quad) for quad in kg.store}


def test_private_records_lie_apart_for_their_owner_alone(built: BuildResult) -> None:
    private = built.folder / "private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    for name in ("mine", "other"):
        path = private / f"{name}.nq"
        assert stat.S_IMODE((private / f"{name}.json").stat().st_mode) == 0o600
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert TOKEN in path.read_text(encoding="utf-8")
        assert built.private[name] == path.read_bytes().count(b"\n")


def test_nothing_else_of_the_build_holds_a_private_word(built: BuildResult) -> None:
    files = [path for path in built.folder.rglob("*") if path.is_file()]
    apart = [path for path in files if path.parent.name != "private"]
    assert len(apart) > 3
    for path in apart:
        assert TOKEN.encode() not in path.read_bytes(), path.name
        assert b"mine-ken-yard" not in path.read_bytes(), path.name


def test_the_manifest_names_what_was_laid_over_and_counts_only_what_is_public(
    built: BuildResult,
) -> None:
    said = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    assert said["private"] == ["mine", "other"]
    assert set(said["overlays"]) == {"open"}
    assert set(said["overlays"]["open"]["inputs"]) == {"datapackage.json", *ROWS}
    apart = json.loads((built.folder / "private" / "mine.json").read_text(encoding="utf-8"))
    assert set(apart["inputs"]) == {"datapackage.json", *ROWS}
    assert apart["quads"] == built.private["mine"]
    graphs = [graph.rpartition("graph/")[2] for graph in said["graphs"]]
    assert "overlay/open" in graphs
    assert "overlay/mine" not in graphs
    assert "open" in said["datasets"]
    assert "mine" not in said["datasets"]


@pytest.mark.parametrize("names", [[], ["mine"], ["other"], ["other", "mine"]])
def test_any_subset_opened_is_the_graph_loaded_with_it(
    built: BuildResult, folders: list[Path], small: Path, names: list[str]
) -> None:
    opened = KnowledgeGraph.open(built.folder, include_private=names)
    loaded = load_graph(small, overlays=folders, include_private=names)
    assert quads(opened) == quads(loaded)
    assert opened.private == tuple(sorted(names))
    told = opened.query(f'ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{TOKEN}")) }}')
    assert told is bool(names)


def test_a_name_that_the_build_does_not_hold_is_refused(built: BuildResult) -> None:
    with pytest.raises(UseError) as caught:
        KnowledgeGraph.open(built.folder, include_private=["nowhere"])
    assert caught.value.choices == ("mine", "other")
    with pytest.raises(UseError, match="'open' is public"):
        KnowledgeGraph.open(built.folder, include_private=["open"])


def test_verify_covers_private_records(
    folders: list[Path], built: BuildResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    given = [word for folder in folders for word in ("--with", str(folder))]
    assert main(["verify", str(built.folder), *given]) == 0
    told = capsys.readouterr().out
    assert told.endswith(f", and so do {', '.join(map(str, folders))}.\n")
    copy = tmp_path / "copy"
    shutil.copytree(built.folder, copy)
    (copy / "private" / "stray.nq").write_text("", encoding="utf-8")
    path = copy / "private" / "mine.nq"
    path.write_bytes(path.read_bytes()[:-2])
    (copy / "private" / "other.nq").unlink()
    places = [difference.place for difference in verify(copy).differences]
    assert places == ["private/mine.nq", "private/other.nq", "private/stray.nq"]
    with pytest.raises(UseError, match=r"not as mine\.json states"):
        KnowledgeGraph.open(copy, include_private=["mine"])
    (copy / "private" / "mine.json").unlink()
    places = [difference.place for difference in verify(copy).differences]
    assert places == ["private/mine.json", "private/other.nq", "private/stray.nq"]


def test_verify_compares_the_files_of_overlays(
    folders: list[Path], built: BuildResult, small: Path, make: Make, tmp_path: Path
) -> None:
    import shutil

    copies = [Path(shutil.copytree(folder, tmp_path / folder.name)) for folder in folders]
    (copies[0] / "publishers.csv").unlink()
    with (copies[1] / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("mine-more,More,mine-press\n")
    (copies[2] / "leads.yaml").write_text("file: leads.xlsx\n", encoding="utf-8")
    # What is read as no table is no input.
    (copies[2] / "README.md").write_text("Notes", encoding="utf-8")
    found = verify(built.folder, overlays=copies).differences
    assert [(one.place, one.expected == "nothing", one.found == "nothing") for one in found] == [
        ("overlay/open/publishers.csv", False, True),
        ("overlay/mine/sources.csv", False, False),
        ("overlay/other/leads.yaml", True, False),
    ]
    with pytest.raises(UseError, match="holds no records of 'theirs'") as caught:
        verify(built.folder, overlays=[make("theirs")])
    assert caught.value.choices == ("mine", "open", "other")
    with pytest.raises(UseError, match="no folder of your own records"):
        verify(built.folder, overlays=[tmp_path])


def test_without_being_named_a_private_overlay_leaves_no_trace(
    make: Make, small: Path, tmp_path: Path
) -> None:
    made = build(small, tmp_path / "build", overlays=[make(files=ROWS)])
    assert not (made.folder / "private").exists()
    assert "mine" not in (made.folder / "manifest.json").read_text(encoding="utf-8")
    assert len(made.told) == 1
    again = build(small, tmp_path / "build", overlays=[tmp_path / "mine"])
    assert (again.fresh, again.told) == (False, made.told)
    assert build(small, tmp_path / "build").fresh is False
    # Nothing of it is kept, and still it is checked each time.
    (tmp_path / "mine" / "publishers.csv").write_text("publisher,name\nmine-press,\n")
    again = build(small, tmp_path / "build", overlays=[tmp_path / "mine"])
    assert [line.partition(":")[0] for line in again.told] == [
        "1 error in mine, which is not shown"
    ]


def test_strict_stops_at_a_warning(make: Make, small: Path, tmp_path: Path) -> None:
    folder = make(files={**ROWS, "leads.csv": "a\n1\n"})
    with pytest.raises(DataError) as caught:
        build(small, tmp_path / "build", overlays=[folder], include_private=["mine"], strict=True)
    assert [fault.rule for fault in caught.value.faults] == ["is not read"]
    assert not list((tmp_path / "build").glob("*/manifest.json"))


def test_two_builds_under_other_hash_seeds_are_the_same(
    folders: list[Path], small: Path, tmp_path: Path
) -> None:
    hashes = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        options = ["--data", str(small)]
        options += [word for folder in folders for word in ("--with", str(folder))]
        options += ["--include-private", "mine", "--include-private", "other"]
        run = subprocess.run(
            [sys.executable, "-m", "watchgraph", "build", "--out", str(out), *options],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert run.returncode == 0, run.stderr
        folder = out / (out / "current").read_text(encoding="utf-8").strip()
        files = ["manifest.json", "graph.nq", "private/mine.nq", "private/mine.json"]
        hashes.append([(folder / file).read_bytes() for file in files])
    assert hashes[0] == hashes[1]
