"""Checks of the graph: the shapes of single records and the rules between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.checks.finding import Finding
from watchgraph.checks.location import Locate, Location, nowhere
from watchgraph.checks.report import Report
from watchgraph.checks.shapefiles import read_shapes
from watchgraph.checks.shapes import run_shapes
from watchgraph.checks.violations import read_violations, run_violation
from watchgraph.resources import ontology_folder

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Finding", "Locate", "Location", "Report", "run_checks"]


def run_checks(
    store: pyoxigraph.Store, *, locate: Locate | None = None, ontology: Path | None = None
) -> Report:
    """Check a graph against the shapes and the rules of the ontology.

    Parameters
    ----------
    store
        Store with records and derived relations; it is read, never changed.
    locate
        Finds file, row and column of a node, as :func:`watchgraph.checks.locate.locator` makes
        it; default none, and then findings name the node alone.
    ontology
        Ontology folder with ``watchgraph.ttl``, ``shapes`` and ``violations``; default the
        packaged one.

    Returns
    -------
    Report
        Every finding. A shape that meets no focus node is one.

    Raises
    ------
    UseError
        If the ontology folder is incomplete, or a shape or a rule cannot be read.

    References
    ----------
    Shapes Constraint Language (SHACL), W3C Recommendation, 2017.
    """
    folder = ontology or ontology_folder()
    locate = locate or nowhere
    shapes = read_shapes(folder)
    violations = read_violations(folder / "violations")
    findings, met = run_shapes(store, shapes, locate)
    for violation in violations:
        findings += run_violation(store, violation, locate)
    return Report.of(findings, met, [violation.name for violation in violations])
