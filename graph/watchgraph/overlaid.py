"""The edition with overlays laid over it, tables and graph checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import Fault
from watchgraph.overlays import Laid, Overlay, lay_over, stop_at_errors
from watchgraph.tables import Layer, Tables, load_tables

if TYPE_CHECKING:
    import pyoxigraph

    from watchgraph.checks.report import Report


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


@dataclass(frozen=True)
class Checked:
    """What a check of an overlay found and wrote.

    Attributes
    ----------
    report
        Every finding.
    written
        Copies of files with a column that says what is wrong, and the judgements on names that
        were proposed.
    left_out
        How many rows of each file would be left out because of an error.
    """

    report: Report
    written: tuple[Path, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def check_overlay(
    folder: Path,
    others: Iterable[Path] = (),
    *,
    data: Path | None = None,
    problems: Path | None = None,
) -> Checked:
    """Check an overlay: its files, its rows over the edition, and the graph that they make.

    Names that maps read and that are like known ones are proposed in its ``judgements.csv``.

    Parameters
    ----------
    folder
        Its folder.
    others
        Folders of overlays that it may lean on.
    data
        Data folder of the edition; default the packaged one.
    problems
        File or folder for copies with a column that says what is wrong; default none.

    Returns
    -------
    Checked
        The report, and what was written.

    Raises
    ------
    DataError
        If the edition itself is faulty.
    UseError
        If a folder is missing or a file cannot be written.
    """
    from watchgraph.checks.report import Report
    from watchgraph.overlays.problems import write_copies
    from watchgraph.resources import data_folder

    edition = load_tables(data or data_folder())
    # With the faulty rows left out, so that the graph of the others is checked as well.
    laid = lay_over(edition, [folder, *others], skip_faulty=True, graph=check_graph)
    overlay = next(one for one in laid.overlays if one.folder == Path(folder))
    written = _proposed(overlay)
    if problems is not None:
        written += write_copies(overlay, laid.faults, problems)
    return Checked(Report.of([]).with_faults(laid.faults), tuple(written), laid.left_out)


def _proposed(overlay: Overlay) -> list[Path]:
    """Write the names that maps read and that a person is to judge; return what was written."""
    if overlay.judgements is None:
        return []
    from watchgraph.overlays.scan import JUDGEMENTS
    from watchgraph.reconcile import write_judgements

    path = overlay.folder / JUDGEMENTS
    proposals = [one for taken in overlay.taken.values() for one in taken.proposals]
    return [path] if write_judgements(path, overlay.judgements, proposals) else []
