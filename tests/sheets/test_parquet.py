"""Parquet files with flat columns."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from watchgraph.errors import Fault
from watchgraph.sheets import Sheet, read_sheet

Columns = Callable[[dict[str, pa.Array]], tuple[Sheet | None, list[Fault]]]
MOMENT = datetime.fromisoformat("2020-05-07T09:30:00")


@pytest.fixture
def read_columns(tmp_path: Path) -> Columns:
    def read(columns: dict[str, pa.Array]) -> tuple[Sheet | None, list[Fault]]:
        path = tmp_path / "leads.parquet"
        pq.write_table(pa.table(columns), path)
        return read_sheet(path)

    return read


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([" 华为\xa0", "", "=1"]), ["华为", None, "=1"]),
        (pa.array(["a", None, "a"]).dictionary_encode(), ["a", None, "a"]),
        (pa.array(["a", "b"], pa.large_string()), ["a", "b"]),
        (pa.array([2015.0, 0.1, 1e20, None]), ["2015", "0.1", "100000000000000000000", None]),
        (pa.array([0.5], pa.float32()), ["0.5"]),
        (pa.array([2**63 - 1, -1]), ["9223372036854775807", "-1"]),
        (pa.array([5, None, 5]).dictionary_encode(), ["5", None, "5"]),
        (pa.array([True, False]), ["true", "false"]),
        (pa.array([Decimal("1.50"), Decimal("2.00")]), ["1.5", "2"]),
        (pa.array([date(2020, 5, 7)]), ["2020-05-07"]),
        (pa.array([time(9, 30)], pa.time32("s")), ["09:30:00"]),
        (pa.array([MOMENT], pa.timestamp("ns")), ["2020-05-07 09:30:00"]),
        (pa.array([datetime.fromisoformat("2020-05-07")], pa.timestamp("us")), ["2020-05-07"]),
        (
            pa.array([MOMENT.replace(tzinfo=UTC)], pa.timestamp("ms", "UTC")),
            ["2020-05-07 09:30:00Z"],
        ),
    ],
)
def test_values_become_text(
    read_columns: Columns, values: pa.Array, texts: list[str | None]
) -> None:
    other = pa.array(["x"] * len(values))
    sheet, faults = read_columns({"a": values, "b": other})
    assert sheet is not None
    assert (sheet.cells.column("a").to_pylist(), faults) == (texts, [])
    assert list(sheet.rows) == list(range(2, 2 + len(values)))
    assert sheet.read_as == {"format": "parquet"}
    assert sheet.cells.schema.types == [pa.string(), pa.string()]


@pytest.mark.parametrize(
    "values",
    [
        pa.array([[1]]),
        pa.array([{"x": 1}]),
        pa.array([b"\xff"]),
        pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())),
    ],
)
def test_what_is_not_flat_is_told(read_columns: Columns, values: pa.Array) -> None:
    sheet, faults = read_columns({"a": pa.array(["x"]), "b": values})
    assert sheet is None
    assert [(fault.column, fault.rule) for fault in faults] == [("b", "column is not flat")]


def test_no_number_is_told_at_its_row(read_columns: Columns) -> None:
    sheet, faults = read_columns({"a": pa.array([1.0, float("nan"), float("inf")])})
    assert sheet is not None
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (3, "a", "nan"),
        (4, "a", "inf"),
    ]


def test_rows_go_on_from_batch_to_batch(read_columns: Columns) -> None:
    values: list[int | None] = list(range(200_000))
    values[70_000] = None
    sheet, faults = read_columns({"a": pa.array(values)})
    assert sheet is not None
    assert faults == []
    assert (sheet.cells.num_rows, sheet.rows[69_999], sheet.rows[70_000]) == (
        199_999,
        70_001,
        70_003,
    )
    assert sheet.cells.column("a")[-1].as_py() == "199999"


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table({"a": [1, 2, 3]}), path)
    whole = path.read_bytes()
    for content in (whole[:-20], whole[:4] + whole[40:], b"PAR1" * 4):
        path.write_bytes(content)
        sheet, faults = read_sheet(path)
        assert sheet is None
        assert faults[0].rule.startswith("cannot be read")
