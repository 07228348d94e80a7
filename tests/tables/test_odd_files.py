"""Odd but good files and texts come through unchanged, from the file to the answer."""

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchgraph.formulas import guarded
from watchgraph.mapping import quad_chunks
from watchgraph.memory import memory_store
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import Tables, load_tables
from watchgraph.tables.reading import read_columns
from watchgraph.tables.schema import Column, TableSchema, read_package

Rows = list[list[str]]
Edit = Callable[[str, Callable[[Rows], object]], Path]

NAMES = [
    "AT&T",
    'The "Eye" of Oman',
    "<script>alert('x')</script>",
    "l'œil \\ back\\slash \\n",
    "海康威视 安防",
    "نظام المراقبة في أبو ظبي",
    "Безопасный город",
    "Ẑürich 🏙️ 1 − 2",
    "semi;colon, comma | pipe",
    "?x { } <http://x> ^^xsd:date @en",
]
LINES = 'First line,\nsecond "line"\r\n\r\nfourth\rline\tend.'

SCHEMA = TableSchema(
    name="texts",
    path="texts.csv",
    title="",
    description="",
    columns=(Column("key", "string"), Column("text", "string"), Column("more", "string")),
    key="key",
    foreign_keys=(),
)
# Any text that UTF-8 can hold, but for the NUL that no file may have.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


def test_byte_order_marks_and_crlf_change_nothing(data: Path) -> None:
    for path in data.rglob("*.csv"):
        raw = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(codecs.BOM_UTF8 + raw)
    plain = load_tables(data_folder())
    odd = load_tables(data)
    assert list(odd) == list(plain)
    for name in plain:
        assert odd.columns[name].equals(plain.columns[name]), name


def test_a_last_line_without_line_end_counts(data: Path) -> None:
    path = data / "territories.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert load_tables(data).columns["territories"].num_rows == 3


@pytest.mark.parametrize("raw", [b"key,text,more", b"key,text,more\n", b"key,text,more\r\n"])
def test_a_header_alone_is_an_empty_table(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "texts.csv").write_bytes(raw)
    table, faults = read_columns(tmp_path, SCHEMA)
    assert faults == []
    assert table.num_rows == 0
    assert table.column_names == ["key", "text", "more"]


def test_columns_may_stand_in_another_order(edit: Edit) -> None:
    def turn(rows: Rows) -> None:
        rows[:] = [row[::-1] for row in rows]

    data = edit("territories.csv", turn)
    assert (
        load_tables(data)
        .columns["territories"]
        .equals(load_tables(data_folder()).columns["territories"])
    )


def test_namibia_is_not_a_missing_value() -> None:
    tables = load_tables(data_folder())
    frame = tables.frame("countries").set_index("country")
    assert frame.loc["NAM", "iso2"] == "NA"
    assert int(frame["iso2"].isna().sum()) == 0


def test_odd_names_reach_the_answers_unchanged(edit: Edit) -> None:
    def rename(rows: Rows) -> None:
        name, note = rows[0].index("name"), rows[0].index("note")
        for row, text in zip(rows[1:], NAMES, strict=False):
            row[name] = text
            row[note] = LINES

    data = edit("deployments.csv", rename)
    kg = KnowledgeGraph(memory_store(data)[0])
    frame = kg.query("SELECT ?name ?note { ?d a wg:Deployment ; rdfs:label ?name ; wg:note ?note }")
    odd = frame[frame["note"] == LINES]
    assert sorted(odd["name"]) == sorted(NAMES)
    namibia = kg.query('SELECT ?c { ?c wg:iso2 "NA" }')
    assert list(namibia["c"]) == ["https://w3id.org/watchgraph/id/country/NAM"]


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cell_is_read_as_it_was_written(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    rows = [(str(number), *pair) for number, pair in enumerate(cells)]
    # Python's writer leaves a lone carriage return unquoted, which then ends the row.
    plain = not any("\r" in cell for row in rows for cell in row)
    quoting = csv.QUOTE_MINIMAL if plain else csv.QUOTE_ALL
    writer = csv.writer(out, lineterminator="\n", quoting=quoting)
    writer.writerows([("key", "text", "more"), *(map(guarded, row) for row in rows)])
    (tmp_path / "texts.csv").write_bytes(out.getvalue().encode())
    table, faults = read_columns(tmp_path, SCHEMA)
    assert faults == []
    assert table.to_pydict() == {
        "key": [row[0] for row in rows],
        "text": [row[1] or None for row in rows],
        "more": [row[2] or None for row in rows],
    }


@given(st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_lost_quote_never_passes_unseen(tmp_path: Path, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.text('ab",\n', max_size=6), min_size=4, max_size=12))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(("key", "text", "more"))
    writer.writerows((str(number), cell, "end") for number, cell in enumerate(cells))
    text = out.getvalue()
    quotes = [place for place, sign in enumerate(text) if sign == '"']
    lost = data.draw(st.sampled_from(quotes))
    (tmp_path / "texts.csv").write_text(
        text[:lost] + text[lost + 1 :], encoding="utf-8", newline=""
    )
    table, faults = read_columns(tmp_path, SCHEMA)
    assert table is None
    assert [fault.rule for fault in faults] == ["quote is out of place"]


def _titled(titles: list[str]) -> Tables:
    """Return tables of sources that bear the titles, in a data set of their own."""
    package = read_package(data_folder())
    columns = {
        name: pa.nulls(len(titles), pa.string()) for name in package.tables["sources"].column_names
    }
    columns["source"] = pa.array([f"{number:03}" for number in range(len(titles))])
    columns["dataset"] = pa.array(["texts"] * len(titles))
    columns["title"] = pa.array(titles, pa.string())
    table = pa.table({name: pa.chunked_array([cells]) for name, cells in columns.items()})
    return Tables(package, {"sources": table})


@given(st.lists(TEXTS, min_size=1, max_size=20))
@settings(deadline=None)
def test_any_text_comes_back_from_the_store(titles: list[str]) -> None:
    store = pyoxigraph.Store()
    store.bulk_load(
        input=b"".join(quad_chunks(_titled(titles))), format=pyoxigraph.RdfFormat.N_QUADS
    )
    kg = KnowledgeGraph(store)
    query = "SELECT ?source ?title { ?source dcterms:title ?title } ORDER BY ?source"
    assert list(kg.query(query)["title"]) == titles
    assert [row[1] for row in kg.rows(query)] == titles


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=20, unique=True))
@settings(deadline=None)
def test_any_key_gives_an_iri_of_its_own(keys: list[str]) -> None:
    tables = _titled(["a title"] * len(keys))
    sources = tables.columns["sources"].set_column(0, "source", pa.chunked_array([pa.array(keys)]))
    lines = b"".join(quad_chunks(Tables(tables.package, {"sources": sources})))
    quads = pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_QUADS)
    assert (
        len({str(quad.subject) for quad in quads})
        == pc.count_distinct(sources.column("source")).as_py()
    )
