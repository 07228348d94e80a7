"""Communities: what is planted is found, and the answer does not hang on order or chance."""

import copy
import math
import random

import igraph
import networkx as nx
import pandas as pd
import pytest

from watchgraph.analysis import communities
from watchgraph.errors import UseError


def planted() -> nx.Graph:
    """Return four dense groups of eight with few links between."""
    return nx.planted_partition_graph(4, 8, 0.95, 0.02, seed=5)


def rebuilt(net: nx.Graph, seed: int) -> nx.Graph:
    rng = random.Random(seed)
    edges = list(net.edges(data=True))
    rng.shuffle(edges)
    nodes = list(net.nodes(data=True))
    rng.shuffle(nodes)
    made = net.__class__(**net.graph)
    made.add_nodes_from(nodes)
    made.add_edges_from(edges)
    return made


def test_planted_groups_are_found() -> None:
    frame = communities(planted())
    assert sorted(frame["community"].unique()) == [1, 2, 3, 4]
    for number in range(4):
        group = frame.loc[range(8 * number, 8 * number + 8), "community"]
        assert group.nunique() == 1
    assert (frame["stability"] == 1).all()
    # Of groups of one size, that with the smallest node comes first.
    assert frame.loc[0, "community"] == 1


def test_an_edge_more_for_weak_ties_is_told_by_stability() -> None:
    net = nx.barbell_graph(6, 1)
    frame = communities(net, runs=50)
    # The node between two cliques belongs to either.
    assert frame["stability"].idxmin() == 6
    assert frame.loc[6, "stability"] < 1


@pytest.mark.parametrize("name", ["supply", "origin"])
def test_the_order_of_building_changes_nothing(name: str, request: pytest.FixtureRequest) -> None:
    net = request.getfixturevalue(name)
    once = communities(net)
    pd.testing.assert_frame_equal(once, communities(net), check_exact=True)
    for seed in (1, 2):
        again = communities(rebuilt(net, seed))
        pd.testing.assert_frame_equal(once, again, check_exact=True)
        assert once.attrs == again.attrs


def test_communities_of_the_real_network(supply: nx.Graph) -> None:
    frame = communities(supply, seed=1)
    assert set(frame.index) == set(supply)
    assert frame["stability"].between(0.5, 1).mean() > 0.95
    sizes = frame.groupby("community")["size"].first()
    assert sizes.is_monotonic_decreasing
    assert sizes.sum() == len(supply)
    assert list(sizes.index) == list(range(1, len(sizes) + 1))
    # Never across components.
    for component in nx.connected_components(supply):
        inside = set(frame.loc[sorted(component), "community"])
        outside = set(frame.loc[sorted(set(supply) - component), "community"])
        assert not inside & outside


def test_modularity_is_that_of_the_consensus(supply: nx.Graph) -> None:
    frame = communities(supply, seed=3, runs=5)
    groups = [set(group.index) for _, group in frame.groupby("community")]
    expected = nx.community.modularity(supply, groups, weight="weight")
    assert frame.attrs["modularity"] == pytest.approx(expected)
    peer = igraph.Graph.from_networkx(supply)
    labels = frame.loc[list(supply), "community"].to_list()
    assert frame.attrs["modularity"] == pytest.approx(peer.modularity(labels, weights="weight"))
    assert (frame.attrs["seed"], frame.attrs["runs"], frame.attrs["resolution"]) == (3, 5, 1.0)
    assert frame.attrs["communities"] == len(groups)
    assert frame.attrs["data_version"] == supply.graph["data_version"]


def test_the_karate_club_reaches_the_largest_modularity() -> None:
    """Zachary (1977): 0.4197896120973046 in igraph's tests of optimal modularity.

    That is tests/unit/igraph_community_optimal_modularity.c of the C library, without weights.
    """
    club = nx.Graph(nx.karate_club_graph().edges)
    frame = communities(club, runs=20)
    assert frame.attrs["best_modularity"] == pytest.approx(0.4197896120973046, abs=1e-12)


def test_another_seed_finds_nearly_the_same(supply: nx.Graph) -> None:
    one, two = communities(supply, seed=1), communities(supply, seed=2).loc[lambda f: f.index]
    pairs = pd.crosstab(one["community"], two.loc[one.index, "community"]).to_numpy()

    def count(values: object) -> float:
        return float((values * (values - 1)).sum() / 2)

    # Adjusted Rand index (Hubert and Arabie 1985).
    rows, columns, whole = count(pairs.sum(1)), count(pairs.sum(0)), math.comb(len(one), 2)
    chance = rows * columns / whole
    index = (count(pairs) - chance) / ((rows + columns) / 2 - chance)
    assert index > 0.7


def test_directions_are_dropped_and_weights_added() -> None:
    net = nx.DiGraph()
    net.add_weighted_edges_from([("a", "b", 1), ("b", "a", 2), ("c", "d", 3)])
    same = nx.Graph()
    same.add_weighted_edges_from([("a", "b", 3), ("c", "d", 3)])
    one, two = communities(net), communities(same)
    assert (
        one["community"].to_dict() == two["community"].to_dict() == {"a": 1, "b": 1, "c": 2, "d": 2}
    )
    assert one.attrs["modularity"] == two.attrs["modularity"] == 0.5


def test_higher_resolution_gives_smaller_communities(supply: nx.Graph) -> None:
    fine = communities(supply, resolution=3.0).attrs["communities"]
    coarse = communities(supply, resolution=0.3).attrs["communities"]
    assert fine > coarse


def test_a_node_on_its_own_is_sure_of_itself() -> None:
    net = nx.complete_graph(3)
    net.add_node(3)
    frame = communities(net)
    assert frame.loc[3].to_list()[2:] == [2, 1, 1.0]
    assert len(communities(nx.Graph())) == 0
    assert math.isnan(communities(nx.empty_graph(3)).attrs["modularity"])


def test_the_network_is_left_as_it_is(supply: nx.Graph) -> None:
    before = copy.deepcopy((dict(supply.graph), list(supply.edges(data=True))))
    communities(supply)
    assert (dict(supply.graph), list(supply.edges(data=True))) == before


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"runs": 0}, "runs"),
        ({"resolution": 0.0}, "resolution"),
        ({"resolution": float("nan")}, "resolution"),
    ],
)
def test_senseless_parameters_are_refused(arguments: dict[str, float], name: str) -> None:
    with pytest.raises(UseError) as caught:
        communities(nx.path_graph(3), **arguments)
    assert caught.value.name == name


def test_a_network_too_large_for_a_consensus_is_refused() -> None:
    with pytest.raises(UseError, match="too large"):
        communities(nx.empty_graph(15_001))
