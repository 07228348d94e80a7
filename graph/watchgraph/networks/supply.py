"""The supply network: suppliers and the countries they are named in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from watchgraph.networks.edges import by_pair, edge_attributes, evident
from watchgraph.networks.filters import Filters
from watchgraph.networks.nodes import country_attributes, supplier_attributes
from watchgraph.networks.records import (
    Record,
    assumed_names,
    dated_up_to,
    read_records,
    supply_links,
)

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def supply_pairs(
    kg: KnowledgeGraph, filters: Filters
) -> tuple[dict[tuple[str, str], list[Record]], dict[str, int]]:
    """Return the records behind each pair of a supplier and a country.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count.

    Returns
    -------
    pairs : dict of (str, str) to list of Record
        Supplier and country to their records, sorted.
    coverage : dict of str to int
        How many records there are, with and without a date, and are used; and how many names
        were left out because their reading is assumed.
    """
    links = supply_links(kg, filters)
    records = read_records(kg, links)
    chosen, coverage = dated_up_to(records, filters.date)
    pairs = evident(by_pair(links, records, chosen), filters, coverage)
    coverage["assumed_names"] = assumed_names(kg, filters)
    return pairs, coverage


def supply_network(kg: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """Project the records to suppliers and countries.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count.

    Returns
    -------
    networkx.Graph
        Bipartite; nodes and edges in the order of their IRIs. The graph attribute ``coverage``
        counts as :func:`supply_pairs`.
    """
    pairs, coverage = supply_pairs(kg, filters)
    net: nx.Graph[str] = nx.Graph(coverage=coverage)
    nodes = {
        iri: {"bipartite": 0} | own
        for iri, own in supplier_attributes(kg, {pair[0] for pair in pairs}).items()
    } | {
        iri: {"bipartite": 1} | own
        for iri, own in country_attributes(kg, {pair[1] for pair in pairs}, filters.date).items()
    }
    net.add_nodes_from(sorted(nodes.items()))
    for (supplier, country), own in pairs.items():
        net.add_edge(supplier, country, **edge_attributes(own))
    return net
