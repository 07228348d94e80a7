"""Rows laid over the tables of an edition: where they come from, how they are checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.errors import Fault
from watchgraph.tables.keys import check_foreign_keys, check_precision
from watchgraph.tables.persons import check_persons
from watchgraph.tables.places import Part
from watchgraph.tables.redactions import check_redactions
from watchgraph.tables.replies import check_replies
from watchgraph.tables.schema import Package, TableSchema
from watchgraph.tables.values import check_column

if TYPE_CHECKING:
    from watchgraph.tables import Tables


@dataclass(frozen=True)
class Layer:
    """Rows of one overlay.

    Attributes
    ----------
    name
        Name of the overlay, which ends the address of its graph.
    private
        Whether the rows are shown only where that is asked for.
    parts
        The rows, with the files and rows that they come from.
    """

    name: str
    private: bool
    parts: tuple[Part, ...] = ()

    @cached_property
    def columns(self) -> dict[str, pa.Table]:
        """Text columns of each table that the layer adds to, parts in their order."""
        return {table: _joined(parts) for table, parts in self._by_table.items()}

    @property
    def rows(self) -> int:
        """Number of rows of all tables."""
        return sum(part.cells.num_rows for part in self.parts)

    def place(self, table: str, row: int, column: str = "") -> Fault:
        """Return where a row of the layer stands, as a fault without a rule.

        Parameters
        ----------
        table
            Name of the table.
        row
            Row of the layer's own rows of that table, the first being row 2.
        column
            Column of the table, or empty.

        Returns
        -------
        Fault
            Its file, row and column are those that the owner sees.
        """
        for part in self._by_table[table]:
            if row - 2 < part.cells.num_rows:
                return part.place.of(Fault("", row, column, "", "", ""))
            row -= part.cells.num_rows
        raise IndexError(row)

    @cached_property
    def _by_table(self) -> dict[str, list[Part]]:
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            if part.cells.num_rows:
                found.setdefault(part.table, []).append(part)
        return found


@dataclass(frozen=True)
class PartFault:
    """A fault of a part: its row counts the rows of the part, the first being row 2."""

    part: int
    fault: Fault

    def placed(self, layer: Layer) -> Fault:
        """Return the fault as the owner of the file sees it."""
        return layer.parts[self.part].place.of(self.fault)


def check_layer(
    layer: Layer, package: Package, visible: Mapping[str, pa.Table], below: Tables
) -> list[PartFault]:
    """Check the rows of a layer as those of the edition are checked.

    Parameters
    ----------
    layer
        The layer.
    package
        Description of the tables.
    visible
        Tables on whose rows those of the layer may lean, without its own.
    below
        All rows that were laid before, whose keys may not be used again.

    Returns
    -------
    list of PartFault
        What is wrong, in the order of the parts.
    """
    known = _merged(visible, layer.columns)
    found = []
    for number, part in enumerate(layer.parts):
        schema = package.tables[part.table]
        faults = check_precision(schema, part.cells)
        for column in schema.columns:
            cells = part.cells.column(column.name)
            faults += check_column(schema, column, cells, duplicates=False)
        faults += check_foreign_keys(schema, known, package, part.cells)
        faults += check_persons(package, {part.table: part.cells})
        own = {**known, part.table: part.cells}
        if part.table == "replies":
            faults += check_replies(package, own)
        if part.table == "redactions":
            faults += check_redactions(package, own, told_here=True)
        found += [PartFault(number, fault) for fault in faults]
    return found + list(_used_again(layer, package, below))


def merge(columns: Mapping[str, pa.Table], layers: Sequence[Layer]) -> dict[str, pa.Table]:
    """Return tables with the rows of layers after their own.

    Parameters
    ----------
    columns
        Text columns of each table.
    layers
        The layers, in order.

    Returns
    -------
    dict
        Text columns of each table, in the order of ``columns``.
    """
    merged = dict(columns)
    for layer in layers:
        merged = _merged(merged, layer.columns)
    return merged


def normal_part(part: Part, schema: TableSchema) -> Part:
    """Return a part whose cells are strings in the order of the table's description."""
    wanted = pa.schema([(name, pa.string()) for name in schema.column_names])
    cells = part.cells.select(schema.column_names)
    return part if cells.schema.equals(wanted) else replace(part, cells=cells.cast(wanted))


def _used_again(layer: Layer, package: Package, below: Tables) -> Iterator[PartFault]:
    """Find values that must be unique and stand in a row before, wherever that is."""
    first: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
    for number, part in enumerate(layer.parts):
        schema = package.tables[part.table]
        for column in schema.columns:
            if not (column.unique or column.name == schema.key):
                continue
            seen = first.setdefault((part.table, column.name), {})
            cells = part.cells.column(column.name)
            taken = _positions(cells, below.columns.get(part.table), column.name)
            for row, (value, at) in enumerate(zip(cells.to_pylist(), taken, strict=True), 2):
                if value is None:
                    continue
                # Places are made only for what is told: most values stand once.
                before = seen.setdefault(value, (number, row))
                if at is not None:
                    other = below.place(part.table, at + 2, column.name)
                elif before != (number, row):
                    there = Fault(schema.path, before[1], column.name, value, "", "")
                    other = layer.parts[before[0]].place.of(there)
                else:
                    continue
                yield PartFault(
                    number, _again(Fault(schema.path, row, column.name, value, "", ""), other)
                )


def _again(here: Fault, other: Fault) -> Fault:
    there = other.file + (f", row {other.row}," if other.row else "")
    remedy = f"{there} has it already; give this row its own, or leave the row out."
    return replace(here, rule="value stands twice", remedy=remedy)


def _positions(cells: pa.ChunkedArray, table: pa.Table | None, column: str) -> list[int | None]:
    if table is None:
        return [None] * len(cells)
    taken = pc.index_in(cells, value_set=table.column(column).combine_chunks())
    positions: list[int | None] = taken.to_pylist()
    return positions


def _joined(parts: Sequence[Part]) -> pa.Table:
    return pa.concat_tables([part.cells for part in parts])


def _merged(columns: Mapping[str, pa.Table], more: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    added = {
        name: pa.concat_tables([columns[name], table]) if name in columns else table
        for name, table in more.items()
    }
    return {**columns, **added}
