"""Every named network goes out as GraphML and CSV and comes back whole."""

import io

import networkx as nx
import pandas as pd
import pytest

from watchgraph.export import edge_table, graphml, table_csv
from watchgraph.networks import NETWORKS
from watchgraph.networks.flat import flat_attributes
from watchgraph.store import KnowledgeGraph


@pytest.mark.parametrize("name", list(NETWORKS))
@pytest.mark.parametrize("graph", ["kg", "small"])
def test_graphml_comes_back_whole(request: pytest.FixtureRequest, graph: str, name: str) -> None:
    kg: KnowledgeGraph = request.getfixturevalue(graph)
    net = kg.network(name)
    back = nx.read_graphml(io.BytesIO(graphml(net)))
    assert back.is_directed() == net.is_directed()
    assert dict(back.nodes(data=True)) == {
        node: flat_attributes(own) for node, own in net.nodes(data=True)
    }
    assert back.number_of_edges() == net.number_of_edges()
    for a, b, own in net.edges(data=True):
        assert back.edges[a, b] == flat_attributes(own)
    assert back.graph["evidence_filter"] == "all"


@pytest.mark.parametrize("name", list(NETWORKS))
def test_csv_comes_back_whole(kg: KnowledgeGraph, name: str) -> None:
    net = kg.network(name)
    text = table_csv(net).decode("utf-8")
    back = pd.read_csv(io.StringIO(text), keep_default_na=False, dtype=str)
    assert len(back) == net.number_of_edges()
    for row in back.to_dict("records"):
        own = flat_attributes(net.edges[row["from"], row["to"]])
        assert row["records"].split("; ") == list(net.edges[row["from"], row["to"]]["records"])
        for key in set(own) - {"amount_usd_2021"}:
            assert row[key] == str(own[key])
        if name == "finance":
            assert (row["amount_usd_2021"] == "") == ("amount_usd_2021" not in own)
            if row["amount_usd_2021"]:
                assert float(row["amount_usd_2021"]) == own["amount_usd_2021"]
    assert table_csv(edge_table(net)).decode("utf-8") == text


def test_tripartite_edges_start_at_the_supplier(kg: KnowledgeGraph) -> None:
    table = edge_table(kg.network("deployment"))
    kinds = {
        tuple(iri.split("/")[-2] for iri in ends)
        for ends in zip(table["from"], table["to"], strict=True)
    }
    assert kinds == {("supplier", "deployment"), ("deployment", "country")}
