"""Where rows of a table stand in the files of the person who wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from watchgraph.errors import Fault

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Place:
    """Where the rows of a table come from.

    Attributes
    ----------
    file
        The file, as its owner knows it.
    rows
        Row of the file for each row of the table, the header being row 1; several rows of a
        table may come from one row of the file.
    headings
        Heading in the file for each column of the table that has another name there.
    """

    file: str
    rows: Sequence[int]
    headings: Mapping[str, str] = field(default_factory=dict)

    def of(self, fault: Fault) -> Fault:
        """Return a fault of the table as one of the file.

        Parameters
        ----------
        fault
            Fault whose row counts the rows of the table, the header being row 1, and whose
            column is one of the table; row 0 means the whole file.

        Returns
        -------
        Fault
            The same with the file, row and heading that its owner sees.
        """
        row = self.rows[fault.row - 2] if fault.row >= 2 else 0
        heading = self.headings.get(fault.column, fault.column)
        return replace(fault, file=self.file, row=row, column=heading)


@dataclass(frozen=True)
class Part:
    """Rows of one table that come from one file.

    Attributes
    ----------
    table
        Name of the table.
    cells
        Text columns in the order of the table's description; null means not stated.
    place
        Where they stand.
    """

    table: str
    cells: pa.Table
    place: Place
