"""A table of another hand, as it stands in its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in a file.

    Attributes
    ----------
    file
        Name of the file as told to the user.
    name
        Sheet of a workbook; empty for other files.
    cells
        Text columns named by the headings; an empty or blank cell is null.
    rows
        Row of the file for each record, the headings counted: what a spreadsheet program shows.
        In JSON lines it is the line.
    read_as
        How the file was read, such as ``{"format": "csv", "encoding": "cp1252",
        "delimiter": ";", "header": "1"}``.
    """

    file: str
    name: str
    cells: pa.Table
    rows: Sequence[int]
    read_as: Mapping[str, str] = field(default_factory=dict)
