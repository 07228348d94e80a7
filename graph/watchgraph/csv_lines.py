r"""Rows as CSV: every file that is written for others takes its form from here.

UTF-8, comma, line ends ``\n``; a cell with a comma, a quote or any line end stands in quotes, and
text that a spreadsheet would compute is :func:`watchgraph.formulas.guarded`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.formulas import guarded

if TYPE_CHECKING:
    import pandas as pd


class _Lines(io.StringIO):
    r"""Gives each row ``\n`` as its end; a writer that ends rows so leaves ``\r`` unquoted."""

    def write(self, line: str, /) -> int:
        return super().write(line.removesuffix("\r\n") + "\n")


def rows_csv(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as CSV.

    Parameters
    ----------
    rows
        Rows of cells, the header first; None is an empty cell, and numbers are no text.

    Returns
    -------
    str
        The lines.

    Examples
    --------
    >>> print(rows_csv([("name", "count"), ("=1+1", -2), ("a, b", None)]), end="")
    name,count
    '=1+1,-2
    "a, b",
    """
    out = _Lines(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(map(_safe, cells) for cells in rows)
    return out.getvalue()


def frame_csv(frame: pd.DataFrame) -> str:
    """Return a table as CSV, without its index.

    Parameters
    ----------
    frame
        The table; it is left as it is.

    Returns
    -------
    str
        The lines; numbers in full, empty where there is no value.
    """
    texts = frame.select_dtypes(include=["object", "string", "category"])
    safe = frame.assign(**{str(name): texts[name].map(_safe, "ignore") for name in texts})
    safe.columns = safe.columns.map(_safe)
    out = _Lines(newline="")
    safe.to_csv(out, index=False, lineterminator="\r\n")
    return out.getvalue()


def _safe(cell: object) -> object:
    return guarded(cell) if isinstance(cell, str) else cell
