"""The bytes of a table of another hand, under any ending."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from material import Reading, room
from watch import watched

from watchgraph.errors import Fault
from watchgraph.sheets import read_sheet, write_problems

ENDINGS = (".csv", ".jsonl", ".parquet", ".tsv", ".xls", ".xlsx", "")
DELIMITERS = ("", ",", ";", "tab")
#: Part of a workbook that the bytes take the place of; none means that they are the whole file.
PARTS = (
    "",
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
)


def target(data: bytes) -> None:
    """Read the bytes as a file, or as a part of a workbook, and write what is wrong."""
    reading = Reading(data)
    ending = reading.choice(ENDINGS)
    part = reading.choice(PARTS)
    delimiter = reading.choice(DELIMITERS) if ending in (".csv", ".tsv") else ""
    content = reading.rest()
    if part and ending == ".xlsx":
        content = workbook({part: content})
    path = room() / f"fuzzed{ending}"
    path.write_bytes(content)
    copy = room() / ("problems.csv" if len(data) % 2 else "problems.xlsx")
    with watched():
        sheet, faults = read_sheet(path, delimiter=delimiter)
        assert sheet is not None or any(fault.severity == "error" for fault in faults)
        for fault in faults:
            assert fault.file == path.name and fault.row >= 0 and fault.rule and fault.remedy
        if sheet is not None:
            assert len(sheet.rows) == sheet.cells.num_rows
            assert list(sheet.rows) == sorted(set(sheet.rows))
            sheet.cells.validate(full=True)
            said = [replace(fault, file=sheet.file) for fault in faults]
            rest = [Fault(sheet.file, row, "", "=1", "odd", "Look.") for row in sheet.rows[:3]]
            again, _ = read_sheet(write_problems(sheet, [*said, *rest], copy), header=1)
            assert again is not None
            assert again.cells.num_rows == max(sheet.cells.num_rows, bool(said))


def seeds() -> Iterator[bytes]:
    """Give a small file of each kind, and each part of a workbook."""
    texts = 'Name;Land;n\n"A; B";Côte d\'Ivoire;1,5\n华为;KE;\n'
    for place, ending in enumerate(ENDINGS):
        head = place.to_bytes(2, "little") + bytes(2)
        if ending in (".csv", ".tsv"):
            for encoding in ("utf-8", "utf-16", "gb18030"):
                yield head + bytes(2) + texts.encode(encoding)
            yield head + bytes(2) + b"Titre\n\nNom;Pays\nSoci\xe9t\xe9;S\xe9n\xe9gal\n"
        elif ending == ".jsonl":
            yield head + b'{"a": 1.0, "b": "x"}\n{"b": null, "c": true}\n{"a": [1]}\n'
        elif ending == ".parquet":
            out = io.BytesIO()
            pq.write_table(pa.table({"a": ["x", None], "n": [1.5, 2]}), out)
            yield head + out.getvalue()
        elif ending == ".xlsx":
            yield head + workbook({})
            with zipfile.ZipFile(io.BytesIO(workbook({}))) as archive:
                for number, part in enumerate(PARTS[1:], start=1):
                    yield head[:2] + number.to_bytes(2, "little") + archive.read(part)


def workbook(parts: dict[str, bytes]) -> bytes:
    """Return a small workbook with parts replaced."""
    if not _WHOLE:
        book = openpyxl.Workbook()
        book.worksheets[0].append(("Name", "Land", "When"))
        book.worksheets[0].append(("A", 2, True))
        book.worksheets[0].merge_cells("A2:A3")
        out = io.BytesIO()
        book.save(out)
        with zipfile.ZipFile(out) as archive:
            _WHOLE.update({name: archive.read(name) for name in archive.namelist()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**_WHOLE, **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


_WHOLE: dict[str, bytes] = {}
