"""What is asked for when a file is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchgraph.sheets.limits import Limits


@dataclass(frozen=True)
class Wanted:
    """What is asked for.

    Attributes
    ----------
    file
        Name of the file as told to the user.
    sheet
        Sheet of a workbook; empty means the only one that holds cells.
    header
        Row of the headings; 0 means it is found.
    encoding
        Encoding of a text file; empty means it is found.
    delimiter
        What parts the cells of a text file; empty means it is found.
    limits
        How much is read.
    """

    file: str
    sheet: str = ""
    header: int = 0
    encoding: str = ""
    delimiter: str = ""
    limits: Limits = field(default_factory=Limits)
