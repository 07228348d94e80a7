"""Suppliers that share countries, and countries that share suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from watchgraph.networks.edges import INDEPENDENT, edge_attributes
from watchgraph.networks.facts import facts, first
from watchgraph.networks.filters import Filters
from watchgraph.networks.nodes import country_attributes, supplier_attributes
from watchgraph.networks.records import Record
from watchgraph.networks.supply import supply_pairs
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from numpy import int64
    from scipy.sparse import csr_array

    from watchgraph.store import KnowledgeGraph


def cosupply_network(kg: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """Join suppliers that are named in the same countries.

    That two share a country rests on two halves. ``first_families`` and ``second_families`` give,
    for each country shared, the families of sources behind either, joined by blanks;
    ``shared_independent`` counts those with two families in each half. The attribute
    ``independent_sources`` counts the families of both halves together: two may stand for one in
    each half, which is no confirmation.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count.

    Returns
    -------
    networkx.Graph
        All suppliers of the supply network with the same filters, alone ones too.
    """
    pairs, coverage = supply_pairs(kg, filters)
    net: nx.Graph[str] = nx.Graph(coverage=coverage)
    suppliers = supplier_attributes(kg, {supplier for supplier, _ in pairs})
    net.add_nodes_from(sorted(suppliers.items()))
    _join(net, kg, pairs, "countries")
    return net


def shared_network(kg: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """Join countries in which the same suppliers are named.

    The edges carry for each supplier shared what :func:`cosupply_network` does for each country.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which records count.

    Returns
    -------
    networkx.Graph
        All countries of the supply network with the same filters, alone ones too.
    """
    pairs, coverage = supply_pairs(kg, filters)
    net: nx.Graph[str] = nx.Graph(coverage=coverage)
    countries = country_attributes(kg, {country for _, country in pairs}, filters.date)
    net.add_nodes_from(sorted(countries.items()))
    turned = {(country, supplier): own for (supplier, country), own in pairs.items()}
    _join(net, kg, turned, "suppliers")
    return net


def shared_neighbours(incidence: csr_array[int64]) -> csr_array[int64]:
    """Count for each two rows of a matrix the columns in which both have an entry.

    Parameters
    ----------
    incidence
        Biadjacency matrix; its values do not matter, only where they are.

    Returns
    -------
    scipy.sparse.csr_array of int64
        Square, above the diagonal only, without stored zeros.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> shared_neighbours(csr_array([[3, 1], [1, 0]])).toarray().tolist()
    [[0, 1], [0, 0]]
    """
    import numpy as np
    from scipy.sparse import csr_array, triu

    binary = csr_array(incidence, copy=True)
    binary.eliminate_zeros()
    binary.data = np.ones(len(binary.data), np.int64)
    product: csr_array[int64] = csr_array(triu(binary @ binary.T, k=1))
    product.sort_indices()
    return product


def _join(
    net: nx.Graph[str],
    kg: KnowledgeGraph,
    pairs: dict[tuple[str, str], list[Record]],
    shared_kind: str,
) -> None:
    """Add an edge for each two nodes with neighbours in common, told from those."""
    nodes = list(net)
    behind: dict[str, dict[str, list[Record]]] = {node: {} for node in nodes}
    for (own, other), records in pairs.items():
        behind[own][other] = records
    named = facts(kg, {other for _, other in pairs}, "rdfs:label")
    counts = shared_neighbours(_incidence(nodes, pairs)).tocoo()
    rows, columns = (axis.tolist() for axis in counts.coords)
    for i, j, weight in zip(rows, columns, counts.data.tolist(), strict=True):
        attributes = _shared(behind[nodes[i]], behind[nodes[j]], shared_kind)
        labels = [
            first(named.get(iri, {}), "rdfs:label") or key(iri)
            for iri in attributes[f"shared_{shared_kind}"]
        ]
        attributes |= {"weight": weight, "shared_labels": tuple(labels)}
        net.add_edge(nodes[i], nodes[j], **attributes)


def _incidence(nodes: list[str], pairs: dict[tuple[str, str], list[Record]]) -> csr_array[int64]:
    import numpy as np
    from scipy.sparse import csr_array

    others = sorted({other for _, other in pairs})
    row = {node: i for i, node in enumerate(nodes)}
    column = {other: i for i, other in enumerate(others)}
    entries = (
        np.ones(len(pairs), np.int64),
        ([row[own] for own, _ in pairs], [column[other] for _, other in pairs]),
    )
    return csr_array(entries, shape=(len(nodes), len(others)))


def _shared(
    one: dict[str, list[Record]], two: dict[str, list[Record]], shared_kind: str
) -> dict[str, Any]:
    shared = sorted(one.keys() & two.keys())
    halves = [[record for other in shared for record in half[other]] for half in (one, two)]
    records = {record.iri: record for half in halves for record in half}
    return edge_attributes(records.values()) | {
        f"shared_{shared_kind}": tuple(shared),
        "shared_independent": sum(
            min(len(_families(half[other])) for half in (one, two)) >= INDEPENDENT
            for other in shared
        ),
        "first_records": tuple(sorted({record.iri for record in halves[0]})),
        "second_records": tuple(sorted({record.iri for record in halves[1]})),
        "first_families": tuple(" ".join(_families(one[other])) for other in shared),
        "second_families": tuple(" ".join(_families(two[other])) for other in shared),
    }


def _families(records: list[Record]) -> list[str]:
    return sorted({family for record in records for family in record.families})
