"""The audit of a graph as of a day, which says no more than was known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from watchgraph.audit.because import shown_number
from watchgraph.audit.recompute import recompute
from watchgraph.audit.rows import AuditRow
from watchgraph.audit.verdicts import LOWER_BOUNDS
from watchgraph.vocabulary import mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph
    from watchgraph.times import Moment, Placed

_ABSENT = {
    "later": "The edition that it speaks of came out later.",
    "not_published": "The edition that it speaks of was not published yet.",
    "undated": "The edition that it speaks of has no date.",
    "publication_unknown": "When the edition that it speaks of was published is not known.",
}


def audit_as_of(kg: KnowledgeGraph, moment: Moment) -> list[AuditRow]:
    """Audit a graph as of a day beside the whole graph.

    Parameters
    ----------
    kg
        The graph as of a day.
    moment
        Its moment.

    Returns
    -------
    list of AuditRow
        One for each claim of the whole graph. A verdict stands where the deciding readings give
        the same figures as all records do, or where a lower bound of a count is met by both.
        Else it is ``undetermined``: a figure that comes of fewer records decides nothing, for
        a record that is missing may only lack a date.
    """
    then = {row.claim: row for row in recompute(kg)}
    return [
        replace(
            _judged(row, then.get(row.claim), moment.records.get(mint("claim", row.claim))),
            as_of=moment.valid,
            known=moment.known,
        )
        for row in recompute(moment.origin)
    ]


def _judged(row: AuditRow, then: AuditRow | None, placed: Placed | None) -> AuditRow:
    if then is None:
        why = _ABSENT.get(placed.outcome if placed else "", "It is not in the graph of that day.")
        return replace(row, recomputed=None, verdict="undetermined", why=why, readings=())
    # A count that reaches its bound reaches it with more records as well; a share may not.
    grows = row.operator in LOWER_BOUNDS and row.unit != "percent"
    if _figures(then) == _figures(row) or (grows and then.verdict == row.verdict == "holds"):
        return then
    return replace(
        then,
        recomputed=None,
        verdict="undetermined",
        why=f"The records of that day give {_shown(then)} and do not suffice; all records give "
        f"{_shown(row)} ({row.verdict}).",
        readings=tuple(replace(one, verdict="undetermined") for one in then.readings),
    )


def _shown(row: AuditRow) -> str:
    if row.recomputed is None:
        return "no figure"
    return shown_number(row.recomputed) + (" %" if row.unit == "percent" else "")


def _figures(row: AuditRow) -> list[tuple[object, ...]]:
    return [(one.reading, one.variant, one.recomputed) for one in row.readings if one.decides]
