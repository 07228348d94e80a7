"""The manifest says what a build is made of, and what no longer agrees with it is found."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.build import Difference, build, verify
from watchgraph.build.run import count_graphs
from watchgraph.errors import UseError
from watchgraph.resources import ontology_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import load_tables


@pytest.fixture(scope="module")
def first(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(small_data, tmp_path_factory.mktemp("first"), check=False).folder


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Path:
    """Return a copy of the build that a test may change."""
    return Path(shutil.copytree(first, tmp_path / first.name))


def manifest_of(folder: Path) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    manifest: dict[str, dict[str, dict[str, dict[str, object]]]] = json.loads(
        (folder / "manifest.json").read_text(encoding="utf-8")
    )
    return manifest


def files(folder: Path) -> dict[str, dict[str, object]]:
    return {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": sha256(path.read_bytes()).hexdigest(),
        }
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_manifest_states_every_input_and_output(first: Path, small_data: Path) -> None:
    manifest = manifest_of(first)
    assert manifest["inputs"] == {"data": files(small_data), "ontology": files(ontology_folder())}
    assert manifest["outputs"] == {"graph.nq": files(first)["graph.nq"]}
    assert set(manifest["versions"]) == {"watchgraph", "pyoxigraph", "python"}


def test_the_manifest_counts_the_licences_of_each_data_set(first: Path, small_data: Path) -> None:
    sources = load_tables(small_data).frame("sources")
    stated = {
        (dataset, licence): count
        for dataset, about in manifest_of(first)["datasets"].items()
        for licence, count in about["licences"].items()
    }
    assert stated == sources.groupby(["dataset", "licence"]).size().to_dict()


def test_no_path_and_no_clock_enter_the_manifest(first: Path, data: Path, tmp_path: Path) -> None:
    other = build(data, tmp_path / "elsewhere" / "other", check=False).folder
    text = (other / "manifest.json").read_bytes()
    assert text == (first / "manifest.json").read_bytes()
    assert str(tmp_path).encode() not in text


def test_a_build_agrees_with_its_manifest(first: Path, small_data: Path) -> None:
    for folder in (first, first.parent):
        found = verify(folder, small_data)
        assert found.differences == ()
        assert found.folder == first
        assert found.quads == len(KnowledgeGraph.open(first).store)


def spoil_a_byte(folder: Path) -> None:
    path = folder / "graph.nq"
    text = path.read_bytes()
    # The lexical form of one label, so that the line still can be read.
    path.write_bytes(text.replace(b'"Namibia"', b'"Namibie"', 1))


def cut_short(folder: Path) -> None:
    text = (folder / "graph.nq").read_bytes()
    (folder / "graph.nq").write_bytes(text[: len(text) // 2])


def remove_the_file(folder: Path) -> None:
    (folder / "graph.nq").unlink()


def remove_the_store(folder: Path) -> None:
    shutil.rmtree(folder / "store")


def damage_the_store(folder: Path) -> None:
    for path in (folder / "store").glob("*.sst"):
        text = bytearray(path.read_bytes())
        text[10:-60] = bytes(len(text) - 70)
        path.write_bytes(text)


def change_the_store(folder: Path, quads: int) -> None:
    store = pyoxigraph.Store(str(folder / "store"))
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for quad in list(store.quads_for_pattern(None, label, pyoxigraph.Literal("Namibia")))[:1]:
        store.remove(quad)
        other = pyoxigraph.Quad(quad.subject, label, pyoxigraph.Literal("Namibie"), quad.graph_name)
        if quads == 0:
            store.add(other)
    store.flush()


def remove_a_quad(folder: Path) -> None:
    change_the_store(folder, -1)


def change_a_quad(folder: Path) -> None:
    change_the_store(folder, 0)


def misstate_a_count(folder: Path) -> None:
    manifest = manifest_of(folder)
    graph = min(manifest["graphs"])
    manifest["graphs"][graph] += 1  # type: ignore[operator]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "places"),
    [
        (spoil_a_byte, ["graph.nq", "store, graph"]),
        (cut_short, ["graph.nq", "graph.nq"]),
        (remove_the_file, ["graph.nq"]),
        (remove_the_store, ["store"]),
        (damage_the_store, ["store"]),
        (remove_a_quad, ["store, graph", "store, graph"]),
        (change_a_quad, ["store, graph"]),
        (misstate_a_count, ["store, graph"]),
    ],
)
def test_what_differs_is_named(
    built: Path, spoil: Callable[[Path], None], places: list[str]
) -> None:
    spoil(built)
    found = verify(built).differences
    assert [one.place.partition(" http")[0] for one in found] == places
    assert all(one.expected != one.found for one in found)


def test_a_difference_says_what_was_expected_and_found(built: Path) -> None:
    counts = count_graphs(KnowledgeGraph.open(built).store)
    misstate_a_count(built)
    graph, count = min(counts.items())
    assert verify(built).differences == (
        Difference(f"store, graph {graph}", f"{count + 1:,} quads", f"{count:,} quads"),
    )


def test_inputs_that_have_changed_come_or_gone_are_named(first: Path, data: Path) -> None:
    (data / "sources.csv").unlink()
    (data / "more.csv").write_text("more\n", encoding="utf-8")
    with (data / "countries.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    found = {one.place: one for one in verify(first, data).differences}
    assert set(found) == {"data/countries.csv", "data/more.csv", "data/sources.csv"}
    assert found["data/sources.csv"].found == found["data/more.csv"].expected == "nothing"
    changed = sha256((data / "countries.csv").read_bytes()).hexdigest()
    assert changed in found["data/countries.csv"].found
    assert verify(first).differences == ()


def test_what_cannot_be_compared_is_told_with_its_remedy(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UseError, match=r"datapackage\.json"):
        verify(built, tmp_path)
    with pytest.raises(UseError, match="watchgraph build"):
        verify(tmp_path / "nowhere")
    manifest = manifest_of(built)
    del manifest["inputs"]
    (built / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    # One of an earlier version: it can be asked, but states nothing to compare with.
    assert KnowledgeGraph.open(built).version
    with pytest.raises(UseError, match="watchgraph build --force"):
        verify(built)
