"""Which graphs a query is asked over, and what a query may not do."""

import pytest

import watchgraph as wg
from watchgraph.errors import UseError

CLAIMS = "https://w3id.org/watchgraph/graph/claims"


def count(kg: wg.KnowledgeGraph, dataset: str) -> int:
    ((number,),) = kg.rows(f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?s ?p ?o }}")
    return int(number)


def test_from_narrows_the_union_to_the_graphs_it_names(kg):
    ((alone,),) = kg.rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{CLAIMS}> {{ ?s ?p ?o }} }}")
    assert count(kg, f"FROM <{CLAIMS}>") == alone < count(kg, "")
    assert count(kg, "FROM <urn:nothing>") == 0


def test_the_word_from_in_a_string_or_comment_narrows_nothing(kg):
    rows = kg.rows('SELECT ?c { ?c wg:iso3 "KEN" FILTER ("FROM <x>" != "") } # FROM <x>')
    assert len(rows) == 1


@pytest.mark.parametrize("word", ["SERVICE", "service silent"])
def test_a_query_stays_on_this_machine(kg, word):
    with pytest.raises(UseError, match="SERVICE"):
        kg.query(f"SELECT * {{ {word} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}")
    assert kg.rows('SELECT ("SERVICE" AS ?word) {}') == [("SERVICE",)]


def test_an_error_names_the_line_of_the_query_as_given(kg):
    with pytest.raises(UseError, match=r"line 2"):
        kg.query("SELECT *\n{ ?s ?p")


def test_a_variable_may_be_called_from_or_service(kg):
    rows = kg.rows('SELECT ?from ?service { ?from wg:iso3 "KEN" ; rdfs:label ?service }')
    assert [row[1] for row in rows] == ["Kenya"]
