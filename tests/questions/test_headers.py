"""Each kept query explains itself, and keeps to the SPARQL that every engine speaks."""

import re

import pytest
from rdflib.plugins.sparql import prepareQuery

from watchgraph.audit.queries import read_queries
from watchgraph.questions import THEMES, describe, names
from watchgraph.questions.library import values_block
from watchgraph.questions.parameters import resolve
from watchgraph.vocabulary import prologue

AUDIT = {query.name: query for query in read_queries()}
ALL = {**{name: describe(name) for name in names()}, **AUDIT}


@pytest.mark.parametrize("name", names())
def test_header_is_complete(name):
    kept = describe(name)
    assert kept.question.endswith("?")
    assert kept.why.endswith(".")
    assert kept.theme in THEMES
    assert kept.limits.endswith(".")
    assert not kept.engines or kept.engines.startswith("Virtuoso 7 ")
    assert kept.parameters
    for item in (*kept.parameters, *kept.columns):
        assert item.description


@pytest.mark.parametrize("name", names())
def test_default_is_the_one_in_the_query(kg, name):
    for parameter in describe(name).parameters:
        (block,) = set(values_block(parameter.name).findall(describe(name).sparql))
        given = block[block.index("{") + 1 : -1].strip()
        if parameter.default is None:
            assert given == "UNDEF"
        else:
            assert resolve(kg, parameter, parameter.default)[0] == given


@pytest.mark.parametrize("name", ALL)
def test_columns_are_the_variables_of_the_query(name):
    query = prepareQuery(prologue() + ALL[name].sparql)
    assert [str(v) for v in query.algebra.PV] == [c.name for c in ALL[name].columns]


@pytest.mark.parametrize("name", ALL)
def test_no_dialect(name):
    text = re.sub(r"#[^\n]*|<[^>\s]*>", "", ALL[name].sparql)
    for word in ("FROM", "SERVICE", "EXISTS", "GRAPH", "LIMIT", "RAND", "NOW", "SAMPLE", "BNODE"):
        assert not re.search(rf"\b{word}\b", text)
    assert re.search(r"\bORDER BY\b", text)


@pytest.mark.parametrize("name", ALL)
def test_lines_fit_the_page(name):
    assert max(map(len, ALL[name].sparql.splitlines())) <= 100
