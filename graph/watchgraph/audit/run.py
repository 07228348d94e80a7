"""Recomputes every claim that the graph holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from watchgraph.audit.because import explain, filled
from watchgraph.audit.queries import AuditQuery, Result, read_queries, results
from watchgraph.audit.rows import AuditRow, Number, Reading
from watchgraph.audit.verdicts import conclude, judge, rounded, tidy
from watchgraph.errors import UseError
from watchgraph.vocabulary import ID, key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph, Value

_CLAIMS = """
SELECT DISTINCT ?claim ?statement ?measure ?edition ?published ?operator ?unit
WHERE {
  ?claim a wg:Claim ; wg:edition ?edition ; wg:statement ?statement ; wg:measureText ?measure ;
         wg:publishedValue ?published ; wg:operatorText ?operator ; wg:unitText ?unit .
}
ORDER BY ?claim
"""
_NO_QUERY = "No query of the audit recomputes this claim."


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
    if kg.moment:
        from watchgraph.audit.as_of import audit_as_of

        return audit_as_of(kg, kg.moment)
    found: dict[str, list[Result]] = {}
    for query in read_queries() if queries is None else queries:
        for result in results(kg, query):
            found.setdefault(result.claim, []).append(result)
    return [_row(claim, found.get(key(str(claim[0])), [])) for claim in kg.rows(_CLAIMS)]


def _row(claim: tuple[Value, ...], found: list[Result]) -> AuditRow:
    iri, statement, measure, edition, value, operator, unit = claim
    queries = sorted({result.query.name for result in found})
    if len(queries) > 1:
        raise UseError(
            f"{' and '.join(queries)} both recompute the claim {key(str(iri))}.",
            name=key(str(iri)),
            choices=queries,
            remedy="Leave it to one of them.",
        )
    published = tidy(_number(value))
    found = sorted(found, key=lambda result: not result.cells["decides"])
    readings = tuple(_reading(result, str(operator), published) for result in found)
    decided = bool(readings) and readings[0].decides
    return AuditRow(
        claim=key(str(iri)),
        statement=str(statement),
        measure=str(measure),
        edition=key(str(edition)),
        published=published,
        operator=str(operator),
        unit=str(unit),
        recomputed=rounded(readings[0].recomputed, published) if decided else None,
        verdict=conclude(readings),
        why=explain(found[0].query, found[0].cells, readings, str(unit)) if decided else _NO_QUERY,
        question=queries[0] if queries else "",
        readings=readings,
        counted=filled(found[0].query, found[0].query.says, found[0].cells) if found else "",
        looked_at=filled(found[0].query, found[0].query.beside, found[0].cells) if found else "",
    )


def _reading(result: Result, operator: str, published: Number) -> Reading:
    cells = result.cells
    recomputed = tidy(_number(cells["recomputed"]))
    records = _records(cells["records"])
    return Reading(
        reading=str(cells["reading"]),
        variant=str(cells["variant"] or ""),
        recomputed=recomputed,
        verdict=judge(recomputed, operator, published),
        decides=bool(cells["decides"]),
        records=tuple(sorted(records)),
        beside=tuple(sorted(_records(cells.get("beside")) - records)),
        reason=str(cells["reason"] or ""),
    )


def _records(value: Value) -> set[str]:
    return {iri.removeprefix(ID) for iri in str(value or "").split()}


def _number(value: Value) -> Number:
    if isinstance(value, (int, float)):
        return value
    raise UseError(f"{value!r} is no number.", name="recomputed", value=value)
