"""A file that holds rows of one table under the names of its columns."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from watchgraph.errors import Fault
from watchgraph.overlays.allowed import may_lack
from watchgraph.tables.input_limit import MOST_BYTES_VARIABLE, allowed_bytes
from watchgraph.tables.places import Part, Place
from watchgraph.tables.reading import read_columns, unknown_column
from watchgraph.tables.schema import Package, TableSchema

if TYPE_CHECKING:
    from watchgraph.sheets import Sheet

_MOST_BYTES = 256 * 1024 * 1024
_HEAD_BYTES = 64 * 1024


def part_of(
    folder: Path, name: str, table: str, package: Package, file: str
) -> tuple[Part | None, list[Fault]]:
    """Read a file whose columns are those of a table.

    Parameters
    ----------
    folder
        Folder of the overlay.
    name
        The file, relative to it.
    table
        The table.
    package
        Description of the edition.
    file
        What the file is called in faults.

    Returns
    -------
    part : Part or None
        Its rows; None if they cannot be read.
    faults : list of Fault
        What is wrong with the file; its rows are not checked here.
    """
    schema = replace(package.tables[table], path=name)
    lacking = may_lack(table, package)
    path = folder / name
    most = allowed_bytes(_MOST_BYTES)
    if path.stat().st_size > most:
        rule = f"has more than {most:,} bytes"
        remedy = f"Put the rows into several folders, or set {MOST_BYTES_VARIABLE}."
        return None, [Fault(file, 0, "", "", rule, remedy)]
    if path.suffix.lower() == ".csv" and _is_plain(path, schema):
        cells, faults = read_columns(folder, schema, may_lack=lacking)
        if cells is not None:
            place = Place(file, range(2, cells.num_rows + 2))
            return Part(table, cells, place), []
        if not all(fault.rule == "row is empty" for fault in faults):
            return None, [replace(fault, file=file) for fault in faults]
    from watchgraph.sheets import read_sheet

    sheet, faults = read_sheet(path, file=file)
    if sheet is None:
        return None, faults
    found = _of_sheet(sheet, schema, lacking, file)
    if isinstance(found, Part):
        return found, faults
    return None, [*faults, *found]


def _is_plain(path: Path, schema: TableSchema) -> bool:
    """Tell whether a file is UTF-8 with commas, so that its quotes and rows are read strictly."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    try:
        # The last letter may be cut in two.
        text = head.decode("utf-8-sig", "strict" if len(head) < _HEAD_BYTES else "ignore")
        header = next(csv.reader(text.splitlines()), [])
    except (UnicodeDecodeError, csv.Error):
        return False
    return bool(set(header) & set(schema.column_names))


def _of_sheet(
    sheet: Sheet, schema: TableSchema, lacking: tuple[str, ...], file: str
) -> Part | list[Fault]:
    wanted = schema.column_names
    headings = {heading.strip(): heading for heading in sheet.cells.column_names}
    row = int(sheet.read_as.get("header", 1) or 1)
    faults = [
        Fault(file, row, name, name, "unknown column", unknown_column(name, wanted))
        for name in headings
        if name not in wanted
    ]
    faults += [
        Fault(file, row, name, "", "column is missing", "Add the column to the header.")
        for name in wanted
        if name not in headings and name not in lacking
    ]
    if faults:
        return faults
    count = sheet.cells.num_rows
    columns = [
        sheet.cells.column(headings[name]).cast(pa.string())
        if name in headings
        else pa.nulls(count, pa.string())
        for name in wanted
    ]
    cells = pa.table(dict(zip(wanted, columns, strict=True)))
    return Part(schema.name, cells, Place(file, sheet.rows))
