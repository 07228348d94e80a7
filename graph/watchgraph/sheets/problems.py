"""A copy of a sheet that says beside each row what is wrong with it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchgraph.errors import Fault, UseError
from watchgraph.files import write_bytes
from watchgraph.formulas import guarded
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.texts_to_xlsx import workbook_of
from watchgraph.sheets.written_over import PROBLEMS, keep_others

_MOST_ROWS = 1_048_576
#: So much of a value is shown.
_SHOWN = 200


def write_problems(
    sheet: Sheet, faults: Iterable[Fault], path: Path, *, private: bool = False
) -> Path:
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
        spreadsheet program would run as a formula gets an apostrophe in front. A file that is
        there is replaced only if it is such a copy.
    private
        Whether only the owner may read the copy.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the ending is another, another file is there, the rows are too many for a workbook, or
        the path cannot be written to.
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
    keep_others(path)
    said = _by_row(sheet, faults)
    if ending == ".csv":
        content = _csv(sheet, said)
    else:
        names = next(_rows(sheet, said))
        content = workbook_of(sheet.name, _rows(sheet, said), list(_widths(sheet, names)))
    return write_bytes(path, content, private=private)


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


def _widths(sheet: Sheet, names: list[str]) -> Iterator[int]:
    """Yield a width for each column, by its heading and first rows."""
    head = sheet.cells.slice(0, 100)
    for name in names[:-1]:
        texts = [text for text in head.column(name).to_pylist() if text]
        longest = max([len(name), *(len(text) for text in texts)])
        yield min(max(longest + 2, 8), 50)
    yield 80
