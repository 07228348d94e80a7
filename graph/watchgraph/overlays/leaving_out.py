"""Rows of a layer that are left out because of an error, and those that hang on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa

from watchgraph.tables.layers import Layer
from watchgraph.tables.places import Part
from watchgraph.tables.schema import Package

#: A row of a file, as its owner sees it.
FileRow = tuple[str, int]

# What several rows of a sheet may share, each leaning on those after it: it stays as long as one
# of the rows that name it stays.
_SHARED = (
    ("spellings", "supplier_aliases"),
    ("suppliers", "lenders", "organisations"),
    ("sources",),
    ("publishers",),
)
_RANKS = {table: rank for rank, tables in enumerate(_SHARED, start=1) for table in tables}


@dataclass
class LeftOut:
    """Rows that were left out, as their owners see them.

    Attributes
    ----------
    rows
        Rows of each file.
    """

    rows: dict[str, set[int]] = field(default_factory=dict)

    def add(self, rows: Iterable[FileRow]) -> None:
        """Add rows of files."""
        for file, row in rows:
            self.rows.setdefault(file, set()).add(row)

    def __contains__(self, row: FileRow) -> bool:
        """Tell whether a row of a file was left out."""
        return row[1] in self.rows.get(row[0], ())

    def counts(self) -> dict[str, int]:
        """Return how many rows of each file were left out."""
        return {file: len(rows) for file, rows in sorted(self.rows.items())}


def without(
    layer: Layer, bad: Collection[tuple[int, int]], package: Package
) -> tuple[Layer, set[FileRow]]:
    """Take rows out of a layer, with all else that their rows of the file gave.

    Parameters
    ----------
    layer
        The layer.
    bad
        Number of the part and place of the row in it, from 0.
    package
        Description of the tables.

    Returns
    -------
    layer : Layer
        Without them. What several rows of a file share, such as a source, stays while a row
        that stays names it.
    gone : set of (file, row)
        What was taken out, as the owners of the files see it.
    """
    wanted = set(bad)
    gone = {(layer.parts[part].place.file, _row(layer.parts[part], at)) for part, at in wanted}
    perhaps = set()
    for number, part in enumerate(layer.parts):
        for at in range(part.cells.num_rows):
            if (number, at) in wanted or (part.place.file, _row(part, at)) not in gone:
                continue
            if part.table in _RANKS:
                perhaps.add((number, at))
            elif _row(part, at):
                wanted.add((number, at))
    named = _named(layer, wanted, perhaps, package)
    return _taken_out(layer, wanted | (perhaps - named)), gone


def rows_at(layer: Layer, rows: Collection[FileRow]) -> set[tuple[int, int]]:
    """Return number of the part and place in it of what rows of files say first of all.

    A row of a sheet gives a record and what that leans on, such as its source, which other rows
    may share: of those only the record is meant, and what it leans on where nothing else is left.
    """
    wanted = set(rows)
    found: dict[FileRow, tuple[int, list[tuple[int, int]]]] = {}
    for number, part in enumerate(layer.parts):
        rank = _RANKS.get(part.table, 0)
        for at, row in enumerate(part.place.rows):
            there = (part.place.file, int(row))
            if there not in wanted:
                continue
            best, places = found.get(there, (rank, []))
            if rank <= best:
                found[there] = (rank, [*(places if rank == best else ()), (number, at)])
    return {place for _, places in found.values() for place in places}


def _named(
    whole: Layer,
    gone: Collection[tuple[int, int]],
    perhaps: Collection[tuple[int, int]],
    package: Package,
) -> set[tuple[int, int]]:
    """Return the rows among some that rows which stay name, directly or by others of them."""
    if not perhaps:
        return set()
    kept: set[tuple[int, int]] = set()
    while True:
        away = {*gone, *(set(perhaps) - kept)}
        names = _references(_taken_out(whole, away), package)
        more = {one for one in perhaps if _values(whole, one) & names} - kept
        if not more:
            return kept
        kept |= more


def _references(layer: Layer, package: Package) -> set[tuple[str, str, str]]:
    """Return table, column and value of all that the rows of a layer name."""
    return {
        (key.table, key.reference, value)
        for part in layer.parts
        for key in package.tables[part.table].foreign_keys
        for value in part.cells.column(key.column).to_pylist()
        if value is not None
    }


def _values(layer: Layer, one: tuple[int, int]) -> set[tuple[str, str, str]]:
    part = layer.parts[one[0]]
    row: Mapping[str, str | None] = part.cells.slice(one[1], 1).to_pylist()[0]
    return {(part.table, name, value) for name, value in row.items() if value is not None}


def _taken_out(layer: Layer, gone: Collection[tuple[int, int]]) -> Layer:
    parts = []
    away: dict[int, set[int]] = {}
    for number, at in gone:
        away.setdefault(number, set()).add(at)
    for number, part in enumerate(layer.parts):
        own = away.get(number)
        if own:
            stay = [at for at in range(part.cells.num_rows) if at not in own]
            place = replace(part.place, rows=[part.place.rows[at] for at in stay])
            part = replace(part, cells=part.cells.take(pa.array(stay, pa.int64())), place=place)
        parts.append(part)
    return replace(layer, parts=tuple(parts))


def _row(part: Part, at: int) -> int:
    return int(part.place.rows[at])
