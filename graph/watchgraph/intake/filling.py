"""Rows for several tables, gathered while lines are gone through, and handed over as parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from watchgraph.intake.fields import Form
from watchgraph.tables.places import Part, Place
from watchgraph.tables.schema import Package

if TYPE_CHECKING:
    import pyarrow as pa

# Where else a name of each kind goes.
_NAMED = {
    "printed": (("suppliers", "name"), ("spellings", "printed")),
    "supplier": (("suppliers", "name"),),
    "lender": (("lenders", "name"),),
}
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass
class Filling:
    """Rows by table; a key that is there already is not filled again.

    Attributes
    ----------
    rows
        Cells by column for each key of each table.
    lines
        Row of the sheet of each.
    """

    rows: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    lines: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, table: str, key: str, row: int, **cells: str) -> None:
        """Add a row, unless its key is there.

        Parameters
        ----------
        table
            Name of the table.
        key
            Its key.
        row
            Row of the sheet.
        **cells
            Text by column; empty for not stated.
        """
        rows = self.rows.setdefault(table, {})
        if key not in rows:
            rows[key] = cells
            self.lines.setdefault(table, {})[key] = row

    def has(self, table: str, key: str) -> bool:
        """Tell whether a row of this key is there."""
        return key in self.rows.get(table, {})

    def parts(self, package: Package, file: str, headings: Headings) -> list[Part]:
        """Return what was gathered, in the order of the edition's tables.

        Parameters
        ----------
        package
            Description of the edition.
        file
            The sheet's file.
        headings
            Heading for each column of each table.

        Returns
        -------
        list of Part
            One for each table with rows.
        """
        parts = []
        for table, schema in package.tables.items():
            rows = self.rows.get(table)
            if not rows:
                continue
            cells = _table(schema.column_names, schema.key, rows)
            place = Place(file, tuple(self.lines[table].values()), headings.get(table, {}))
            parts.append(Part(table, cells, place))
        return parts


Headings = Mapping[str, Mapping[str, str]]


def headings_of(form: Form, headings: Mapping[str, str]) -> Headings:
    """Return the heading in the sheet for each column of each table that is filled.

    Parameters
    ----------
    form
        What a row may say.
    headings
        Heading of each field.

    Returns
    -------
    dict of str to dict
        Heading by table and column.
    """
    found: dict[str, dict[str, str]] = {}
    for name, heading in headings.items():
        field = form[name]
        columns = found.setdefault(field.table, {})
        columns[field.column] = heading
        columns[f"{field.column}_precision"] = heading
        if field.link:
            columns[field.link] = heading
        for table, column in _NAMED.get(field.kind, ()):
            found.setdefault(table, {}).setdefault(column, heading)
    cited = headings.get("source") or headings.get("source_url") or headings.get("source_title")
    if cited:
        found.setdefault(form.rows, {})["source"] = cited
        found.setdefault("sources", {}).setdefault("source", cited)
    return found


def with_precision(cells: Mapping[str, str], columns: list[str]) -> dict[str, str]:
    """Return cells with the precision beside each date that has a column for it.

    Parameters
    ----------
    cells
        Text by column.
    columns
        Columns of the table.

    Returns
    -------
    dict of str to str
        The cells and the precisions.
    """
    precise = {
        f"{name}_precision": _PRECISIONS.get(len(value), "")
        for name, value in cells.items()
        if f"{name}_precision" in columns
    }
    return {**cells, **precise}


def _table(columns: list[str], key: str, rows: Mapping[str, Mapping[str, str]]) -> pa.Table:
    import pyarrow as pa

    told = [with_precision({**cells, key: name}, columns) for name, cells in rows.items()]
    return pa.table(
        {
            column: pa.array([cells.get(column) or None for cells in told], pa.string())
            for column in columns
        }
    )
