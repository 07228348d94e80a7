"""The cells of one sheet of a workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from watchgraph.sheets.book import Book, Page
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.headings import Row
from watchgraph.sheets.parts import AGAIN, understood
from watchgraph.sheets.serials import date_text, moment
from watchgraph.sheets.text import plain_number

#: Rows that a workbook may have.
MOST_ROWS = 1_048_576
_WRONG = {
    "n": ("is no number", "Write the value again."),
    "e": ("is an error of a formula", "Mend the formula, or write the value."),
    "date": ("is formatted as a date, but is none", "Write the date."),
    "formula": (
        "formula without a stored value",
        "Open the file in a spreadsheet program and save it, or write the value.",
    ),
    "kind": ("value is none of the kind that the cell states", "Write the value again."),
    "unknown": ("cell is of an unknown kind", AGAIN),
}


class Worksheet:
    """Reads the cells of a sheet: each by openpyxl, which leaves out what is hidden and merged.

    Parameters
    ----------
    book
        The workbook.
    page
        The sheet.
    findings
        Takes in what is wrong with cells.
    """

    def __init__(self, book: Book, page: Page, findings: Findings) -> None:
        from openpyxl.worksheet._reader import WorkSheetParser

        self._part = book.open(page)
        self._parser = WorkSheetParser(self._part, book.texts, data_only=True)
        self._book = book
        self._most = book.limits.most_columns
        self._findings = findings
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[range] = []
        self._merged: list[tuple[int, int, int, str]] = []

    def rows(self) -> Iterator[Row]:
        """Yield each row that stands in the sheet, and its cells up to the last that is filled.

        Raises
        ------
        Unreadable
            If openpyxl cannot make sense of it, or it passes a limit.
        """
        from openpyxl.utils.cell import range_boundaries
        from openpyxl.xml.constants import SHEET_MAIN_NS
        from openpyxl.xml.functions import iterparse

        names = {f"{{{SHEET_MAIN_NS}}}{name}": name for name in ("row", "col", "mergeCell")}
        with understood(), self._part:
            for _, element in iterparse(self._part):
                name = names.get(element.tag)
                hidden = name and element.get("hidden") in ("1", "true")
                if name == "row":
                    row = self._row(element)
                    if hidden:
                        self._hidden_rows.append(row[0])
                    element.clear()
                    self._part.made()
                    yield row
                elif name == "col" and hidden:
                    columns = range(int(element.attrib["min"]) - 1, int(element.attrib["max"]))
                    self._hidden_columns.append(columns)
                elif name == "mergeCell":
                    shown = element.attrib["ref"]
                    # None for the bounds of a whole row or column, which the format has not.
                    bounds: Any = range_boundaries(shown)
                    left, top, _, bottom = map(int, bounds)
                    self._merged.append((top, left - 1, bottom, shown))

    def finish(self, first: int, width: int) -> None:
        """Say of hidden and merged cells, once the place of the table is known.

        Parameters
        ----------
        first
            Row of the headings.
        width
            Number of columns.
        """
        look = "Look whether it belongs to the table; if not, delete it."
        for row in self._hidden_rows:
            self._findings.add(Flaw(row, -1, "", "row is hidden, and was read", look, "warning"))
        for columns in self._hidden_columns:
            for column in range(max(columns.start, 0), min(columns.stop, width)):
                rule = "column is hidden, and was read"
                self._findings.add(Flaw(first, column, "", rule, look, "warning"))
        for top, left, bottom, shown in self._merged:
            if bottom >= first and left < width:
                rule = "cells are merged, and only the first of them has the value"
                remedy = "Split them and write the value into each cell that it is meant for."
                place = Flaw(max(top, first), left, shown, rule, remedy, "warning")
                self._findings.add(place)

    def _row(self, element: Any) -> Row:
        parser = self._parser
        last, row = parser.row_counter, int(element.get("r") or parser.row_counter + 1)
        if row <= last:
            raise Unreadable("rows are out of order", AGAIN, row)
        if row > MOST_ROWS:
            raise Unreadable(f"has more than {MOST_ROWS:,} rows", AGAIN, last)
        parser.row_counter, parser.col_counter = row, 0
        cells: list[str | None] = []
        for cell in element:
            text, wrong = self._cell(cell, row)
            column = parser.col_counter - 1
            if wrong:
                value = (cell.findtext("{*}v") or "")[:200]
                self._findings.add(Flaw(row, column, value, *_WRONG[wrong]))
            elif text and column < self._most:
                cells += [None] * (column - len(cells))
                cells.append(text)
            elif text:
                remedy = "Delete what stands far to the right, or split the sheet."
                raise Unreadable(f"has more than {self._most:,} columns", remedy, row, text[:80])
        return row, cells

    def _cell(self, element: Any, row: int) -> tuple[str | None, str]:
        """Return the text of a cell, and what is wrong with it."""
        from openpyxl.utils.escape import unescape

        before, kind = self._parser.col_counter, element.get("t", "n")
        cell: dict[str, Any] = {"row": row}
        try:
            cell = self._parser.parse_cell(element)
        except ValueError:
            # It takes the place before the value; without one, the cell is out of order.
            cell["value"] = ...
        except Unreadable as error:
            error.row = row
            raise
        if self._parser.col_counter <= before or cell["row"] != row:
            raise Unreadable("a cell stands in no proper place", AGAIN, row, element.get("r") or "")
        value = cell["value"]
        if value is None:
            formula = kind not in ("str", "inlineStr") and element.find("{*}f") is not None
            return None, "formula" if formula else ""
        if kind == "n" and value is not ...:
            shown = self._book.dates.get(cell["style_id"])
            if shown:
                text = date_text(value, shown, self._book.epoch)
                return text, "" if text else "date"
            text = plain_number(repr(value))
            return text, "" if text else "n"
        if isinstance(value, bool):
            return str(value).lower(), ""
        if isinstance(value, date | time | timedelta):
            return moment(value), ""
        if value is ...:
            return None, "n" if kind == "n" else "kind"
        if kind not in ("s", "str", "inlineStr"):
            return None, "e" if kind == "e" else "unknown"
        if "_x" in value:
            # Codes of halves of characters stand for nothing.
            value = unescape(value).replace("\0", "").encode("utf-8", "replace").decode()
        return value, ""
