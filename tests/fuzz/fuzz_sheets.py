"""Files of other hands: workbooks, CSV, TSV, JSON lines, Parquet; and the copies made of them."""

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pyarrow.parquet as papq
from material import SHARP, Reading, room
from watch import watched

from watchgraph.errors import Fault
from watchgraph.sheets import read_sheet, sheet_names, write_problems

_ENDINGS = (".xlsx", ".xlsx", ".csv", ".csv", ".tsv", ".jsonl", ".parquet", ".xls", "", ".zip")
_ROWS = (
    ("Supplier", "Country", "Start", "Amount", "Note"),
    ("Hikvision", "Kenya", "2019-05", "1,200.50", '=HYPERLINK("http://evil","x")'),
    ("海康威视", "Oman", "05/2019", "-5", "'=1"),
    ("AT&T <x>", "Namibia", "2019", "", "two\nlines"),
)


def target(data: bytes) -> None:
    """Read the file; write a copy with problems, and read that."""
    reading = Reading(data)
    ending = reading.choice(_ENDINGS)
    raw = _workbook(reading) if ending == ".xlsx" and reading.byte() % 8 else _file(ending, reading)
    path = room() / f"sheet{ending}"
    path.write_bytes(raw)
    with watched():
        sheet, faults = read_sheet(path)
        assert sheet is not None or faults
        assert all(str(fault) and fault.rule and fault.remedy for fault in faults)
        sheet_names(path) if not faults else None
        if sheet is None:
            return
        assert len(sheet.rows) == sheet.cells.num_rows
        assert all(column.type == pa.string() for column in sheet.cells.columns)
        said = Fault(sheet.file, sheet.rows[0] if sheet.rows else 0, "", "", "is odd", "Mend it.")
        for kind in (".csv", ".xlsx"):
            copy = write_problems(sheet, [said], room() / f"copy{kind}")
            again, _ = read_sheet(copy)
            if again and again.cells.num_rows == sheet.cells.num_rows and not faults:
                for name in set(sheet.cells.column_names) - {"problems"}:
                    if name in again.cells.column_names:
                        old, new = (one.cells.column(name) for one in (sheet, again))
                        assert old.to_pylist() == new.to_pylist(), (kind, name)


def _file(ending: str, reading: Reading) -> bytes:
    if ending == ".parquet" and reading.byte() % 4:
        return _changed(_parquet(), reading)
    return reading.rest()


def _changed(raw: bytes, reading: Reading) -> bytes:
    """Put the rest in place of some bytes, somewhere."""
    at = reading.number() % (len(raw) + 1)
    gone = reading.number() % 64
    return raw[:at] + reading.rest()[:200] + raw[at + gone :]


def _workbook(reading: Reading) -> bytes:
    """Return a workbook in which one part is changed; its zip is whole, as a reader wants it."""
    parts = dict(_parts())
    for _ in range(1 + reading.byte() % 2):
        name = reading.choice(sorted(parts))
        way = reading.byte() % 6
        if way == 0:
            del parts[name]
        elif way == 1:
            parts[name] = reading.rest()
        elif way == 2:
            text = reading.choice(SHARP).encode("utf-8", "surrogatepass")
            parts[name] = parts[name].replace(b"Hikvision", text)
        elif way == 3:
            numbers = (b"1", b"-1", b"1048577", b"99999999999", b"XFE1", b"s", b"e", b"inlineStr")
            old = reading.choice((b'r="1"', b'"A1"', b't="s"', b"<v>1</v>", b'count="', b'"rId1"'))
            parts[name] = parts[name].replace(old, b'"' + reading.choice(numbers) + b'"')
        else:
            parts[name] = _changed(parts[name], reading)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@cache
def _parts() -> dict[str, bytes]:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _ROWS:
        sheet.append(row)
    sheet.append([datetime.date(2019, 5, 1), 1.5, True, None, "=1+1"])
    sheet.merge_cells("A6:B6")
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _parquet() -> bytes:
    head, *rows = _ROWS
    out = io.BytesIO()
    columns = {name: [row[place] for row in rows] for place, name in enumerate(head)}
    papq.write_table(pa.table(columns), out)
    return out.getvalue()


def seeds() -> Iterator[bytes]:
    """Give a good file of each kind, in several encodings, and changes of them."""
    lines = "\n".join(",".join(f'"{cell}"' for cell in row) for row in _ROWS)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-be"):
        yield bytes([2, 0]) + lines.encode(encoding)
    yield bytes([3, 0]) + lines.replace('","', '";"').encode("cp1252", "replace")
    yield bytes([4, 0]) + lines.replace('","', '"\t"').encode()
    records = [dict(zip(_ROWS[0], row, strict=True)) for row in _ROWS[1:]]
    yield bytes([5, 0]) + "\n".join(map(json.dumps, records)).encode()
    yield bytes([5, 0]) + json.dumps(records).encode()
    yield bytes([5, 0]) + b'{"a":' * 300
    yield bytes([6, 0, 0]) + _parquet()
    for number in range(48):
        yield bytes([0, 0, 1, *((number * step * 29 + 5) % 256 for step in range(1, 40))])
    for number in range(12):
        yield bytes([6, 0, 1, *((number * step * 53 + 9) % 256 for step in range(1, 40))])
