"""The three ways to a graph, and what may be asked of it."""

from pathlib import Path

import pandas as pd
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

import watchgraph as wg
from watchgraph.errors import DataError, UseError
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import DERIVED_GRAPH, GRAPH, ONTOLOGY_GRAPH, WG, mint

KENYA = mint("country", "KEN")


def test_public_names_are_the_five() -> None:
    assert wg.__all__ == ["KnowledgeGraph", "centrality", "communities", "draw", "load"]
    assert set(wg.__all__) <= set(dir(wg))
    assert wg.KnowledgeGraph is KnowledgeGraph
    with pytest.raises(AttributeError, match="no attribute 'undraw'"):
        wg.undraw  # noqa: B018


def test_a_select_gives_a_table_over_all_graphs(kg: KnowledgeGraph) -> None:
    frame = kg.query(f"SELECT ?name ?iso {{ <{KENYA}> rdfs:label ?name ; wg:iso3 ?iso }}")
    assert isinstance(frame, pd.DataFrame)
    assert frame.to_dict("records") == [{"name": "Kenya", "iso": "KEN"}]


def test_an_ask_gives_a_truth_value(kg: KnowledgeGraph) -> None:
    assert kg.query(f"ASK {{ <{KENYA}> a wg:Country }}") is True
    assert kg.query(f"ASK {{ <{KENYA}> a wg:Supplier }}") is False


@pytest.mark.parametrize("query", [f"DESCRIBE <{KENYA}>", f"CONSTRUCT WHERE {{ <{KENYA}> ?p ?o }}"])
def test_a_construct_or_describe_gives_a_graph(kg: KnowledgeGraph, query: str) -> None:
    graph = kg.query(query)
    assert isinstance(graph, rdflib.Graph)
    assert (rdflib.URIRef(KENYA), RDFS.label, rdflib.Literal("Kenya")) in graph
    assert len(graph) == len(set(kg.rows(f"SELECT ?p ?o {{ <{KENYA}> ?p ?o }}")))


def test_where_a_statement_stands_can_be_asked(kg: KnowledgeGraph) -> None:
    graphs = kg.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(graphs, pd.DataFrame)
    named = set(graphs["g"])
    assert {DERIVED_GRAPH, ONTOLOGY_GRAPH, GRAPH + "aigs-2019", GRAPH + "aiddata"} <= named
    assert int(graphs["n"].sum()) == len(kg.store)


def test_rows_are_plain_python(kg: KnowledgeGraph) -> None:
    rows = kg.rows("SELECT ?u ?n ?v ?m ?b { VALUES (?u ?n ?v ?m ?b) { (wg:x 7 0.5 UNDEF true) } }")
    assert rows == [(f"{WG}x", 7, 0.5, None, True)]
    assert [type(cell) for cell in rows[0]] == [str, int, float, type(None), bool]


@pytest.mark.parametrize("query", ["SELEKT ?x {}", "SELECT ?x { ?x a no:prefix }", "", "SELECT"])
def test_a_query_that_is_not_well_formed_is_told(kg: KnowledgeGraph, query: str) -> None:
    for ask in (kg.query, kg.rows):
        with pytest.raises(UseError, match="cannot be run") as caught:
            ask(query)
        assert caught.value.exit_code == 2


def test_rows_want_a_select(kg: KnowledgeGraph) -> None:
    with pytest.raises(UseError, match="SELECT"):
        kg.rows("ASK {}")


def test_an_update_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(UseError):
        kg.query("DELETE WHERE { ?s ?p ?o }")
    assert kg.query("ASK { ?s ?p ?o }") is True


def test_rdflib_sees_the_union_and_the_named_graphs(kg: KnowledgeGraph) -> None:
    dataset = kg.dataset()
    kenya = rdflib.URIRef(KENYA)
    assert (kenya, RDF.type, rdflib.URIRef(f"{WG}Country")) in dataset
    names = {str(graph.identifier) for graph in dataset.graphs()}
    assert {DERIVED_GRAPH, GRAPH + "aigs-2022"} <= names
    derived = dataset.graph(rdflib.URIRef(DERIVED_GRAPH))
    [(count,)] = kg.rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }} }}")
    assert len(derived) == count
    found = dataset.query(f"SELECT (COUNT(*) AS ?n) {{ ?d a <{WG}Deployment> }}")
    assert [str(row[rdflib.Variable("n")]) for row in found.bindings] == ["353"]


def test_rdflib_may_read_a_build_without_shutting_others_out(real_build: Path) -> None:
    datasets = [KnowledgeGraph.open(real_build).dataset() for _ in range(2)]
    kenya = rdflib.URIRef(KENYA)
    assert all((kenya, RDFS.label, rdflib.Literal("Kenya")) in dataset for dataset in datasets)


def test_a_data_folder_may_be_given(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        KnowledgeGraph.load(tmp_path)
    assert caught.value.faults[0].rule == "file is missing"


@pytest.mark.parametrize("url", ["localhost:7878", "ftp://example.org", "", "file:///etc/passwd"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(UseError, match="http"):
        KnowledgeGraph.connect(url)
