"""Measures of many copies at once: each as of the copy alone, by other means."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchgraph.analysis.arrays import Arrays, Batch
from watchgraph.analysis.batches import largest_component, pagerank
from watchgraph.analysis.families import families_of
from watchgraph.analysis.paths import paths_of_batch
from watchgraph.analysis.powers import eigenvector, hits
from watchgraph.analysis.spectral import leading_eigenvector
from watchgraph.analysis.subject import subject_of

EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=16)


def copies(edges: list[tuple[int, int]], directed: bool, seed: int) -> tuple[Batch, list]:
    """Return six copies of a network with some of its edges each, and the same for networkx."""
    unique = sorted(set(edges) if directed else {(min(e), max(e)) for e in edges})
    tail, head = np.array(unique).T
    net = Arrays(9, tail, head, np.ones(len(unique)), directed)
    present = np.random.default_rng(seed).random((len(unique), 6)) < 0.7
    graphs = []
    for k in range(6):
        graph = nx.DiGraph() if directed else nx.Graph()
        graph.add_nodes_from(range(9))
        graph.add_edges_from(
            edge for edge, there in zip(unique, present[:, k], strict=True) if there
        )
        graphs.append(graph)
    return Batch(net, present.astype(float), present), graphs


@settings(max_examples=60, deadline=None)
@given(edges=EDGES, directed=st.booleans(), seed=st.integers(0, 99))
def test_shortest_paths_of_copies(edges: list, directed: bool, seed: int) -> None:
    """Leaves, pairs, loops and lonely nodes among them."""
    batch, graphs = copies(edges, directed, seed)
    through, near = paths_of_batch(batch)
    for k, graph in enumerate(graphs):
        expected = nx.betweenness_centrality(graph)
        assert through[:, k] == pytest.approx([expected[i] for i in range(9)])
        expected = nx.closeness_centrality(graph.reverse() if directed else graph)
        assert near[:, k] == pytest.approx([expected[i] for i in range(9)])


@settings(max_examples=40, deadline=None)
@given(edges=EDGES, seed=st.integers(0, 99))
def test_pagerank_of_copies(edges: list, seed: int) -> None:
    edges = [(a, b) for a, b in edges if a != b] or [(0, 1)]
    batch, graphs = copies(edges, False, seed)
    found = pagerank(batch)
    for k, graph in enumerate(graphs):
        expected = nx.pagerank(graph, tol=1e-13, max_iter=2000)
        assert found[:, k] == pytest.approx([expected[i] for i in range(9)], abs=1e-10)


@pytest.mark.parametrize("name", ["supply", "deployment"])
def test_eigenvectors_of_copies_are_exact(name: str, kg: object) -> None:
    """Also where the second value is so close that small steps do not tell the way left."""
    subject = subject_of(kg.network(name))
    net = subject.net
    for batch in families_of(subject.plain, net).drawn(200, 1):
        inside, found = largest_component(batch), eigenvector(batch)
        shared = eigenvector(batch, hits(batch)[0])
        for k in range(batch.copies):
            own = batch.present[:, k]
            alone = Arrays(
                net.nodes, net.tail[own], net.head[own], batch.weights[own, k], first=net.first
            )
            exact = leading_eigenvector(alone, inside[:, k])
            for one in (found, shared):
                assert np.nanmax(np.abs(one[:, k] - exact)) < 1e-10
                assert (np.isnan(one[:, k]) == np.isnan(exact)).all()


def test_the_largest_component_is_not_that_with_the_most_weight() -> None:
    """Then hubs lie outside it, and its vector is found by itself."""
    tail, head = np.array([0, 0, 1, 2]), np.array([3, 4, 4, 5])
    first = np.arange(6) < 3
    net = Arrays(6, tail, head, np.array([1.0, 1, 1, 9]), first=first)
    batch = Batch(net, np.tile(net.weight[:, None], 2), np.ones((4, 2), bool))
    hubs, _ = hits(batch)
    assert hubs[:3, 0] == pytest.approx([0, 0, 1])
    found = eigenvector(batch, hubs)
    assert found[:, 0] == pytest.approx(leading_eigenvector(net, np.arange(6) % 3 < 2), nan_ok=True)
    assert np.isnan(found[[2, 5]]).all()
