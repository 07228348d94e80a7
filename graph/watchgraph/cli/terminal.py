"""Tables and findings as plain text for a terminal."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from watchgraph.errors import Fault

if TYPE_CHECKING:
    import pandas as pd

_WIDEST_PIPE = 200
_EXAMPLES = 3
_LEAST = 10


def output_width() -> int:
    """Return how many characters a line of the output may have."""
    return shutil.get_terminal_size((_WIDEST_PIPE, 24)).columns


def frame_text(frame: pd.DataFrame, width: int | None = None) -> str:
    """Lay a table out for a terminal; long cells are cut with an ellipsis.

    Parameters
    ----------
    frame
        Table.
    width
        Characters across; default the terminal's own width.

    Returns
    -------
    str
        Lines of text, numbers to the right, and the count of rows below.
    """
    width = width or output_width()
    rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    numeric = [
        bool(kind.kind in "iuf") if hasattr(kind, "kind") else False for kind in frame.dtypes
    ]
    heads = [str(name) for name in frame.columns]
    if sum(max(_width(head), _LEAST) + 2 for head in heads) - 2 > width:
        text = blocks_text(heads, rows, width)
    else:
        text = table_text(heads, rows, numeric, width)
    count = len(rows)
    return f"{text}\n{count} row{'' if count == 1 else 's'}"


def blocks_text(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Lay out rows that are too wide for a table: a block each, a line for each stated value.

    Parameters
    ----------
    heads
        Column heads.
    rows
        Cells as text; an empty cell gets no line.
    width
        Characters across; longer values go on below.

    Returns
    -------
    str
        The blocks, an empty line between two.
    """
    margin = max((_width(head) for head in heads), default=0) + 2
    blocks = []
    for row in rows:
        lines = []
        for head, cell in zip(heads, row, strict=True):
            pieces = textwrap.wrap(cell, max(width - margin, 20), break_on_hyphens=False)
            for i, piece in enumerate(pieces):
                lines.append(_pad("" if i else head, margin, False) + piece)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def table_text(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int
) -> str:
    """Lay out heads and rows of text in columns.

    Parameters
    ----------
    heads
        Column heads.
    rows
        Cells as text.
    numeric
        Which columns stand to the right.
    width
        Characters across.

    Returns
    -------
    str
        The lines.
    """
    if not heads:
        return ""
    widths = _fit(
        _wanted(heads, rows), [_width(head) for head in heads], width - 2 * (len(heads) - 1)
    )
    lines = [
        "  ".join(_pad(head, widths[i], numeric[i]) for i, head in enumerate(heads)).rstrip(),
        "  ".join("-" * size for size in widths),
    ]
    lines += [
        "  ".join(_pad(cell, widths[i], numeric[i]) for i, cell in enumerate(row)).rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def wrapped_text(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int
) -> str:
    """Lay heads and rows out in columns; long cells go on below, so that nothing is cut.

    Parameters
    ----------
    heads
        Column heads.
    rows
        Cells as text.
    numeric
        Which columns stand to the right.
    width
        Characters across.

    Returns
    -------
    str
        The lines.

    Examples
    --------
    >>> print(wrapped_text(["who", "where"], [["ZTE", "Angola; Namibia"]], [False, False], 14))
    who  where
    ---  ---------
    ZTE  Angola;
         Namibia
    """
    widths = _fit(_wanted(heads, rows), [0] * len(heads), width - 2 * (len(heads) - 1), _LEAST // 2)
    lines = []
    for cells in (heads, ["-" * size for size in widths], *rows):
        pieces = [
            textwrap.wrap(cell, size, break_on_hyphens=False) or [""]
            for cell, size in zip(cells, widths, strict=True)
        ]
        for i in range(max(map(len, pieces))):
            own = [piece[i] if i < len(piece) else "" for piece in pieces]
            padded = (_pad(text, widths[j], numeric[j]) for j, text in enumerate(own))
            lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def _wanted(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column would be if nothing were cut or wrapped."""
    return [max([_width(head), *(_width(row[i]) for row in rows)]) for i, head in enumerate(heads)]


def faults_text(faults: Sequence[Fault]) -> str:
    """Group faults by file and rule: the count, the first three, the remedy.

    Parameters
    ----------
    faults
        Faults, at least one.

    Returns
    -------
    str
        Lines of text.
    """

    def group(fault: Fault) -> tuple[str, str, str, str]:
        return fault.severity, fault.file, fault.column, fault.rule

    lines = []
    for (severity, file, column, rule), members in groupby(sorted(faults, key=group), key=group):
        found = list(members)
        place = file + (f", column {column}" if column else "")
        lines.append(f"{severity}: {place}: {rule} ({len(found)})")
        for fault in found[:_EXAMPLES]:
            row = f"row {fault.row}" if fault.row else "file"
            # A file as a whole has no value; an empty cell has one that is to be seen.
            what = f"{row}: {fault.value[:70]!r}  " if fault.row or fault.value else ""
            lines.append(f"    {what}{fault.remedy}".rstrip())
        if len(found) > _EXAMPLES:
            lines.append(f"    … and {len(found) - _EXAMPLES} more")
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = len(faults) - errors
    lines.append(
        f"{errors} error{'' if errors == 1 else 's'}, "
        f"{warnings} warning{'' if warnings == 1 else 's'}"
    )
    return "\n".join(lines)


def _cell(value: object) -> str:
    import pandas as pd

    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:g}"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return " ".join(str(value).split())


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _pad(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        kept = ""
        for character in text:
            if _width(kept + character) > width - 1:
                break
            kept += character
        text = kept + "…"
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _fit(wants: list[int], heads: list[int], width: int, least: int = _LEAST) -> list[int]:
    """Shrink the widest columns until all fit, but none below its head or the least."""
    widths = list(wants)
    floors = [min(want, max(head, least)) for want, head in zip(wants, heads, strict=True)]
    while sum(widths) > width:
        room = [size - floor for size, floor in zip(widths, floors, strict=True)]
        widest = max(range(len(widths)), key=lambda i: (room[i], widths[i]))
        if room[widest] <= 0:
            break
        widths[widest] -= max(1, min(room[widest], sum(widths) - width) // 4)
    return widths
