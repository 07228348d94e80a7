"""Whether the store, the sorted N-Quads and the manifest of a build still agree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.build.manifest import NQUADS, Digest, digest, digests, read_manifest
from watchgraph.build.opening import build_in
from watchgraph.build.overlays import inputs_of, stated_inputs
from watchgraph.build.private import PRIVATE, about_of, agrees, file_of, stated_in
from watchgraph.build.run import count_graphs
from watchgraph.errors import UseError
from watchgraph.resources import data_folder, ontology_folder
from watchgraph.tables import read_package

if TYPE_CHECKING:
    import pyoxigraph

_NOTHING = "nothing"


@dataclass(frozen=True)
class Difference:
    """One thing in which a build and its manifest do not agree.

    Attributes
    ----------
    place
        The file, relative to the build or to the folder of the inputs, or the graph.
    expected
        What the manifest states, or the N-Quads hold.
    found
        What is there.
    """

    place: str
    expected: str
    found: str

    def __str__(self) -> str:
        """Say place, expected and found on three lines."""
        return f"{self.place}\n    expected: {self.expected}\n    found:    {self.found}"


@dataclass(frozen=True)
class Verified:
    """What was compared, and what differs.

    Attributes
    ----------
    folder
        The build.
    version
        Version of its data.
    quads
        Quads of the store, all graphs together, by the manifest.
    differences
        What differs; empty if all agrees.
    """

    folder: Path
    version: str
    quads: int
    differences: tuple[Difference, ...]


def verify(
    build: Path = Path("build"),
    data: Path | None = None,
    *,
    overlays: Iterable[Path | str] = (),
) -> Verified:
    """Compare the store and the N-Quads of a build with its manifest, and with each other.

    The N-Quads are compared by their hash, the store by the quads of each graph: their number,
    and each one that the N-Quads hold; it is read by each of its indexes. The graph of the
    ontology is not in the N-Quads; of it only the number is compared. Private records that lie
    apart are compared by their hash.

    Parameters
    ----------
    build
        Build folder, or one single build inside it.
    data
        Data folder that is compared with what the build was made from; the ontology that is
        installed is then compared as well. Default: inputs are not compared.
    overlays
        Folders of own records that are compared with what the build was made from; default none.

    Returns
    -------
    Verified
        The differences, in the order of the manifest, the N-Quads, the store and the inputs.

    Raises
    ------
    UseError
        If there is no build, if its manifest cannot be used, if the data folder is none, or if
        the build does not hold the records of an overlay.
    """
    if data is not None and not (data / "datapackage.json").is_file():
        raise UseError(
            f"{str(data)!r} is no data folder.",
            name="data",
            value=str(data),
            remedy="Give a folder with a datapackage.json.",
        )
    folder = build_in(build)
    manifest = read_manifest(folder)
    if not _complete(manifest):
        raise UseError(
            f"The manifest of {str(folder)!r} does not state what to compare with.",
            name="build",
            value=str(folder),
            remedy="Run: watchgraph build --force",
        )
    own = [inputs_of(place, read_package(data or data_folder())) for place in map(Path, overlays)]
    stated = stated_inputs(folder, manifest)
    for name, _ in own:
        if name not in stated:
            _refuse(folder, name, tuple(stated))
    differences = [*_nquads(folder, manifest["outputs"].get(NQUADS))]
    differences += _store(folder, manifest["graphs"])
    differences += _private(folder, stated_in(folder, manifest))
    if data is not None:
        now = {"data": data, "ontology": ontology_folder()}
        for kind, place in now.items():
            differences += _inputs(kind, digests(place), manifest["inputs"].get(kind, {}))
    for name, found in own:
        differences += _inputs(f"overlay/{name}", found, stated[name])
    total = sum(manifest["graphs"].values())
    return Verified(folder, str(manifest["version"]), total, tuple(differences))


def _complete(manifest: Mapping[str, Any]) -> bool:
    """Tell whether a manifest has the form of this version; an earlier one has no digests."""
    parts = [manifest.get(key) for key in ("graphs", "inputs", "outputs")]
    graphs, inputs, outputs = (part if isinstance(part, dict) else None for part in parts)
    if graphs is None or inputs is None or outputs is None:
        return False
    return all(isinstance(count, int) for count in graphs.values()) and all(
        isinstance(files, dict) for files in inputs.values()
    )


def _nquads(folder: Path, expected: Any) -> Iterator[Difference]:
    path = folder / NQUADS
    found = digest(path) if path.is_file() else None
    if found is None or found.as_dict() != expected:
        yield Difference(NQUADS, _shown(expected), str(found or _NOTHING))


def _store(folder: Path, expected: Mapping[str, int]) -> Iterator[Difference]:
    """Compare the store with the counts of the manifest, and with the quads of the file."""
    import pyoxigraph

    written = folder / NQUADS
    lines: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    try:
        store = pyoxigraph.Store.read_only(str(folder / "store"))
        _read_whole(store)
        counted = count_graphs(store)
        if written.is_file():
            # Lenient as the build itself is: what it has loaded is not judged anew.
            for quad in pyoxigraph.parse(
                path=str(written), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True
            ):
                graph = getattr(quad.graph_name, "value", "")
                lines[graph] += 1
                missing[graph] += quad not in store
    except SyntaxError as error:
        yield Difference(NQUADS, "quads that can be read", str(error))
    except (OSError, RuntimeError) as error:
        yield Difference("store", "a store that can be read", str(error))
        return
    for graph in sorted({*expected, *counted}):
        if counted.get(graph, 0) != expected.get(graph, 0):
            quads = (f"{count.get(graph, 0):,} quads" for count in (expected, counted))
            yield Difference(f"store, graph {graph}", *quads)
    for graph, count in sorted(missing.items()):
        if count:
            place = f"store, graph {graph}"
            yield Difference(
                place, f"the {lines[graph]:,} quads of {NQUADS}", f"{count:,} of them are missing"
            )


def _read_whole(store: pyoxigraph.Store) -> None:
    """Read a store by each of its six indexes: a question meets the damage of few of them.

    The graphs come first: over a damaged index of them a query would never end.
    """
    for _ in store:
        pass
    for subject in {quad.subject for quad in store}:
        _read(store, subject, None, None, None)
    for predicate in {quad.predicate for quad in store}:
        _read(store, None, predicate, None, None)
    for predicate, graph in {(quad.predicate, quad.graph_name) for quad in store}:
        _read(store, None, predicate, None, graph)
    for object_ in {quad.object for quad in store}:
        _read(store, None, None, object_, None)
    for object_, graph in {(quad.object, quad.graph_name) for quad in store}:
        _read(store, None, None, object_, graph)


def _read(store: pyoxigraph.Store, *pattern: Any) -> None:
    for _ in store.quads_for_pattern(*pattern):
        pass


def _private(folder: Path, stated: Mapping[str, Mapping[str, Any]]) -> Iterator[Difference]:
    """Compare the private records that lie apart with what is stated beside them."""
    place = folder / PRIVATE
    there = {path.name for path in place.iterdir()} if place.is_dir() else set()
    for name, own in sorted(stated.items()):
        path = file_of(folder, name)
        if not own:
            yield Difference(f"{PRIVATE}/{name}.json", "what is stated of this build", _NOTHING)
        elif not agrees(folder, name, own):
            found = str(digest(path)) if path.is_file() else _NOTHING
            yield Difference(f"{PRIVATE}/{name}.nq", _shown(own), found)
        elif (lines := path.read_bytes().count(b"\n")) != own.get("quads"):
            quads = (f"{own.get('quads')} quads", f"{lines:,} quads")
            yield Difference(f"{PRIVATE}/{name}.nq", *quads)
    known = {file(folder, name).name for name in stated for file in (file_of, about_of)}
    for stray in sorted(there - known):
        found = str(digest(place / stray)) if (place / stray).is_file() else "a folder"
        yield Difference(f"{PRIVATE}/{stray}", _NOTHING, found)


def _refuse(build: Path, name: str, known: Sequence[str]) -> None:
    raise UseError(
        f"{str(build)!r} holds no records of {name!r}.",
        name="with",
        value=name,
        choices=known,
        remedy="Build them in: watchgraph build --with DIR; a private folder is kept only with "
        "--include-private NAME.",
    )


def _inputs(
    kind: str, found: Mapping[str, Digest], expected: Mapping[str, Any]
) -> Iterator[Difference]:
    for file in sorted({*expected, *found}):
        own = found.get(file)
        if own is None or own.as_dict() != expected.get(file):
            yield Difference(f"{kind}/{file}", _shown(expected.get(file)), str(own or _NOTHING))


def _shown(stated: Any) -> str:
    """Say what the manifest states of a file."""
    if stated is None:
        return _NOTHING
    try:
        return f"{int(stated['bytes']):,} bytes, SHA-256 {stated['sha256']}"
    except (KeyError, TypeError, ValueError):
        return json.dumps(stated)
