"""Columns of text that grow batch by batch, within limits and without empty rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.formulas import unguarded
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.headings import Row, is_blank
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.text import trimmed
from watchgraph.sheets.wanted import Wanted

#: Cells that are turned into columns at once.
_AT_ONCE = 500_000


class Columns:
    """Columns of text that grow batch by batch.

    Parameters
    ----------
    wanted
        What is asked for.
    findings
        Takes in what is wrong.
    even
        Fewest and most cells that a row of a text file may have; zeros for other files.
    """

    def __init__(self, wanted: Wanted, findings: Findings, even: tuple[int, int] = (0, 0)) -> None:
        self._wanted = wanted
        self._findings = findings
        self._fewest, self._most = even
        self.numbers: list[int] = []
        self._chunks: list[list[pa.Array]] = []

    def take(self, rows: Iterable[Row]) -> None:
        """Take in all rows."""
        batch: list[Sequence[str | None]] = []
        numbers: list[int] = []
        cells = 0
        for number, row in rows:
            batch.append(row)
            numbers.append(number)
            # A row counts even where it has no cells.
            cells += len(row) + 1
            if cells > _AT_ONCE:
                self._flush(batch, numbers)
                batch, numbers, cells = [], [], 0
        self._flush(batch, numbers)

    def rows(self) -> Sequence[int]:
        """Return the row of the file of each record, as a range where they have no gap."""
        numbers = self.numbers
        if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
            return range(numbers[0], numbers[-1] + 1)
        return tuple(numbers)

    def filled(self) -> list[bool]:
        """Return for each column whether any cell is filled."""
        return [any(chunk.null_count < len(chunk) for chunk in chunks) for chunks in self._chunks]

    def table(self, headings: Mapping[int, str]) -> pa.Table:
        """Return the columns that have a name."""
        count = len(self.numbers)
        columns = []
        for place in headings:
            chunks = self._chunks[place] if place < len(self._chunks) else []
            missing = count - sum(len(chunk) for chunk in chunks)
            rest = [pa.nulls(missing, pa.string())] if missing else []
            columns.append(pa.chunked_array([*chunks, *rest], pa.string()))
        return pa.table(columns, names=list(headings.values()))

    def _flush(self, batch: list[Sequence[str | None]], numbers: list[int]) -> None:
        even = len({len(row) for row in batch}) == 1
        turned = zip(*batch, strict=True) if even else zip_longest(*batch)
        columns = [pa.array(column, pa.string()) for column in turned]
        if self._most:
            columns = [_unguarded(column) for column in columns]
        self.add(columns, numbers, batch)

    def add(
        self,
        columns: list[pa.Array],
        numbers: Sequence[int],
        batch: Sequence[Sequence[str | None]] = (),
    ) -> None:
        """Take in rows that are columns already.

        Parameters
        ----------
        columns
            String arrays of the same length.
        numbers
            Row of the file for each row.
        batch
            The same as rows, where each must have a number of cells.
        """
        columns = [trimmed(column) for column in columns]
        if not columns:
            return
        filled = pc.is_valid(columns[0])
        for column in columns[1:]:
            filled = pc.or_(filled, pc.is_valid(column))
        self._check_sizes(columns, len(self.numbers) + len(numbers), numbers)
        if self._most and batch:
            self._check_even(batch, numbers, filled)
        # A file may have many empty columns at its right, as some programs write them.
        while columns and columns[-1].null_count == len(columns[-1]):
            columns.pop()
        self._check_texts(columns, numbers)
        before = len(self.numbers)
        kept = list(numbers)
        if not pc.all(filled).as_py():
            kept = [n for n, keep in zip(numbers, filled.to_pylist(), strict=True) if keep]
        self.numbers += kept
        for place, column in enumerate(columns):
            if place == len(self._chunks):
                self._chunks.append([pa.nulls(before, pa.string())] if before else [])
            chunks = self._chunks[place]
            missing = before - sum(len(chunk) for chunk in chunks)
            if missing:
                chunks.append(pa.nulls(missing, pa.string()))
            chunks.append(column.filter(filled))

    def _check_sizes(self, columns: list[pa.Array], rows: int, numbers: Sequence[int]) -> None:
        limits = self._wanted.limits
        remedy = "Split the file, or leave out what is not needed."
        if len(columns) > limits.most_columns:
            for place, column in enumerate(columns[limits.most_columns :]):
                if column.null_count < len(column):
                    row = numbers[pc.index(pc.is_valid(column), True).as_py()]
                    check_width(limits.most_columns + place + 1, row, limits)
            del columns[limits.most_columns :]
        if rows > limits.most_rows:
            raise Unreadable(f"has more than {limits.most_rows:,} rows", remedy)
        if rows * max(len(columns), len(self._chunks)) > limits.most_cells:
            raise Unreadable(f"has more than {limits.most_cells:,} cells", remedy)

    def _check_even(
        self, batch: Sequence[Sequence[str | None]], numbers: Sequence[int], filled: pa.Array
    ) -> None:
        for i, cells in enumerate(batch):
            if self._fewest <= len(cells) <= self._most or not filled[i].as_py():
                continue
            if len(cells) > self._most and is_blank(cells[self._most :]):
                continue
            rule = f"row has {len(cells)} cells, the headings are {self._fewest}"
            remedy = "Put cells that hold the delimiter into double quotes; fill up short rows."
            value = " | ".join(cell or "" for cell in cells[:100])[:500]
            self._findings.add(
                Flaw(numbers[i], -1, value, rule, remedy), "row has not as many cells as headings"
            )

    def _check_texts(self, columns: list[pa.Array], numbers: Sequence[int]) -> None:
        most = self._wanted.limits.most_text
        for place, column in enumerate(columns):
            # Bytes are known without counting, and no fewer than characters.
            sizes = pc.binary_length(column)
            if (pc.max(sizes).as_py() or 0) <= most:
                continue
            long = pc.greater(pc.utf8_length(column), most)
            for i in pc.indices_nonzero(pc.fill_null(long, False)).to_pylist():
                rule = f"cell has more than {most:,} characters"
                remedy = "Shorten it, or look for a quote that is not closed."
                self._findings.add(Flaw(numbers[i], place, column[i].as_py()[:200], rule, remedy))


def check_width(width: int, row: int, limits: Limits) -> None:
    """Refuse a table that is too wide.

    Parameters
    ----------
    width
        Columns.
    row
        Row of the file that has so many.
    limits
        How much is read.

    Raises
    ------
    Unreadable
        If these are too many.
    """
    if width > limits.most_columns:
        remedy = "Split the file, or leave out what is not needed."
        raise Unreadable(f"has more than {limits.most_columns:,} columns", remedy, row)


def _unguarded(column: pa.Array) -> pa.Array:
    """Return texts without the apostrophes that kept programs from computing them."""
    if not pc.any(pc.match_substring(column, "'")).as_py():
        return column
    texts = column.to_pylist()
    return pa.array([unguarded(text) if text else text for text in texts], pa.string())
