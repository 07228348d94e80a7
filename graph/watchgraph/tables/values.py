"""Checks of single cells: types, patterns, limits, uniqueness."""

from __future__ import annotations

import re
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.errors import Fault
from watchgraph.files import is_file_name
from watchgraph.tables.schema import Column, TableSchema

#: So long may a key be in an IRI and so in the name of a file, where most systems take 255.
LONGEST_KEY = 120
# Lexical forms, so that text can go on unchanged into literals of the same datatype.
_FORMS = {
    "integer": (r"^[+-]?\d+$", "a whole number"),
    "number": (r"^[+-]?(\d+(\.\d*)?|\.\d+)$", "a number with a decimal point"),
    "boolean": (r"^(true|false)$", "true or false"),
    "year": (r"^\d{4}$", "a year of four digits"),
    "date": (r"^\d{4}-\d{2}-\d{2}$", "a date as YYYY-MM-DD"),
}
# How a column names a row of any table begins so; what may stand behind the slash differs.
_KIND_AND_KEY = "^[a-z][a-z0-9-]*/"
_PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def check_column(
    schema: TableSchema, column: Column, cells: pa.ChunkedArray, *, duplicates: bool = True
) -> list[Fault]:
    """Check the cells of one column against its description.

    Parameters
    ----------
    schema
        The table.
    column
        The column.
    cells
        Its text cells; null means not stated.
    duplicates
        Whether to look for values that stand twice where each must be unique.

    Returns
    -------
    list of Fault
        One fault per bad cell, in the order of the rows.
    """
    faults = []
    if column.required and cells.null_count:
        for row in _rows(pc.is_null(cells)):
            faults.append(_fault(schema, column, row, "", "value is missing", "Fill the cell."))
    if not len(cells) - cells.null_count:
        return faults
    for pattern, wanted in _patterns(column):
        faults += _mismatches(schema, column, cells, pattern, wanted)
    spaced = pc.match_substring_regex(cells, r"^\s|\s$")
    for row, value in _hits(spaced, cells):
        rule = "starts or ends with a space"
        faults.append(_fault(schema, column, row, value, rule, "Remove the space."))
    if column.enum:
        foreign = set(pc.unique(cells).to_pylist()) - {None, *column.enum}
        for row, value in enumerate(cells.to_pylist() if foreign else [], start=2):
            if value in foreign:
                remedy = f"Use one of: {', '.join(column.enum)}."
                faults.append(_fault(schema, column, row, value, "value is not allowed", remedy))
    if column.name == schema.key:
        faults += _long_keys(schema, column, cells)
        faults += _reserved_keys(schema, column, cells)
    if duplicates and (column.unique or column.name == schema.key):
        faults += _duplicates(schema, column, cells)
    if not faults and (column.minimum is not None or column.maximum is not None):
        faults += _limits(schema, column, cells)
    if not faults and (column.type == "date" or column.pattern == _PARTIAL_DATE):
        faults += _calendar(schema, column, cells)
    return faults


def _patterns(column: Column) -> list[tuple[str, str]]:
    patterns = []
    if column.type in _FORMS:
        patterns.append(_FORMS[column.type])
    if column.pattern == _PARTIAL_DATE:
        patterns.append((column.pattern, "YYYY, YYYY-MM or YYYY-MM-DD"))
    elif column.pattern.startswith(_KIND_AND_KEY):
        patterns.append((column.pattern, "kind/key"))
    elif column.pattern:
        patterns.append((column.pattern, f"the form {column.pattern}"))
    return patterns


def _mismatches(
    schema: TableSchema, column: Column, cells: pa.ChunkedArray, pattern: str, wanted: str
) -> list[Fault]:
    # A line break slips past $; no patterned column may hold one.
    bad = pc.or_(
        pc.invert(pc.match_substring_regex(cells, pattern)), pc.match_substring(cells, "\n")
    )
    return [
        _fault(schema, column, row, value, f"is not {wanted}", f"Write {_like(wanted, value)}.")
        for row, value in _hits(bad, cells)
    ]


def _like(wanted: str, value: str) -> str:
    """Return what to write, of a kind and key with an example."""
    if wanted != "kind/key":
        return wanted
    key = value.rpartition("/")[2]
    return f"kind/key, such as deployment/{key if re.fullmatch(r'[A-Za-z0-9_.-]+', key) else 'KEY'}"


def _long_keys(schema: TableSchema, column: Column, cells: pa.ChunkedArray) -> list[Fault]:
    # A letter takes at most three times its bytes.
    perhaps = pc.greater(pc.binary_length(cells), LONGEST_KEY // 3)
    rule = f"takes more than {LONGEST_KEY} characters in an address"
    remedy = "Give a shorter key; a letter beyond a to z and 0 to 9 may take up to twelve."
    return [
        _fault(schema, column, row, value, rule, remedy)
        for row, value in _hits(perhaps, cells)
        if len(quote(value, safe="")) > LONGEST_KEY
    ]


def _reserved_keys(schema: TableSchema, column: Column, cells: pa.ChunkedArray) -> list[Fault]:
    # As parts of an address the first two lead elsewhere; the others are devices of Windows.
    short = pc.match_substring_regex(cells, r"(?i)(^|/)(\.\.?|con|prn|aux|nul|com\d|lpt\d)(\.|$)")
    rule = "is a name that addresses or file systems keep for themselves"
    return [
        _fault(schema, column, row, value, rule, "Give the record another key.")
        for row, value in _hits(short, cells)
        if not is_file_name(value.rpartition("/")[2])
    ]


def _duplicates(schema: TableSchema, column: Column, cells: pa.ChunkedArray) -> list[Fault]:
    stated = cells.drop_null()
    if pc.count_distinct(stated).as_py() == len(stated):
        return []
    first: dict[str, int] = {}
    faults = []
    for row, value in enumerate(cells.to_pylist(), start=2):
        if value is None:
            continue
        if value in first:
            remedy = f"Row {first[value]} has it already; give each row its own value."
            faults.append(_fault(schema, column, row, value, "value stands twice", remedy))
        first.setdefault(value, row)
    return faults


def _limits(schema: TableSchema, column: Column, cells: pa.ChunkedArray) -> list[Fault]:
    numbers = pc.cast(cells, pa.float64())
    faults = []
    for limit, beyond, word in (
        (column.minimum, pc.less, "below"),
        (column.maximum, pc.greater, "above"),
    ):
        if limit is not None:
            for row, value in _hits(beyond(numbers, limit), cells):
                rule = f"is {word} {limit:g}"
                faults.append(_fault(schema, column, row, value, rule, "Correct the number."))
    return faults


def _calendar(schema: TableSchema, column: Column, cells: pa.ChunkedArray) -> list[Fault]:
    full = pc.if_else(pc.equal(pc.utf8_length(cells), 10), cells, None)
    month = pc.utf8_slice_codeunits(cells, 5, 7)
    bad = pc.and_(
        pc.greater(pc.utf8_length(cells), 4),
        pc.invert(pc.match_substring_regex(month, "^(0[1-9]|1[0-2])$")),
    )
    # Neither XML Schema nor the calendar of Python has a year 0.
    bad = pc.or_(bad, pc.starts_with(cells, "0000"))
    day = pc.utf8_slice_codeunits(full, 8, 10)
    bad = pc.or_kleene(bad, pc.invert(pc.match_substring_regex(day, "^(0[1-9]|[12][0-9]|3[01])$")))
    late = pc.match_substring_regex(full, r"-(29|30|31)$")
    faults = dict(_hits(bad, cells))
    for row, value in _hits(late, cells):
        if not _exists(value):
            faults[row] = value
    remedy = "Write a day that the calendar has, or only year and month."
    return [
        _fault(schema, column, row, value, "is no date of the calendar", remedy)
        for row, value in sorted(faults.items())
    ]


def _exists(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def _rows(mask: pa.ChunkedArray) -> list[int]:
    return [int(i) + 2 for i in pc.indices_nonzero(mask).to_pylist()]


def _hits(mask: pa.ChunkedArray, cells: pa.ChunkedArray) -> list[tuple[int, str]]:
    rows = _rows(mask)
    places = pa.array([row - 2 for row in rows], pa.int64())
    return list(zip(rows, cells.take(places).to_pylist(), strict=True))


def _fault(
    schema: TableSchema, column: Column, row: int, value: str, rule: str, remedy: str
) -> Fault:
    return Fault(schema.path, row, column.name, value, rule, remedy)
