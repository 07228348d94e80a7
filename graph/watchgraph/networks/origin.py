"""The origin network: supplier states and the countries that their technology reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from watchgraph.networks.edges import by_pair, edge_attributes, evident
from watchgraph.networks.filters import Filters
from watchgraph.networks.nodes import country_attributes, headquarters
from watchgraph.networks.records import (
    assumed_names,
    dated_up_to,
    mark_links,
    read_records,
    supply_links,
)

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def origin_network(kg: KnowledgeGraph, filters: Filters) -> nx.DiGraph[str]:
    """Project the records to supplier states and the countries that they reach.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count.

    Returns
    -------
    networkx.DiGraph
        From supplier state to country; an edge's ``basis`` is ``marked``, ``headquarters`` or
        ``both``. The graph attribute ``coverage`` also counts the names of suppliers whose head
        office is not known, which give no edge.
    """
    marked = mark_links(kg, filters)
    named = supply_links(kg, filters)
    states = headquarters(kg, {supplier for supplier, _, _ in named})
    seated = {
        (states[supplier], country, record)
        for supplier, country, record in named
        if supplier in states
    }
    records = read_records(kg, marked | named)
    chosen, coverage = dated_up_to(records, filters.date)
    coverage["assumed_names"] = assumed_names(kg, filters)
    coverage["names_of_unknown_origin"] = sum(
        supplier not in states and record in chosen for supplier, _, record in named
    )
    by_mark = by_pair(marked, records, chosen)
    by_seat = by_pair(seated, records, chosen)
    pairs = evident(by_pair(marked | seated, records, chosen), filters, coverage)
    net: nx.DiGraph[str] = nx.DiGraph(coverage=coverage)
    nodes = country_attributes(kg, {iri for pair in pairs for iri in pair}, filters.date)
    net.add_nodes_from(sorted(nodes.items()))
    for pair, own in pairs.items():
        basis = "headquarters" if pair not in by_mark else "both" if pair in by_seat else "marked"
        net.add_edge(*pair, **edge_attributes(own), basis=basis)
    return net
