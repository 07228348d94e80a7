"""The cells of one sheet of a workbook, streamed from its XML without a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO

from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.headings import Row
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.serials import Styles
from watchgraph.sheets.text import plain_number
from watchgraph.sheets.xmlparts import AGAIN, SHEETS, End, Start, stream, unescaped

#: Rows that a workbook may have.
MOST_ROWS = 1_048_576
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: So many merged places are kept.
_MOST_MERGED = 100_000


class Worksheet:
    """Reads the cells of a sheet.

    Parameters
    ----------
    part
        The XML of the sheet.
    strings
        Texts that the workbook's sheets share.
    styles
        Which styles are dates.
    limits
        How much is read.
    findings
        Takes in what is wrong with cells.
    """

    def __init__(
        self,
        part: IO[bytes],
        strings: Sequence[str],
        styles: Styles,
        limits: Limits,
        findings: Findings,
    ) -> None:
        self._part = part
        self._strings = strings
        self._styles = styles
        self._limits = limits
        self._findings = findings
        self._done: list[Row] = []
        self._row = 0
        self._row_text = ""
        self._shared_bytes = 0
        self._known: dict[str, int] = {}
        self._cells: list[str | None] = []
        self._column = -1
        self._kind = self._style = ""
        self._value: list[str] | None = None
        self._inline: list[str] = []
        self._formula = self._in_text = self._in_cell = self._spoken = False
        self._text: list[str] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[int, int, int, str]] = []

    def rows(self) -> Iterator[Row]:
        """Yield each row that stands in the sheet, and its cells up to the last that is filled.

        Raises
        ------
        Unreadable
            If the XML is broken, passes a limit or declares a document type, as no workbook does.
        """
        starts: dict[str, Start] = {
            "c": self._start_cell,
            "v": self._start_value,
            "t": self._start_text,
            "f": self._start_formula,
            "rPh": self._start_spoken,
            "row": self._start_row,
            "col": self._start_column,
            "mergeCell": self._start_merged,
        }
        ends: dict[str, End] = {
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._end_text,
            "rPh": self._end_spoken,
            "row": self._end_row,
        }
        for _ in stream(self._part, SHEETS, starts, ends, self._data):
            if self._done:
                done, self._done = self._done, []
                yield from done

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
        for low, high in self._hidden_columns:
            for column in range(low, min(high + 1, width)):
                rule = "column is hidden, and was read"
                self._findings.add(Flaw(first, column, "", rule, look, "warning"))
        for top, left, bottom, shown in self._merged:
            if bottom >= first and left < width:
                rule = "cells are merged, and only the first of them has the value"
                remedy = "Split them and write the value into each cell that it is meant for."
                place = Flaw(max(top, first), left, shown, rule, remedy, "warning")
                self._findings.add(place)

    def _start_value(self, attributes: dict[str, str]) -> None:
        self._text, self._in_text = [], self._in_cell

    def _start_text(self, attributes: dict[str, str]) -> None:
        self._text, self._in_text = [], self._in_cell and not self._spoken

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula = self._in_cell

    def _start_spoken(self, attributes: dict[str, str]) -> None:
        self._spoken = True

    def _start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            low, high = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            if len(self._hidden_columns) < self._limits.most_columns:
                self._hidden_columns.append((low - 1, high - 1))

    def _start_merged(self, attributes: dict[str, str]) -> None:
        shown = attributes.get("ref", "")
        start, _, end = shown.partition(":")
        top, left = _place(start)
        bottom, _ = _place(end or start)
        if len(self._merged) < _MOST_MERGED:
            self._merged.append((top, left, bottom, shown))

    def _end_value(self) -> None:
        if self._in_text:
            self._value, self._in_text = self._text, False

    def _end_text(self) -> None:
        if self._in_text:
            self._inline += self._text
            self._in_text = False

    def _end_spoken(self) -> None:
        self._spoken = False

    def _end_row(self) -> None:
        self._done.append((self._row, self._cells))

    def _data(self, text: str) -> None:
        if self._in_text:
            self._text.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        row = int(stated) if stated.isdigit() and len(stated) < 9 else self._row + 1
        if row <= self._row:
            raise Unreadable("rows are out of order", AGAIN, row)
        if row > MOST_ROWS:
            raise Unreadable(f"has more than {MOST_ROWS:,} rows", AGAIN, row)
        self._row, self._column, self._cells = row, -1, []
        self._row_text = str(row)
        if attributes.get("hidden") in ("1", "true"):
            self._hidden_rows.append(row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip("0123456789")
            column = self._known.get(letters, -1)
            # The usual case without a search: a column met before, and the row that it is in.
            if column < 0 or place[len(letters) :] != self._row_text:
                row, column = _place(place)
                if row != self._row:
                    raise Unreadable("cell stands in the wrong row", AGAIN, self._row, place)
                self._known[letters] = column
        else:
            column = self._column + 1
        if column <= self._column:
            raise Unreadable("cells are out of order", AGAIN, self._row, place or "")
        self._column = column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value, self._inline = None, []
        self._formula, self._in_cell = False, True

    def _end_cell(self) -> None:
        self._in_cell = False
        text = self._cell()
        if text is None or text == "":
            return
        most = self._limits.most_columns
        if self._column >= most:
            remedy = "Delete what stands far to the right, or split the sheet."
            raise Unreadable(f"has more than {most:,} columns", remedy, self._row, text[:80])
        if self._column > len(self._cells):
            self._cells += [None] * (self._column - len(self._cells))
        self._cells.append(text)

    def _cell(self) -> str | None:
        """Return the text of the cell that has ended."""
        kind = self._kind
        if kind == "inlineStr":
            return unescaped("".join(self._inline))
        value = "" if self._value is None else "".join(self._value)
        if not value:
            if self._formula and kind != "str":
                self._flaw(
                    "",
                    "formula without a stored value",
                    "Open the file in a spreadsheet program and save it, or write the value.",
                )
            return None
        if kind == "s":
            return self._shared(value)
        if kind == "n":
            return self._number(value)
        if kind == "str":
            return unescaped(value)
        if kind == "b":
            return "true" if value.strip() in ("1", "true") else "false"
        if kind == "d":
            return re.sub(r"T00:00:00(\.0+)?Z?$", "", value.strip())
        if kind == "e":
            self._flaw(value, "is an error of a formula", "Mend the formula, or write the value.")
            return None
        self._flaw(value[:200], "cell is of an unknown kind", AGAIN)
        return None

    def _shared(self, value: str) -> str:
        place = int(value) if value.isdecimal() and len(value) < 10 else -1
        if not 0 <= place < len(self._strings):
            raise Unreadable("a text of a cell is missing", AGAIN, self._row, value[:80])
        text = self._strings[place]
        # A long text that many cells share takes its room in each of them once they are read.
        self._shared_bytes += len(text) if text.isascii() else 4 * len(text)
        most = self._limits.most_unpacked
        if self._shared_bytes > most:
            remedy = "Shorten the texts that many cells hold, or split the sheet."
            raise Unreadable(f"unpacks to more than {most:,} bytes", remedy, self._row)
        return unescaped(text)

    def _number(self, value: str) -> str | None:
        style = int(self._style) if self._style.isdigit() else 0
        if style in self._styles.dates:
            text = self._styles.text(value, style)
            if text is None:
                self._flaw(value, "is formatted as a date, but is none", "Write the date.")
            return text
        # A workbook stores a number as the machine holds it, with noise past its 15 digits.
        try:
            number = plain_number(value if len(value) < 16 else _shortest(value))
        except ValueError:
            number = None
        if number is None:
            self._flaw(value[:200], "is no number", "Write the value again.")
        return number

    def _flaw(self, value: str, rule: str, remedy: str) -> None:
        self._findings.add(Flaw(self._row, self._column, value, rule, remedy))


def _shortest(value: str) -> str:
    """Return the shortest decimal number that the machine holds alike."""
    if value.strip().lstrip("+-").isdigit():
        return value.strip()
    return repr(float(value))


def _place(text: str) -> tuple[int, int]:
    """Return row and column, from 1 and from 0, of a place such as ``B7``."""
    found = _PLACE.fullmatch(text.replace("$", ""))
    if not found:
        raise Unreadable("a cell has no proper place", AGAIN, 0, text[:80])
    column = 0
    for char in found[1]:
        column = column * 26 + ord(char) - 64
    return int(found[2]), column - 1
