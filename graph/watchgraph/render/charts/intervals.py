"""Values with their intervals, one row each, on one axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from watchgraph.render.charts.scales import Scale


@dataclass(frozen=True)
class Interval:
    """A value between two others.

    Attributes
    ----------
    label : str
        Whose it is.
    value, low, high : float
        In the unit of the axis; NaN where there is none, infinite where there is no bound.
    told : str
        Value and interval in words.
    href : str
        Where the label leads.
    detail : str
        A few words behind the label.
    key : str
        What tells the row from others of one label, such as an edition.
    firm : bool
        Whether the mark is filled.
    beside : float, optional
        Another value to set beside, such as a published one.
    """

    label: str
    value: float
    low: float
    high: float
    told: str
    href: str = ""
    detail: str = ""
    key: str = ""
    firm: bool = True
    beside: float | None = None


@dataclass(frozen=True)
class Mark:
    """A row as it is drawn: places in percent.

    Attributes
    ----------
    row : Interval
        What it says.
    follows : bool
        Whether the row above has the same label.
    at : float, optional
        Where the value stands; None if it is none or has no bound.
    low, high : float, optional
        Where the interval begins and ends; None if there is none.
    open_low, open_high : bool
        Whether the interval goes on beyond the axis.
    beside : float, optional
        Where the other value stands.
    """

    row: Interval
    follows: bool
    at: float | None
    low: float | None
    high: float | None
    open_low: bool
    open_high: bool
    beside: float | None


@dataclass(frozen=True)
class IntervalChart:
    """A chart of values with their intervals.

    Attributes
    ----------
    name : str
        What the ids of its parts begin with: one chart of a name on a page.
    title : str
        What is shown.
    unit : str
        What the axis counts.
    scale : Scale
        The axis.
    marks : tuple of Mark
        The rows.
    line : float, optional
        Place of a value to compare with, such as an odds ratio of 1.
    note : str
        How to read it.
    """

    name: str
    title: str
    unit: str
    scale: Scale
    marks: tuple[Mark, ...]
    line: float | None = None
    note: str = ""

    @property
    def keyed(self) -> bool:
        """Whether rows of one label stand together under it."""
        return any(mark.row.key for mark in self.marks)


def interval_chart(
    name: str,
    title: str,
    unit: str,
    scale: Scale,
    rows: Sequence[Interval],
    *,
    line: float | None = None,
    note: str = "",
) -> IntervalChart:
    """Place values and their intervals on an axis.

    Parameters
    ----------
    name, title, unit, scale, note
        As of :class:`IntervalChart`.
    rows : sequence of Interval
        The rows.
    line : float, optional
        A value to compare with.

    Returns
    -------
    IntervalChart
        The chart, for the template ``charts.html.j2``.
    """
    marks, before = [], None
    for row in rows:
        marks.append(_mark(row, row.label == before, scale))
        before = row.label
    at = None if line is None else scale.at(line)
    return IntervalChart(name, title, unit, scale, tuple(marks), at, note)


def _mark(row: Interval, follows: bool, scale: Scale) -> Mark:
    known = not (math.isnan(row.low) or math.isnan(row.high))
    drawn = math.isfinite(row.value) and scale.low <= row.value <= scale.high
    return Mark(
        row=row,
        follows=follows,
        at=scale.at(row.value) if drawn else None,
        low=scale.at(row.low) if known else None,
        high=scale.at(row.high) if known else None,
        open_low=known and row.low < scale.low,
        open_high=known and row.high > scale.high,
        beside=None if row.beside is None else scale.at(row.beside),
    )
