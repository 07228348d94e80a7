"""The edition with overlays laid over it, tables and graph checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import Fault
from watchgraph.overlays import Laid, Overlay, lay_over, stop_at_errors
from watchgraph.overlays.laying import GraphCheck, GraphFault
from watchgraph.tables import Layer, Tables, load_tables

if TYPE_CHECKING:
    import pyoxigraph

    from watchgraph.checks.report import Report

#: Steps of :func:`check_overlay`.
CHECK_STEPS = ("edition", "files", "graph", "rules")


def check_graph(tables: Tables, layer: Layer) -> list[GraphFault]:
    """Run shapes and rules on the graph of tables, and return what concerns a layer.

    Parameters
    ----------
    tables
        Tables with the layer.
    layer
        The layer.

    Returns
    -------
    list of GraphFault
        What is wrong in its files, and every error wherever it stands.
    """
    return _GraphCheck()(tables, layer)


class _GraphCheck:
    """Checks graphs, and keeps the last one: as a rule it is the one that is shown."""

    def __init__(self, progress: Callable[[str], None] = lambda step: None) -> None:
        self._progress = progress
        self._layers: tuple[Layer, ...] = ()
        self._store: pyoxigraph.Store | None = None

    def __call__(self, tables: Tables, layer: Layer) -> list[GraphFault]:
        from watchgraph.checks import run_checks
        from watchgraph.checks.locate import locator
        from watchgraph.checks.repeated import firsts
        from watchgraph.memory import store_of

        self._progress("graph")
        self._layers, self._store = tables.layers, store_of(tables)
        self._progress("rules")
        report = run_checks(self._store, locate=locator(tables))
        files = list(dict.fromkeys(part.place.file for part in layer.parts))
        first = firsts(report.findings, files)
        return [
            GraphFault(finding.as_fault(), finding.focus in first)
            for finding in report.findings
            if finding.severity == "error" or finding.file in files
        ]

    def store_of(self, tables: Tables) -> pyoxigraph.Store:
        """Return the graph of tables, made anew only if it was not the last one."""
        from watchgraph.memory import store_of

        same = len(tables.layers) == len(self._layers) and all(
            one is other for one, other in zip(tables.layers, self._layers, strict=True)
        )
        return self._store if same and self._store is not None else store_of(tables)


def overlaid(
    data: Path,
    folders: Iterable[Path | str],
    *,
    include_private: Sequence[str] = (),
    skip_faulty: bool = False,
    graph: GraphCheck | None = check_graph,
) -> Laid:
    """Lay overlays over an edition, or stop at what is wrong with them.

    Parameters
    ----------
    data
        Data folder of the edition.
    folders
        Folders of the overlays.
    include_private
        Names of the private overlays that are to be shown.
    skip_faulty
        Whether rows of overlays that have an error, and those that hang on them, are left out.
    graph
        Checks the graph of each overlay; None leaves it unchecked.

    Returns
    -------
    Laid
        The edition and its overlays.

    Raises
    ------
    DataError
        If the edition is faulty, or an overlay is and its faulty rows are not left out.
    UseError
        If there is no such folder or private overlay, or two overlays have one name.
    """
    laid = lay_over(
        load_tables(data),
        folders,
        include_private=include_private,
        skip_faulty=skip_faulty,
        graph=graph,
    )
    stop_at_errors(laid)
    return laid


def overlaid_store(
    data: Path,
    folders: Iterable[Path | str],
    *,
    include_private: Sequence[str] = (),
    skip_faulty: bool = False,
) -> tuple[pyoxigraph.Store, Laid]:
    """Build the graph of an edition with overlays in memory.

    Parameters, and errors are those of :func:`overlaid`.

    Returns
    -------
    store : pyoxigraph.Store
        Records, ontology and derived relations of all that is shown.
    laid : Laid
        The edition and its overlays.
    """
    graph = _GraphCheck()
    laid = overlaid(
        data, folders, include_private=include_private, skip_faulty=skip_faulty, graph=graph
    )
    return graph.store_of(laid.shown), laid


@dataclass(frozen=True)
class Checked:
    """What a check of an overlay found.

    Attributes
    ----------
    overlay
        The overlay.
    faults
        Every error and warning.
    left_out
        How many rows of each file would be left out because of an error.
    """

    overlay: Overlay
    faults: tuple[Fault, ...]
    left_out: Mapping[str, int]

    @property
    def report(self) -> Report:
        """Every finding."""
        from watchgraph.checks.report import Report

        return Report.of([]).with_faults(self.faults)

    def write_problems(self, path: Path | str) -> list[Path]:
        """Write copies of the files with a column that says what is wrong.

        Parameters, result and errors are those of
        :func:`watchgraph.overlays.problems.write_copies`.
        """
        from watchgraph.overlays.problems import write_copies

        return write_copies(self.overlay, self.faults, path)

    def write_judgements(self) -> Path | None:
        """Write the names that maps read and that a person is to judge, if there are new ones.

        Returns
        -------
        pathlib.Path or None
            The file, if it was written.

        Raises
        ------
        UseError
            If it was changed meanwhile or cannot be written.
        """
        if self.overlay.judgements is None:
            return None
        from watchgraph.overlays.scan import JUDGEMENTS
        from watchgraph.reconcile import write_judgements

        path = self.overlay.folder / JUDGEMENTS
        proposals = [one for taken in self.overlay.taken.values() for one in taken.proposals]
        return path if write_judgements(path, self.overlay.judgements, proposals) else None


def check_overlay(
    folder: Path,
    others: Iterable[Path] = (),
    *,
    data: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Checked:
    """Check an overlay: its files, its rows over the edition, and the graph that they make.

    Parameters
    ----------
    folder
        Its folder.
    others
        Folders of overlays that it may lean on.
    data
        Data folder of the edition; default the packaged one.
    progress
        Told the name of each step of :data:`CHECK_STEPS` as it begins; with faulty rows the
        graph is made and checked again.

    Returns
    -------
    Checked
        What was found; nothing is written.

    Raises
    ------
    DataError
        If the edition itself is faulty.
    UseError
        If a folder is missing.
    """
    from watchgraph.resources import data_folder

    progress("edition")
    edition = load_tables(data or data_folder())
    progress("files")
    # With the faulty rows left out, so that the graph of the others is checked as well.
    laid = lay_over(edition, [folder, *others], skip_faulty=True, graph=_GraphCheck(progress))
    overlay = next(one for one in laid.overlays if one.folder == Path(folder))
    return Checked(overlay, laid.faults, laid.left_out)
