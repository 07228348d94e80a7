"""The assessments and deployments that networks are made from, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.networks.filters import SUPPLY_PATTERN, Filters
from watchgraph.networks.labels import kind_of
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Two ends of an edge and the record that joins them.
Link = tuple[str, str, str]

#: Records that can join a supplier or a state to a country.
SUPPLYING = "?thing wg:namesSupplier|wg:supplierStateMarked ?any ; "

_MARKS_PATTERN = "?record wg:supplierStateMarked ?state ; a wg:Assessment ; wg:country ?country ."


@dataclass(frozen=True)
class Record:
    """What a network keeps of one assessment, deployment or loan.

    Attributes
    ----------
    iri
        The record.
    edition
        Key of its edition; empty for a deployment or loan.
    sources
        Sources that it is derived from.
    families
        The publishers that stand at the root of its sources, which count as one source each.
    technologies
        Codes that it reports: of a country if an assessment, else of the deployment.
    earliest, latest
        Bounds of its date, YYYY-MM-DD: publication of the edition, or start of the deployment
        or loan; empty if it has none.
    """

    iri: str
    edition: str
    sources: tuple[str, ...]
    families: tuple[str, ...]
    technologies: tuple[str, ...]
    earliest: str
    latest: str

    @property
    def kind(self) -> str:
        """Its kind, such as ``assessment``, ``deployment`` or ``loan``."""
        return kind_of(self.iri)


def supply_links(kg: KnowledgeGraph, filters: Filters) -> set[Link]:
    """Return supplier, country and record wherever a record names the two.

    Parameters
    ----------
    kg
        The graph.
    filters
        Edition and technology; the date is left to :func:`dated_up_to`.

    Returns
    -------
    set of tuple
        Supplier, country, record.
    """
    pattern = f"{SUPPLY_PATTERN} {filters.pattern(dated=False)}"
    return read_links(kg, f"SELECT DISTINCT ?supplier ?country ?record {{ {pattern} }}")


def mark_links(kg: KnowledgeGraph, filters: Filters) -> set[Link]:
    """Return supplier state, country and assessment wherever an edition marks the state.

    Parameters
    ----------
    kg
        The graph.
    filters
        As :func:`supply_links`.

    Returns
    -------
    set of tuple
        State, country, record.
    """
    pattern = f"{_MARKS_PATTERN} {filters.pattern(dated=False)}"
    return read_links(kg, f"SELECT DISTINCT ?state ?country ?record {{ {pattern} }}")


def assumed_names(kg: KnowledgeGraph, filters: Filters) -> int:
    """Return how many names were left out because their reading is assumed.

    Parameters
    ----------
    kg
        The graph.
    filters
        As :func:`supply_links`.

    Returns
    -------
    int
        Pairs of record and supplier.
    """
    pattern = SUPPLY_PATTERN.replace("wg:namesSupplier ", "wg:namesSupplierAssumed ")
    pattern += f" {filters.pattern(dated=False)}"
    return len(read_links(kg, f"SELECT DISTINCT ?supplier ?country ?record {{ {pattern} }}"))


def read_records(
    kg: KnowledgeGraph, links: Iterable[Link], linked: str = SUPPLYING
) -> dict[str, Record]:
    """Read the records that links rest on.

    Parameters
    ----------
    kg
        The graph.
    links
        Links; their records are read.
    linked
        What tells records of this kind from the many others, as the start of a SPARQL pattern.

    Returns
    -------
    dict of str to Record
        By IRI.
    """
    wanted = {link[2] for link in links}
    editions = _values(kg, "?thing a wg:Assessment ; wg:edition ?value")
    # Few deployments of many name a supplier: ask for those only.
    sources = _values(kg, linked + "prov:wasDerivedFrom ?value", wanted)
    technologies = _values(kg, linked + "wg:technologyReported|wg:technology ?value", wanted)
    families = _values(kg, "?thing a wg:Source ; wg:evidenceFamily ?value")
    earliest = _values(kg, "?thing a wg:Edition ; wg:startEarliest ?value") | _values(
        kg, linked + "wg:startEarliest ?value", wanted
    )
    latest = _values(kg, "?thing a wg:Edition ; wg:startLatest ?value") | _values(
        kg, linked + "wg:startLatest ?value", wanted
    )
    made = {}
    for iri in sorted(wanted):
        edition = editions.get(iri, [""])[0]
        own = tuple(sources.get(iri, ()))
        dated_by = edition or iri
        made[iri] = Record(
            iri=iri,
            edition=key(edition),
            sources=own,
            # A source without a publisher stands for itself.
            families=tuple(sorted({f for s in own for f in families.get(s, [s])})),
            technologies=tuple(key(code) for code in technologies.get(iri, ())),
            earliest=min(earliest.get(dated_by, [""])),
            latest=max(latest.get(dated_by, [""])),
        )
    return made


def dated_up_to(records: Mapping[str, Record], date: str) -> tuple[set[str], dict[str, int]]:
    """Choose the records dated up to a day, and count what is dated at all.

    Parameters
    ----------
    records
        Records that all other filters let through.
    date
        Day as YYYY-MM-DD; empty lets all through.

    Returns
    -------
    chosen : set of str
        IRIs.
    coverage : dict of str to int
        ``records``, of which ``dated`` and ``undated``, and the number ``used``.
    """
    dated = {iri for iri, record in records.items() if record.earliest}
    chosen = {iri for iri in dated if records[iri].earliest <= date} if date else set(records)
    return chosen, {
        "records": len(records),
        "dated": len(dated),
        "undated": len(records) - len(dated),
        "used": len(chosen),
    }


def read_links(kg: KnowledgeGraph, sparql: str) -> set[Link]:
    """Return two ends and a record for each row of a query of three variables.

    Parameters
    ----------
    kg
        The graph.
    sparql
        The query.

    Returns
    -------
    set of tuple
        First end, second end, record.
    """
    # A set, for the union of the graphs gives a statement of two sources twice.
    return {(str(a), str(b), str(record)) for a, b, record in kg.rows(sparql)}


def _values(
    kg: KnowledgeGraph, pattern: str, wanted: set[str] | None = None
) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for thing, value in kg.rows(f"SELECT DISTINCT ?thing ?value {{ {pattern} }}"):
        if wanted is None or thing in wanted:
            found.setdefault(str(thing), set()).add(str(value))
    return {thing: sorted(values) for thing, values in found.items()}
