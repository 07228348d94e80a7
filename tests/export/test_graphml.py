"""GraphML: what goes in comes out, for networkx and for a plain XML parser."""

import copy
import io
import os
import random
import stat
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from watchgraph.errors import UseError
from watchgraph.export import graphml, write_graphml
from watchgraph.networks.flat import flat_attributes
from watchgraph.store import KnowledgeGraph

FORM = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.mark.parametrize("name", ["supply", "origin"])
def test_the_real_network_comes_back(kg: KnowledgeGraph, name: str, tmp_path: Path) -> None:
    net = kg.network(name, date="2021-06-30")
    path = write_graphml(net, tmp_path / "deep" / "net.graphml")
    back = nx.read_graphml(path)
    assert back.is_directed() == net.is_directed()
    assert set(back) == set(net)
    for node, facts in net.nodes(data=True):
        assert back.nodes[node] == flat_attributes(facts)
    assert back.number_of_edges() == net.number_of_edges()
    for a, b, facts in net.edges(data=True):
        assert back.edges[a, b] == flat_attributes(facts)
    assert back.graph["coverage.undated"] == net.graph["coverage"]["undated"] > 0
    assert back.graph["date"] == "2021-06-30"
    # The evidence behind the edges is no attribute of the network.
    assert {key.partition(".")[0] for key in back.graph} <= {*net.graph} - {"evidence"} | {
        "node_default",
        "edge_default",
    }


def test_names_of_all_kinds_come_back(named: nx.Graph) -> None:
    raw = graphml(named)
    back = nx.read_graphml(io.BytesIO(raw))
    # GraphML has no empty text: networkx reads none.
    assert {node: facts.get("label") or "" for node, facts in back.nodes(data=True)} == {
        node: facts["label"] for node, facts in named.nodes(data=True)
    }
    # No name became an element.
    tags = {element.tag.removeprefix(FORM) for element in ET.fromstring(raw).iter()}
    assert tags == {"graphml", "key", "graph", "data", "node", "edge"}


def test_what_xml_cannot_hold_is_replaced() -> None:
    net = nx.Graph()
    net.add_node("a", label="bell\x07, half \ud800, carriage\r\nreturn")
    back = nx.read_graphml(io.BytesIO(graphml(net)))
    assert back.nodes["a"]["label"] == "bell\ufffd, half \ufffd, carriage\nreturn"


def test_one_rule_for_attributes() -> None:
    attributes = {
        "b": (1, None, "x"),
        "a": {"z", "y"},
        "none": None,
        "flag": True,
        "half": 0.5,
        "inner": {"n": 1, "gone": None},
        "empty": (),
    }
    assert flat_attributes(attributes) == {
        "a": "y; z",
        "b": "1; x",
        "empty": "",
        "flag": True,
        "half": 0.5,
        "inner.n": 1,
    }


def test_the_order_of_building_changes_no_byte(named: nx.Graph) -> None:
    rng = random.Random(1)
    nodes, edges = list(named.nodes(data=True)), list(named.edges(data=True))
    rng.shuffle(nodes)
    rng.shuffle(edges)
    other = nx.Graph(**dict(reversed(named.graph.items())))
    other.add_nodes_from((node, dict(reversed(facts.items()))) for node, facts in nodes)
    other.add_edges_from((b, a, facts) for a, b, facts in edges)
    assert graphml(other) == graphml(named)


def test_the_network_is_left_as_it_is(named: nx.Graph) -> None:
    before = copy.deepcopy(
        (named.graph, list(named.nodes(data=True)), list(named.edges(data=True)))
    )
    graphml(named)
    assert (named.graph, list(named.nodes(data=True)), list(named.edges(data=True))) == before


def test_a_failed_write_leaves_the_former_file(named: nx.Graph, tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    with pytest.raises(UseError, match="cannot be written"):
        write_graphml(named, folder / ("x" * 300))
    (tmp_path / "a file").write_text("")
    with pytest.raises(UseError, match="cannot be written"):
        write_graphml(named, tmp_path / "a file" / "net.graphml")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a file", "a folder"]


@pytest.mark.skipif(os.name != "posix", reason="permissions and devices of POSIX")
def test_written_for_all_and_to_a_pipe_as_well(named: nx.Graph, tmp_path: Path) -> None:
    path = write_graphml(named, tmp_path / "net.graphml")
    mask = os.umask(0o022)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert [entry.name for entry in tmp_path.iterdir()] == ["net.graphml"]
    script = (
        "import networkx as nx; from watchgraph.export import write_graphml; "
        "write_graphml(nx.path_graph(2), '/dev/stdout')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == graphml(nx.path_graph(2))
