"""What the fuzzers found, kept as tests: each was a traceback, or passed in silence, once."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyoxigraph
import pytest
from markupsafe import Markup

from watchgraph.cli import main
from watchgraph.errors import DataError, UseError
from watchgraph.export import export_tables
from watchgraph.mapping import quad_chunks
from watchgraph.reconcile import read_judgements
from watchgraph.render import Document
from watchgraph.render.content import SiteContent
from watchgraph.render.pages import write_site
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import Tables, load_tables, read_tables
from watchgraph.tables.schema import read_package
from watchgraph.vocabulary import GRAPH

SmallData = Callable[[], Path]


@pytest.fixture(scope="module")
def data(small_data: SmallData) -> Path:
    return small_data()


def _changed(data: Path, change: Callable[[dict[str, Any]], object]) -> str:
    path = data / "datapackage.json"
    kept = path.read_text(encoding="utf-8")
    described = json.loads(kept)
    change(described)
    path.write_text(json.dumps(described), encoding="utf-8")
    try:
        with pytest.raises(DataError) as caught:
            read_package(data)
    finally:
        path.write_text(kept, encoding="utf-8")
    return str(caught.value)


def _field(described: dict[str, Any]) -> dict[str, Any]:
    field: dict[str, Any] = described["resources"][0]["schema"]["fields"][0]
    return field


def _expect(**changed: Any) -> Callable[[dict[str, Any]], object]:
    one = {"name": "n", "table": "sources", "where": {"source": "x"}, "expected": 1} | changed
    return lambda described: described.update(expectations=[one])


CHANGES: list[Callable[[dict[str, Any]], object]] = [
    # AttributeError from a check that had taken a number for text.
    _expect(where={"source": 5}),
    _expect(expected="1"),
    _expect(expected=True),
    _expect(table=["sources"]),
    # ArrowInvalid from the engine of the patterns: it looks neither ahead nor back.
    lambda d: _field(d).update(constraints={"pattern": "(?=x)"}),
    lambda d: _field(d).update(constraints={"pattern": "("}),
    lambda d: _field(d).update(constraints={"pattern": 5}),
    # OverflowError and TypeError from comparisons.
    lambda d: _field(d).update(constraints={"minimum": 10**400}),
    lambda d: _field(d).update(constraints={"maximum": "5"}),
    lambda d: _field(d).update(constraints={"enum": [1, []]}),
    lambda d: _field(d).update(constraints={"enum": 5}),
    lambda d: _field(d).update(name=7),
    lambda d: _field(d).update(name="\ud800"),
    lambda d: _field(d).update(type=None),
    lambda d: d["resources"][0].update(path=5),
    lambda d: d["resources"][0].update(path="a\0b"),
    lambda d: d["resources"][0].update(title=[]),
    # One table took the place of another in silence.
    lambda d: d["resources"].append({**d["resources"][0], "path": "again.csv"}),
    lambda d: d["resources"][0]["schema"]["fields"].append(_field(d)),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_description_of_another_kind_is_a_fault_of_it(
    data: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    assert _changed(data, change).startswith("datapackage.json")


@pytest.mark.parametrize("raw", ["[" * 100_000, '{"resources":' * 20_000, "[]", "5", "null", '"'])
def test_a_description_that_is_none_is_a_fault(tmp_path: Path, raw: str) -> None:
    (tmp_path / "datapackage.json").write_text(raw, encoding="utf-8")
    with pytest.raises(DataError):
        read_package(tmp_path)


def test_a_name_that_is_no_utf8_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """UnicodeEncodeError: a shell gives bytes that are no UTF-8 as halves of pairs."""
    for name in ("supplier/\udcff", "\udcff/x", "supplier/a\ud800"):
        assert main(["record", name, "--data", str(data)]) == 2
        assert "Traceback" not in capsys.readouterr().err
    kg = KnowledgeGraph.load(data)
    with pytest.raises(UseError, match="no text"):
        kg.record("supplier/\udcff")


PAGES = [
    "../x",
    "a/../../x",
    "/x",
    "a\\x",
    "C:x",
    "a\0b",
    "",
    "supplier/..",
    "aux",
    "nul",
    "a" * 300,
]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_written_where_its_name_leads(name: str, tmp_path: Path) -> None:
    content = SiteContent("T", "1", documents=(Document(name, "T", "S", Markup("")),))
    with pytest.raises(UseError, match="can be called"):
        write_site(tmp_path / "outer" / "site", content)
    assert list(tmp_path.rglob("*.html")) == []


@pytest.mark.parametrize("key", [".", "..", "con", "NUL", "aux.x", "com1", "Lpt9.a.b"])
def test_a_key_that_addresses_or_systems_keep_is_a_fault(key: str, small_data: SmallData) -> None:
    """A key of dots is lost wherever an address is made plain: `id/source/..` is `id/`."""
    folder = small_data()
    path = folder / "publishers.csv"
    head, row, *rows = path.read_text(encoding="utf-8").splitlines()
    more = f"{key},Another"
    path.write_text("\n".join([head, row, *rows, more]) + "\n", encoding="utf-8")
    _, faults = read_tables(folder)
    assert [(fault.file, fault.column, fault.value) for fault in faults] == [
        ("publishers.csv", "publisher", key)
    ]
    assert "keep for themselves" in faults[0].rule


LONG = "x" * 200_000


@pytest.fixture
def standard_reader() -> Iterator[None]:
    """Let csv read no longer cells than it does by itself; another library may have moved that."""
    former = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(former)


@pytest.mark.usefixtures("standard_reader")
@pytest.mark.parametrize(
    "raw",
    [f'"{LONG}",name\n', f"publisher,name\na,b,c\nd,{LONG}\n", f"publisher,name\na,{LONG},c\n"],
)
def test_a_cell_too_long_for_a_reader_is_a_fault(raw: str, small_data: SmallData) -> None:
    """csv.Error, which is no ValueError, from a limit of 131,072 characters."""
    folder = small_data()
    (folder / "publishers.csv").write_text(raw, encoding="utf-8")
    _, faults = read_tables(folder)
    assert "publishers.csv" in {fault.file for fault in faults}
    assert all(len(str(fault)) < 5000 for fault in faults)


@pytest.mark.usefixtures("standard_reader")
def test_a_long_cell_that_is_good_is_read_and_its_copy_refused(
    small_data: SmallData, tmp_path: Path
) -> None:
    folder = small_data()
    path = folder / "publishers.csv"
    path.write_text(path.read_text(encoding="utf-8") + f"long,{LONG}\n", encoding="utf-8")
    _, faults = read_tables(folder)
    assert faults == []
    with pytest.raises(DataError, match="cannot be copied"):
        export_tables(folder, tmp_path / "copy")


@pytest.mark.parametrize(
    "name", ["a%b", "a b", "a> <urn:evil", 'a"\n<urn:s> <urn:p> <urn:o> .', "é"]
)
def test_a_data_set_of_any_name_names_a_graph_and_nothing_else(name: str) -> None:
    """The name of a data set stood in an IRI as it was."""
    tables = load_tables(data_folder())
    sources = tables.columns["sources"].slice(0, 1)
    at = sources.column_names.index("dataset")
    sources = sources.set_column(at, "dataset", pa.chunked_array([pa.array([name])]))
    lines = b"".join(quad_chunks(Tables(tables.package, {"sources": sources})))
    quads = list(pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(quads) == lines.count(b"\n")
    assert {quad.graph_name.value for quad in quads} == {GRAPH + quote(name, safe="/")}


@pytest.mark.parametrize("raw", [b"\x02\r\x017r\x7f", b"kind,printed\rjudgement\n", LONG.encode()])
def test_judgements_with_an_odd_first_line_are_a_fault(raw: bytes, tmp_path: Path) -> None:
    """csv.Error from a carriage return alone in the first line."""
    path = tmp_path / "judgements.csv"
    path.write_bytes(raw)
    judgements, faults = read_judgements(path)
    assert not judgements.readable
    assert [fault.file for fault in faults] == ["judgements.csv"]
