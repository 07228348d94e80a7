"""The whole check of a data folder: tables first, then shapes and rules on the graph."""

from __future__ import annotations

from pathlib import Path

from watchgraph.checks.locate import locator
from watchgraph.checks.report import Report
from watchgraph.memory import store_of
from watchgraph.resources import data_folder
from watchgraph.tables import read_tables


def check_data(folder: Path | None = None) -> Report:
    """Check the tables of a folder and the graph that they make.

    Tables with errors make no graph: then the report holds the faults of the tables alone.

    Parameters
    ----------
    folder
        Data folder; default the packaged edition.

    Returns
    -------
    Report
        Every finding, with the row and column that it comes from.

    Raises
    ------
    DataError
        If ``datapackage.json`` cannot be read.
    """
    from watchgraph.checks import run_checks

    tables, faults = read_tables(folder or data_folder())
    if any(fault.severity == "error" for fault in faults):
        return Report.of([]).with_faults(faults)
    report = run_checks(store_of(tables), locate=locator(tables))
    return report.with_faults(faults)
