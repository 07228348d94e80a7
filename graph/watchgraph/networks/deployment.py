"""The deployment network: suppliers, their deployments, and the countries of those."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx

from watchgraph.networks.edges import edge_attributes
from watchgraph.networks.filters import Filters
from watchgraph.networks.nodes import (
    country_attributes,
    deployment_attributes,
    supplier_attributes,
)
from watchgraph.networks.records import Record
from watchgraph.networks.supply import supply_pairs

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def deployment_network(kg: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """Set each deployment between its suppliers and its country.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count.

    Returns
    -------
    networkx.Graph
        Tripartite: the attribute ``layer`` of a node is 0 for a supplier, 1 for a deployment
        and 2 for a country; edges join neighbouring layers. The graph attribute ``coverage``
        counts the deployments that name a supplier, those with and without a date,
        those used, and those that name none.
    """
    pairs, coverage = supply_pairs(kg, replace(filters, evidence="deployments"))
    if filters.evidence == "independent":
        # One deployment rests on one source; what is confirmed is that the two go together.
        confirmed, _ = supply_pairs(kg, filters)
        coverage["pairs_of_one_source"] = len(pairs.keys() - confirmed.keys())
        pairs = {pair: own for pair, own in pairs.items() if pair in confirmed}
    links = [
        (supplier, record, country) for (supplier, country), own in pairs.items() for record in own
    ]
    shown: dict[str, Record] = {record.iri: record for _, record, _ in links}
    coverage["used"] = len(shown)
    coverage["without_supplier"] = _without_supplier(kg, filters)
    layers = (
        supplier_attributes(kg, {supplier for supplier, _, _ in links}),
        deployment_attributes(kg, shown),
        country_attributes(kg, {country for _, _, country in links}, filters.date),
    )
    net: nx.Graph[str] = nx.Graph(coverage=coverage)
    nodes = {
        iri: {"layer": i} | own for i, layer in enumerate(layers) for iri, own in layer.items()
    }
    net.add_nodes_from(sorted(nodes.items()))
    ends = {(supplier, record.iri) for supplier, record, _ in links}
    ends |= {(record.iri, country) for _, record, country in links}
    for a, b in sorted(ends):
        net.add_edge(a, b, **edge_attributes([shown[a if a in shown else b]]))
    return net


def _without_supplier(kg: KnowledgeGraph, filters: Filters) -> int:
    """Return how many of the deployments name no supplier that can be told."""
    rows = kg.rows(
        "SELECT DISTINCT ?record { ?record a wg:Deployment ; wg:country ?country . "
        f"{filters.pattern()} OPTIONAL {{ ?record wg:namesSupplier ?supplier }} "
        "FILTER (!BOUND(?supplier)) }"
    )
    return len({row[0] for row in rows})
