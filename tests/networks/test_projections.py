"""The further networks: what the tables say, and the small graph known by hand."""

import csv
import itertools
from collections import defaultdict

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from watchgraph.networks import NETWORKS, biadjacency
from watchgraph.networks.onemode import shared_neighbours
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

ONE, TWO, SEEN = f"{ID}supplier/one", f"{ID}supplier/two", f"{ID}supplier/seen"
AAA, BBB, CCC = (f"{ID}country/{code}" for code in ("AAA", "BBB", "CCC"))
BANK, FUND = f"{ID}lender/bank", f"{ID}lender/fund"


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(data_folder() / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def named() -> pd.DataFrame:
    """Return supplier and country wherever the tables name the two, by certain readings."""
    spellings = table("spellings").query("certainty == 'certain' and supplier != ''")
    read = spellings.rename(columns={"printed": "as_printed"})[["as_printed", "supplier"]]
    countries = pd.concat(
        [
            table("assessments")
            .rename(columns={"record": "assessment"})[["assessment", "country"]]
            .merge(table("assessment_suppliers")[["assessment", "as_printed"]]),
            table("deployments")
            .rename(columns={"record": "deployment"})[["deployment", "country"]]
            .merge(table("deployment_suppliers")[["deployment", "as_printed"]]),
        ]
    )
    return countries.merge(read)[["supplier", "country"]].drop_duplicates()


def slugs(net: nx.Graph, attribute: str = "weight") -> dict[frozenset[str], int]:
    return {
        frozenset({net.nodes[a]["slug"], net.nodes[b]["slug"]}): value
        for a, b, value in net.edges(data=attribute)
    }


@pytest.mark.parametrize(("name", "side"), [("cosupply", "supplier"), ("shared", "country")])
def test_one_mode_counts_are_products_of_the_incidence(
    kg: KnowledgeGraph, named: pd.DataFrame, name: str, side: str
) -> None:
    other = {"supplier": "country", "country": "supplier"}[side]
    incidence = pd.crosstab(named[side], named[other])
    product = incidence.to_numpy() @ incidence.to_numpy().T
    expected = {
        frozenset({incidence.index[i], incidence.index[j]}): product[i, j]
        for i, j in itertools.combinations(range(len(incidence)), 2)
        if product[i, j]
    }
    net = kg.network(name)
    assert slugs(net) == expected
    assert {facts["slug"] for _, facts in net.nodes(data=True)} == set(incidence.index)


@pytest.mark.parametrize("name", ["cosupply", "shared"])
def test_one_mode_edges_open_onto_both_halves(kg: KnowledgeGraph, name: str) -> None:
    net, supply = kg.network(name), kg.network("supply")
    kind = {"cosupply": "shared_countries", "shared": "shared_suppliers"}[name]
    for a, b, edge in net.edges(data=True):
        first, second = sorted((a, b))
        for end, half in ((first, "first_records"), (second, "second_records")):
            behind = {r for other in edge[kind] for r in supply.edges[end, other]["records"]}
            assert set(edge[half]) == behind
        assert edge["records"] == tuple(sorted({*edge["first_records"], *edge["second_records"]}))
        assert edge["weight"] == len(edge[kind]) == len(set(supply[a]) & set(supply[b]))
        assert edge["shared_independent"] == sum(
            min(supply.edges[end, other]["independent_sources"] for end in (a, b)) > 1
            for other in edge[kind]
        )
        assert edge["independent_sources"] == len(edge["evidence_families"]) >= 1
        for end, half in ((first, "first_families"), (second, "second_families")):
            behind = [supply.edges[end, other]["evidence_families"] for other in edge[kind]]
            assert [tuple(own.split(" ")) for own in edge[half]] == behind


@pytest.mark.parametrize("name", ["cosupply", "shared"])
def test_independent_means_each_half_by_itself(kg: KnowledgeGraph, name: str) -> None:
    """Two sources of which each says one half confirm nothing of the two."""
    net = kg.network(name, evidence="independent")
    assert net.number_of_edges()
    assert all(edge["shared_independent"] == edge["weight"] for *_, edge in net.edges(data=True))
    loose = [
        edge
        for *_, edge in kg.network(name).edges(data=True)
        if edge["independent_sources"] > 1 and not edge["shared_independent"]
    ]
    # The union of both halves would call these confirmed.
    assert loose


def test_one_mode_networks_are_those_of_networkx(kg: KnowledgeGraph) -> None:
    supply = kg.network("supply")
    for name, side in (("cosupply", 0), ("shared", 1)):
        nodes = [node for node, own in supply.nodes(data="bipartite") if own == side]
        theirs = nx.bipartite.weighted_projected_graph(supply, nodes)
        ours = kg.network(name)
        assert set(ours) == set(theirs)
        assert nx.utils.edges_equal(
            ours.edges(data="weight"), theirs.edges(data="weight"), directed=False
        )


@pytest.mark.parametrize(
    "filters",
    [{}, {"evidence": "independent"}, {"region": "aigs-af"}, {"edition": 2022}],
)
def test_matrix_products_are_the_one_mode_networks(
    kg: KnowledgeGraph, filters: dict[str, str | int]
) -> None:
    matrix, suppliers, countries = biadjacency(kg, **filters)
    for name, own, nodes in (("cosupply", matrix, suppliers), ("shared", matrix.T, countries)):
        counts = shared_neighbours(own).tocoo()
        pairs = {
            frozenset({nodes[i], nodes[j]}): weight
            for i, j, weight in zip(*counts.coords, counts.data, strict=True)
        }
        net = kg.network(name, **filters)
        assert {frozenset({a, b}): w for a, b, w in net.edges(data="weight")} == pairs
        assert list(net) == nodes


def test_the_product_of_a_large_random_matrix_is_right() -> None:
    from scipy.sparse import random_array

    matrix = random_array((200, 90), density=0.1, rng=np.random.default_rng(5), format="csr")
    dense = (matrix.toarray() > 0).astype(int)
    ours = shared_neighbours(matrix).toarray()
    assert (ours == np.triu(dense @ dense.T, k=1)).all()


def test_finance_is_the_pairs_of_the_table(kg: KnowledgeGraph) -> None:
    loans = table("soft_loans")
    spellings = table("spellings").query("certainty == 'certain'").set_index("printed")["supplier"]
    contractors = table("loan_contractors")
    contractors["supplier"] = contractors["as_printed"].map(spellings)
    named = contractors[contractors["supplier"].fillna("") != ""].groupby("loan")["supplier"]
    by_loan = named.agg(set).to_dict()
    net = kg.network("finance")
    ours = {
        (net.nodes[a]["slug"], net.nodes[b]["slug"]): edge for a, b, edge in net.edges(data=True)
    }
    theirs = dict(iter(loans.groupby(["lender", "country"])))
    assert set(ours) == set(theirs)
    for pair, own in theirs.items():
        edge = ours[pair]
        assert edge["weight"] == len(own)
        assert edge["records"] == tuple(sorted(f"{ID}loan/{record}" for record in own["record"]))
        assert edge["contractors"] == tuple(
            sorted(
                {f"{ID}supplier/{s}" for record in own["record"] for s in by_loan.get(record, ())}
            )
        )
        sums = [float(amount) for amount in own["amount_usd_2021"] if amount]
        assert edge["amounts_stated"] == len(sums)
        assert edge["amount_usd_2021"] == (pytest.approx(sum(sums)) if sums else None)
        assert set(edge["statuses"]) == {status for status in own["status"] if status}
        assert edge["status_not_stated"] == (own["status"] == "").sum()
        assert edge["concessional"] == (own["concessional"] == "yes").sum()
    assert net.graph["coverage"]["without_contractor"] == len(loans) - len(by_loan)
    assert {"deployments", "editions", "technologies"}.isdisjoint(edge)


def test_a_loan_behind_a_link_is_not_also_beside_it(kg: KnowledgeGraph) -> None:
    net = kg.network("finance")
    about = {record for _, own in net.nodes(data="about") for record in own}
    assert about and not any("/loan/" in record for record in about)
    rows = {row["record"] for row in net.graph["evidence"]}
    assert rows == about | {record for *_, own in net.edges(data="records") for record in own}


def test_politics_is_origin_with_the_tables_beside(kg: KnowledgeGraph) -> None:
    origin, net = kg.network("origin"), kg.network("politics")
    assert list(net.nodes) == list(origin.nodes)
    for a, b, edge in origin.edges(data=True):
        assert {name: net.edges[a, b][name] for name in edge} == edge
    home = table("lenders").set_index("lender")["home_country"]
    loans = table("soft_loans")
    counted = loans.groupby([loans["lender"].map(home), "country"]).size()
    members = table("bri_memberships").groupby("country")["record"].agg(set)
    listed = table("listings").groupby("supplier")["record"].agg(set)
    supply = kg.network("supply")
    seats = {node: own["origin"] for node, own in supply.nodes(data=True)}
    for a, b, edge in net.edges(data=True):
        state, country = net.nodes[a]["slug"], net.nodes[b]["slug"]
        assert edge["loans"] == counted.get((state, country), 0)
        assert len(edge["bri_records"]) == len(members.get(country, ()))
        own = (
            {s.rpartition("/")[2] for s in supply[b] if seats[s] == state} if b in supply else set()
        )
        on_lists = {record for s in own for record in listed.get(s, ())}
        assert {record.rpartition("/")[2] for record in edge["listing_records"]} == on_lists
        assert edge["listings"] == len(on_lists)
    assert sum(edge["loans"] > 0 for *_, edge in net.edges(data=True)) > 10
    assert sum(edge["listings"] > 0 for *_, edge in net.edges(data=True)) > 10
    known = {row["record"] for row in net.graph["evidence"]}
    assert {record for *_, own in net.edges(data="beside") for record in own} <= known


def test_deployments_stand_between_supplier_and_country(
    kg: KnowledgeGraph, named: pd.DataFrame
) -> None:
    net = kg.network("deployment")
    layers = dict(net.nodes(data="layer"))
    assert {abs(layers[a] - layers[b]) for a, b in net.edges} == {1}
    where = table("deployments").set_index("record")["country"]
    spellings = table("spellings").query("certainty == 'certain' and supplier != ''")
    by_name = spellings.set_index("printed")["supplier"]
    suppliers = defaultdict(set)
    for row in csv.DictReader((data_folder() / "deployment_suppliers.csv").open(encoding="utf-8")):
        if row["as_printed"] in by_name:
            suppliers[row["deployment"]].add(by_name[row["as_printed"]])
    shown = [node for node in net if layers[node] == 1]
    assert {net.nodes[node]["slug"] for node in shown} == set(suppliers)
    for node in shown:
        slug = net.nodes[node]["slug"]
        around = {
            layer: {net.nodes[n]["slug"] for n in net[node] if layers[n] == layer}
            for layer in (0, 2)
        }
        assert around == {0: suppliers[slug], 2: {where[slug]}}
    assert net.graph["coverage"]["used"] == len(shown)
    assert net.graph["coverage"]["without_supplier"] == len(where) - len(shown)
    assert all(edge["weight"] == 1 for *_, edge in net.edges(data=True))


def test_small_networks_by_hand(small: KnowledgeGraph) -> None:
    cosupply = small.network("cosupply")
    assert list(cosupply) == [ONE, TWO]
    edge = cosupply.edges[ONE, TWO]
    assert (edge["weight"], edge["shared_countries"]) == (1, (AAA,))
    assert len(edge["first_records"]) == 3 and edge["second_records"] == (
        f"{ID}assessment/2019-AAA",
    )
    # Supplier two rests on the index alone, so nothing confirms the pair.
    assert (edge["independent_sources"], edge["shared_independent"]) == (2, 0)
    shared = small.network("shared")
    assert list(shared.edges) == [(AAA, BBB)]
    assert shared.edges[AAA, BBB]["shared_suppliers"] == (ONE,)

    finance = small.network("finance")
    assert list(finance.edges) == [(BANK, AAA), (FUND, CCC)]
    edge = finance.edges[BANK, AAA]
    assert (edge["weight"], edge["independent_sources"]) == (2, 2)
    assert edge["contractor_labels"] == ('甲 "One" & Sons',)
    assert (edge["amount_usd_2021"], edge["amounts_stated"]) == (1500.5, 1)
    assert (edge["statuses"], edge["status_not_stated"]) == (("pledge",), 1)
    assert finance.edges[FUND, CCC]["amount_usd_2021"] is None
    assert finance.graph["coverage"]["without_contractor"] == 1
    assert finance.nodes[BANK]["label"] == "</script><b>Bank"
    assert finance.nodes[FUND]["origin"] == "unknown"

    politics = small.network("politics")
    edge = politics.edges[BBB, AAA]
    assert (edge["bri"], edge["loans"], edge["listings"]) == ("withdrawn", 2, 1)
    assert edge["listed_suppliers"] == (ONE,) and edge["lists"] == ("ban",)
    # The state's own suppliers are not listed for what another state's mark says.
    assert politics.edges[CCC, BBB]["listings"] == 0

    deployment = small.network("deployment")
    assert deployment.number_of_edges() == 6
    assert [own["layer"] for _, own in deployment.nodes(data=True)] == [2, 2, 1, 1, 1, 0]
    assert deployment.graph["coverage"]["without_supplier"] == 1


@pytest.mark.parametrize("name", list(NETWORKS))
def test_a_server_gives_the_same_networks(
    small: KnowledgeGraph, served: KnowledgeGraph, name: str
) -> None:
    here, there = small.network(name), served.network(name)
    assert dict(here.nodes(data=True)) == dict(there.nodes(data=True))
    assert list(here.edges(data=True)) == list(there.edges(data=True))
    assert here.graph == there.graph | {"data_version": here.graph["data_version"]}


@pytest.mark.parametrize("name", list(NETWORKS))
def test_nodes_and_edges_stand_in_sorted_order(kg: KnowledgeGraph, name: str) -> None:
    net = kg.network(name)
    assert list(net) == sorted(net)
    ends = [pair if net.is_directed() else tuple(sorted(pair)) for pair in net.edges]
    assert ends == sorted(ends)
    for *_, edge in net.edges(data=True):
        assert edge["records"] and edge["independent_sources"] >= 1 and edge["weight"] >= 1


@pytest.mark.parametrize("name", list(NETWORKS))
def test_an_empty_graph_gives_empty_networks(name: str) -> None:
    import pyoxigraph

    net = KnowledgeGraph(pyoxigraph.Store()).network(name)
    assert net.number_of_nodes() == 0
    assert net.graph["coverage"]["records"] == 0
