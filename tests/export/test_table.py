"""Tables of edges and measures as CSV."""

import csv
import io
from pathlib import Path

import networkx as nx

from watchgraph.analysis import centrality
from watchgraph.export import edge_table, table_csv, write_table
from watchgraph.store import KnowledgeGraph


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))


def test_edges_run_from_supplier_to_country(kg: KnowledgeGraph) -> None:
    net = kg.network("supply", edition=2019)
    frame = edge_table(net)
    assert len(frame) == net.number_of_edges() == 206
    assert list(frame)[:6] == [
        "from",
        "from_label",
        "to",
        "to_label",
        "weight",
        "independent_sources",
    ]
    assert frame["from"].str.contains("/supplier/").all()
    assert frame["to"].str.contains("/country/").all()
    assert frame[["from", "to"]].apply(tuple, axis=1).is_monotonic_increasing
    kenya = frame[(frame["from_label"] == "Huawei") & (frame["to_label"] == "Kenya")].iloc[0]
    assert kenya["records"] == "https://w3id.org/watchgraph/id/assessment/2019-KEN"
    assert frame.attrs["edition"] == "2019"


def test_arrows_keep_their_direction(kg: KnowledgeGraph) -> None:
    net = kg.network("origin")
    frame = edge_table(net)
    assert set(zip(frame["from"], frame["to"], strict=True)) == set(net.edges)
    assert set(frame["basis"]) == {"marked", "headquarters", "both"}


def test_names_of_all_kinds_come_back(named: nx.Graph) -> None:
    raw = table_csv(named)
    back = {row["from"]: row["from_label"] for row in rows(raw)}
    assert back == {
        node: facts["label"] for node, facts in named.nodes(data=True) if facts["bipartite"] == 0
    }
    assert {row["records"] for row in rows(raw)} == {"r:1; r:2"}
    assert {row["editions"] for row in rows(raw)} == {""}
    assert b"\r" not in raw


def test_measures_keep_their_node_and_every_digit(kg: KnowledgeGraph, tmp_path: Path) -> None:
    frame = centrality(kg.network("supply"))
    path = write_table(frame, tmp_path / "measures.csv")
    back = rows(path.read_bytes())
    assert [row["node"] for row in back] == list(frame.index)
    for column in ("betweenness", "pagerank", "eigenvector"):
        numbers = [float(row[column]) if row[column] else None for row in back]
        assert numbers == [None if value != value else value for value in frame[column]]
    assert [int(row["records"]) for row in back] == frame["records"].to_list()


def test_a_missing_value_is_an_empty_cell() -> None:
    frame = centrality(nx.Graph([("a", "b")]), ["degree"])
    assert [row["records"] for row in rows(table_csv(frame))] == ["", ""]


def test_an_empty_network_is_a_header() -> None:
    assert table_csv(nx.Graph()) == b"from,from_label,to,to_label\n"
