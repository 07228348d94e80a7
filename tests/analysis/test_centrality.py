"""Centrality: values kept by networkx, networkx as witness, and what must never change them."""

import copy
import math
import random

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from networkx.algorithms import bipartite

from watchgraph.analysis import MEASURES, centrality
from watchgraph.analysis.normalise import largest_betweenness
from watchgraph.errors import UseError

# Degree, betweenness and closeness of the Southern Women (Davis, Gardner and Gardner 1941), each
# normalised by mode: networkx 3.6.1, networkx/algorithms/bipartite/tests/test_centrality.py, in
# test_davis_degree_centrality, test_davis_betweenness_centrality, test_davis_closeness_centrality.
SOUTHERN_WOMEN = {
    "E8": (0.78, 0.24, 0.85),
    "E9": (0.67, 0.23, 0.79),
    "E7": (0.56, 0.13, 0.73),
    "Nora Fayette": (0.57, 0.11, 0.80),
    "Evelyn Jefferson": (0.57, 0.10, 0.80),
    "Theresa Anderson": (0.57, 0.09, 0.80),
    "E6": (0.44, 0.07, 0.69),
    "Sylvia Avondale": (0.50, 0.07, 0.77),
    "Laura Mandeville": (0.50, 0.05, 0.73),
    "Brenda Rogers": (0.50, 0.05, 0.73),
    "Katherina Rogers": (0.43, 0.05, 0.73),
    "E5": (0.44, 0.04, 0.59),
    "Helen Lloyd": (0.36, 0.04, 0.73),
    "E3": (0.33, 0.02, 0.56),
    "Ruth DeSand": (0.29, 0.02, 0.71),
    "Verne Sanderson": (0.29, 0.02, 0.71),
    "E12": (0.33, 0.02, 0.56),
    "Myra Liddel": (0.29, 0.02, 0.69),
    "E11": (0.22, 0.02, 0.54),
    "Eleanor Nye": (0.29, 0.01, 0.67),
    "Frances Anderson": (0.29, 0.01, 0.67),
    "Pearl Oglethorpe": (0.21, 0.01, 0.67),
    "E4": (0.22, 0.01, 0.54),
    "Charlotte McDowd": (0.29, 0.01, 0.60),
    "E10": (0.28, 0.01, 0.55),
    "Olivia Carleton": (0.14, 0.01, 0.59),
    "Flora Price": (0.14, 0.01, 0.59),
    "E2": (0.17, 0.00, 0.52),
    "E1": (0.17, 0.00, 0.52),
    "Dorothy Murchison": (0.14, 0.00, 0.65),
    "E13": (0.17, 0.00, 0.52),
    "E14": (0.17, 0.00, 0.52),
}


def shuffled(net: nx.Graph, seed: int) -> nx.Graph:
    """Return the same network, built in another order."""
    rng = random.Random(seed)
    nodes, edges = list(net.nodes(data=True)), list(net.edges(data=True))
    rng.shuffle(nodes)
    rng.shuffle(edges)
    made = net.__class__(**net.graph)
    made.add_nodes_from(nodes)
    made.add_edges_from(
        edge if net.is_directed() or rng.random() < 0.5 else (edge[1], edge[0], edge[2])
        for edge in edges
    )
    return made


def test_southern_women_as_kept_by_networkx() -> None:
    frame = centrality(nx.davis_southern_women_graph())
    assert set(SOUTHERN_WOMEN) == set(frame.index)
    for node, values in SOUTHERN_WOMEN.items():
        row = frame.loc[node, ["degree_centrality", "betweenness", "closeness"]]
        # Printed to two digits.
        assert row.to_list() == pytest.approx(values, abs=0.0055), node


@pytest.mark.parametrize("which", ["women", "supply"])
def test_bipartite_measures_agree_with_networkx(which: str, supply: nx.Graph) -> None:
    net = supply if which == "supply" else nx.davis_southern_women_graph()
    top = [node for node, side in net.nodes(data="bipartite") if side == 0]
    frame = centrality(net)
    for column, values in (
        ("degree_centrality", bipartite.degree_centrality(net, top)),
        ("degree", dict(net.degree())),
        ("strength", dict(net.degree(weight="weight"))),
        ("betweenness", bipartite.betweenness_centrality(net, top)),
        ("closeness", bipartite.closeness_centrality(net, top)),
        ("core", nx.core_number(net)),
        ("pagerank", nx.pagerank(net, weight="weight", tol=1e-12, max_iter=1000)),
    ):
        assert frame[column].to_dict() == pytest.approx(values, abs=1e-9)
    component = net.subgraph(max(nx.connected_components(net), key=len))
    leading = nx.eigenvector_centrality_numpy(component, weight="weight")
    inside = frame["eigenvector"].dropna()
    assert inside.to_dict() == pytest.approx(
        {node: abs(x) for node, x in leading.items()}, abs=1e-6
    )
    assert np.linalg.norm(inside) == pytest.approx(1)


def test_directed_measures_agree_with_networkx(origin: nx.DiGraph) -> None:
    frame = centrality(origin)
    assert "eigenvector" not in frame
    for column, values in (
        ("in_degree", dict(origin.in_degree())),
        ("out_degree", dict(origin.out_degree())),
        ("in_strength", dict(origin.in_degree(weight="weight"))),
        ("out_strength", dict(origin.out_degree(weight="weight"))),
        ("betweenness", nx.betweenness_centrality(origin)),
        ("closeness", nx.closeness_centrality(origin.reverse())),
        ("pagerank", nx.pagerank(origin.reverse(), weight="weight", tol=1e-12, max_iter=1000)),
    ):
        assert frame[column].to_dict() == pytest.approx(values, abs=1e-9)
    assert (frame["degree"] == frame["in_degree"] + frame["out_degree"]).all()
    assert frame["pagerank"].sum() == pytest.approx(1)


def test_other_networks_get_ordinary_normalisation() -> None:
    net = nx.karate_club_graph()
    frame = centrality(net)
    assert frame["betweenness"].to_dict() == pytest.approx(nx.betweenness_centrality(net))
    assert frame["degree_centrality"].to_dict() == pytest.approx(nx.degree_centrality(net))
    assert frame["records"].isna().all()


def test_huawei_leads_the_real_network(supply: nx.Graph) -> None:
    frame = centrality(supply)
    suppliers = frame[frame["kind"] == "supplier"]
    assert suppliers["label"].iloc[:5].to_list() == [
        "Huawei",
        "Hikvision",
        "NEC",
        "Dahua Technology",
        "IBM",
    ]
    huawei = suppliers.iloc[0]
    assert (huawei["degree"], huawei["degree_rank"], huawei["degree_ties"]) == (61, 1, 0)
    # An edge's records are its own, for suppliers: strength counts each once.
    assert huawei["records"] == huawei["strength"] == 159
    assert 1 < huawei["independent_sources"] < huawei["records"]


def test_ranks_are_within_kind_and_say_their_ties(supply: nx.Graph) -> None:
    frame = centrality(supply, ["degree"])
    for _, group in frame.groupby("kind"):
        assert group["degree_rank"].min() == 1
        for _, row in group.iterrows():
            assert row["degree_rank"] == 1 + (group["degree"] > row["degree"]).sum()
            assert row["degree_ties"] == (group["degree"] == row["degree"]).sum() - 1


def test_sides_without_kinds_are_ranked_apart() -> None:
    frame = centrality(nx.davis_southern_women_graph(), ["degree"])
    assert frame.loc[["Evelyn Jefferson", "E8"], "degree_rank"].to_list() == [1, 1]


@pytest.mark.parametrize("name", ["supply", "origin"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_building_changes_nothing(
    name: str, seed: int, request: pytest.FixtureRequest
) -> None:
    net = request.getfixturevalue(name)
    pd.testing.assert_frame_equal(
        centrality(net), centrality(shuffled(net, seed)), check_exact=True
    )


@pytest.mark.parametrize("name", ["supply", "origin"])
def test_other_names_change_no_value(name: str, request: pytest.FixtureRequest) -> None:
    net = request.getfixturevalue(name)
    nodes = sorted(net)
    names = dict(zip(nodes, random.Random(3).sample(nodes, len(nodes)), strict=True))
    renamed = centrality(nx.relabel_nodes(net, names))
    expected = centrality(net).rename(index=names).loc[renamed.index]
    pd.testing.assert_frame_equal(renamed, expected, rtol=1e-6, atol=1e-9)


def test_an_isolated_node_changes_no_rank(supply: nx.Graph) -> None:
    more = supply.copy()
    more.add_node("alone", kind="supplier", bipartite=0, label="Alone")
    frame = centrality(more)
    before = centrality(supply)
    assert frame.loc[before.index, "degree_rank"].equals(before["degree_rank"])
    alone = frame.loc["alone"]
    assert (alone["degree"], alone["betweenness"], alone["records"]) == (0, 0, 0)
    assert math.isnan(alone["eigenvector"])


@pytest.mark.parametrize("name", ["supply", "origin"])
def test_the_network_is_left_as_it_is(name: str, request: pytest.FixtureRequest) -> None:
    net = request.getfixturevalue(name)
    before = copy.deepcopy(
        (dict(net.graph), list(net.nodes(data=True)), list(net.edges(data=True)))
    )
    centrality(net)
    assert (dict(net.graph), list(net.nodes(data=True)), list(net.edges(data=True))) == before


def test_tables_say_how_they_were_made(kg: object, supply: nx.Graph) -> None:
    attributes = centrality(supply, ["pagerank", "degree"]).attrs
    assert attributes["data_version"] == supply.graph["data_version"] != ""
    assert attributes["measures"] == "degree, pagerank"
    assert attributes["engine"].startswith("networkx ")
    assert "Borgatti" in attributes["method"]


def test_only_the_measures_asked_for(supply: nx.Graph) -> None:
    frame = centrality(supply, ["strength"])
    assert list(frame) == ["label", "kind", "records", "independent_sources", "strength"]
    assert list(centrality(supply, "strength")) == list(frame)


@pytest.mark.parametrize(
    ("net", "measures", "words"),
    [
        (nx.path_graph(3), ["closenes"], "is unknown"),
        (nx.DiGraph([(1, 2)]), ["eigenvector"], "does not apply"),
        (nx.MultiGraph([(1, 2), (1, 2)]), None, "parallel edges"),
        (nx.Graph([(1, 2, {"weight": -1})]), None, "weight"),
        (nx.Graph([(1, 2, {"weight": "many"})]), None, "weight"),
        (nx.Graph([(1, 2)], name="supply"), None, "not a bipartite network"),
    ],
)
def test_what_cannot_be_measured_is_refused(
    net: nx.Graph, measures: list[str] | None, words: str
) -> None:
    with pytest.raises(UseError, match=words) as caught:
        centrality(net, measures)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("net", [nx.Graph(), nx.DiGraph(), nx.Graph(name="supply")])
def test_an_empty_network_gives_an_empty_table(net: nx.Graph) -> None:
    frame = centrality(net)
    assert len(frame) == 0
    assert {"label", "degree", "betweenness", "pagerank"} <= set(frame)


@pytest.mark.parametrize("nodes", [[0], [1]])
def test_one_lonely_side(nodes: list[int]) -> None:
    net = nx.Graph()
    net.add_nodes_from("abc", bipartite=nodes[0])
    frame = centrality(net)
    assert frame["degree_centrality"].to_list() == frame["betweenness"].to_list() == [0, 0, 0]


@pytest.mark.parametrize(("own", "other"), [(1, 1), (1, 7), (2, 3), (5, 2), (9, 9)])
def test_no_betweenness_is_above_its_largest(own: int, other: int) -> None:
    largest = largest_betweenness(own, other)
    rng = random.Random(own * 100 + other)
    for _ in range(50):
        net = bipartite.random_graph(own, other, rng.random(), seed=rng.randrange(10**6))
        raw = nx.betweenness_centrality(net, normalized=False)
        assert max(raw[i] for i in range(own)) <= largest + 1e-9


def test_measures_are_named() -> None:
    assert (
        *("degree", "strength", "betweenness", "closeness", "pagerank", "eigenvector"),
        *("hits", "core", "participation"),
    ) == MEASURES
