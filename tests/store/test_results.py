"""Every sort of term reaches the DataFrame with its dtype and its value."""

import math
from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchgraph.results import frame_from_json, frame_from_tsv, plain_value
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import PREFIXES

XSD = PREFIXES["xsd"]
INTEGERS = (
    *("integer", "long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    *("nonNegativeInteger", "positiveInteger"),
)
NASTY = [
    "tab\there",
    "line\nfeed",
    "carriage\rreturn",
    "\r\n",
    'a "quoted" word',
    '"',
    "\\",
    "\\\\n is no line feed",
    "\\u0041 stays",
    "é ẞ 中文 العربية Ω 🏙",
    "\u2028\u0085\x0b\x0c\x1f\ufeff",
    "^^<http://www.w3.org/2001/XMLSchema#integer>",
    '"5"^^<http://www.w3.org/2001/XMLSchema#integer>',
    "x@en",
    '"x"@en',
    "<http://example.org/>",
    "_:b0",
    "?x",
    "true",
    "7",
    "7.5",
    "1e3",
    " ",
    "NA",
    "null",
    "'",
]

Term = ox.NamedNode | ox.BlankNode | ox.Literal


def literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def solutions(store: ox.Store, query: str) -> ox.QuerySolutions:
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def both(store: ox.Store, query: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the answer as it comes by TSV and by JSON."""
    tsv = solutions(store, query).serialize(format=ox.QueryResultsFormat.TSV)
    json = solutions(store, query).serialize(format=ox.QueryResultsFormat.JSON)
    assert tsv is not None
    assert json is not None
    return frame_from_tsv(tsv), frame_from_json(json)


def frames(*columns: Iterable[Term | None]) -> tuple[pd.DataFrame, pd.DataFrame, list[list[Term]]]:
    """Ask a store for columns of terms; return the frame by TSV, by JSON, and the terms."""
    store = ox.Store()
    lists = [list(column) for column in columns]
    for row in range(len(lists[0])):
        subject = ox.NamedNode(f"urn:{row:06}")
        store.add(ox.Quad(subject, ox.NamedNode("urn:row"), ox.Literal(row)))
        for number, column in enumerate(lists):
            term = column[row]
            if term is not None:
                store.add(ox.Quad(subject, ox.NamedNode(f"urn:{number}"), term))
    names = " ".join(f"?c{number}" for number in range(len(lists)))
    parts = " ".join(f"OPTIONAL {{ ?s <urn:{n}> ?c{n} }}" for n in range(len(lists)))
    query = f"SELECT {names} {{ ?s <urn:row> ?row {parts} }} ORDER BY ?row"
    by_tsv, by_json = both(store, query)
    return by_tsv, by_json, [list(solution) for solution in solutions(store, query)]


def value(term: Term | None) -> object:
    """Return what a cell should hold; worked out from the term alone."""
    if term is None:
        return None
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, ox.NamedNode):
        return term.value
    kind = term.datatype.value.removeprefix(XSD)
    try:
        if kind in INTEGERS or kind == "gYear":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
    except ValueError:
        return term.value
    if kind == "boolean":
        return {"true": True, "false": False, "1": True, "0": False}.get(term.value, term.value)
    return term.value


def same(cell: object, expected: object) -> bool:
    if expected is None or (isinstance(expected, float) and math.isnan(expected)):
        return bool(pd.isna(cell))  # type: ignore[call-overload]
    if isinstance(cell, pd.Timestamp):
        text = str(expected)
        there = pd.Timestamp(datetime.fromisoformat(text.replace("Z", "+00:00")))
        return bool(cell == there)
    truth = isinstance(cell, bool | np.bool_)
    return bool(cell == expected) and truth == isinstance(expected, bool)


@pytest.mark.parametrize(
    ("texts", "datatype", "dtype"),
    [
        *((["7", "-3", "0"], kind, "Int64") for kind in ("integer", "long", "int", "short")),
        *((["7", "0", "12"], kind, "Int64") for kind in INTEGERS[4:10]),
        (["2019", "1987", "0044"], "gYear", "Int64"),
        (["1.5", "0.25", "-7.125"], "decimal", "Float64"),
        (["12434000", "5", "0"], "decimal", "Float64"),
        (["12434000", "3293358.6", "0.5"], "decimal", "Float64"),
        (["1e3", "1.5", "-INF"], "double", "Float64"),
        (["1.5", "2.5", "INF"], "float", "Float64"),
        (["true", "false", "true"], "boolean", "boolean"),
        (["2019-05-21", "0001-01-01", "9999-12-31"], "date", "datetime64[us]"),
        (
            ["2019-05-21T10:00:00Z", "2020-01-01T00:00:00.5+02:00"],
            "dateTime",
            "datetime64[us, UTC]",
        ),
        (["2019-05", "2020-12", "0001-01"], "gYearMonth", "string"),
        (["https://example.org/?a=1&b", "urn:x"], "anyURI", "string"),
        (["P1Y", "PT5M"], "duration", "string"),
        (["plain", "text"], "string", "string"),
    ],
)
def test_a_datatype_has_its_dtype(texts: list[str], datatype: str, dtype: str) -> None:
    terms = [literal(text, datatype) for text in texts]
    by_tsv, by_json, found = frames([*terms, None], terms[:1] * (len(terms) + 1))
    for frame in (by_tsv, by_json):
        assert [str(kind) for kind in frame.dtypes] == [dtype, dtype]
        assert bool(frame["c0"].isna()[len(terms)])
        for row, (term, _) in enumerate(found):
            assert same(frame["c0"][row], value(term)), texts


def test_dates_with_a_zone_and_times_without_one_stay_text() -> None:
    for text, datatype in (("2019-05-21Z", "date"), ("2019-05-21T10:00:00", "dateTime")):
        by_tsv, by_json, _ = frames([literal(text, datatype)])
        assert list(by_tsv["c0"]) == list(by_json["c0"]) == [text]


def test_dates_of_several_precisions_stay_text() -> None:
    terms = [
        literal("2019", "gYear"),
        literal("2019-05", "gYearMonth"),
        literal("2019-05-21", "date"),
    ]
    by_tsv, by_json, _ = frames(terms[1:])
    assert list(by_tsv["c0"]) == list(by_json["c0"]) == ["2019-05", "2019-05-21"]
    assert str(by_tsv.dtypes["c0"]) == "string"
    # With a year among them the column is of objects, the year a number.
    by_tsv, _, _ = frames(terms)
    assert list(by_tsv["c0"]) == [2019, "2019-05", "2019-05-21"]


def test_text_languages_iris_and_blank_nodes_are_strings() -> None:
    terms: list[Term] = [
        ox.Literal("a"),
        ox.Literal("b", language="en"),
        ox.NamedNode("http://example.org/é"),
        ox.BlankNode("n1"),
    ]
    for column in (terms, terms[:1] * 2, terms[1:2] * 2, terms[2:3] * 2):
        by_tsv, by_json, found = frames(column)
        assert str(by_tsv.dtypes["c0"]) == str(by_json.dtypes["c0"]) == "string"
        assert list(by_tsv["c0"]) == list(by_json["c0"]) == [value(row[0]) for row in found]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_through(text: str) -> None:
    plain, tagged = ox.Literal(text), ox.Literal(text, language="en")
    for column in ([plain], [plain, tagged], [plain, literal("5", "integer")], [tagged, None]):
        by_tsv, by_json, found = frames(column, [plain] * len(column))
        for frame in (by_tsv, by_json):
            assert list(frame["c1"]) == [text] * len(column)
            for row, (term, _) in enumerate(found):
                assert same(frame["c0"][row], value(term))


def test_an_empty_text_is_not_an_unbound_variable() -> None:
    by_tsv, by_json, _ = frames([ox.Literal(""), None, ox.Literal("x")])
    for frame in (by_tsv, by_json):
        assert list(frame["c0"].isna()) == [False, True, False]
        assert frame["c0"][0] == ""


def test_escapes_of_other_engines_are_read() -> None:
    raw = b'?a\t?b\n"\\u00e9\\U0001F3D9\\t\\b"\t"5"^^<http://www.w3.org/2001/XMLSchema#integer>\n'
    frame = frame_from_tsv(raw)
    assert frame["a"][0] == "é🏙\t\b"
    assert frame["b"][0] == 5


def test_a_number_beyond_64_bits_is_kept_whole() -> None:
    big = literal(str(2**80), "integer")
    for column in ([big], [big, literal("1", "integer")], [big, None]):
        by_tsv, by_json, _ = frames(column)
        assert by_tsv["c0"][0] == by_json["c0"][0] == 2**80


def test_ill_typed_literals_stay_text() -> None:
    terms = [literal("seven", "integer"), literal("maybe", "boolean"), literal("1,5", "decimal")]
    for term in terms:
        by_tsv, by_json, _ = frames([term, literal("1", "integer")])
        assert list(by_tsv["c0"]) == list(by_json["c0"]) == [term.value, 1]


def test_numbers_of_several_datatypes_are_one_column() -> None:
    terms = [literal("1", "integer"), literal("2.5", "decimal"), literal("1e2", "double"), None]
    by_tsv, by_json, _ = frames(terms)
    assert str(by_tsv.dtypes["c0"]) == str(by_json.dtypes["c0"]) == "Float64"
    assert list(by_tsv["c0"][:3]) == [1.0, 2.5, 100.0]


@pytest.mark.parametrize(
    ("query", "rows", "columns"),
    [
        ("SELECT * {}", 1, []),
        ("SELECT ?x {}", 1, ["x"]),
        ("SELECT ?x { FILTER(false) }", 0, ["x"]),
        ("SELECT ?x ?y { FILTER(false) }", 0, ["x", "y"]),
        ("SELECT ?x ?y {}", 1, ["x", "y"]),
        ("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) (UNDEF UNDEF) (UNDEF 2) } }", 3, ["x", "y"]),
        ("SELECT ?x { VALUES ?x { UNDEF 1 UNDEF } }", 3, ["x"]),
    ],
)
def test_answers_without_rows_or_values_keep_their_shape(
    query: str, rows: int, columns: list[str]
) -> None:
    by_tsv, by_json = both(ox.Store(), query)
    for frame in (by_tsv, by_json):
        assert frame.shape == (rows, len(columns))
        assert list(frame.columns) == columns
    pd.testing.assert_frame_equal(by_tsv, by_json)


IRIS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
KINDS: list[st.SearchStrategy[Term]] = [
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).map(ox.Literal),
    st.sampled_from(NASTY).map(lambda text: ox.Literal(text, language="en-GB")),
    IRIS.map(lambda text: ox.NamedNode(f"https://example.org/{text}")),
    st.integers().map(lambda number: literal(str(number), "integer")),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1e9, max_value=1e9).map(
        lambda number: literal(f"{number:f}", "decimal")
    ),
    st.floats().map(lambda number: ox.Literal(number)),
    st.booleans().map(ox.Literal),
    st.dates().map(lambda day: literal(day.isoformat(), "date")),
    st.integers(1, 9999).map(lambda year: literal(f"{year:04}", "gYear")),
    st.dates().map(lambda day: literal(day.isoformat()[:7], "gYearMonth")),
    st.sampled_from(["1", "no", ""]).map(lambda text: literal(text, "boolean")),
    st.text("0123456789.eE+-", max_size=6).map(lambda text: literal(text, "integer")),
]
# Columns of all sorts of terms, and of one.
COLUMNS = st.sampled_from([st.one_of(KINDS), *KINDS]).flatmap(
    lambda kind: st.lists(st.none() | kind, min_size=1, max_size=8)
)


@given(COLUMNS)
@settings(deadline=None, max_examples=150)
def test_any_column_holds_the_values_of_its_terms(column: list[Term | None]) -> None:
    by_tsv, by_json, found = frames(column, [ox.Literal("x")] * len(column))
    pd.testing.assert_frame_equal(by_tsv, by_json)
    for row, (term, _) in enumerate(found):
        assert same(by_tsv["c0"][row], value(term)), (by_tsv.dtypes["c0"], term)


def test_the_real_graph_comes_through_whole(kg: KnowledgeGraph) -> None:
    for (predicate,) in kg.rows("SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p"):
        query = f"SELECT ?s ?o {{ ?s <{predicate}> ?o }} ORDER BY ?s ?o"
        frame = kg.query(query)
        assert isinstance(frame, pd.DataFrame)
        found = solutions(kg.store, query)
        for s, o, (subject, term) in zip(frame["s"], frame["o"], found, strict=True):
            assert s == value(subject)
            assert same(o, value(term)), (predicate, term)


def test_plain_values_are_those_of_the_frame(kg: KnowledgeGraph) -> None:
    query = "SELECT ?r ?v ?y ?c { ?r wg:value ?v ; wg:year ?y OPTIONAL { ?r wg:note ?c } }"
    frame = kg.query(query + " ORDER BY ?r")
    rows = kg.rows(query + " ORDER BY ?r")
    assert isinstance(frame, pd.DataFrame)
    cells = frame.astype("object").where(frame.notna(), None)
    assert rows == list(cells.itertuples(index=False, name=None))
    assert plain_value("7", XSD + "string") == "7"
