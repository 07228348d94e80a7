"""The same measures by networkx, igraph and scipy, on a known network and on the real ones."""

from collections import Counter

import igraph
import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csgraph

from watchgraph.analysis import centrality
from watchgraph.analysis.arrays import Batch
from watchgraph.analysis.matrices import MATRIX_MEASURES, matrix_measures
from watchgraph.analysis.paths import paths_of_batch, shortest_paths
from watchgraph.analysis.subject import Subject, subject_of
from watchgraph.errors import UseError
from watchgraph.networks.biadjacency import biadjacency
from watchgraph.store import KnowledgeGraph


@pytest.fixture(params=["women", "supply", "origin"])
def net(request: pytest.FixtureRequest, supply: nx.Graph, origin: nx.DiGraph) -> nx.Graph:
    women = nx.davis_southern_women_graph()
    return {"women": women, "supply": supply, "origin": origin}[request.param]


def as_igraph(net: nx.Graph) -> tuple[igraph.Graph, list[str]]:
    nodes = sorted(net)
    number = {node: i for i, node in enumerate(nodes)}
    edges = [(number[a], number[b]) for a, b in net.edges]
    made = igraph.Graph(len(nodes), edges, directed=net.is_directed())
    made.es["weight"] = [weight for _, _, weight in net.edges(data="weight", default=1)]
    return made, nodes


def test_igraph_agrees(net: nx.Graph) -> None:
    frame = centrality(net)
    other, nodes = as_igraph(net)
    ours = {name: frame.loc[nodes, name].to_numpy(float) for name in frame.select_dtypes("number")}
    plain = net.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    if net.is_directed():
        assert ours["in_degree"].tolist() == other.degree(mode="in")
        assert ours["out_degree"].tolist() == other.degree(mode="out")
    assert ours["degree"].tolist() == other.degree()
    assert ours["strength"] == pytest.approx(other.strength(weights="weight"))
    raw = np.array(other.betweenness(directed=net.is_directed()))
    n = len(nodes)
    if net.is_directed():
        assert ours["betweenness"] == pytest.approx(raw / ((n - 1) * (n - 2)), abs=1e-12)
    else:
        first = nx.get_node_attributes(net, "bipartite")
        for side in (0, 1):
            own = np.array([first[node] == side for node in nodes])
            # One scale for each side.
            scale = ours["betweenness"][own].max() / raw[own].max()
            assert ours["betweenness"][own] == pytest.approx(raw[own] * scale, abs=1e-12)
        component = max(nx.connected_components(net), key=len)
        inside = other.subgraph([i for i, node in enumerate(nodes) if node in component])
        leading = np.array(inside.eigenvector_centrality(weights="weight"))
        expected = ours["eigenvector"][~np.isnan(ours["eigenvector"])]
        assert expected == pytest.approx(leading / np.linalg.norm(leading), abs=1e-6)
    turned, _ = as_igraph(net.reverse() if net.is_directed() else net)
    rank = turned.pagerank(weights="weight", damping=0.85)
    assert ours["pagerank"] == pytest.approx(rank, abs=1e-7)
    assert ours["core"].tolist() == as_igraph(plain)[0].coreness(mode="all")


@pytest.mark.filterwarnings("ignore:More than 30% of hub or authority scores are zeros")
def test_hits_agree_with_networkx_and_igraph(origin: nx.DiGraph) -> None:
    frame = centrality(origin, ["hits"])
    hubs, authorities = nx.hits(origin, max_iter=1000, tol=1e-12)
    assert frame["hub"].to_dict() == pytest.approx(hubs, abs=1e-8)
    assert frame["authority"].to_dict() == pytest.approx(authorities, abs=1e-8)
    other, nodes = as_igraph(origin)
    for column, peer in (("hub", other.hub_score), ("authority", other.authority_score)):
        scores = np.array(peer(weights="weight"))
        assert frame.loc[nodes, column].to_numpy() == pytest.approx(scores / scores.sum(), abs=1e-6)


def test_hits_of_two_sides_are_their_eigenvector() -> None:
    frame = centrality(nx.davis_southern_women_graph())
    for column in ("hub", "authority"):
        own = frame[column].dropna()
        leading = frame.loc[own.index, "eigenvector"]
        assert own.to_list() == pytest.approx((leading / leading.sum()).to_list(), abs=1e-8)
    assert (frame["hub"].isna() != frame["authority"].isna()).all()


def test_closeness_is_that_of_the_distances(net: nx.Graph) -> None:
    subject = subject_of(net)
    nodes = subject.plain.nodes
    matrix = nx.to_scipy_sparse_array(net, nodelist=nodes, weight=None)
    far = csgraph.shortest_path(matrix, directed=net.is_directed(), unweighted=True)
    ours = centrality(net, ["closeness"]).loc[nodes, "closeness"].to_numpy()
    n = len(nodes)
    for i in range(n):
        near = far[i][np.isfinite(far[i])]
        reached, total = len(near) - 1, near.sum()
        least = reached
        if subject.net.first is not None:
            other = int((subject.net.first != subject.net.first[i]).sum())
            least = other + 2 * (n - other - 1)
        assert ours[i] == pytest.approx(least / total * reached / (n - 1) if total else 0)


def test_participation_by_hand() -> None:
    net = nx.Graph()
    net.add_nodes_from(["s", "t"], bipartite=0, kind="supplier", origin="unknown")
    for node, region in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "")):
        net.add_node(node, bipartite=1, kind="country", region=region)
        net.add_edge("s", node)
    net.add_edge("t", "d")
    frame = centrality(net, ["participation"])
    # Guimerà and Amaral (2005): one less the sum of (2/3)² and (1/3)².
    assert frame.loc["s", "participation"] == pytest.approx(4 / 9)
    assert frame["participation"].isna().sum() == 5


def test_participation_of_the_real_network(supply: nx.Graph) -> None:
    """Guimerà and Amaral (2005), recomputed link by link: no other library here has it."""
    frame = centrality(supply, ["participation"])
    for node, found in frame["participation"].items():
        near = [supply.nodes[one] for one in supply[node]]
        homes = Counter(facts.get("region") or facts.get("origin") for facts in near)
        known = {home: count for home, count in homes.items() if home and home != "unknown"}
        shares = [count / sum(known.values()) for count in known.values()]
        expected = 1 - sum(share**2 for share in shares) if shares else np.nan
        assert found == pytest.approx(expected, nan_ok=True), node


def copies(subject: Subject, number: int) -> Batch:
    rng = np.random.default_rng(3)
    present = rng.random((len(subject.net.tail), number)) < 0.6
    return Batch(subject.net, np.where(present, subject.net.weight[:, None], 0.0), present)


def test_many_copies_are_measured_as_each_alone(net: nx.Graph) -> None:
    subject = subject_of(net)
    columns = subject.columns(subject.possible())
    batch = copies(subject, 3)
    together = subject.values(batch, columns)
    for i in range(batch.copies):
        alone = net.copy()
        alone.remove_edges_from(
            (subject.plain.nodes[a], subject.plain.nodes[b])
            for a, b, there in zip(
                subject.net.tail, subject.net.head, batch.present[:, i], strict=True
            )
            if not there
        )
        frame = centrality(alone).loc[subject.plain.nodes]
        for name in columns:
            expected = frame[name].to_numpy(float)
            assert together[name][:, i] == pytest.approx(expected, abs=1e-7, nan_ok=True), name


def test_compiled_paths_are_those_of_networkx(net: nx.Graph) -> None:
    subject = subject_of(net)
    frame = centrality(net, ["betweenness", "closeness"]).loc[subject.plain.nodes]
    found = shortest_paths(subject.net)
    between, close = paths_of_batch(subject.net.whole())
    for values in (found.betweenness, between[:, 0]):
        assert values == pytest.approx(frame["betweenness"].to_numpy(), abs=1e-12)
    for values in (found.closeness, close[:, 0]):
        assert values == pytest.approx(frame["closeness"].to_numpy(), abs=1e-12)
    assert (found.betweenness_error == 0).all()


def test_sampled_betweenness_lies_within_its_error(supply: nx.Graph) -> None:
    subject = subject_of(supply)
    exact = shortest_paths(subject.net).betweenness
    some = exact > 0.03
    held = []
    for seed in range(20):
        found = shortest_paths(subject.net, pivots=150, seed=seed)
        held.append(np.abs(found.betweenness - exact)[some] <= found.betweenness_error[some])
    # The normal approximation is a little too narrow with so few pivots.
    assert np.mean(held) >= 0.85


def test_the_matrix_gives_what_the_network_gives(kg: KnowledgeGraph, supply: nx.Graph) -> None:
    matrix, suppliers, countries = biadjacency(kg)
    frame = matrix_measures(matrix)
    expected = centrality(supply).loc[[*suppliers, *countries]]
    for name in frame:
        assert frame[name].to_numpy(float) == pytest.approx(
            expected[name].to_numpy(float), abs=1e-9, nan_ok=True
        ), name
    sampled = matrix_measures(matrix, ["betweenness"], pivots=50, seed=4)
    assert list(sampled) == ["betweenness", "betweenness_error"]
    assert sampled.attrs["pivots"] == 50


def test_a_matrix_that_cannot_be_measured_is_refused(kg: KnowledgeGraph) -> None:
    matrix, _, _ = biadjacency(kg)
    with pytest.raises(UseError) as caught:
        matrix_measures(matrix, ["participation"])
    assert caught.value.choices == MATRIX_MEASURES
    with pytest.raises(UseError, match="negative"):
        matrix_measures(matrix * -1)
    with pytest.raises(UseError, match="pivots"):
        matrix_measures(matrix, ["closeness"], pivots=1)
