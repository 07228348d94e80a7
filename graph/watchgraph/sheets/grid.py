"""Rows of texts to a sheet: its headings found, its columns named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from watchgraph.errors import Fault
from watchgraph.sheets.columns import Columns, check_width
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.headings import LOOKED_AT, Row, find_header, is_blank, name_columns
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.text import heading
from watchgraph.sheets.wanted import Wanted


def sheet_of(
    rows: Iterable[Row],
    wanted: Wanted,
    findings: Findings,
    read_as: Mapping[str, str],
    *,
    name: str = "",
    even: bool = False,
    titles: Sequence[str] = (),
    at_end: Callable[[int, int], None] | None = None,
) -> tuple[Sheet | None, list[Fault]]:
    """Make a sheet from rows.

    Parameters
    ----------
    rows
        Row of the file and its cells, in order; more may be found wrong as they are read.
    wanted
        What is asked for.
    findings
        What the reader finds wrong.
    read_as
        How the file was read.
    name
        Sheet of a workbook.
    even
        Whether each row must have as many cells as the headings.
    titles
        The headings, where the file names its columns and no row holds them.
    at_end
        Called with the row of the headings and the number of columns after all rows are read, to
        find what is wrong with them as a whole.

    Returns
    -------
    sheet : Sheet or None
        The table; None if there is none.
    faults : list of Fault
        All that was found.
    """
    rows = iter(rows)
    headings: dict[int, str] = {}
    first = 0
    try:
        early, place = _head(rows, wanted.header, titles)
        first, named = early[place]
        # For the faults of a file that breaks off; replaced below.
        headings = {i: text for i, cell in enumerate(named) if (text := heading(cell))}
        width = max(headings, default=-1) + 1
        check_width(width, first, wanted.limits)
        if place:
            rule = "rows above the headings are left out"
            remedy = (
                "Nothing to do, if the headings are right; else say with header where they are."
            )
            findings.add(Flaw(first, -1, "", rule, remedy, "warning"))
        columns = Columns(wanted, findings, (width, len(named)) if even else (0, 0))
        columns.take(chain(early[place + 1 :], rows))
        filled = columns.filled()
        if at_end:
            at_end(first, max(width, len(filled)))
        headings = name_columns(named, first, filled, findings)
        if not headings:
            raise Unreadable("row of the headings is empty", "Name the row that holds them.", first)
        cells = columns.table(headings)
    except Unreadable as error:
        return None, [*findings.faults(wanted.file, headings, first), error.fault(wanted.file)]
    faults = findings.faults(wanted.file, headings, first)
    if not cells.num_rows:
        rule, remedy = "has headings but no rows", "Add rows below the headings."
        faults.append(Fault(wanted.file, first, "", "", rule, remedy, "warning"))
    read = {**read_as, "header": str(first)} if first else read_as
    return Sheet(wanted.file, name, cells, columns.rows(), read), faults


def _head(rows: Iterator[Row], header: int, titles: Sequence[str]) -> tuple[list[Row], int]:
    """Return rows that were read to find the headings, and which of them holds these."""
    if titles:
        return [(0, titles)], 0
    if header:
        return [_at(rows, header)], 0
    early = list(islice((row for row in rows if not is_blank(row[1])), LOOKED_AT))
    return early, find_header(early)


def _at(rows: Iterator[Row], header: int) -> Row:
    """Return the row of the headings."""
    row = next((row for row in rows if row[0] >= header), None)
    if row is None or row[0] > header or is_blank(row[1]):
        rule, remedy = "row of the headings is empty or missing", "Name the row that holds them."
        raise Unreadable(rule, remedy, header)
    return row
