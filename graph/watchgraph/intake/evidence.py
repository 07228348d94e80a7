"""What the cells of a column look like: how many of them read as a value of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from watchgraph.intake.addresses import read_address
from watchgraph.intake.fields import Field

#: Tells whether a text reads as a value of a field, by the field's name.
Reads = Callable[[str, str], bool]

#: So many different cells of a column are looked at.
LOOKED_AT = 200
#: Words that people write for "nothing"; NA is left out, for it is Namibia.
BLANK_WORDS = (
    "-",
    "--",
    "—",
    "?",
    "??",
    "n/a",
    "n.a.",
    "tbc",
    "tbd",
    "not stated",
    "not available",
)

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?\(?\d[\d\s()./-]{6,18}\d")
_MARKS = (";", "|", "\n", "；", "、", " / ", ",", "，")
_BETWEEN_ADDRESSES = ("\n", " ", ";")
# A comma may belong to the name of a company.
_SAFE_MARKS = tuple(mark for mark in _MARKS if mark not in ",，")


@dataclass(frozen=True)
class Column:
    """A column of the sheet as the guess sees it.

    Attributes
    ----------
    heading
        Its heading.
    cells
        Its different cells in the order of the sheet, at most :data:`LOOKED_AT`.
    filled
        How many of all its cells are filled.
    """

    heading: str
    cells: tuple[str, ...]
    filled: int


def column_of(heading: str, cells: Sequence[str | None]) -> Column:
    """Return a column as the guess sees it.

    Parameters
    ----------
    heading
        Its heading.
    cells
        Its cells.

    Returns
    -------
    Column
        Without what stands for an empty cell.
    """
    stated = [cell for cell in cells if cell and cell.strip().casefold() not in BLANK_WORDS]
    return Column(heading, tuple(dict.fromkeys(stated))[:LOOKED_AT], len(stated))


def share_read(field: Field, column: Column, reads: Reads) -> float:
    """Return which part of a column reads as values of a field.

    Parameters
    ----------
    field
        The field.
    column
        The column.
    reads
        Tells whether a value of a field can be read.

    Returns
    -------
    float
        From 0 to 1; 0 for an empty column.
    """
    marks = marks_of(field, column) if field.many else ()
    pieces = [piece for cell in column.cells for piece in split(cell, marks)]
    return _share(pieces, lambda piece: reads(field.name, piece))


def share_private(column: Column) -> float:
    """Return which part of a column is electronic addresses or numbers of telephones."""
    return _share(
        column.cells,
        lambda cell: bool(
            _EMAIL.fullmatch(cell.strip())
            or (_PHONE.fullmatch(cell.strip()) and not _looks_dated(cell))
        ),
    )


def share_addresses(column: Column) -> float:
    """Return which part of a column begins with the address of a web page."""
    return _share(
        column.cells, lambda cell: bool(cell.split() and read_address(cell.split()[0])[0])
    )


def marks_of(field: Field, column: Column) -> tuple[str, ...]:
    """Return the marks that part several values in the cells of a column.

    Parameters
    ----------
    field
        What the column is read as; a name of a company may hold a comma, an address many marks.
    column
        The column.

    Returns
    -------
    tuple of str
        Marks that stand in it.
    """
    if field.kind == "url":
        return tuple(
            mark
            for mark in _BETWEEN_ADDRESSES
            if any(mark in cell.strip() and _all_addresses(cell, mark) for cell in column.cells)
        )
    marks = _SAFE_MARKS if field.kind == "printed" else _MARKS
    return tuple(mark for mark in marks if any(mark in cell.strip() for cell in column.cells))


def _all_addresses(cell: str, mark: str) -> bool:
    """Tell whether a mark parts a cell into addresses, or such with other marks between."""
    pieces = [piece for part in split(cell, (mark,)) for piece in part.replace(";", " ").split()]
    return all(read_address(piece.strip(","))[0] for piece in pieces)


def split(cell: str, marks: Sequence[str]) -> list[str]:
    """Return the values of a cell."""
    pieces = [cell]
    for mark in marks:
        pieces = [part for piece in pieces for part in piece.split(mark)]
    return [piece.strip() for piece in pieces if piece.strip()]


def date_order(columns: Sequence[Column]) -> str:
    """Return the order of day and month that columns of dates show.

    Parameters
    ----------
    columns
        Columns of dates.

    Returns
    -------
    str
        ``day-first`` or ``month-first``; empty if they show neither, or both.

    Examples
    --------
    >>> date_order([Column("Date", ("03/04/2019", "21/04/2019"), 2)])
    'day-first'
    """
    from watchgraph.reconcile.reading_dates import order_of

    order = order_of(cell for column in columns for cell in column.cells)
    return f"{order}-first" if order else ""


def decimals_of(columns: Sequence[Column]) -> str:
    """Return the sign before decimals that columns of numbers show.

    Parameters
    ----------
    columns
        Columns of numbers.

    Returns
    -------
    str
        ``point`` or ``comma``; empty if they show neither, or both.

    Examples
    --------
    >>> decimals_of([Column("Value", ("1,200", "1,200.50"), 2)])
    'point'
    """
    from watchgraph.reconcile.reading_numbers import decimal_of

    sign = decimal_of(cell for column in columns for cell in column.cells)
    return {".": "point", ",": "comma"}.get(sign, "")


def _looks_dated(cell: str) -> bool:
    return bool(re.match(r"(19|20)\d\d[-/.]|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", cell.strip()))


def _share(cells: Sequence[str], good: Callable[[str], bool]) -> float:
    return sum(map(good, cells)) / len(cells) if cells else 0.0
