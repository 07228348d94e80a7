import networkx as nx
import numpy as np
import pytest

from watchgraph.errors import UseError
from watchgraph.render.measures import node_radii, node_values


def test_degree_attribute_measure_and_mapping():
    net = nx.path_graph(3)
    nx.set_node_attributes(net, {0: 1.5, 1: 2, 2: np.int64(3)}, "cameras")
    nx.set_node_attributes(net, {n: {"betweenness": n / 2} for n in net}, "measures")
    assert node_values(net, "degree") == {0: 1, 1: 2, 2: 1}
    nx.set_edge_attributes(net, {(0, 1): 5, (1, 2): 7}, "weight")
    assert node_values(net, "strength") == {0: 5, 1: 12, 2: 7}
    assert node_values(net, "cameras") == {0: 1.5, 1: 2, 2: 3}
    assert node_values(net, "betweenness") == {0: 0, 1: 0.5, 2: 1}
    assert node_values(net, {0: 9, 1: 0, 2: 1}) == {0: 9, 1: 0, 2: 1}


@pytest.mark.parametrize("values", [{0: 1}, {0: 1, 1: -1}, {0: 1, 1: float("nan")}, {0: 1, 1: "2"}])
def test_values_that_no_size_can_show_are_refused(values):
    with pytest.raises(UseError) as refused:
        node_values(nx.path_graph(2), values)
    assert refused.value.name == "size"


def test_a_wrong_name_gets_the_names_there_are():
    net = nx.path_graph(2)
    nx.set_node_attributes(net, 1.0, "cameras")
    with pytest.raises(UseError) as refused:
        node_values(net, "camera")
    assert refused.value.choices == ("degree", "strength", "cameras")


def test_area_follows_the_value():
    radii = node_radii({"a": 400, "b": 100})
    assert radii["a"] == 2 * radii["b"]
    assert set(node_radii({"a": 0, "b": 0}).values()) == {4.5}
