"""The charts of ranks and of concentration."""

from __future__ import annotations

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
_SHARES_NOTE = f"{_NOTE} Hollow: one independent source alone, of which no interval can be drawn."


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
    far = max([2, *(row["rank_high"] for row in rows)])
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
                low=row["rank_low"],
                high=row["rank_high"],
                told=f"{row['rank']} ({row['rank_low']} to {row['rank_high']})",
                detail=counted(int(row["value"]), _ONE[what], what),
            )
            for row in rows
        ],
        note=_NOTE,
    )


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
                told=f"{row['hhi']:.2f} ({row['hhi_low']:.2f} to {row['hhi_high']:.2f})",
                detail=counted(row["records"], "record"),
                firm=row["independent_sources"] > 1,
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
                told=f"{100 * row['first_share']:.0f} ({100 * row['first_share_low']:.0f} to "
                f"{100 * row['first_share_high']:.0f})",
                detail=row["first"],
                firm=row["independent_sources"] > 1,
            )
            for row in rows
        ],
        note=_SHARES_NOTE,
    )
    return index, share
