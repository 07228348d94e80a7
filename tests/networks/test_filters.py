"""Filters by region and evidence, graphs as of a day, and what is refused."""

import networkx as nx
import pytest

from watchgraph.errors import UseError
from watchgraph.networks import (
    NETWORKS,
    biadjacency,
    nodes_of,
    project,
    require_bipartite,
    suppliers_of,
)
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

ONE = f"{ID}supplier/one"
AAA, BBB = f"{ID}country/AAA", f"{ID}country/BBB"


def test_independent_keeps_links_of_two_sources(kg: KnowledgeGraph) -> None:
    for name in ("supply", "origin", "finance", "politics"):
        whole, kept = kg.network(name), kg.network(name, evidence="independent")
        good = {
            pair
            for *pair, n in whole.edges(data="independent_sources")
            for pair in [tuple(pair)]
            if n >= 2
        }
        assert set(kept.edges) == good
        assert len(whole.edges) - len(good) == kept.graph["coverage"]["pairs_of_one_source"]
        used = {record for *_, own in kept.edges(data="records") for record in own}
        assert kept.graph["coverage"]["used"] == len(used)
        assert 0 < len(good) < len(whole.edges)


def test_deployments_only_leaves_no_assessment(kg: KnowledgeGraph) -> None:
    for name in ("supply", "origin", "cosupply", "shared", "politics", "deployment"):
        net = kg.network(name, evidence="deployments")
        for *_, edge in net.edges(data=True):
            assert edge["deployments"] == len(edge["records"])
            assert edge["editions"] == ()


def test_deployments_of_confirmed_pairs(kg: KnowledgeGraph) -> None:
    net = kg.network("deployment", evidence="independent")
    supply = kg.network("supply", evidence="independent")
    seen = set()
    for deployment in nodes_of(net, "deployment"):
        ends = sorted(net[deployment])
        seen |= {(s, c) for c in ends if "/country/" in c for s in ends if "/supplier/" in s}
    assert seen == {
        tuple(sorted(pair, reverse=True)) for *pair, n in supply.edges(data="deployments") if n
    }


@pytest.mark.parametrize("name", list(NETWORKS))
def test_region_keeps_what_its_countries_receive(kg: KnowledgeGraph, name: str) -> None:
    inside = {
        row[0] for row in kg.rows(f"SELECT ?c {{ ?c wg:inRegion <{ID}region/un-m49-africa> }}")
    }
    whole, net = kg.network(name), kg.network(name, region="un-m49-africa")
    assert net.graph["region_label"] == "Africa (UN M49)"
    if net.is_directed():
        assert set(net.edges) == {(a, b) for a, b in whole.edges if b in inside}
    elif name != "cosupply":
        assert {node for node in net if "/country/" in node} <= inside
    supply = kg.network("supply", region="un-m49-africa")
    assert {frozenset(e) for e in supply.edges} == {
        frozenset(e) for e in kg.network("supply").edges if inside & set(e)
    }


def test_filters_of_the_small_graph(small: KnowledgeGraph) -> None:
    africa = small.network("supply", region="aigs-af")
    assert [sorted(pair) for pair in africa.edges] == [
        [AAA, ONE],
        [AAA, f"{ID}supplier/two"],
    ]
    sure = small.network("supply", evidence="independent")
    assert list(sure.edges) == [(AAA, ONE)]
    assert sure.graph["coverage"] == {
        "records": 4,
        "dated": 3,
        "undated": 1,
        "used": 3,
        "pairs_of_one_source": 2,
        "assumed_names": 1,
    }
    both = small.network("origin", region="un-m49-asia", evidence="deployments")
    assert list(both.edges) == [(BBB, BBB)]


@pytest.mark.parametrize(
    "filters",
    [
        {"evidence": "independent"},
        {"evidence": "deployments"},
        {"region": "aigs-eap"},
        {"region": "un-m49-sub-western-asia", "evidence": "independent"},
        {"technology": "smart_city", "date": "2021-01-01", "evidence": "independent"},
        {"edition": 2019, "region": "world-bank-south-asia"},
    ],
)
def test_matrix_and_network_agree_under_filters(
    kg: KnowledgeGraph, filters: dict[str, str | int]
) -> None:
    for name in ("supply", "finance"):
        if name == "finance":
            filters = {k: v for k, v in filters.items() if k in NETWORKS[name].filters}
            if filters.get("evidence") == "deployments":
                continue
        matrix, rows, columns = biadjacency(kg, name, **filters)
        net = kg.network(name, **filters)
        entries = matrix.tocoo()
        ours = {
            frozenset({rows[i], columns[j]}): weight
            for i, j, weight in zip(*entries.coords, entries.data, strict=True)
        }
        assert ours == {frozenset({a, b}): w for a, b, w in net.edges(data="weight")}
        assert sorted(rows + columns) == list(net)


def test_a_server_gives_the_same_filtered_matrix(
    small: KnowledgeGraph, served: KnowledgeGraph
) -> None:
    for name in ("supply", "finance"):
        here = biadjacency(small, name, evidence="independent")
        there = biadjacency(served, name, evidence="independent")
        assert here[0].toarray().tolist() == there[0].toarray().tolist()
        assert here[1:] == there[1:]
        assert len(here[1]) == 1


@pytest.mark.parametrize("name", list(NETWORKS))
def test_networks_of_a_graph_as_of_a_day_carry_the_day(kg: KnowledgeGraph, name: str) -> None:
    before = kg.as_of("2018-06-30")
    net = before.network(name)
    assert net.graph["as_of"] == "2018-06-30"
    assert sum(net.graph["as_of_coverage"].values()) > 0
    assert 0 < net.number_of_edges() < kg.network(name).number_of_edges()
    starts = [edge["first_date"] for *_, edge in net.edges(data=True)]
    assert all("" < start <= "2018-06-30" for start in starts)
    assert {row["record"] for row in net.graph["evidence"]} <= set(before.moment.records)


def test_what_stands_beside_heeds_the_day(small: KnowledgeGraph) -> None:
    whole = small.network("politics").edges[BBB, AAA]
    early = small.network("politics", date="2017-06-30").edges[BBB, AAA]
    assert (whole["loans"], whole["listings"], whole["bri"]) == (2, 1, "withdrawn")
    assert (early["loans"], early["listings"], early["bri"]) == (1, 0, "member")


def test_the_graph_is_left_as_it_is(small: KnowledgeGraph) -> None:
    before = sorted(map(str, small.store))
    for name in NETWORKS:
        small.network(name)
    assert sorted(map(str, small.store)) == before


@pytest.mark.parametrize(
    ("arguments", "argument", "choice"),
    [
        ({"region": "africa"}, "region", "aigs-af"),
        ({"region": "aigs-af> } #"}, "region", "aigs-af"),
        ({"region": "aigs"}, "region", "aigs-af"),
        ({"region": ""}, "region", "aigs-af"),
        ({"evidence": "strong"}, "evidence", "independent"),
        ({"evidence": ""}, "evidence", "all"),
        ({"edition": 2019, "evidence": "deployments"}, "evidence", "independent"),
        ({"name": "finance", "edition": 2019}, "edition", "region"),
        ({"name": "finance", "technology": "alpr"}, "technology", "date"),
        ({"name": "finance", "evidence": "deployments"}, "evidence", "independent"),
        ({"name": "deployment", "edition": 2022}, "edition", "technology"),
        ({"name": "co-supply"}, "network", "cosupply"),
    ],
)
def test_what_does_not_fit_is_refused_with_choices(
    kg: KnowledgeGraph, arguments: dict[str, str], argument: str, choice: str
) -> None:
    with pytest.raises(UseError) as caught:
        project(kg, **{"name": "supply"} | arguments)
    assert caught.value.name == argument
    assert choice in caught.value.choices


def test_a_matrix_of_another_network_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(UseError, match="no matrix"):
        biadjacency(kg, "shared")


@pytest.mark.parametrize("name", [name for name, d in NETWORKS.items() if d.sides != "bipartite"])
def test_bipartite_functions_refuse_every_other_network(small: KnowledgeGraph, name: str) -> None:
    from watchgraph.analysis import concentration

    net = small.network(name)
    for function in (require_bipartite, suppliers_of, concentration):
        with pytest.raises(UseError, match="not a bipartite network"):
            function(net)


def test_nodes_of_a_kind(kg: KnowledgeGraph) -> None:
    net = kg.network("finance")
    assert len(nodes_of(net, "lender")) + len(nodes_of(net, "country")) == len(net)
    with pytest.raises(UseError) as caught:
        nodes_of(net, "supplier")
    assert caught.value.choices == ("country", "lender")
    assert nodes_of(nx.Graph(), "supplier") == []
