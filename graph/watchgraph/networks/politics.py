"""The origin network with what stands beside its links: Belt and Road, loans, listings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import networkx as nx

from watchgraph.networks.facts import facts, first
from watchgraph.networks.filters import Filters
from watchgraph.networks.nodes import headquarters
from watchgraph.networks.origin import origin_network
from watchgraph.networks.records import supply_links
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_LOANS = (
    "SELECT DISTINCT ?state ?country ?record ?start { ?record a wg:SoftLoan ; "
    "wg:country ?country ; wg:lender ?lender . ?lender wg:homeCountry ?state . "
    "OPTIONAL { ?record wg:startEarliest ?start } }"
)
_MEMBERSHIPS = (
    "SELECT DISTINCT ?country ?status ?record ?start { ?record a wg:BRIMembership ; "
    "wg:country ?country ; wg:membershipStatus ?status . "
    "OPTIONAL { ?record wg:startEarliest ?start } }"
)
_LISTINGS = (
    "SELECT DISTINCT ?supplier ?list ?record ?start { ?record a wg:Listing ; "
    "wg:supplier ?supplier ; wg:list ?list . OPTIONAL { ?record wg:startEarliest ?start } }"
)


def politics_network(kg: KnowledgeGraph, filters: Filters) -> nx.DiGraph[str]:
    """Set Belt and Road, loans and listings beside the links of the origin network.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count; of those beside the links only the date chooses.

    Returns
    -------
    networkx.DiGraph
        The origin network. Its edges also carry ``bri`` and ``bri_records`` of the receiving
        country; ``loans`` (their number) and ``loan_records`` from lenders at home in the
        state; ``listings`` (their number), ``lists``, ``listed_suppliers``, ``listed_labels``
        and ``listing_records`` of the suppliers behind the edge; and ``beside``, all those
        records. No edge rests on them.
    """
    net = origin_network(kg, filters)
    loans = _by_ends(kg, _LOANS, filters.date)
    memberships = _by_first(_by_ends(kg, _MEMBERSHIPS, filters.date))
    listings = _by_first(_by_ends(kg, _LISTINGS, filters.date))
    suppliers = _suppliers(kg, filters, net)
    labels = facts(kg, listings, "rdfs:label")
    for state, country, edge in net.edges(data=True):
        listed = sorted(suppliers.get((state, country), set()) & listings.keys())
        on_lists = sorted({one for supplier in listed for one in listings[supplier]})
        records = {
            "bri_records": tuple(record for record, _ in memberships.get(country, ())),
            "loan_records": loans.get((state, country), ()),
            "listing_records": tuple(record for record, _ in on_lists),
        }
        edge.update(
            bri=net.nodes[country]["bri"],
            loans=len(records["loan_records"]),
            listings=len(records["listing_records"]),
            lists=tuple(sorted({key(list_) for _, list_ in on_lists})),
            listed_suppliers=tuple(listed),
            listed_labels=tuple(
                first(labels.get(iri, {}), "rdfs:label") or key(iri) for iri in listed
            ),
            **records,
            beside=tuple(sorted({one for own in records.values() for one in own})),
        )
    return net


def _by_ends(kg: KnowledgeGraph, sparql: str, date: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the records of each two ends that had begun by a day, if one is given."""
    found: dict[tuple[str, str], set[str]] = {}
    for a, b, record, start in kg.rows(sparql):
        if not date or (start is not None and str(start) <= date):
            found.setdefault((str(a), str(b)), set()).add(str(record))
    return {ends: tuple(sorted(records)) for ends, records in sorted(found.items())}


def _by_first(
    records: Mapping[tuple[str, str], tuple[str, ...]],
) -> dict[str, list[tuple[str, str]]]:
    """Return for each first end its records, each with the second end, sorted."""
    found: dict[str, list[tuple[str, str]]] = {}
    for (a, b), own in records.items():
        found.setdefault(a, []).extend((record, b) for record in own)
    return {a: sorted(own) for a, own in found.items()}


def _suppliers(
    kg: KnowledgeGraph, filters: Filters, net: nx.DiGraph[str]
) -> dict[tuple[str, str], set[str]]:
    """Return the suppliers, by head office, that the records of each edge name."""
    named = supply_links(kg, filters)
    states = headquarters(kg, {supplier for supplier, _, _ in named})
    behind = {(a, b): set(edge["records"]) for a, b, edge in net.edges(data=True)}
    found: dict[tuple[str, str], set[str]] = {}
    for supplier, country, record in named:
        ends = (states.get(supplier, ""), country)
        if record in behind.get(ends, ()):
            found.setdefault(ends, set()).add(supplier)
    return found
