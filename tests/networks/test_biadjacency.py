"""The sparse matrix is the same network, and cheap to make."""

import networkx as nx
import numpy as np
import pyoxigraph
import pytest

from watchgraph.networks.biadjacency import biadjacency
from watchgraph.store import KnowledgeGraph


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"edition": 2022},
        {"technology": "facial_recognition"},
        {"date": "2019-12-31"},
        {"technology": "smart_city", "date": "2020-06-15"},
        {"edition": 2019, "technology": "smart_policing", "date": "2019-09-17"},
        {"edition": 2019, "date": "2019-09-16"},
    ],
)
def test_matrix_and_network_are_views_of_the_same(
    kg: KnowledgeGraph, filters: dict[str, str | int]
) -> None:
    matrix, suppliers, countries = biadjacency(kg, **filters)
    net = kg.network("supply", **filters)
    assert sorted(net) == sorted(suppliers + countries)
    expected = nx.Graph()
    expected.add_nodes_from(net)
    entries = matrix.tocoo()
    expected.add_weighted_edges_from(
        (suppliers[i], countries[j], int(value))
        for i, j, value in zip(*entries.coords, entries.data, strict=True)
    )
    assert nx.utils.edges_equal(
        net.edges(data="weight"), expected.edges(data="weight"), directed=False
    )
    assert suppliers == sorted(suppliers)
    assert countries == sorted(countries)
    assert matrix.dtype == np.int64


def test_a_statement_of_two_graphs_counts_once(small: KnowledgeGraph) -> None:
    assert biadjacency(small)[0].toarray().tolist() == [[3, 1], [1, 0]]


def test_a_server_gives_the_same_matrix(small: KnowledgeGraph, served: KnowledgeGraph) -> None:
    here, there = biadjacency(small), biadjacency(served)
    assert (here[0] != there[0]).nnz == 0
    assert here[1:] == there[1:]


def test_nothing_gives_an_empty_matrix() -> None:
    matrix, suppliers, countries = biadjacency(KnowledgeGraph(pyoxigraph.Store()))
    assert matrix.shape == (0, 0)
    assert suppliers == countries == []
