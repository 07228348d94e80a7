"""What the fuzzers found, kept as tests: each was a traceback, or passed in silence, once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from watchgraph.cli import main
from watchgraph.errors import DataError, UseError
from watchgraph.render import Document
from watchgraph.render.content import SiteContent
from watchgraph.render.pages import write_site
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import read_tables
from watchgraph.tables.schema import read_package

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
