"""The supply network: what the real one shows, and the small one known by hand."""

import csv
from collections import Counter

import networkx as nx
import pytest

from watchgraph.errors import UseError
from watchgraph.networks import NETWORKS, countries_of, project, require_bipartite, suppliers_of
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

HUAWEI, IBM, KENYA = f"{ID}supplier/huawei", f"{ID}supplier/ibm", f"{ID}country/KEN"
ONE, TWO = f"{ID}supplier/one", f"{ID}supplier/two"
AAA, BBB = f"{ID}country/AAA", f"{ID}country/BBB"


@pytest.fixture(scope="module")
def of_2019(kg: KnowledgeGraph) -> nx.Graph:
    return kg.network("supply", edition=2019)


def test_2019_has_the_suppliers_and_countries_of_the_table(of_2019: nx.Graph) -> None:
    # One of the 75 adopters names no supplier.
    assert len(suppliers_of(of_2019)) == 68
    assert len(countries_of(of_2019)) == 74
    top = sorted(suppliers_of(of_2019), key=lambda node: (-of_2019.degree(node), node))[:6]
    named = [(of_2019.nodes[node]["label"], of_2019.degree(node)) for node in top]
    assert named == [
        ("Huawei", 49),
        ("Hikvision", 15),
        ("NEC", 14),
        ("Palantir", 9),
        ("IBM", 8),
        ("ZTE", 8),
    ]


def test_2019_agrees_with_the_printed_names_of_the_table(of_2019: nx.Graph) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (data_folder() / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    certain = {
        row["printed"]: row["supplier"]
        for row in rows("spellings.csv")
        if row["certainty"] == "certain" and row["supplier"]
    }
    pairs = {
        (certain[row["as_printed"]], row["assessment"].removeprefix("2019-"))
        for row in rows("assessment_suppliers.csv")
        if row["assessment"].startswith("2019-") and row["as_printed"] in certain
    }
    slugs = {
        tuple(of_2019.nodes[node]["slug"] for node in sorted(edge, reverse=True))
        for edge in of_2019.edges
    }
    assert slugs == pairs


def test_an_assumed_misprint_is_left_out_and_counted(of_2019: nx.Graph) -> None:
    assert of_2019.degree(IBM) == 8
    assert of_2019.graph["coverage"]["assumed_names"] == 2


def test_an_edge_knows_its_records(kg: KnowledgeGraph) -> None:
    edge = kg.network("supply").edges[HUAWEI, KENYA]
    assert edge["records"] == (
        f"{ID}assessment/2019-KEN",
        f"{ID}assessment/2022-KEN",
        f"{ID}deployment/ken-konza-smart-city",
        f"{ID}deployment/ken-nairobi-mombasa-nsccs",
    )
    # Two editions of one index are one source.
    assert (edge["weight"], edge["independent_sources"], edge["deployments"]) == (4, 3, 2)
    assert edge["editions"] == ("2019", "2022")
    assert edge["technologies_basis"] == "both"
    assert edge["last_date"] == "2022-03-09"


def test_edges_agree_with_the_derived_relations(kg: KnowledgeGraph) -> None:
    net = kg.network("supply")
    derived = {
        (supplier, country): (sources, first or "", last or "")
        for supplier, country, sources, first, last in kg.rows(
            "SELECT ?supplier ?country ?sources ?first ?last { ?relation a wg:SupplyRelation ; "
            "wg:supplier ?supplier ; wg:country ?country ; wg:independentSources ?sources . "
            "OPTIONAL { ?relation wg:firstDate ?first ; wg:lastDate ?last } }"
        )
    }
    ours = {
        tuple(sorted(pair, reverse=True)): (
            edge["independent_sources"],
            edge["first_date"],
            edge["last_date"],
        )
        for *pair, edge in net.edges(data=True)
    }
    assert ours == derived


def test_no_class_or_code_is_a_node(kg: KnowledgeGraph) -> None:
    net = kg.network("supply")
    assert {node.removeprefix(ID).partition("/")[0] for node in net} == {"supplier", "country"}
    assert Counter(facts["kind"] for _, facts in net.nodes(data=True)) == {
        "supplier": len(suppliers_of(net)),
        "country": len(countries_of(net)),
    }
    # A name that stands for several suppliers is none.
    assert not any("unnamed" in node for node in net)


def test_nodes_tell_what_is_known_of_them(kg: KnowledgeGraph) -> None:
    net = kg.network("supply")
    assert net.nodes[HUAWEI]["origin"] == "CHN"
    assert net.nodes[HUAWEI]["bipartite"] == 0
    kenya = net.nodes[KENYA]
    assert kenya["bipartite"] == 1
    assert (kenya["label"], kenya["slug"], kenya["region"]) == ("Kenya", "KEN", "Africa")
    assert (kenya["bri"], kenya["adopter_2019"], kenya["adopter_2022"]) == (
        "member",
        "adopter",
        "adopter",
    )
    italy = net.nodes[f"{ID}country/ITA"]
    assert italy["bri"] == "withdrawn"
    assert {facts["origin"] for _, facts in net.nodes(data=True) if facts["bipartite"] == 1} == {""}


def test_three_kinds_of_absence_stay_apart(kg: KnowledgeGraph) -> None:
    words = Counter(
        facts["adopter_2019"]
        for _, facts in kg.network("supply").nodes(data=True)
        if facts["kind"] == "country"
    )
    assert set(words) == {"adopter", "none found", "not looked"}


def test_small_network_by_hand(small: KnowledgeGraph) -> None:
    net = small.network("supply")
    assert set(map(frozenset, net.edges)) == {
        frozenset({ONE, AAA}),
        frozenset({TWO, AAA}),
        frozenset({ONE, BBB}),
    }
    edge = net.edges[ONE, AAA]
    # The copy of the index is no independent source, and a statement of two graphs counts once.
    assert (edge["weight"], edge["independent_sources"], edge["deployments"]) == (3, 2, 2)
    assert edge["technologies"] == ("alpr", "smart_city")
    assert (edge["first_date"], edge["last_date"]) == ("2015-01-01", "2019-09-17")
    assert net.graph["coverage"] == {
        "records": 4,
        "dated": 3,
        "undated": 1,
        "used": 4,
        "assumed_names": 1,
    }
    assert net.edges[TWO, AAA]["technologies_basis"] == "country"
    assert net.edges[ONE, BBB]["technologies_basis"] == ""
    assert net.nodes[ONE]["aliases"] == "'; DROP--; 甲 Ltd"
    assert net.nodes[TWO]["origin"] == "unknown"
    assert net.nodes[AAA]["region"] == "Africa"
    assert net.nodes[BBB]["region"] == "Asia"
    assert net.nodes[BBB]["adopter_2019"] == "not known"
    assert "latitude" not in net.nodes[BBB]
    assert None not in [value for _, facts in net.nodes(data=True) for value in facts.values()]


@pytest.mark.parametrize(
    ("date", "edges", "used", "bri"),
    [
        ("2014-12-31", 0, 0, ""),
        ("2015-01-01", 1, 1, "none recorded"),
        ("2018-12-31", 1, 1, "member"),
        ("2019-09-17", 2, 2, "withdrawn"),
        ("2020-04-30", 2, 2, "withdrawn"),
        ("2020-05-01", 3, 3, "withdrawn"),
    ],
)
def test_date_keeps_what_had_begun(
    small: KnowledgeGraph, date: str, edges: int, used: int, bri: str
) -> None:
    net = small.network("supply", date=date)
    assert net.number_of_edges() == edges
    assert net.graph["coverage"]["used"] == used
    # The undated record is in no answer for a day, and every answer says so.
    assert net.graph["coverage"]["undated"] == 1
    assert net.graph["date"] == date
    if edges:
        assert net.nodes[AAA]["bri"] == bri


def test_membership_without_a_start_is_unclear_on_a_day(small: KnowledgeGraph) -> None:
    assert small.network("supply").nodes[BBB]["bri"] == "member"
    assert small.network("supply", date="2025-01-01").nodes[BBB]["bri"] == "unclear"


def test_technology_keeps_records_that_report_it(small: KnowledgeGraph) -> None:
    city = small.network("supply", technology="smart_city")
    # The assessment reports it of the country, so both suppliers that it names stay.
    assert set(map(frozenset, city.edges)) == {frozenset({ONE, AAA}), frozenset({TWO, AAA})}
    assert {edge["technologies_basis"] for *_, edge in city.edges(data=True)} == {"country"}
    plates = small.network("supply", technology="alpr")
    assert [edge["technologies_basis"] for *_, edge in plates.edges(data=True)] == ["deployment"]


def test_edition_leaves_deployments_out(small: KnowledgeGraph) -> None:
    net = small.network("supply", edition="2019")
    assert {edge["deployments"] for *_, edge in net.edges(data=True)} == {0}
    assert net.graph["edition"] == "2019"


@pytest.mark.parametrize(
    ("arguments", "name", "choice"),
    [
        ({"name": "suply"}, "network", "supply"),
        ({"edition": 2020}, "edition", "2022"),
        ({"technology": "drones"}, "technology", "facial_recognition"),
        ({"technology": 'alpr> . } #"'}, "technology", "alpr"),
        ({"date": "2020"}, "date", "YYYY-MM-DD"),
        ({"date": "2020-02-30"}, "date", "YYYY-MM-DD"),
        ({"date": "20200101"}, "date", "YYYY-MM-DD"),
        ({"date": ""}, "date", "YYYY-MM-DD"),
    ],
)
def test_what_is_unknown_is_refused_with_choices(
    kg: KnowledgeGraph, arguments: dict[str, str], name: str, choice: str
) -> None:
    with pytest.raises(UseError) as caught:
        project(kg, **{"name": "supply"} | arguments)
    assert caught.value.name == name
    assert choice in caught.value.choices


def test_a_bipartite_function_refuses_other_networks(kg: KnowledgeGraph) -> None:
    refused = [kg.network("origin"), nx.path_graph(3)]
    net = nx.Graph()
    net.add_nodes_from([1, 2], bipartite=0)
    net.add_edge(1, 2)
    refused.append(net)
    for each in refused:
        with pytest.raises(UseError, match="not a bipartite network"):
            require_bipartite(each)


def test_every_network_is_described() -> None:
    from watchgraph.networks.builders import BUILDERS

    assert list(NETWORKS) == list(BUILDERS)
    for name, description in NETWORKS.items():
        assert description.name == name
        assert all([description.node, description.edge, description.weight, description.left_out])


def test_a_server_gives_the_same_network(small: KnowledgeGraph, served: KnowledgeGraph) -> None:
    here, there = small.network("supply"), served.network("supply")
    assert dict(here.nodes(data=True)) == dict(there.nodes(data=True))
    assert list(here.edges(data=True)) == list(there.edges(data=True))


def test_an_empty_graph_gives_an_empty_network() -> None:
    import pyoxigraph

    net = KnowledgeGraph(pyoxigraph.Store()).network("supply")
    assert net.number_of_nodes() == 0
    assert net.graph["coverage"]["records"] == 0
