"""Whatever the bytes are, reading ends in a sheet or in faults, and soon."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchgraph.sheets import read_sheet

ANY = settings(
    max_examples=120, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".parquet", ".json", ".xls", "")
PIECES = [
    b"a,b\n", b'"', b";", b"\t", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\r", b"\n", b"sep=;\n",
    b"Name;Land\n", b"\xe9", b"\x80", b"{", b'{"a":1}\n', b'{"a":[', b"PK\x03\x04", b"PAR1",
    b"<html", b"\xd0\xcf\x11\xe0", b"1,2\n", b"\xa1\xfe",
]  # fmt: skip


def check(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sheet, faults = read_sheet(path)
    assert sheet is not None or any(fault.severity == "error" for fault in faults)
    assert all(fault.file == path.name for fault in faults)
    if sheet is not None:
        assert len(sheet.rows) == sheet.cells.num_rows
        assert list(sheet.rows) == sorted(set(sheet.rows))
        sheet.cells.validate(full=True)


@ANY
@given(content=st.binary(max_size=300), ending=st.sampled_from(ENDINGS))
def test_any_bytes(tmp_path: Path, content: bytes, ending: str) -> None:
    check(tmp_path / f"leads{ending}", content)


@ANY
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=20), ending=st.sampled_from(ENDINGS))
def test_any_mix_of_what_means_something(tmp_path: Path, pieces: list[bytes], ending: str) -> None:
    check(tmp_path / f"leads{ending}", b"".join(pieces))


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.worksheets[0].append(("Name", "Land", "When"))
    book.worksheets[0].append(("A", 2, True))
    book.worksheets[0].merge_cells("A1:B2")
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def whole_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["x", "y", None], "n": [1.5, None, 2]}), out)
    return out.getvalue()


def spoiled(whole: bytes, data: st.DataObject) -> bytes:
    """Return bytes with a few places cut out and put in."""
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 8))
        content[start : start + length] = data.draw(st.binary(max_size=8))
    return bytes(content)


@ANY
@given(data=st.data())
def test_a_spoiled_part_of_a_workbook(
    tmp_path: Path, parts: dict[str, bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, spoiled(content, data) if part == name else content)
    check(tmp_path / "leads.xlsx", out.getvalue())


@ANY
@given(data=st.data())
def test_a_spoiled_archive(tmp_path: Path, parts: dict[str, bytes], data: st.DataObject) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    check(tmp_path / "leads.xlsx", spoiled(out.getvalue(), data))


@ANY
@given(data=st.data())
def test_a_spoiled_parquet_file(tmp_path: Path, whole_parquet: bytes, data: st.DataObject) -> None:
    check(tmp_path / "leads.parquet", spoiled(whole_parquet, data))
