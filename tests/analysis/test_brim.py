"""Bipartite communities: the best that there is on small networks, and the comparison."""

import copy
import itertools
import random

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from watchgraph.analysis import communities
from watchgraph.analysis.barber import barber_modularity, barber_runs
from watchgraph.analysis.twomode import two_mode
from watchgraph.errors import UseError


def partitions(size: int):
    """All ways to part so many things, as labels."""

    def grow(labels, most):
        if len(labels) == size:
            yield labels
            return
        for label in range(most + 1):
            yield from grow([*labels, label], max(most, label + 1))

    yield from grow([], 0)  # fmt: skip


def best(matrix: np.ndarray) -> float:
    """The largest modularity of all partitions: each row follows the columns as it likes best."""
    gain = matrix - np.outer(matrix.sum(1), matrix.sum(0)) / matrix.sum()
    return (
        max(
            np.maximum(gain @ np.eye(max(labels) + 1)[labels], 0).max(axis=1).sum()
            for labels in partitions(matrix.shape[1])
        )
        / matrix.sum()
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_best_of_the_runs_is_the_best_there_is(seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix = (chance.random((9, 7)) < 0.3).astype(int)
    assert matrix.sum() > 5
    runs = barber_runs(csr_array(matrix), np.arange(5, dtype=np.uint64))
    found = max(barber_modularity(csr_array(matrix), run) for run in runs)
    assert found == pytest.approx(best(matrix))


def test_southern_women() -> None:
    """Davis, Gardner, Gardner (1941), in four communities.

    Recomputed, not published: all 190,899,322 partitions of the 14 events were gone through, the
    women following the events as in :func:`best`. One partition alone has the largest modularity.
    """
    frame = communities(nx.davis_southern_women_graph(), method="brim", null_samples=200)
    assert frame.attrs["best_modularity"] == pytest.approx(0.34553717964903424, abs=1e-12)
    assert frame.attrs["modularity"] == pytest.approx(0.34553717964903424, abs=1e-12)
    assert frame.attrs["communities"] == 4
    events = frame[frame.index.str.match(r"E\d")].groupby("community").groups
    assert sorted(sorted(group, key=lambda e: int(e[1:])) for group in events.values()) == [
        ["E1", "E2", "E3", "E4", "E5", "E6"],
        ["E10", "E12", "E13", "E14"],
        ["E7", "E8"],
        ["E9", "E11"],
    ]
    assert frame.attrs["z"] > 5
    assert frame.attrs["p_high"] == 1 / 201
    assert len(frame.attrs["null_values"]) == 200
    assert frame.attrs["null_mean"] == pytest.approx(np.mean(frame.attrs["null_values"]))
    assert frame.attrs["p_low"] == 1.0


def test_modularity_is_barbers() -> None:
    matrix = np.random.default_rng(1).integers(0, 2, (6, 5))
    labels = np.random.default_rng(2).integers(0, 3, 11)
    total = matrix.sum()
    by_hand = sum(
        matrix[i, j] - 1.5 * matrix[i].sum() * matrix[:, j].sum() / total
        for i, j in itertools.product(range(6), range(5))
        if labels[i] == labels[6 + j]
    )
    found = barber_modularity(csr_array(matrix), labels, 1.5)
    assert found == pytest.approx(by_hand / total)


@pytest.mark.parametrize("which", ["women", "supply"])
def test_modularity_is_that_of_one_way_links(which: str, supply: nx.Graph) -> None:
    """By networkx and igraph: that of the links all led from the first side to the second.

    Guimerà, Sales-Pardo and Amaral (2007), Physical Review E 76, 036102, write a directed network
    as a bipartite one; here it is the other way round: one side has all degrees out, one all in.
    """
    net = supply if which == "supply" else nx.davis_southern_women_graph()
    frame = communities(net, method="brim", runs=3)
    two = two_mode(net)
    nodes = [*two.first, *two.second]
    labels = frame.loc[nodes, "community"].to_numpy()
    own = barber_modularity(two.matrix, labels)
    assert frame.attrs["modularity"] == pytest.approx(own)
    led = nx.DiGraph((a, b) if net.nodes[a]["bipartite"] == 0 else (b, a) for a, b in net.edges)
    groups = [set(group.index) & set(led) for _, group in frame.groupby("community")]
    assert own == pytest.approx(nx.community.modularity(led, [one for one in groups if one]))
    place = {node: i for i, node in enumerate(nodes)}
    peer = igraph.Graph(len(nodes), [(place[a], place[b]) for a, b in led.edges], directed=True)
    assert own == pytest.approx(peer.modularity(labels.tolist(), directed=True))


def test_communities_are_connected_and_lonely_nodes_alone(supply: nx.Graph) -> None:
    more = supply.copy()
    more.add_node("zzz", bipartite=0)
    frame = communities(more, method="brim", runs=1)
    for _, group in frame.groupby("community"):
        assert nx.is_connected(more.subgraph(group.index))
    assert frame.loc["zzz", ["size", "stability"]].tolist() == [1, 1.0]


def test_the_order_of_building_changes_nothing(supply: nx.Graph) -> None:
    before = copy.deepcopy((dict(supply.graph), list(supply.edges(data=True))))
    once = communities(supply, method="brim", null_samples=10)
    assert (dict(supply.graph), list(supply.edges(data=True))) == before
    nodes, edges = list(supply.nodes(data=True)), list(supply.edges(data=True))
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    net = nx.Graph(**supply.graph)
    net.add_nodes_from(nodes)
    net.add_edges_from(edges)
    again = communities(net, method="brim", null_samples=10)
    pd.testing.assert_frame_equal(once, again, check_exact=True)
    assert once.attrs == again.attrs


def test_weights_play_no_part(supply: nx.Graph) -> None:
    light = supply.copy()
    nx.set_edge_attributes(light, 1, "weight")
    one, two = (communities(net, method="brim") for net in (supply, light))
    pd.testing.assert_frame_equal(one, two, check_exact=True)


def test_louvain_is_compared_by_its_links(supply: nx.Graph) -> None:
    plain = communities(supply, runs=5)
    frame = communities(supply, runs=5, null_samples=10)
    pd.testing.assert_frame_equal(plain, frame, check_exact=True)
    assert {"z", "null_mean", "run_modularity"} & set(plain.attrs) == set()
    told = frame.attrs
    assert told["z"] == pytest.approx(
        (told["run_modularity"] - told["null_mean"]) / told["null_sd"]
    )
    light = supply.copy()
    nx.set_edge_attributes(light, 1, "weight")
    runs = communities(light, runs=1).attrs["best_modularity"]
    assert told["run_modularity"] == pytest.approx(runs, abs=0.02)


def test_a_network_with_one_state_has_no_z() -> None:
    net = nx.complete_bipartite_graph(3, 4)
    told = communities(net, method="brim", null_samples=5).attrs
    assert told["one_state"]
    assert np.isnan(told["z"])
    assert told["null_sd"] == 0


def test_higher_resolution_gives_smaller_communities(supply: nx.Graph) -> None:
    fine, coarse = (
        communities(supply, method="brim", resolution=value).attrs["communities"]
        for value in (2.0, 0.5)
    )
    assert fine > coarse


@pytest.mark.parametrize("resolution", [2.0, 5.0])
def test_no_community_lowers_the_modularity(resolution: float) -> None:
    """Of a star there are as few communities to begin with as middles: one."""
    net = nx.Graph()
    net.add_node("middle", bipartite=0)
    net.add_nodes_from("abcde", bipartite=1)
    net.add_edges_from(("middle", end) for end in "abcde")
    frame = communities(net, method="brim", resolution=resolution)
    assert frame["size"].tolist() == [1] * 6
    assert frame.attrs["modularity"] == 0


def test_without_links_everyone_is_alone() -> None:
    net = nx.Graph()
    net.add_nodes_from("ab", bipartite=0)
    net.add_nodes_from("cd", bipartite=1)
    frame = communities(net, method="brim")
    assert frame["size"].tolist() == [1, 1, 1, 1]
    assert np.isnan(frame.attrs["modularity"])
    assert len(communities(nx.Graph(), method="brim")) == 0


def test_what_makes_no_sense_is_refused(origin: nx.DiGraph) -> None:
    with pytest.raises(UseError) as caught:
        communities(nx.path_graph(3), method="leiden")
    assert caught.value.choices == ("louvain", "brim")
    with pytest.raises(UseError) as caught:
        communities(nx.path_graph(3), null_samples=-1)
    assert caught.value.name == "null_samples"
    for how in ({"method": "brim"}, {"null_samples": 5}):
        with pytest.raises(UseError, match="not a bipartite network"):
            communities(origin, **how)


def test_two_mode_reads_what_networkx_reads(supply: nx.Graph) -> None:
    two = two_mode(supply)
    expected = nx.bipartite.biadjacency_matrix(supply, two.first, two.second, weight=None)
    assert (two.matrix != expected).nnz == 0
