"""The records and sources behind a picture, each written once and referred to by number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.notice import overlay_words
from watchgraph.render.words import KINDS, spoken

if TYPE_CHECKING:
    import networkx as nx

#: What `kg.evidence` returns, or the same by record.
Evidence = Iterable[Mapping[str, Any]] | Mapping[str, Mapping[str, Any]]

_SOURCE = ("title", "url", "publisher", "published", "accessed", "licence", "source")


@dataclass(frozen=True)
class EvidenceTables:
    """Two tables in a compact form.

    Attributes
    ----------
    records : list of list
        One row a record: IRI, kind, label, country, date, note, rows of its sources; of own
        records also the overlay in words.
    sources : list of list
        One row a source: title, address as given (a link only if the page finds it to be one),
        publisher, published, accessed, licence, IRI.
    row : dict of str to int
        The row of each record's IRI.
    overlays : list of str
        Of each record the name of the overlay; empty for the edition.
    """

    records: list[list[Any]]
    sources: list[list[str]]
    row: dict[str, int]
    overlays: list[str]


def records_of(graph: "nx.Graph[Any]") -> list[str]:
    """Return the records behind edges and beside nodes: what to ask `kg.evidence` for.

    Parameters
    ----------
    graph : networkx.Graph
        A network whose edges have ``records`` and may have ``beside``, and whose nodes may have
        ``about``.

    Returns
    -------
    list of str
        IRIs, each once, sorted.

    Examples
    --------
    >>> import networkx
    >>> net = networkx.Graph()
    >>> net.add_edge("huawei", "KEN", records=("r2", "r1"))
    >>> records_of(net)
    ['r1', 'r2']
    """
    behind = {
        iri
        for _, _, facts in graph.edges(data=True)
        for name in ("records", "beside")
        for iri in facts.get(name) or ()
    }
    beside = {iri for _, facts in graph.nodes(data=True) for iri in facts.get("about") or ()}
    return sorted(behind | beside)


def evidence_tables(
    records: Iterable[str], evidence: Evidence | None, private: Collection[str] = ()
) -> EvidenceTables:
    """Return what is known of the given records.

    Parameters
    ----------
    records : iterable of str
        IRIs of the records that the picture rests on.
    evidence : iterable of mapping, mapping of str to mapping, or None
        Rows with the keys ``record``, ``kind``, ``label``, ``country``, ``date``, ``note``,
        ``source``, ``title``, ``url``, ``publisher``, ``published``, ``accessed``,
        ``licence``, ``overlay``, or the same keyed by record. A record with several sources has
        several rows. What is missing stays empty.
    private : collection of str
        Names of the private overlays.

    Returns
    -------
    EvidenceTables
        Records sorted by IRI; sources in the order of their first use.
    """
    wanted = sorted(set(records))
    rows: dict[str, list[Mapping[str, Any]]] = {iri: [] for iri in wanted}
    for iri, facts in _by_record(evidence):
        if iri in rows:
            rows[iri].append(facts)
    table: list[list[Any]] = []
    overlays: list[str] = []
    sources: dict[tuple[str, ...], int] = {}
    for iri in wanted:
        numbers: list[int] = []
        for facts in rows[iri]:
            source = _source(facts)
            if any(source):
                number = sources.setdefault(source, len(sources))
                if number not in numbers:
                    numbers.append(number)
        first = rows[iri][0] if rows[iri] else {}
        kind = _text(first, "kind")
        overlays.append(_text(first, "overlay"))
        table.append(
            [
                iri,
                KINDS.get(kind, spoken(kind)),
                *(_text(first, key) for key in ("label", "country", "date", "note")),
                numbers,
                *([overlay_words(overlays[-1], private)] if overlays[-1] else []),
            ]
        )
    return EvidenceTables(
        records=table,
        sources=[list(source) for source in sources],
        row={iri: i for i, iri in enumerate(wanted)},
        overlays=overlays,
    )


def _by_record(evidence: Evidence | None) -> Iterable[tuple[str, Mapping[str, Any]]]:
    if evidence is None:
        return []
    if isinstance(evidence, Mapping):
        return [(str(iri), facts) for iri, facts in evidence.items()]
    return [(_text(facts, "record"), facts) for facts in evidence]


def _source(facts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_text(facts, key) for key in _SOURCE)


def _text(facts: Mapping[str, Any], key: str) -> str:
    value = facts.get(key)
    # Not equal to itself: the missing value of a DataFrame.
    return "" if value is None or value != value else str(value)
