"""Suppliers that share countries, and countries that share suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from watchgraph.networks.edges import INDEPENDENT, edge_attributes
from watchgraph.networks.filters import Filters
from watchgraph.networks.nodes import country_attributes, supplier_attributes
from watchgraph.networks.records import Record
from watchgraph.networks.supply import supply_pairs

if TYPE_CHECKING:
    from numpy import int64
    from scipy.sparse import csr_array

    from watchgraph.store import KnowledgeGraph


def cosupply_network(kg: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """Join suppliers that are named in the same countries.

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
    _join(net, pairs, "countries")
    return net


def shared_network(kg: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """Join countries in which the same suppliers are named.

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
    _join(net, turned, "suppliers")
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


def _join(net: nx.Graph[str], pairs: dict[tuple[str, str], list[Record]], shared_kind: str) -> None:
    """Add an edge for each two nodes with neighbours in common, told from those."""
    nodes = list(net)
    behind: dict[str, dict[str, list[Record]]] = {node: {} for node in nodes}
    for (own, other), records in pairs.items():
        behind[own][other] = records
    counts = shared_neighbours(_incidence(nodes, pairs)).tocoo()
    rows, columns = (axis.tolist() for axis in counts.coords)
    for i, j, weight in zip(rows, columns, counts.data.tolist(), strict=True):
        attributes = _shared(behind[nodes[i]], behind[nodes[j]], shared_kind)
        assert attributes["weight"] == weight
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
    first: dict[str, list[Record]], second: dict[str, list[Record]], shared_kind: str
) -> dict[str, Any]:
    shared = sorted(first.keys() & second.keys())
    halves = [[record for other in shared for record in half[other]] for half in (first, second)]
    records = {record.iri: record for half in halves for record in half}
    return edge_attributes(records.values()) | {
        "weight": len(shared),
        f"shared_{shared_kind}": tuple(shared),
        "shared_independent": sum(
            min(_families(first[other]), _families(second[other])) >= INDEPENDENT
            for other in shared
        ),
        "first_records": tuple(sorted({record.iri for record in halves[0]})),
        "second_records": tuple(sorted({record.iri for record in halves[1]})),
    }


def _families(records: list[Record]) -> int:
    return len({family for record in records for family in record.families})
