"""What is no network, no number or no choice is refused with what to do instead."""

import math
from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest

from watchgraph.analysis import (
    centrality,
    communities,
    concentration,
    coverage,
    nestedness,
    rank_intervals,
    regime_shares,
)
from watchgraph.errors import UseError
from watchgraph.store import KnowledgeGraph


@pytest.mark.parametrize("given", [None, [1, 2], "supply", pd.DataFrame()], ids=str)
@pytest.mark.parametrize(
    "function", [centrality, communities, concentration, nestedness, rank_intervals]
)
def test_what_is_no_network_is_refused(function: Callable[..., object], given: object) -> None:
    with pytest.raises(UseError, match="is no network") as caught:
        function(given)
    assert 'kg.network("supply")' in str(caught.value)


def test_an_empty_network_is_measured() -> None:
    for by in ("country", "region"):
        assert len(concentration(nx.Graph(), by)) == 0
        assert len(concentration(nx.Graph(), by, intervals=True, draws=5)) == 0
    assert len(centrality(nx.Graph())) == len(rank_intervals(nx.Graph(), draws=5)) == 0


def test_what_weighs_nothing_joins_nothing() -> None:
    net = nx.Graph()
    net.add_edge("a", "b", weight=0)
    frame = communities(net)
    assert frame["community"].to_list() == [1, 2]
    assert math.isnan(frame.attrs["modularity"])
    assert centrality(net, ["eigenvector"])["eigenvector"].isna().all()
    # Beside it the network is as if the edge were not there.
    for more in (nx.star_graph(3), nx.path_graph(60)):
        alone = centrality(more, ["eigenvector"])["eigenvector"]
        more.add_edge(0, "x", weight=0)
        with_it = centrality(more, ["eigenvector"])["eigenvector"]
        assert math.isnan(with_it["x"])
        assert with_it[alone.index].to_list() == pytest.approx(alone.to_list())


@pytest.mark.parametrize("resolution", ["x", None, 0, True, float("inf")])
def test_a_resolution_is_a_number(resolution: object) -> None:
    with pytest.raises(UseError, match="number above zero"):
        communities(nx.path_graph(3), resolution=resolution)


def test_choices_are_told(kg: KnowledgeGraph) -> None:
    with pytest.raises(UseError, match="Choose one of: region, status, country"):
        coverage(kg, "foo")
    with pytest.raises(UseError, match="Choose one of: 2019, 2022"):
        regime_shares(kg, 2020)


@pytest.mark.parametrize(
    ("region", "first"), [("Africa", "aigs-af"), ("east asia", "aigs-eap"), ("MENA", "")]
)
def test_a_region_is_found_by_its_name(kg: KnowledgeGraph, region: str, first: str) -> None:
    with pytest.raises(UseError) as caught:
        kg.network("supply", region=region)
    assert "aigs-af" in caught.value.choices
    if first:
        assert caught.value.choices[0] == first
        assert caught.value.remedy.startswith(f"Of this name: {first} (")


@pytest.mark.parametrize("name", ["deployment", "origin"])
def test_a_network_without_two_sides_names_the_one_that_has(kg: KnowledgeGraph, name: str) -> None:
    with pytest.raises(UseError) as caught:
        nestedness(kg.network(name, region="aigs-mena"))
    assert caught.value.remedy == f"The network {name} has not two sides; use the network supply."
