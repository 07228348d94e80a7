"""The edition with overlays laid over it, tables and graph checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import Fault
from watchgraph.overlays import Laid, lay_over, stop_at_errors
from watchgraph.tables import Layer, Tables, load_tables

if TYPE_CHECKING:
    import pyoxigraph


def overlaid(
    data: Path,
    folders: Iterable[Path | str],
    *,
    include_private: Sequence[str] = (),
    skip_faulty: bool = False,
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
        graph=check_graph,
    )
    stop_at_errors(laid, skip_faulty=skip_faulty)
    return laid


def check_graph(tables: Tables, layer: Layer) -> list[Fault]:
    """Run shapes and rules on the graph of tables, and return what concerns a layer.

    Parameters
    ----------
    tables
        Tables with the layer.
    layer
        The layer.

    Returns
    -------
    list of Fault
        What is wrong in its files, and every error wherever it stands.
    """
    from watchgraph.checks import run_checks
    from watchgraph.checks.locate import locator
    from watchgraph.memory import store_of

    report = run_checks(store_of(tables), locate=locator(tables))
    files = {part.place.file for part in layer.parts}
    return [
        finding.as_fault()
        for finding in report.findings
        if finding.severity == "error" or finding.file in files
    ]


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
    from watchgraph.memory import store_of

    laid = overlaid(data, folders, include_private=include_private, skip_faulty=skip_faulty)
    return store_of(laid.shown), laid
