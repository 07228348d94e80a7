"""The tables of the data package: read strictly, checked, typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.errors import DataError, Fault
from watchgraph.tables.keys import check_expectations, check_foreign_keys, check_precision
from watchgraph.tables.layers import Layer, merge
from watchgraph.tables.reading import read_columns
from watchgraph.tables.schema import Package, read_package
from watchgraph.tables.values import check_column

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Layer", "Tables", "load_tables", "read_package", "read_tables"]


@dataclass(frozen=True)
class Tables:
    """Checked tables of one data folder, and what is laid over them.

    Attributes
    ----------
    package
        Description of the data.
    columns
        Text columns of each table, by table name; null means not stated. The rows of the
        layers follow those of the folder.
    warnings
        Faults that do not stop a build.
    layers
        Rows that are laid over those of the folder.
    """

    package: Package
    columns: dict[str, pa.Table]
    warnings: list[Fault] = field(default_factory=list)
    layers: tuple[Layer, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the tables."""
        return iter(self.columns)

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table with typed columns.

        Parameters
        ----------
        name
            Name of the table, such as ``deployments``.

        Returns
        -------
        pandas.DataFrame
            Integers and years as ``Int64``, numbers as ``Float64``, booleans as ``boolean``,
            all else as ``string``; a missing value is ``NA``.
        """
        types: dict[str, Any] = {
            "integer": "Int64",
            "year": "Int64",
            "number": "Float64",
            "boolean": "boolean",
        }
        frame: pd.DataFrame = self.columns[name].to_pandas().astype("string")
        for column in self.package.tables[name].columns:
            kind = types.get(column.type)
            if kind == "boolean":
                frame[column.name] = (frame[column.name] == "true").astype("boolean")
            elif kind:
                frame[column.name] = frame[column.name].astype("Float64").astype(kind)
        return frame

    @property
    def own(self) -> dict[str, pa.Table]:
        """Text columns of the folder itself, without those of the layers."""
        if not self.layers:
            return self.columns
        return {
            name: table.slice(0, self._own_rows(name))
            for name, table in self.columns.items()
            if name in self.package.tables
        }

    def with_layers(self, *layers: Layer) -> Tables:
        """Return the tables with further layers laid over them.

        Parameters
        ----------
        *layers
            The layers, in order; their rows have been checked.

        Returns
        -------
        Tables
            With the rows of the layers after those that are there.
        """
        merged = merge(self.columns, layers)
        return replace(self, columns=merged, layers=(*self.layers, *layers))

    def row_of(self, name: str, key: str) -> int | None:
        """Return the row of the file in which a record stands, the header being row 1."""
        column = self.columns[name].column(self.package.tables[name].key)
        position = column.index(key).as_py()
        return None if position < 0 else self.place(name, int(position) + 2).row

    def place(self, name: str, row: int, column: str = "") -> Fault:
        """Return where a row of a table stands, as a fault without a rule.

        Parameters
        ----------
        name
            Name of the table.
        row
            Row of the table with all its layers, the header being row 1.
        column
            Column of the table; empty for the whole row.

        Returns
        -------
        Fault
            Its file, row and column are those that the owner of the file sees.
        """
        rest = row - self._own_rows(name)
        if rest < 2:
            return Fault(self.package.tables[name].path, row, column, "", "", "")
        for layer in self.layers:
            count = layer.columns[name].num_rows if name in layer.columns else 0
            if rest - 2 < count:
                return layer.place(name, rest, column)
            rest -= count
        raise IndexError(row)

    def _own_rows(self, name: str) -> int:
        rows: int = self.columns[name].num_rows
        for layer in self.layers:
            if name in layer.columns:
                rows -= layer.columns[name].num_rows
        return rows


def read_tables(folder: Path) -> tuple[Tables, list[Fault]]:
    """Read and check all tables, and return the faults instead of raising them.

    Parameters
    ----------
    folder
        Folder that holds ``datapackage.json``.

    Returns
    -------
    tables : Tables
        What could be read.
    faults : list of Fault
        Every error and warning of all tables, sorted by file, row and column.

    Raises
    ------
    DataError
        If ``datapackage.json`` itself cannot be read.
    """
    package = read_package(folder)
    columns: dict[str, pa.Table] = {}
    faults: list[Fault] = []
    for name, schema in package.tables.items():
        table, found = read_columns(folder, schema)
        faults += found
        if table is None:
            continue
        columns[name] = table
        for column in schema.columns:
            faults += check_column(schema, column, table.column(column.name))
        faults += check_precision(schema, table)
    for name in columns:
        faults += check_foreign_keys(package.tables[name], columns, package)
    faults += check_expectations(package, columns)
    faults.sort()
    return Tables(package, columns, [f for f in faults if f.severity == "warning"]), faults


def load_tables(folder: Path) -> Tables:
    """Read and check all tables of a data folder.

    Parameters
    ----------
    folder
        Folder that holds ``datapackage.json``.

    Returns
    -------
    Tables
        The checked tables.

    Raises
    ------
    DataError
        With every fault of every table, if any is an error.
    """
    tables, faults = read_tables(folder)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise DataError(errors)
    return tables
