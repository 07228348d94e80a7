"""The build: tables to a store on disk, sorted N-Quads and a manifest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph import __version__
from watchgraph.build.folder import clear_strays, content_hash, current_build, part_folder, swap_in
from watchgraph.build.given import Given
from watchgraph.build.manifest import (
    NQUADS,
    Digest,
    digests,
    manifest_of,
    read_manifest,
    write_manifest,
)
from watchgraph.build.overlays import manifest_part, overlay_digests, told_again, told_of
from watchgraph.build.private import quads_of, stated_in, write_private
from watchgraph.build.sorting import write_sorted
from watchgraph.derive import derive
from watchgraph.errors import DataError
from watchgraph.mapping import quad_chunks
from watchgraph.memory import fill
from watchgraph.resources import data_folder, ontology_folder
from watchgraph.tables import Tables, read_package
from watchgraph.vocabulary import DERIVED_GRAPH

if TYPE_CHECKING:
    import pyoxigraph

Progress = Callable[[str], None]

_SMALL_BYTES = 64 * 1024 * 1024


@dataclass
class BuildResult:
    """What a build made.

    Attributes
    ----------
    folder
        The finished build.
    version
        Version of the data.
    graphs
        Quads in each named graph, by its IRI.
    seconds
        Wall-clock seconds of each step; empty if the build was there already.
    fresh
        False if the same content had been built before.
    told
        What is to be said of overlays: rows left out, records that are checked but not kept.
    private
        Quads of each private overlay that lie apart in the build, by its name.
    """

    folder: Path
    version: str
    graphs: dict[str, int]
    seconds: dict[str, float] = field(default_factory=dict)
    fresh: bool = True
    told: tuple[str, ...] = ()
    private: dict[str, int] = field(default_factory=dict)


#: The steps of a build, as they are named while it runs.
BUILD_STEPS = ("read", "map", "load", "derive", "check", "sort", "finish")


def build(
    data: Path | None = None,
    out: Path = Path("build"),
    *,
    force: bool = False,
    check: bool = True,
    progress: Progress = lambda step: None,
    overlays: Iterable[Path | str] = (),
    include_private: Iterable[str] = (),
    skip_faulty: bool = False,
    strict: bool = False,
) -> BuildResult:
    """Build the store, swap it in and return what was made.

    The build grows in a folder of its own and becomes current in one step, so that a run
    which is killed leaves the earlier build as it was.

    Parameters
    ----------
    data
        Data folder; default the packaged edition.
    out
        Build folder.
    force
        Build again although the content has not changed.
    check
        Whether the findings of the checks stop the build.
    progress
        Called with the name of each step as it begins.
    overlays
        Folders of records to lay over the edition. Those of a private one never enter the store,
        the N-Quads or the derived relations.
    include_private
        Names of the private overlays whose records are kept in the build, apart from the rest;
        others are checked and nothing of them is kept.
    skip_faulty
        Whether rows of overlays that have an error, and those that hang on them, are left out.
    strict
        Whether warnings of the tables and of the overlays stop the build.

    Returns
    -------
    BuildResult
        Folder, counts and seconds.

    Raises
    ------
    DataError
        If the tables are faulty or a check finds an error.
    """
    data = data or data_folder()
    package = read_package(data)
    ontology = ontology_folder()
    given = Given(
        data,
        ontology,
        tuple(map(Path, overlays)),
        tuple(include_private),
        skip_faulty=skip_faulty,
        check=check,
        strict=strict,
    )
    # The code enters too: another mapping or rule makes another build of the same tables.
    inputs = {"data": digests(data), "ontology": digests(ontology)}
    name = content_hash(
        *inputs.values(),
        digests(Path(__file__).parents[1]),
        overlay_digests(given.shown, package),
        salt=__version__ + given.flags,
    )
    clear_strays(out)
    current = current_build(out)
    if current is not None and current.name.partition(".")[0] == name and not force:
        manifest = read_manifest(current)
        if manifest["checked"] or not check:
            return BuildResult(
                current,
                manifest["version"],
                manifest["graphs"],
                fresh=False,
                told=told_again(current, manifest, given),
                private=quads_of(stated_in(current, manifest)),
            )
    with part_folder(out) as part:
        result = _build(given, part, name, inputs, progress)
        result.folder = swap_in(out, part, name)
    return result


def _build(
    given: Given,
    part: Path,
    name: str,
    inputs: Mapping[str, Mapping[str, Digest]],
    progress: Progress,
) -> BuildResult:
    import pyoxigraph

    clock = _Clock(progress)
    clock.begin("read")
    laid = given.laid()
    tables = laid.public
    clock.begin("map")
    mapped = part / "mapped.nq"
    with mapped.open("wb") as file:
        for chunk in quad_chunks(tables):
            file.write(chunk)
    private = write_private(part, laid, told_of(laid, private=True), name)
    clock.begin("load")
    # Rules and checks run three times faster in memory, where what is small fits at ease.
    small = mapped.stat().st_size <= _SMALL_BYTES
    store = _loaded(None if small else part / "store", mapped, given.ontology)
    clock.begin("derive")
    derived = derive(store, given.ontology)
    clock.begin("check")
    if given.check:
        _check(store, tables, given.ontology)
    clock.begin("sort")
    derived_graph = pyoxigraph.NamedNode(DERIVED_GRAPH)
    write_sorted(_all_quads(mapped, store, derived_graph), part / NQUADS)
    mapped.unlink()
    clock.begin("finish")
    if small:
        store = _loaded(part / "store", part / NQUADS, given.ontology)
    graphs = count_graphs(store)
    store.flush()
    store.optimize()
    del store
    manifest = manifest_of(
        name, tables, inputs, part / NQUADS, checked=given.check, graphs=graphs, rules=derived
    )
    write_manifest(part, manifest | manifest_part(laid))
    clock.end()
    return BuildResult(
        part,
        tables.package.version,
        graphs,
        clock.seconds,
        told=tuple(laid.told()),
        private=private,
    )


def _loaded(folder: Path | None, nquads: Path, ontology: Path) -> pyoxigraph.Store:
    """Load quads and ontology into a new store, on disk if a folder is given."""
    import pyoxigraph

    store = pyoxigraph.Store() if folder is None else pyoxigraph.Store(str(folder))
    fill(store, nquads, ontology)
    return store


def _all_quads(
    mapped: Path, store: pyoxigraph.Store, derived: pyoxigraph.NamedNode
) -> Iterator[bytes]:
    with mapped.open("rb") as file:
        while lines := file.readlines(64 * 1024 * 1024):
            yield b"".join(lines)
    for quad in store.quads_for_pattern(None, None, None, derived):
        yield f"{quad} .\n".encode()


def _check(store: pyoxigraph.Store, tables: Tables, ontology: Path) -> None:
    from watchgraph.checks import run_checks
    from watchgraph.checks.locate import locator

    report = run_checks(store, locate=locator(tables), ontology=ontology)
    faults = [finding.as_fault() for finding in report.findings if finding.severity == "error"]
    if faults:
        raise DataError(faults)


def count_graphs(store: pyoxigraph.Store) -> dict[str, int]:
    """Return the number of quads in each named graph, by its IRI."""
    import pyoxigraph

    answer = store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return dict(sorted((row["g"].value, int(row["n"].value)) for row in answer))


class _Clock:
    """Measures steps; what it says is printed, never written to an output."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._step = ""
        self._since = 0.0

    def begin(self, step: str) -> None:
        self.end()
        self._progress(step)
        self._step, self._since = step, time.perf_counter()

    def end(self) -> None:
        if self._step:
            self.seconds[self._step] = round(time.perf_counter() - self._since, 3)
        self._step = ""
