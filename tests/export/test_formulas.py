"""No table that is written for others holds a cell that a spreadsheet would compute."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watchgraph.cli.commands import print_frame
from watchgraph.csv_lines import frame_csv, rows_csv
from watchgraph.export import export_tables, table_csv
from watchgraph.formulas import guarded, unguarded
from watchgraph.tables import load_tables

COMPUTED = [
    '=HYPERLINK("http://evil","x")',
    "=1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\tx",
    "  =1",
    "\n=1",
    "\u00a0-x",
    "\u200b=1",
    "\ufeff@x",
    "\u202e=x",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠x",
    "-",
    "--5",
    "+5 %",
    "-5e",
]
PLAIN = ["-5", "+5", "-.5", "-5.", "+1.5E-7", "-inf", "5-3", "a=b", "", " x", "'s-Gravenhage", "'"]
TEXTS = st.one_of(
    st.text(), st.text("'=+-@\t\r\n ＝x5.\u00a0\u200b", max_size=8), st.sampled_from(COMPUTED)
)


@pytest.mark.parametrize("text", COMPUTED)
def test_what_would_be_computed_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(f"'{text}") == f"''{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_numbers_and_other_text_stay(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(TEXTS)
@example("'")
@example("''''=")
def test_the_text_comes_back(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert safe == text or safe == f"'{text}"
    assert guarded(unguarded(safe)) == safe


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_rows_are_read_back_cell_by_cell(rows: list[list[str]]) -> None:
    text = rows_csv(rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [[unguarded(cell) for cell in row] for row in read] == rows
    assert read == [[guarded(cell) for cell in row] for row in rows]


def test_a_lone_carriage_return_ends_no_row() -> None:
    frame = pd.DataFrame({"a": ["x\r=1+1", "y"]})
    assert frame_csv(frame) == 'a\n"x\r=1+1"\ny\n'


@pytest.mark.parametrize("dtype", ["object", "string", "category"])
def test_every_writer_of_frames_guards(dtype: str, tmp_path: Path, capsys) -> None:
    frame = pd.DataFrame({"=head": pd.Series(COMPUTED, dtype=dtype), "n": -1.5})
    print_frame(frame, "csv")
    printed = capsys.readouterr().out
    print_frame(frame, "csv", tmp_path / "out.csv")
    for raw in (printed, (tmp_path / "out.csv").read_bytes().decode(), table_csv(frame).decode()):
        head, *rows = csv.reader(io.StringIO(raw, newline=""))
        assert head == ["'=head", "n"]
        assert len(rows) == len(COMPUTED)
        for text, number in rows:
            assert text.startswith("'")
            assert number == "-1.5"


def test_the_links_of_a_network_are_guarded() -> None:
    net: nx.Graph[str] = nx.Graph()
    net.add_node("a", label="=1+1", bipartite=0)
    net.add_node("b", label="Beta", bipartite=1)
    net.add_edge("a", "b", weight=-1, note="@x", names=("=a", "b"))
    _, row = csv.reader(io.StringIO(table_csv(net).decode(), newline=""))
    assert row == ["a", "'=1+1", "b", "Beta", "-1", "'=a; b", "'@x"]


def test_a_copy_of_the_data_is_guarded_valid_and_reads_the_same(
    small_data: Callable[[], Path], tmp_path: Path
) -> None:
    frictionless = pytest.importorskip("frictionless")
    data, copy = small_data(), tmp_path / "copy"
    path = data / "deployments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    for row, name in zip(rows, COMPUTED[:2], strict=False):
        row[head.index("name")] = name
    rows[0][head.index("note")] = "''=twice"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    export_tables(data, copy)
    for file in copy.rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                assert not [c for c in row if not c.startswith("'") and guarded(c) != c], file
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    given_, copied = load_tables(data), load_tables(copy)
    assert COMPUTED[0] in given_.columns["deployments"].column("name").to_pylist()
    assert "'=twice" in given_.columns["deployments"].column("note").to_pylist()
    kept = set(copied.columns["deployments"].column("name").to_pylist())
    assert kept <= set(given_.columns["deployments"].column("name").to_pylist())
    assert COMPUTED[0] in kept
    assert json.loads((copy / "datapackage.json").read_text())["resources"]
