"""Bytes of a CSV file to columns of text, strictly: nothing is guessed or dropped."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from watchgraph.errors import Fault
from watchgraph.formulas import unguarded
from watchgraph.tables.input_limit import MOST_BYTES_VARIABLE, allowed_bytes
from watchgraph.tables.schema import TableSchema

_BOM = b"\xef\xbb\xbf"
_CELL = re.compile(rb'(?:"[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)(?:,|\r?\n|\r|\Z)')


#: Bytes that a table may have: all of it is held in memory, three times over for a moment.
MOST_BYTES = 4 * 1024**3


def read_columns(
    folder: Path,
    schema: TableSchema,
    *,
    max_bytes: int | None = None,
    may_lack: Collection[str] = (),
) -> tuple[pa.Table | None, list[Fault]]:
    """Read one table as text columns.

    An empty cell becomes null, which means "not stated"; every other cell keeps its text,
    so that ``NA`` stays Namibia. Only an apostrophe that guards a formula, as
    :func:`watchgraph.formulas.guarded` sets it, is no part of the text. A byte
    order mark and CRLF line ends are accepted.

    Parameters
    ----------
    folder
        Data folder.
    schema
        The table's description.
    max_bytes
        Bytes that the file may have; default what the environment's ``WATCHGRAPH_MAX_INPUT``
        says, else 4 GiB.
    may_lack
        Columns that the file may lack; they are then not stated in any row.

    Returns
    -------
    table : pyarrow.Table or None
        String columns in the order of the schema; None if the file cannot be read.
    faults : list of Fault
        What is wrong with the file, if anything.

    Raises
    ------
    UseError
        If the environment's limit is no number of bytes.
    """
    path = folder / schema.path
    most = allowed_bytes(MOST_BYTES) if max_bytes is None else max_bytes
    try:
        with path.open("rb") as file:
            # No more is read than may be: the size of a pipe is not known before.
            raw = file.read(most + 1)
    except OSError as error:
        rule, remedy = f"cannot be read: {error.strerror}", "Let this user read the file."
        if isinstance(error, FileNotFoundError):
            rule, remedy = "file is missing", "Add the file to the data folder."
        return None, [Fault(schema.path, 0, "", "", rule, remedy)]
    if len(raw) > most:
        rule = f"file has more than {most:,} bytes"
        remedy = f"Leave out rows, or set {MOST_BYTES_VARIABLE} to the bytes that a table may have."
        return None, [Fault(schema.path, 0, "", "", rule, remedy)]
    raw = raw.removeprefix(_BOM)
    fault = _bad_bytes(schema.path, raw) or _bad_quotes(schema.path, raw)
    if fault:
        return None, [fault]
    header, faults = _header(schema, raw, may_lack)
    if faults:
        return None, faults
    options = pacsv.ConvertOptions(
        column_types={name: pa.string() for name in header},
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
        null_values=[""],
    )
    try:
        table = pacsv.read_csv(
            pa.BufferReader(raw if b"\n" in raw else raw + b"\n"),
            parse_options=pacsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=options,
        )
    except pa.ArrowInvalid:
        return None, _ragged_rows(schema, raw)
    blank = _blank_rows(table)
    if blank:
        remedy = "Remove the empty line."
        return None, [Fault(schema.path, row, "", "", "row is empty", remedy) for row in blank]
    for name in schema.column_names:
        if name not in header:
            table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    return _unguarded(table.select(schema.column_names)), []


def _unguarded(table: pa.Table) -> pa.Table:
    for place, name in enumerate(table.column_names):
        cells = table.column(name)
        if pc.any(pc.starts_with(cells, "'")).as_py():
            texts = [cell and unguarded(cell) for cell in cells.to_pylist()]
            table = table.set_column(place, name, pa.chunked_array([pa.array(texts, pa.string())]))
    return table


def unknown_column(name: str, wanted: Sequence[str]) -> str:
    """Return the remedy for a column that the table does not have.

    Parameters
    ----------
    name
        Its name.
    wanted
        The columns of the table.

    Returns
    -------
    str
        The nearest column, if one is near, and all of them.
    """
    near = difflib.get_close_matches(name.strip().casefold()[:80], wanted, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return f"{guess}Columns are: {', '.join(wanted)}."


def _bad_bytes(file: str, raw: bytes) -> Fault | None:
    position = raw.find(b"\0")
    if position >= 0:
        row = _row_at(raw, position)
        return Fault(file, row, "", "\\0", "NUL byte", "Save the file again as UTF-8 text.")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].rpartition(b"\n")[2] + raw[error.start :].partition(b"\n")[0]
        value = line.decode("latin-1").strip()
        row = _row_at(raw, error.start)
        return Fault(file, row, "", value, "not UTF-8", "Save the file with the encoding UTF-8.")
    return None


def _bad_quotes(file: str, raw: bytes) -> Fault | None:
    """Find a quote out of place; the fast reader would swallow rows up to the next one."""
    if b'"' not in raw or _quotes_are_paired(raw.replace(b'""', b"")):
        return None
    place = 0
    while place < len(raw) and (cell := _CELL.match(raw, place)):
        place = cell.end()
    value = raw[place : place + 80].decode("utf-8", "ignore")
    remedy = "Put the cell into quotes, double every quote inside it, and close the last one."
    return Fault(file, _row_at(raw, place), "", value, "quote is out of place", remedy)


def _quotes_are_paired(raw: bytes) -> bool:
    """Tell whether quotes, the doubled ones left out, only open and close whole cells."""
    outside = raw.split(b'"')[0::2]
    return (
        raw.count(b'"') % 2 == 0
        and all(part[-1:] in b",\r\n" for part in outside[:-1])
        and all(part[:1] in b",\r\n" for part in outside[1:])
    )


def _row_at(raw: bytes, position: int) -> int:
    """Return the row that holds a byte; a line break inside quotes starts no row."""
    return 1 + sum(part.count(b"\n") for part in raw[:position].split(b'"')[0::2])


def _header(
    schema: TableSchema, raw: bytes, may_lack: Collection[str]
) -> tuple[list[str], list[Fault]]:
    lines = io.StringIO(raw.decode("utf-8"), newline="")
    try:
        header = next(csv.reader(lines), [])
    except csv.Error as error:
        rule, remedy = f"header cannot be read: {error}", "Let the first row hold the headings."
        return [], [Fault(schema.path, 1, "", "", rule, remedy)]
    wanted = schema.column_names
    faults = [
        Fault(schema.path, 1, name, name, "unknown column", unknown_column(name, wanted))
        for name in header
        if name not in wanted
    ]
    faults += [
        Fault(schema.path, 1, name, "", "column is missing", "Add the column to the header.")
        for name in wanted
        if name not in header and name not in may_lack
    ]
    faults += [
        Fault(schema.path, 1, name, name, "column stands twice", "Remove one of them.")
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    return header, faults


def _ragged_rows(schema: TableSchema, raw: bytes) -> list[Fault]:
    """Find the rows that the fast reader refused; it does not tell which."""
    faults = []
    width = 0
    lines = io.StringIO(raw.decode("utf-8"), newline="")
    # A cell that is too long for this reader ends the search.
    with suppress(csv.Error):
        for number, row in enumerate(csv.reader(lines), start=1):
            width = width or len(row)
            if len(row) != width:
                rule = f"row has {len(row)} cells, the header has {width}"
                remedy = "Put cells that hold a comma into double quotes."
                faults.append(Fault(schema.path, number, "", ",".join(row), rule, remedy))
    remedy = "Save the file again as CSV with commas between the cells."
    return faults or [Fault(schema.path, 0, "", "", "is not a well-formed CSV file", remedy)]


def _blank_rows(table: pa.Table) -> list[int]:
    if not table.num_rows:
        return []
    filled = pc.is_valid(table.column(0))
    for column in table.columns[1:]:
        filled = pc.or_(filled, pc.is_valid(column))
    return [int(i) + 2 for i in pc.indices_nonzero(pc.invert(filled)).to_pylist()]
