"""What is given as a parameter is a term of the query and nothing else, whatever it holds.

A bound query is read by rdflib's parser and compared, as algebra, with the same query bound to a
value beyond suspicion: only the one term may differ.
"""

from functools import cache

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from watchgraph.errors import UseError
from watchgraph.questions import allowed, describe, names
from watchgraph.questions.header import PARAMETER_KINDS, Parameter
from watchgraph.questions.library import Question
from watchgraph.questions.run import bind
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import prologue

PIECES = (
    *(
        "> } UNION { ?s ?p ?o } #",
        '" } UNION { ?s ?p ?o } #',
        "} VALUES ?value { <x>",
        "UNDEF",
        "(",
    ),
    *(
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\\\",
        '\\"',
        "\n",
        "\r",
        "\t",
        "#",
        "# }",
        "<",
        ">",
        "{",
        "}",
    ),
    *("\\u003e", "\\u0022", "\\u005c", "\\U00000022", "\\n", "%3E", "%22", "&gt;", "&#62;", ";"),
    *("\x00", "\x07", "\x1f", "\x7f", "\x85", "\u2028", "\u202e", "\u200f", "\ufeff", "\ufffe"),
    *("?value", "$value", "wg:Supplier", "@en", "^^xsd:date", "_:b", "[]", "*", "a", " . ", "../"),
    *("huawei", "KEN", "2019", "2019-09-17", "5", "华为", "هواوي", "é", "e\u0301", "🎥", "\ud83d"),
    "https://w3id.org/watchgraph/id/supplier/huawei",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "x" * 1500,
)
FRAGMENTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=6
).map("".join)
HARMLESS = {"date": "2001-02-03", "integer": "7", "text": "harmless"}
QUERY = """SELECT ?thing WHERE {
  VALUES ?value { UNDEF }
  ?thing ?property ?value .
  FILTER (!BOUND(?value) || ?thing != ?value)
}
ORDER BY ?thing
"""


def _question(kind: str) -> Question:
    parameter = Parameter("value", kind, None, False, "")
    return Question("probe", "?", ".", "supply", (parameter,), (), "", "", QUERY)


def _shape(sparql: str) -> tuple[object, list[object]]:
    """Return the algebra of a query without the terms of its VALUES blocks, and these terms."""
    terms: list[object] = []

    def shape(node: object) -> object:
        if isinstance(node, CompValue):
            if node.name == "values":
                terms.append(sorted((str(k), v) for row in node.res for k, v in row.items()))
                return "values"
            return node.name, sorted((str(key), shape(node[key])) for key in node)
        if isinstance(node, dict):
            return sorted((str(key), shape(value)) for key, value in node.items())
        if isinstance(node, (set, frozenset)):
            return sorted(map(str, map(shape, node)))
        if isinstance(node, (list, tuple)):
            return [shape(part) for part in node]
        return repr(node)

    return repr(shape(prepareQuery(prologue() + sparql).algebra)), terms


@cache
def _wanted(kg: KnowledgeGraph, kind: str) -> object:
    """Return the shape of the probe with a value beyond suspicion."""
    return _shape(bind(kg, _question(kind), {"value": _harmless(kg, kind)})[0])[0]


def _harmless(kg: KnowledgeGraph, kind: str) -> str:
    choices = allowed(kg, Parameter("value", kind, None, False, ""))
    return choices[0].value if choices else HARMLESS.get(kind, "")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(kind=st.sampled_from(PARAMETER_KINDS), text=FRAGMENTS)
def test_a_value_is_one_term(kg: KnowledgeGraph, kind: str, text: str) -> None:
    question = _question(kind)
    try:
        sparql, used = bind(kg, question, {"value": text})
    except UseError as error:
        assert error.exit_code == 2
        assert len(str(error)) < 1000
        return
    found, [[(_, term)]] = _shape(sparql)
    assert found == _wanted(kg, kind)
    if kind == "text":
        assert term == rdflib.Literal(text.strip())
    elif kind == "integer":
        assert term.value == int(text)
    elif kind == "date":
        assert str(term) == text.strip() == used["value"]
    else:
        values = {choice.value for choice in allowed(kg, question.parameters[0])}
        assert isinstance(term, rdflib.URIRef)
        assert used["value"] in values


@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=FRAGMENTS.filter(lambda text: text.strip() and len(text) < 1000))
def test_free_text_is_read_back_by_both_engines(kg: KnowledgeGraph, text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    sparql, used = bind(kg, _question("text"), {"value": text})
    echo = sparql[: sparql.index("  ?thing")].replace("SELECT ?thing", "SELECT ?value") + "}"
    assert kg.rows(echo) == [(text.strip(),)]
    assert [str(row[0]) for row in rdflib.Graph().query(echo)] == [text.strip()]
    assert used == {"value": text.strip()}


EVERY = [(name, p.name) for name in names() for p in describe(name).parameters]
SHARP = [
    "> } UNION { ?s ?p ?o } #",
    '" } UNION { ?s ?p ?o } #',
    "\\u003e } UNION { ?s ?p ?o } #",
    "\\u0022 } UNION { ?s ?p ?o } #",
    "UNDEF } #",
    "\n} #",
    "\u202e} { <x> <y> <z>",
    "huawei\x00",
    "KEN' OR '1'='1",
    "x" * 5000,
]


@pytest.mark.parametrize(("name", "parameter"), EVERY)
def test_no_kept_question_is_changed(kg: KnowledgeGraph, name: str, parameter: str) -> None:
    question = describe(name)
    kind = next(p.kind for p in question.parameters if p.name == parameter)
    needed = {p.name: _harmless(kg, p.kind) for p in question.parameters if p.required}
    found = []
    for text in SHARP:
        try:
            sparql, _ = bind(kg, question, {**needed, parameter: text})
        except UseError:
            continue
        assert kind == "text"
        found.append(_shape(sparql)[0])
    if found:
        harmless, _ = bind(kg, question, {**needed, parameter: _harmless(kg, kind)})
        assert found == [_shape(harmless)[0]] * len(found)
