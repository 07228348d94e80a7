"""Cells of a messy sheet to dates and numbers: read where plain, refused where not.

A reader gives back the value in the form that the tables use, or a rule that the cell breaks and
what to do. It never chooses between two readings: ``03/04/2019`` and ``1,200`` are refused until
somebody says how the sheet is written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from watchgraph.reconcile.folding import tidy

#: No date or number is longer.
LONGEST = 60
#: Nor with blanks around it.
LONGEST_CELL = 1_000


@dataclass(frozen=True)
class Read:
    """What was read from a cell.

    Attributes
    ----------
    value
        The value as the tables write it; None if the cell cannot be read.
    unit
        What stood beside a number: a currency as it was written, or ``%``; else empty.
    rule
        Which rule the cell breaks; empty if it was read.
    remedy
        What to do, as a sentence; empty if it was read.
    """

    value: str | None
    unit: str = ""
    rule: str = ""
    remedy: str = ""


def refused(rule: str, remedy: str) -> Read:
    """Return what is said of a cell that cannot be read.

    Parameters
    ----------
    rule
        Which rule it breaks.
    remedy
        What to do.

    Returns
    -------
    Read
        Without a value.
    """
    return Read(None, "", rule, remedy)


def cell_text(text: str) -> str:
    """Return a cell's text with the digits of all scripts as 0 to 9.

    Parameters
    ----------
    text
        Text of a cell.

    Returns
    -------
    str
        The text, tidied.

    Examples
    --------
    >>> cell_text(" ٢٠١٩ ")
    '2019'
    """
    return "".join(
        sign if sign.isascii() else str(unicodedata.decimal(sign, sign)) for sign in tidy(text)
    )
