"""A copy of a sheet that says beside each row what is wrong with it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from watchgraph.errors import Fault, UseError
from watchgraph.extras import needs
from watchgraph.files import write_bytes
from watchgraph.formulas import guarded
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.sheet import Sheet

#: Heading of the column that says what is wrong.
PROBLEMS = "problems"
_MOST_ROWS = 1_048_576
_MOST_TEXT = Limits().most_text
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
#: What XML cannot hold, and what a workbook would take for a code of it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SHOWN = 200


def write_problems(sheet: Sheet, faults: Iterable[Fault], path: Path) -> Path:
    """Write a copy of a sheet with what is wrong beside each row.

    The copy holds the headings and the rows in their order, all as text, and one more column
    ``problems``, which takes the place of one of that name. What concerns the whole file or the
    headings stands in the first row. Faults of other files are left out. The same sheet and
    faults give the same bytes.

    Parameters
    ----------
    sheet
        The sheet.
    faults
        What is wrong.
    path
        Where to; the ending ``.xlsx`` or ``.csv`` says of what kind. In a CSV file, a text that a
        spreadsheet program would run as a formula gets an apostrophe in front.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the ending is another, the rows are too many for a workbook, or the path cannot be
        written to.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise UseError(
            f"{path.name} ends neither in .xlsx nor in .csv.",
            name="path",
            value=str(path),
            choices=(".xlsx", ".csv"),
            remedy="Give the file one of these endings.",
        )
    if ending == ".xlsx" and sheet.cells.num_rows >= _MOST_ROWS:
        raise UseError(
            f"A workbook holds {_MOST_ROWS:,} rows, and these are more.",
            name="path",
            value=str(path),
            remedy="Write them as .csv.",
        )
    said = _by_row(sheet, faults)
    content = _csv(sheet, said) if ending == ".csv" else _xlsx(sheet, said)
    return write_bytes(path, content)


def _by_row(sheet: Sheet, faults: Iterable[Fault]) -> dict[int, str]:
    """Return what to say of each record, by its position."""
    place = {row: i for i, row in reversed(list(enumerate(sheet.rows)))}
    said: dict[int, list[str]] = defaultdict(list)
    for fault in sorted({fault for fault in faults if fault.file == sheet.file}):
        where = place.get(fault.row)
        text = _said(fault)
        if where is None:
            text = (f"Row {fault.row}: " if fault.row else "Whole file: ") + text
        said[where or 0].append(text)
    return {position: "\n".join(texts) for position, texts in said.items()}


def _said(fault: Fault) -> str:
    shown = fault.value[:_SHOWN] + ("…" if len(fault.value) > _SHOWN else "")
    text = (f"{fault.column}: " if fault.column else "") + (f"'{shown}' " if shown else "")
    note = "Note: " if fault.severity == "warning" else ""
    return f"{note}{text}{fault.rule.rstrip('.')}. {fault.remedy}".rstrip()


def _rows(sheet: Sheet, said: dict[int, str]) -> Iterator[list[str]]:
    """Yield the headings and the rows of the copy."""
    cells = sheet.cells
    kept = [name for name in cells.column_names if name != PROBLEMS]
    yield [*kept, PROBLEMS]
    cells = cells.select(kept)
    if not cells.num_rows and said:
        yield [*("" for _ in kept), said[0]]
    position = 0
    for batch in cells.to_batches(max_chunksize=10_000):
        columns = [column.to_pylist() for column in batch.columns]
        for i in range(batch.num_rows):
            row = [column[i] or "" for column in columns]
            yield [*row, said.get(position, "")]
            position += 1


def _csv(sheet: Sheet, said: dict[int, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _rows(sheet, said):
        writer.writerow([guarded(cell.replace("\0", "\ufffd")) for cell in row])
    # With the mark, spreadsheet programs know the encoding.
    return out.getvalue().encode("utf-8-sig", "replace")


def _xlsx(sheet: Sheet, said: dict[int, str]) -> bytes:
    openpyxl = needs("openpyxl", "own")
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "WatchGraph"
    page = book.create_sheet(_title(sheet.name))
    page.freeze_panes = "A2"
    names = next(_rows(sheet, said))
    for position, width in enumerate(_widths(sheet, names), start=1):
        page.column_dimensions[get_column_letter(position)].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    marked = PatternFill("solid", fgColor="FFF2CC")
    for number, row in enumerate(_rows(sheet, said)):
        bad = number > 0 and row[-1] != ""
        line: list[Any] = []
        for position, text in enumerate(row):
            if not text and not bad:
                line.append(None)
                continue
            cell = WriteOnlyCell(page)
            cell.value = _legal(text)
            # Text, though the library has taken what begins with = for a formula.
            cell.data_type = "s"
            if number == 0:
                cell.font = bold
            if bad:
                cell.fill = marked
            if bad and position == len(row) - 1:
                cell.alignment = wrapped
            line.append(cell)
        page.append(line)
    out = io.BytesIO()
    book.save(out)
    return _dateless(out.getvalue())


def _widths(sheet: Sheet, names: list[str]) -> Iterator[int]:
    """Yield a width for each column, by its heading and first rows."""
    head = sheet.cells.slice(0, 100)
    for name in names[:-1]:
        texts = [text for text in head.column(name).to_pylist() if text]
        longest = max([len(name), *(len(text) for text in texts)])
        yield min(max(longest + 2, 8), 50)
    yield 80


def _title(name: str) -> str:
    """Return a name that a sheet may have."""
    plain = _ILLEGAL.sub("", re.sub(r"[\\*?:/\[\]]", " ", name)).strip(" '")[:31]
    return plain or "Sheet1"


def _legal(text: str) -> str:
    """Return a text that a workbook can hold."""
    text = _CODE.sub("_x005F_", _ILLEGAL.sub("\ufffd", text)).replace("\r", "_x000D_")
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"


def _dateless(raw: bytes) -> bytes:
    """Return a workbook without the time at which it was written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", content
                )
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return out.getvalue()
