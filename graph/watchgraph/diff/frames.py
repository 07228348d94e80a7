"""Rows as DataFrames and back: whole numbers stay whole, what is not stated stays missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def frame_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a table.

    Parameters
    ----------
    columns
        Names of the columns, in order.
    rows
        Rows with those keys; values are text, whole numbers, truth values, tuples or None.

    Returns
    -------
    pandas.DataFrame
        The table; it has its columns even if there is no row.

    Examples
    --------
    >>> frame_of(("country", "systems"), [{"country": "KEN", "systems": None}]).shape
    (1, 2)
    """
    import pandas as pd

    made = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    return made.convert_dtypes()


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as plain rows, ready for JSON.

    Parameters
    ----------
    frame
        A table of :func:`frame_of`.

    Returns
    -------
    list of dict
        Text, numbers, truth values, lists and None.

    Examples
    --------
    >>> rows_of(frame_of(("records", "n"), [{"records": ("a/b",), "n": 2}]))
    [{'records': ['a/b'], 'n': 2}]
    """
    names = [str(name) for name in frame.columns]
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def _plain(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, tuple):
        return list(value)
    if value is None or value is pd.NA or value != value:
        return None
    return value.item() if hasattr(value, "item") else value
