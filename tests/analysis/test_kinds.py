"""Measures of directed, bipartite and tripartite networks, and of nodes of one kind."""

import networkx as nx
import pytest

from watchgraph.analysis import centrality, communities
from watchgraph.analysis.tables import TABLES
from watchgraph.errors import UseError
from watchgraph.networks import NETWORKS, nodes_of
from watchgraph.store import KnowledgeGraph


@pytest.mark.parametrize("name", list(NETWORKS))
def test_every_network_is_measured_and_left_as_it_is(kg: KnowledgeGraph, name: str) -> None:
    net = kg.network(name, region="aigs-af")
    before = nx.to_dict_of_dicts(net), dict(net.nodes(data=True)), dict(net.graph)
    found = centrality(net)
    grouped = communities(net, runs=3)
    assert set(found.index) == set(grouped.index) == set(net)
    assert (found["degree_centrality"].between(0, 1)).all()
    assert (found["records"] >= 0).all()
    for _, side in found.groupby("kind"):
        assert side["degree_rank"].min() == 1
    assert found.attrs["region"] == "aigs-af"
    assert found.attrs["evidence_filter"] == "all"
    assert (nx.to_dict_of_dicts(net), dict(net.nodes(data=True)), dict(net.graph)) == before


def test_tripartite_degrees_are_shares_of_the_deployments(kg: KnowledgeGraph) -> None:
    net = kg.network("deployment")
    found = centrality(net, ["degree"])
    deployments = nodes_of(net, "deployment")
    for kind in ("supplier", "country"):
        for node in nodes_of(net, kind):
            assert found.loc[node, "degree_centrality"] == net.degree(node) / len(deployments)
    others = len(net) - len(deployments)
    assert found.loc[deployments[0], "degree_centrality"] == net.degree(deployments[0]) / others
    assert found["kind"].drop_duplicates().tolist() == ["supplier", "deployment", "country"]


def test_pagerank_of_finance_tells_who_lends(kg: KnowledgeGraph) -> None:
    found = centrality(kg.network("finance"))
    assert found["pagerank"].idxmax().endswith("lender/export-import-bank-of-china")


def test_broken_layers_are_refused() -> None:
    net = nx.Graph()
    net.add_node("s", layer=0)
    net.add_node("c", layer=2)
    net.add_edge("s", "c")
    with pytest.raises(UseError, match="without the middle layer"):
        centrality(net)
    net.add_node("x")
    with pytest.raises(UseError, match="says no layer"):
        centrality(net)


@pytest.mark.parametrize("table", ["centrality", "communities", "concentration"])
def test_a_table_of_the_registry_is_made_or_refused(kg: KnowledgeGraph, table: str) -> None:
    for name in NETWORKS:
        net = kg.network(name, region="un-m49-sub-western-asia")
        if table == "concentration" and name != "supply":
            with pytest.raises(UseError):
                TABLES[table](kg, net, 1)
        else:
            assert len(TABLES[table](kg, net, 1)) > 0
