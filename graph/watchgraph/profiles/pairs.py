"""Suppliers and countries that records join, assessments and deployments apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.networks.labels import kind_of
from watchgraph.profiles.known import Known
from watchgraph.profiles.records import record
from watchgraph.vocabulary import mint

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Pair:
    """A supplier, a country and what joins them.

    Attributes
    ----------
    supplier, country
        The two.
    assessments
        Assessments of the country that name the supplier, which say neither what it supplies
        nor that a system runs.
    deployments
        Deployments in the country that name the supplier.
    editions
        Editions of the assessments.
    independent
        How many independent sources the records rest on.
    """

    supplier: str
    country: str
    assessments: tuple[str, ...]
    deployments: tuple[str, ...]
    editions: tuple[str, ...]
    independent: int

    @property
    def records(self) -> tuple[str, ...]:
        """All records that join the two."""
        return (*self.assessments, *self.deployments)


def pairs_of(supply: nx.Graph[str]) -> tuple[Pair, ...]:
    """Return the edges of a supply network as pairs.

    Parameters
    ----------
    supply
        The network, so that pages count as its picture does.

    Returns
    -------
    tuple of Pair
        Those with most records first.
    """
    made = []
    for a, b, facts in supply.edges(data=True):
        supplier, country = (a, b) if supply.nodes[a]["kind"] == "supplier" else (b, a)
        records = facts["records"]
        made.append(
            Pair(
                supplier,
                country,
                tuple(one for one in records if kind_of(one) == "assessment"),
                tuple(one for one in records if kind_of(one) == "deployment"),
                tuple(facts["editions"]),
                int(facts["independent_sources"]),
            )
        )
    return tuple(
        sorted(
            made, key=lambda one: (-len(one.records), -one.independent, one.supplier, one.country)
        )
    )


def stated_span(known: Known, records: Iterable[str]) -> tuple[str, str]:
    """Return the first and the last date of some records as their sources state them.

    Parameters
    ----------
    known
        What the graph states.
    records
        The records.

    Returns
    -------
    tuple of str
        Dates as exact as they are stated; both empty if none is.
    """
    days = [found for iri in records if (found := record(known, iri).start)]
    if not days:
        return "", ""
    first = min(days, key=lambda one: (str(one.earliest), one.text))
    last = max(days, key=lambda one: (str(one.latest), one.text))
    return first.text, last.text


def by_end(pairs: Iterable[Pair]) -> dict[str, tuple[Pair, ...]]:
    """Return the pairs of each supplier and of each country, in the order given."""
    made: dict[str, list[Pair]] = {}
    for pair in pairs:
        made.setdefault(pair.supplier, []).append(pair)
        made.setdefault(pair.country, []).append(pair)
    return {end: tuple(own) for end, own in made.items()}


def shared_with(pairs: Mapping[str, tuple[Pair, ...]], supplier: str) -> dict[str, tuple[str, ...]]:
    """Return the suppliers that serve the same countries, and which.

    Parameters
    ----------
    pairs
        Pairs by either end.
    supplier
        A supplier.

    Returns
    -------
    dict of str to tuple of str
        Other supplier to shared countries, those with most first.
    """
    found: dict[str, set[str]] = {}
    for own in pairs.get(supplier, ()):
        for other in pairs.get(own.country, ()):
            if other.supplier != supplier:
                found.setdefault(other.supplier, set()).add(own.country)
    order = sorted(found, key=lambda one: (-len(found[one]), one))
    return {other: tuple(sorted(found[other])) for other in order}


def assumed(known: Known, iri: str) -> tuple[str, ...]:
    """Return the records that name a supplier, or speak of a country, by an assumed reading.

    Parameters
    ----------
    known
        What the graph states.
    iri
        Supplier or country.

    Returns
    -------
    tuple of str
        Mentions whose reading is assumed; no count rests on them.
    """
    return tuple(
        one
        for one in known.to(mint("certainty", "assumed"), "wg:certainty")
        if iri
        in (
            known.first(one, "wg:supplier"),
            known.first(known.first(one, "wg:mentionedIn"), "wg:country"),
        )
    )
