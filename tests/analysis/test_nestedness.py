"""NODF and assortativity: a published matrix, values of R, hand counts, and chance."""

import math
import random

import igraph
import networkx as nx
import numpy as np
import pytest

from watchgraph.analysis import assortativity, nestedness, node_classes, null_samples
from watchgraph.analysis.against import against
from watchgraph.analysis.nestedness import nodf_values
from watchgraph.analysis.twomode import two_mode
from watchgraph.errors import UseError


def bipartite(matrix: object) -> nx.Graph:
    matrix = np.array(matrix)
    net = nx.Graph()
    net.add_nodes_from((f"s{i}" for i in range(matrix.shape[0])), bipartite=0)
    net.add_nodes_from((f"c{j}" for j in range(matrix.shape[1])), bipartite=1)
    net.add_edges_from((f"s{i}", f"c{j}") for i, j in zip(*matrix.nonzero(), strict=True))
    return net


def test_the_example_of_the_paper() -> None:
    """The example matrix of Almeida-Neto et al. (2008), Oikos 117, 1227-1239.

    EcologicalNetworks.jl keeps it in test/nestedness.jl as "Almeida-Neto original example", with
    0.53 for rows, 0.63 for columns and 0.58 in all; ``nestednodf`` of the R package vegan 2.6-4
    gives 53.33333, 63.33333 and 58.33333.
    """
    matrix = [[1, 0, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0]]
    frame = nestedness(bipartite(matrix), samples=50)
    assert frame["nodf"].round(2).tolist() == [53.33, 63.33, 58.33]
    assert frame["nodes"].tolist() == [5, 5, 10]


def test_the_southern_women_as_by_vegan() -> None:
    """R 4.2.2 with vegan 2.6-4: ``nestednodf``, and ``simulate(nullmodel(m, "curveball"))``.

    There, after ``set.seed(1)``, 20,000 matrices with ``thin=20`` and ``burnin=2000`` have NODF
    48.4072 on average with a standard deviation of 1.0471 (rows 48.7266, columns 47.8703), and
    46.755 % of them at least the observed one.
    """
    frame = nestedness(nx.davis_southern_women_graph(), samples=4000)
    found = frame["nodf"].to_list()
    assert found == pytest.approx([48.2057267351, 49.2124542125, 48.5811865730], abs=1e-9)
    # Four standard errors of both means, whose neighbours in the chains depend on each other.
    assert frame["mean"].to_list() == pytest.approx([48.7266, 47.8703, 48.4072], abs=0.12)
    assert frame["sd"].to_list() == pytest.approx([1.4366, 0.9399, 1.0471], rel=0.08)
    assert frame.loc["all", "p_high"] == pytest.approx(0.46755, abs=0.05)


def plain_nodf(matrix: np.ndarray) -> float:
    """NODF as the paper tells it, over pairs of nodes with links."""
    total, pairs = 0.0, 0
    for table in (matrix, matrix.T):
        rows = [set(np.flatnonzero(row).tolist()) for row in table if row.any()]
        for i in range(len(rows)):
            for j in range(i):
                pairs += 1
                if len(rows[i]) != len(rows[j]):
                    total += len(rows[i] & rows[j]) / min(len(rows[i]), len(rows[j]))
    return 100 * total / pairs


@pytest.mark.parametrize("shape", [(9, 13), (60, 5), (4, 80)])
def test_the_samples_have_the_nodf_of_their_matrices(shape: tuple[int, int]) -> None:
    null = null_samples(np.random.default_rng(2).random(shape) < 0.3, 20)
    _, values = nodf_values(null)
    for k, sample in enumerate(null):
        assert values[k, 2] == pytest.approx(plain_nodf(sample.toarray()))


def test_order_of_rows_and_columns_changes_nothing() -> None:
    matrix = np.random.default_rng(2).random((9, 13)) < 0.3
    chance = np.random.default_rng(3)
    turned = matrix[chance.permutation(9)][:, chance.permutation(13)]
    one, two = (nodf_values(null_samples(each, 2))[0] for each in (matrix, turned))
    assert one.tolist() == two.tolist()
    across = nodf_values(null_samples(matrix.T, 2))[0]
    assert across.tolist() == one[[1, 0, 2]].tolist()


def test_a_nested_network_has_one_state_and_no_z() -> None:
    frame = nestedness(bipartite([[1, 1, 1], [1, 1, 0], [1, 0, 0]]), samples=20)
    assert frame["nodf"].tolist() == [100.0, 100.0, 100.0]
    assert frame.attrs["one_state"]
    assert frame["sd"].tolist() == [0.0, 0.0, 0.0]
    assert frame["z"].isna().all()
    assert (frame[["p_low", "p_high"]] == 1).all().all()


def test_where_there_is_no_pair_there_is_no_value() -> None:
    frame = nestedness(bipartite([[1]]), samples=5)
    assert frame["nodf"].isna().all()
    assert frame["z"].isna().all()
    assert len(nestedness(nx.Graph(), samples=5)) == 3


def test_the_real_network_against_chance(supply: nx.Graph) -> None:
    frame = nestedness(supply, samples=500)
    matrix = two_mode(supply).matrix.toarray()
    assert frame.loc["all", "nodf"] == pytest.approx(plain_nodf(matrix))
    assert frame.loc["all", "nodes"] == len(supply)
    more = supply.copy()
    more.add_node("zzz", bipartite=0)
    assert nestedness(more, samples=500)["z"].tolist() == frame["z"].tolist()


def test_against_counts_the_value_itself() -> None:
    told = against(5.0, np.array([1.0, 2.0, 3.0]))
    assert told["p_high"] == 0.25
    assert told["p_low"] == 1.0
    assert told["z"] == 3.0
    assert math.isnan(against(1.0, np.array([2.0, 2.0]))["z"])
    assert all(math.isnan(value) for value in against(math.nan, np.array([1.0])).values())


def test_assortativity_is_that_of_networkx_and_igraph(supply: nx.Graph, kg) -> None:
    """A tie counts as often as two share a neighbour: parallel edges of a multigraph."""
    classes = node_classes(kg, supply)
    frame = assortativity(supply, classes, samples=50)
    assert list(frame.index) == ["region", "regime", "bri", "origin"]
    for name, own in classes.items():
        ties = nx.MultiGraph()
        side = frame.loc[name, "side"]
        ties.add_nodes_from((node, {"class": word}) for node, word in own.items())
        for hub in set(supply) - set(two_mode(supply).nodes(side)):
            known = sorted(node for node in supply[hub] if node in own)
            ties.add_edges_from((a, b) for i, a in enumerate(known) for b in known[:i])
        expected = nx.attribute_assortativity_coefficient(ties, "class")
        assert frame.loc[name, "observed"] == pytest.approx(expected)
        place = {node: i for i, node in enumerate(own)}
        numbers = {word: i for i, word in enumerate(sorted(set(own.values())))}
        peer = igraph.Graph(len(own), [(place[a], place[b]) for a, b in ties.edges()])
        kinds = [numbers[own[node]] for node in place]
        found = peer.assortativity_nominal(kinds, directed=False)
        assert frame.loc[name, "observed"] == pytest.approx(found)
        assert frame.loc[name, "ties"] == ties.number_of_edges()
        assert frame.loc[name, "nodes"] == len(own)


def test_classes_are_what_records_say(supply: nx.Graph, kg) -> None:
    classes = node_classes(kg, supply)
    assert set(classes["bri"].values()) == {"member", "withdrawn", "none recorded"}
    assert "unknown" not in classes["origin"].values()
    assert all(region.startswith("aigs-") for region in classes["region"].values())
    assert set(classes["regime"]) <= {n for n, facts in supply.nodes(data=True)
                                      if facts["kind"] == "country"}  # fmt: skip
    early = node_classes(kg, kg.network("supply", edition=2019))
    # Membership is that of the day of the edition: one joined later, another has left since.
    code = "https://w3id.org/watchgraph/id/country/{}".format
    assert (classes["bri"][code("ARG")], early["bri"][code("ARG")]) == ("member", "none recorded")
    assert (classes["bri"][code("ITA")], early["bri"][code("ITA")]) == ("withdrawn", "member")
    assert early["bri"][code("BWA")] == early["bri"][code("COL")] == "none recorded"
    both = set(early["regime"]) & set(classes["regime"])
    assert any(early["regime"][one] != classes["regime"][one] for one in both)


def test_like_with_like_is_found_and_chance_is_not() -> None:
    matrix = np.zeros((12, 12), int)
    matrix[:6, :6] = matrix[6:, 6:] = np.random.default_rng(1).random((6, 6)) < 0.5
    net = bipartite(matrix)
    halves = {f"c{j}": "one" if j < 6 else "other" for j in range(12)}
    chance = random.Random(2)
    words = list(halves.values())
    chance.shuffle(words)
    mixed = dict(zip(halves, words, strict=True))
    frame = assortativity(net, {"halves": halves, "mixed": mixed}, samples=999)
    assert frame.loc["halves", "observed"] == 1
    assert frame.loc["halves", "p_high"] == 0.001
    assert 0.01 < frame.loc["mixed", "p_high"] < 0.99


def test_one_class_has_no_coefficient_and_wrong_sides_are_refused(supply: nx.Graph) -> None:
    net = bipartite([[1, 1], [1, 1]])
    frame = assortativity(net, {"all": {"c0": "x", "c1": "x"}}, samples=5)
    assert frame[["observed", "mean", "z", "p_high"]].isna().all().all()
    for own in ({"c0": "x", "s0": "x"}, {"nobody": "x"}, {}):
        with pytest.raises(UseError) as caught:
            assortativity(net, {"wrong": own}, samples=5)
        assert caught.value.value == "wrong"
