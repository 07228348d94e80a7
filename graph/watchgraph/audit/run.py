"""Recomputes every claim that the graph holds, and says no more than its day allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from watchgraph.audit.as_of import audit_as_of
from watchgraph.audit.recompute import recompute

if TYPE_CHECKING:
    from watchgraph.audit.queries import AuditQuery
    from watchgraph.audit.rows import AuditRow
    from watchgraph.store import KnowledgeGraph


def audit(kg: KnowledgeGraph, *, queries: Sequence[AuditQuery] | None = None) -> list[AuditRow]:
    """Recompute the published claims and say which hold.

    Parameters
    ----------
    kg
        The graph.
    queries
        The queries to run; default all of ``ontology/audit``. A claim that none of them
        recomputes is ``undetermined``. Of a graph as of a day, all are run.

    Returns
    -------
    list of AuditRow
        One for each claim, by its key. The figure comes from a query in ``ontology/audit``, the
        verdict from the figure, the claim's operator and its published value.

    Raises
    ------
    UseError
        If two queries recompute one claim, or a query is faulty.

    Notes
    -----
    Of a graph as of a day, a claim keeps its verdict only where the records of that day give
    what all records give; else it is ``undetermined``, and the line says why.
    """
    return audit_as_of(kg, kg.moment) if kg.moment else recompute(kg, queries)
