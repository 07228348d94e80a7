"""Concentration of suppliers in a country."""

import networkx as nx
import pandas as pd
import pytest

from watchgraph.analysis import concentration
from watchgraph.errors import UseError


def test_shares_by_hand() -> None:
    net = nx.Graph()
    net.add_nodes_from([("s", {"label": "Same"}), ("t", {"label": "Same"}), ("u", {})], bipartite=0)
    net.add_nodes_from(["X", "Y", "Z"], bipartite=1)
    net.add_weighted_edges_from([("s", "X", 2), ("t", "X", 1), ("u", "X", 1), ("s", "Y", 5)])
    frame = concentration(net)
    assert frame["hhi"].to_list()[:2] == [0.25 + 0.0625 + 0.0625, 1.0]
    # Two suppliers of one name are two.
    assert frame["suppliers"].to_list() == [3, 1, 0]
    assert frame["first_share"].to_list()[:2] == [0.5, 1.0]
    assert frame.loc["Z", ["hhi", "first_share"]].isna().all()


def test_real_network(supply: nx.Graph) -> None:
    frame = concentration(supply)
    assert len(frame) == 96
    assert frame["hhi"].between(1 / frame["suppliers"], 1 + 1e-12).all()
    kenya = frame.loc["https://w3id.org/watchgraph/id/country/KEN"]
    assert "Huawei" in kenya["first"]
    assert frame.attrs["data_version"] == supply.graph["data_version"]


def test_the_index_of_the_real_network_is_recomputed(supply: nx.Graph) -> None:
    """Sum of squared shares (Hirschman 1964), by pandas: no network library here has it."""
    frame = concentration(supply)
    links = pd.DataFrame(
        [(b, weight) if supply.nodes[b]["bipartite"] else (a, weight)
         for a, b, weight in supply.edges(data="weight")],
        columns=["country", "weight"],
    )  # fmt: skip
    shares = links["weight"] / links.groupby("country")["weight"].transform("sum")
    expected = (shares**2).groupby(links["country"]).sum()
    assert frame["hhi"].to_dict() == pytest.approx(expected.loc[frame.index].to_dict())


def test_only_for_bipartite_networks(origin: nx.DiGraph) -> None:
    with pytest.raises(UseError, match="not a bipartite network"):
        concentration(origin)
