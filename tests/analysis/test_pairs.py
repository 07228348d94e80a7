"""Pairs that share more than by chance, against counts by hand and by another way."""

import copy
import itertools
import random

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control

from watchgraph.analysis import null_samples, pair_significance
from watchgraph.analysis.twomode import two_mode
from watchgraph.errors import UseError
from watchgraph.vocabulary import ID


def rebuilt(net: nx.Graph, seed: int) -> nx.Graph:
    chance = random.Random(seed)
    nodes, edges = list(net.nodes(data=True)), list(net.edges(data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    made = nx.Graph(**net.graph)
    made.add_nodes_from(nodes)
    made.add_edges_from((b, a, facts) if chance.random() < 0.5 else (a, b, facts)
                        for a, b, facts in edges)  # fmt: skip
    return made


@pytest.mark.parametrize(("side", "first"), [("supplier", 0), ("country", 1)])
def test_against_the_samples_themselves(supply: nx.Graph, side: str, first: int) -> None:
    frame = pair_significance(supply, side, samples=60, seed=2)
    two = two_mode(supply)
    null = null_samples(two.matrix, 60, 2)
    dense = [sample.toarray() if side == "supplier" else sample.toarray().T for sample in null]
    shared = np.array([(one @ one.T) for one in dense])
    nodes = two.nodes(side)
    place = {node: i for i, node in enumerate(nodes)}
    tested = [node for node in nodes if supply.degree(node) >= 2]
    p_of = {}
    for a, b in itertools.combinations(tested, 2):
        observed = len(set(supply[a]) & set(supply[b]))
        values = shared[:, place[a], place[b]]
        p_of[a, b] = (1 + (values >= observed).sum()) / 61
    q_of = dict(zip(p_of, false_discovery_control(list(p_of.values())), strict=True))
    assert frame.attrs["tested"] == len(p_of)
    listed = {pair for pair in p_of if set(supply[pair[0]]) & set(supply[pair[1]])}
    assert set(zip(frame["a"], frame["b"], strict=True)) == listed
    for row in frame.itertuples():
        values = shared[:, place[row.a], place[row.b]]
        assert row.observed == len(set(supply[row.a]) & set(supply[row.b]))
        assert row.mean == pytest.approx(values.mean())
        assert row.sd == pytest.approx(values.std(ddof=1))
        assert row.p == pytest.approx(p_of[row.a, row.b])
        assert row.q == pytest.approx(q_of[row.a, row.b])
        assert supply.nodes[row.a]["bipartite"] == first


def test_a_pair_opens_onto_the_records_behind_it(supply: nx.Graph) -> None:
    row = pair_significance(supply, "country", samples=20).iloc[0]
    both = set(supply[row.a]) & set(supply[row.b])
    assert row["shared"].split("; ") == sorted(supply.nodes[one]["label"] for one in both)
    edges = [supply.edges[end, one] for one in both for end in (row.a, row.b)]
    records = {record for facts in edges for record in facts["records"]}
    assert {ID + record for record in row["records"].split(" ")} == records
    families = {family for facts in edges for family in facts["evidence_families"]}
    assert row["independent_sources"] == len(families)


def test_two_who_always_come_together_are_found() -> None:
    """A pair that shares all it has stands first, and stands out."""
    chance = np.random.default_rng(1)
    matrix = chance.random((20, 30)) < 0.2
    matrix[0] = matrix[1] = np.arange(30) < 9
    net = nx.Graph()
    net.add_nodes_from((f"s{i:02}" for i in range(20)), bipartite=0)
    net.add_nodes_from((f"c{j:02}" for j in range(30)), bipartite=1)
    net.add_edges_from((f"s{i:02}", f"c{j:02}") for i, j in zip(*matrix.nonzero(), strict=True))
    frame = pair_significance(net, samples=5000)
    assert (frame.loc[0, "a"], frame.loc[0, "b"]) == ("s00", "s01")
    assert frame.loc[0, "q"] < 0.05
    assert frame.loc[0, "z"] > 3.5
    assert (frame["q"] < 0.05).sum() == 1
    # Links that name no record open onto none, and no count is made up for them.
    assert frame.loc[0, "records"] == ""
    assert frame["independent_sources"].isna().all()


def test_networks_by_chance_alone_show_few_pairs() -> None:
    found = []
    for seed in range(6):
        matrix = np.random.default_rng(seed).random((15, 20)) < 0.25
        found.append((pair_significance(_net(matrix), samples=1000)["q"] < 0.05).sum())
    assert np.mean([count > 0 for count in found]) <= 0.25


def _net(matrix: np.ndarray) -> nx.Graph:
    net = nx.Graph()
    net.add_nodes_from((("s", i) for i in range(matrix.shape[0])), bipartite=0)
    net.add_nodes_from((("c", j) for j in range(matrix.shape[1])), bipartite=1)
    net.add_edges_from((("s", i), ("c", j)) for i, j in zip(*matrix.nonzero(), strict=True))
    return net


def test_a_pair_with_one_value_has_no_z() -> None:
    """Two rows that have all columns share all of them in every sample."""
    matrix = np.array([[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]])
    frame = pair_significance(_net(matrix), samples=200)
    fixed = frame[(frame["label_a"] == "('s', 0)") & (frame["label_b"] == "('s', 1)")].iloc[0]
    assert (fixed["observed"], fixed["mean"], fixed["sd"], fixed["p"]) == (4, 4.0, 0.0, 1.0)
    assert np.isnan(fixed["z"])
    assert not np.isinf(frame["z"]).any()
    assert not frame.attrs["one_state"]
    whole = pair_significance(_net(np.ones((2, 3))), samples=10)
    assert whole.attrs["one_state"]
    assert whole["z"].isna().all()
    assert (whole["q"] == 1).all()


def test_the_order_of_building_changes_nothing(supply: nx.Graph) -> None:
    before = copy.deepcopy((dict(supply.graph), list(supply.edges(data=True))))
    once = pair_significance(supply, samples=50)
    assert (dict(supply.graph), list(supply.edges(data=True))) == before
    again = pair_significance(rebuilt(supply, 1), samples=50)
    pd.testing.assert_frame_equal(once, again, check_exact=True)
    assert once.attrs == again.attrs


def test_a_node_without_links_changes_no_value(supply: nx.Graph) -> None:
    more = supply.copy()
    more.add_node("zzz", bipartite=0)
    more.add_node("zzzz", bipartite=1)
    one, two = (pair_significance(net, samples=50) for net in (supply, more))
    pd.testing.assert_frame_equal(one, two, check_exact=True)


def test_what_cannot_be_tested_is_refused(supply: nx.Graph, origin: nx.DiGraph) -> None:
    with pytest.raises(UseError) as caught:
        pair_significance(supply, "lender")
    assert caught.value.choices == ("supplier", "country")
    with pytest.raises(UseError, match="not a bipartite network"):
        pair_significance(origin)
    other = null_samples([[1, 0], [0, 1]], 5)
    with pytest.raises(UseError, match="another network"):
        pair_significance(supply, null=other)


def test_nothing_to_pair() -> None:
    net = nx.Graph()
    net.add_node("a", bipartite=0)
    net.add_node("b", bipartite=1)
    net.add_edge("a", "b")
    for empty in (net, nx.Graph()):
        frame = pair_significance(empty, samples=5)
        assert len(frame) == 0
        assert frame.attrs["tested"] == 0
