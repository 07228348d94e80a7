"""The audit's verdicts, had one source not been there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.audit.queries import read_queries
from watchgraph.audit.rows import AuditRow, Number
from watchgraph.audit.run import audit
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    import pyoxigraph

    from watchgraph.store import KnowledgeGraph

# A claim is what is judged, and an edition what it is about: both stay.
_JUDGED = ("wg:Claim", "wg:Edition")


@dataclass(frozen=True)
class Flip:
    """A verdict that another one replaces when a source is left out.

    Attributes
    ----------
    row
        The claim, on all sources.
    left_out
        The source, or family of sources.
    verdict
        The verdict without it.
    recomputed
        The figure without it; None if there is none.
    """

    row: AuditRow
    left_out: str
    verdict: str
    recomputed: Number | None


def record_sources(kg: KnowledgeGraph, by: str) -> dict[str, tuple[str, ...]]:
    """Return the sources, or families of sources, of every record.

    Parameters
    ----------
    kg
        The graph.
    by
        ``"source"`` or ``"family"``.

    Returns
    -------
    dict of str to tuple of str
        By IRI of the record. A source without a publisher is a family of its own.
    """
    found: dict[str, set[str]] = {}
    for record, source, family in kg.rows(
        "SELECT DISTINCT ?record ?source ?family { ?record prov:wasDerivedFrom ?source . "
        "OPTIONAL { ?source wg:evidenceFamily ?family } }"
    ):
        name = str(source) if by == "source" or family is None else str(family)
        found.setdefault(str(record), set()).add(name)
    return {record: tuple(sorted(found[record])) for record in sorted(found)}


def audit_without_each(
    kg: KnowledgeGraph, sources: Mapping[str, Iterable[str]], only: Iterable[str] | None = None
) -> Iterator[Flip]:
    """Audit again and again, each time without one source.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server. It is left as it is.
    sources
        Sources of each record.
    only
        The sources to leave out, all queries being asked again; default those of a record that
        some reading of a claim counts or looks at, for the queries that do.

    Yields
    ------
    Flip
        By source, then claim.

    Raises
    ------
    UseError
        If the graph lies on a server.

    Notes
    -----
    A record is left out if none but that source stands behind it. Countries, suppliers, code
    lists, editions and the claims themselves stay.
    """
    from watchgraph.store import KnowledgeGraph
    from watchgraph.times.facts import read_records

    scratch = KnowledgeGraph(_copied(kg.store), kg.version)
    kinds = {iri: one.kind for iri, one in read_records(scratch.store).items()}
    own: dict[str, list[str]] = {}
    for record, names in sources.items():
        first, *more = names
        if not more and kinds.get(record, _JUDGED[0]) not in _JUDGED:
            own.setdefault(first, []).append(record)
    queries = read_queries()
    whole = audit(scratch, queries=queries)
    rest: dict[str, set[str] | None] = dict.fromkeys(only or ())
    if only is None:
        rest = _resting(whole, sources)
    for source in sorted(rest):
        resting = rest[source]
        asked = [query for query in queries if resting is None or query.name in resting]
        gone = _take_out(scratch.store, own.get(source, ()))
        without = {row.claim: row for row in audit(scratch, queries=asked)}
        scratch.store.extend(gone)
        for row in whole:
            new = without[row.claim]
            if (resting is None or row.question in resting) and new.verdict != row.verdict:
                yield Flip(row, source, new.verdict, new.recomputed)


def _resting(
    rows: Iterable[AuditRow], sources: Mapping[str, Iterable[str]]
) -> dict[str, set[str] | None]:
    """Return the sources behind what the readings count or look at, with their queries."""
    rest: dict[str, set[str] | None] = {}
    for row in rows:
        for reading in row.readings:
            for record in (*reading.records, *reading.beside):
                for source in sources.get(ID + record, ()):
                    names = rest.setdefault(source, set())
                    if names is not None:
                        names.add(row.question)
    return rest


def _copied(store: pyoxigraph.Store) -> pyoxigraph.Store:
    import pyoxigraph

    made = pyoxigraph.Store()
    format = pyoxigraph.RdfFormat.N_QUADS
    made.bulk_load(input=store.dump(format=format) or b"", format=format, lenient=True)
    return made


def _take_out(store: pyoxigraph.Store, records: Iterable[str]) -> list[pyoxigraph.Quad]:
    """Remove records and what links to them; return what was removed."""
    import pyoxigraph

    gone: list[pyoxigraph.Quad] = []
    for iri in records:
        node = pyoxigraph.NamedNode(iri)
        gone += store.quads_for_pattern(node, None, None, None)
        gone += store.quads_for_pattern(None, None, node, None)
    for quad in gone:
        store.remove(quad)
    return gone
