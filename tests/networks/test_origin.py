"""The origin network: supplier states and the countries they reach."""

from collections import Counter

from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

AAA, BBB, CCC = (f"{ID}country/{code}" for code in ("AAA", "BBB", "CCC"))


def test_china_reaches_63_countries_in_2019(kg: KnowledgeGraph) -> None:
    net = kg.network("origin", edition=2019)
    marked = [
        edge["basis"] != "headquarters" for *_, edge in net.out_edges(f"{ID}country/CHN", data=True)
    ]
    assert sum(marked) == 63
    reach = {net.nodes[node]["slug"]: degree for node, degree in net.out_degree()}
    assert {code: reach[code] for code in ("CHN", "USA", "JPN")} == {
        "CHN": 63,
        "USA": 32,
        "JPN": 17,
    }


def test_a_state_may_supply_itself(kg: KnowledgeGraph) -> None:
    net = kg.network("origin", edition=2019)
    assert net.has_edge(f"{ID}country/CHN", f"{ID}country/CHN")


def test_edges_agree_with_the_derived_relations(kg: KnowledgeGraph) -> None:
    derived = {
        (state, country): sources
        for state, country, sources in kg.rows(
            "SELECT ?state ?country ?sources { ?relation a wg:StateSupplyRelation ; "
            "wg:supplierState ?state ; wg:country ?country ; wg:independentSources ?sources }"
        )
    }
    net = kg.network("origin")
    ours = {(a, b): edge["independent_sources"] for a, b, edge in net.edges(data=True)}
    assert ours == derived


def test_small_network_by_hand(small: KnowledgeGraph) -> None:
    net = small.network("origin")
    assert {(a, b): edge["basis"] for a, b, edge in net.edges(data=True)} == {
        (BBB, AAA): "both",
        (BBB, BBB): "headquarters",
        (CCC, BBB): "marked",
    }
    assert net.edges[BBB, AAA]["weight"] == 3
    # Supplier two has no known head office: no edge, but a count.
    assert net.graph["coverage"]["names_of_unknown_origin"] == 1
    assert {facts["kind"] for _, facts in net.nodes(data=True)} == {"country"}


def test_filters_reach_marks_as_well(small: KnowledgeGraph) -> None:
    before = small.network("origin", date="2019-01-01")
    assert {(a, b): edge["basis"] for a, b, edge in before.edges(data=True)} == {
        (BBB, AAA): "headquarters"
    }
    plates = small.network("origin", technology="alpr")
    assert list(plates.edges) == [(BBB, AAA)]


def test_real_bases(kg: KnowledgeGraph) -> None:
    net = kg.network("origin")
    assert set(Counter(edge["basis"] for *_, edge in net.edges(data=True))) == {
        "marked",
        "headquarters",
        "both",
    }
    assert net.is_directed()
