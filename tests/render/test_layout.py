import math

import networkx as nx

from watchgraph.render.layout import positions
from watchgraph.render.measures import node_radii, node_values


def laid_out(net, **how):
    radii = node_radii(node_values(net, "degree"))
    return positions(net, radii, **how), radii


def test_every_node_has_a_place_and_none_overlap(networks):
    for net in (networks.supply(), networks.origin()):
        places, radii = laid_out(net)
        assert set(places) == set(net)
        nodes = sorted(net)
        for i, a in enumerate(nodes):
            for b in nodes[:i]:
                assert math.dist(places[a], places[b]) > 0.95 * (radii[a] + radii[b])


def test_order_of_the_graph_makes_no_difference(networks):
    net = networks.supply()
    shuffled = nx.Graph()
    shuffled.add_nodes_from(reversed(list(net)))
    shuffled.add_edges_from((b, a) for a, b in reversed(list(net.edges())))
    assert laid_out(net)[0] == laid_out(shuffled)[0]


def test_the_seed_decides():
    net = nx.star_graph(12)
    assert laid_out(net, seed=5)[0] == laid_out(net, seed=5)[0]
    assert laid_out(net, seed=5)[0] != laid_out(net, seed=6)[0]


def test_near_in_the_graph_is_near_on_paper():
    """On a path no other layout of three nodes is right: the middle one is in the middle."""
    places, _ = laid_out(nx.path_graph(3))
    ends = math.dist(places[0], places[2])
    assert math.dist(places[0], places[1]) < 0.6 * ends
    assert math.dist(places[1], places[2]) < 0.6 * ends


def test_small_components_stand_beneath_the_largest():
    net = nx.disjoint_union_all([nx.complete_graph(8), nx.path_graph(2), nx.empty_graph(1)])
    places, radii = laid_out(net)
    # Down the page y grows.
    floor = max(places[node][1] + radii[node] for node in range(8))
    assert all(places[node][1] - radii[node] > floor for node in range(8, 11))


def test_loops_parallels_and_lone_nodes_are_no_trouble():
    net = nx.MultiDiGraph([(0, 0), (0, 1), (0, 1), (1, 0)])
    net.add_node(2)
    places, _ = laid_out(net)
    assert len({*places.values()}) == 3
    assert laid_out(nx.empty_graph(1))[0] == {0: (0.0, 0.0)}
