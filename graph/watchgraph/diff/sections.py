"""A comparison laid out in sections of tables, for a terminal and for a page alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """A row of a table.

    Attributes
    ----------
    cells
        Its cells as text.
    records
        The records it rests on, as ``kind/key``.
    """

    cells: tuple[str, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table for readers.

    Attributes
    ----------
    caption
        What it shows, with its count.
    heads
        The heads of its columns.
    lines
        Its rows.
    numeric
        Heads of the columns that hold numbers.
    none
        What to say if there is no row.
    """

    caption: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    numeric: frozenset[str] = frozenset()
    none: str = "None."


@dataclass(frozen=True)
class Section:
    """A part of a comparison.

    Attributes
    ----------
    name
        Short name, also the fragment of its address.
    title
        Heading.
    note
        How to read it.
    grids
        Its tables.
    """

    name: str
    title: str
    note: str
    grids: tuple[Grid, ...]


def listed(names: Iterable[str]) -> str:
    """Return names as one text.

    Parameters
    ----------
    names
        Names, in order.

    Returns
    -------
    str
        Joined by semicolons, as a name may hold a comma.

    Examples
    --------
    >>> listed(["Huawei", "ZTE"])
    'Huawei; ZTE'
    """
    return "; ".join(names)


def percent(count: int, whole: int) -> str:
    """Return a share in whole per cent.

    Parameters
    ----------
    count, whole
        How many, of how many.

    Returns
    -------
    str
        The share, halves rounded up as readers expect; empty if there is nothing to share.

    Examples
    --------
    >>> percent(1, 8), percent(0, 0)
    ('13 %', '')
    """
    return f"{(200 * count + whole) // (2 * whole)} %" if whole else ""


def of_all(count: int, whole: int) -> str:
    """Return a count with its denominator and share.

    Parameters
    ----------
    count, whole
        How many, of how many.

    Returns
    -------
    str
        Such as ``56 of 75 (75 %)``.

    Examples
    --------
    >>> of_all(56, 75), of_all(0, 0)
    ('56 of 75 (75 %)', '0 of 0')
    """
    share = percent(count, whole)
    return f"{count:,} of {whole:,}" + (f" ({share})" if share else "")


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Parameters
    ----------
    count
        How many.
    one, many
        The noun for one, and for more; default with an s.

    Returns
    -------
    str
        Both.

    Examples
    --------
    >>> counted(1, "country", "countries"), counted(2, "supplier")
    ('1 country', '2 suppliers')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def grouped(
    rows: Iterable[Mapping[str, Any]], *keys: str
) -> list[tuple[tuple[Any, ...], Sequence[Mapping[str, Any]]]]:
    """Put rows with equal keys together, in the order of their first appearance.

    Parameters
    ----------
    rows
        Rows.
    *keys
        Columns that make the key.

    Returns
    -------
    list of tuple
        The key and its rows.
    """
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in keys), []).append(row)
    return list(groups.items())


def records_in(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the records behind rows, each once, sorted."""
    return tuple(sorted({record for row in rows for record in row["records"]}))
