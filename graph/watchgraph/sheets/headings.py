"""Which row holds the headings, and what each column is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from watchgraph.sheets.findings import Findings, Flaw, Unreadable, letter, unnamed
from watchgraph.sheets.text import heading, is_number

#: So many rows with cells are looked at.
LOOKED_AT = 100
_YEAR = re.compile(r"(19|20)\d\d")

Row = tuple[int, Sequence[str | None]]


def is_blank(cells: Sequence[str | None]) -> bool:
    """Tell whether a row has nothing but blanks."""
    return not any(cell and heading(cell) for cell in cells)


def find_header(rows: Sequence[Row]) -> int:
    """Return which of the first rows holds the headings.

    Parameters
    ----------
    rows
        The first rows with cells: row of the file and cells.

    Returns
    -------
    int
        Position in ``rows`` of the first row that fills at least half as many columns as the
        fullest of these rows, with at least two different texts that are no numbers (years may
        be headings); one, where the fullest row has one cell.

    Raises
    ------
    Unreadable
        If there is none.
    """
    if not rows:
        raise Unreadable("holds no cells", "Give a file with headings and rows.")
    filled = [[text for cell in cells if (text := heading(cell))] for _, cells in rows]
    fullest = max(len(texts) for texts in filled)
    for place, texts in enumerate(filled):
        words = {text for text in texts if _YEAR.fullmatch(text) or not is_number(text)}
        if len(words) >= min(2, fullest) and len(texts) * 2 >= fullest:
            return place
    raise Unreadable(
        "no row looks like headings",
        "Put headings above the rows, or say with header which row holds them.",
        rows[0][0],
    )


def name_columns(
    cells: Sequence[str | None], row: int, filled: Sequence[bool], findings: Findings
) -> dict[int, str]:
    """Name the columns that hold anything.

    Parameters
    ----------
    cells
        The row of the headings.
    row
        Where it stands in the file.
    filled
        For each column whether a cell below is filled; may be longer than ``cells``.
    findings
        Takes in headings that are missing or stand twice.

    Returns
    -------
    dict of int to str
        Name of each column that has a heading or cells, all different.
    """
    width = max(len(cells), len(filled))
    headings = [heading(cells[i]) if i < len(cells) else "" for i in range(width)]
    counts = Counter(headings)
    taken: set[str] = set()
    names: dict[int, str] = {}
    for place, text in enumerate(headings):
        name = text
        if not text:
            if place >= len(filled) or not filled[place]:
                continue
            rule = "column has cells but no heading"
            findings.add(Flaw(row, place, "", rule, "Give it a heading, or empty the column."))
            name = unnamed(place)
        elif counts[text] > 1:
            rule = "heading stands twice"
            findings.add(Flaw(row, place, text, rule, "Give each column a heading of its own."))
        while name in taken:
            name = f"{name} ({letter(place)})"
        taken.add(name)
        names[place] = name
    return names
