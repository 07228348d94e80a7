"""The charts of ranks and of concentration."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from watchgraph.render.charts import (
    Interval,
    IntervalChart,
    interval_chart,
    linear_scale,
    log_scale,
)
from watchgraph.render.words import counted

_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_INDEX = linear_scale(0, 1, (0, 0.25, 0.5, 0.75, 1))
_PERCENT = linear_scale(0, 100, (0, 25, 50, 75, 100))
_NOTE = "Dot: by all records; line: 95 % interval."
_HOLLOW = "Hollow: no interval can be drawn."
_SHARES_NOTE = (
    "Dot: by all records; line: 95 % interval. Hollow: one independent source alone, or no region "
    "of the index, so that no interval is drawn."
)


def rank_chart(
    name: str, title: str, what: str, rows: Sequence[Mapping[str, Any]]
) -> IntervalChart:
    """Return a chart of ranks with their intervals.

    Parameters
    ----------
    name
        What its ids begin with.
    title
        What is ranked.
    what
        What the ranks count, such as ``countries``.
    rows
        Rows of :func:`watchgraph.analysis.rank_intervals`.

    Returns
    -------
    IntervalChart
        On an axis on which each step is as many times as far: the first ranks are what matters.
    """
    far = max([2, *(_number(row[part], 0) for row in rows for part in ("rank", "rank_high"))])
    return interval_chart(
        *(
            f"{name}-drawn",
            f"{title}: the first {len(rows)}",
            "Rank; each step as many times as far",
        ),
        log_scale(1, far, _TICKS),
        [
            Interval(
                label=row["label"],
                value=row["rank"],
                low=_number(row["rank_low"]),
                high=_number(row["rank_high"]),
                told=_told(row, "rank", "open_side", "{:.0f}"),
                detail=counted(int(row["value"]), _ONE[what], what),
                firm=not math.isnan(_number(row["rank_low"])),
            )
            for row in rows
        ],
        note=f"{_NOTE} {_HOLLOW}",
    )


def _number(value: Any, missing: float = math.nan) -> float:
    """Return a number of a table, in which whole ones may be missing."""
    return value if isinstance(value, int | float) else missing


def _told(row: Mapping[str, Any], name: str, side: str, form: str, times: float = 1.0) -> str:
    """Say a value and its interval, or that it has none."""
    value = form.format(times * row[name])
    low, high = (_number(row[f"{name}_{end}"]) for end in ("low", "high"))
    if math.isnan(low):
        return f"{value} (no interval)"
    beside = ", drawn to one side" if row[side] else ""
    return f"{value} ({form.format(times * low)} to {form.format(times * high)}{beside})"


_ONE = {"countries": "country", "suppliers": "supplier"}


def share_charts(
    name: str, title: str, rows: Sequence[Mapping[str, Any]]
) -> tuple[IntervalChart, ...]:
    """Return charts of how far suppliers are concentrated.

    Parameters
    ----------
    name
        What their ids begin with.
    title
        Of what places.
    rows
        Rows of :func:`watchgraph.analysis.concentration` with their intervals.

    Returns
    -------
    tuple of IntervalChart
        The index, and the share of the first supplier.
    """
    index = interval_chart(
        *(f"{name}-index", f"{title}: concentration of suppliers"),
        *("Herfindahl-Hirschman index; 1: one supplier has all", _INDEX),
        [
            Interval(
                label=row["label"],
                value=row["hhi"],
                low=row["hhi_low"],
                high=row["hhi_high"],
                told=_told(row, "hhi", "hhi_open_side", "{:.2f}"),
                detail=counted(row["records"], "record"),
                firm=not math.isnan(row["hhi_low"]),
            )
            for row in rows
        ],
        note=_SHARES_NOTE,
    )
    share = interval_chart(
        *(f"{name}-first", f"{title}: share of the first supplier"),
        *("Its share in the records of suppliers, %", _PERCENT),
        [
            Interval(
                label=row["label"],
                value=100 * row["first_share"],
                low=100 * row["first_share_low"],
                high=100 * row["first_share_high"],
                told=_told(row, "first_share", "first_share_open_side", "{:.0f}", 100),
                detail=row["first"],
                firm=not math.isnan(row["hhi_low"]),
            )
            for row in rows
        ],
        note=_SHARES_NOTE,
    )
    return index, share
