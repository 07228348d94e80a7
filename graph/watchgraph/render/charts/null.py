"""How the values of random networks are spread, and where the observed one stands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from watchgraph.render.charts.scales import Scale, linear_scale, round_ticks

#: Pixels for the tallest bar.
HEIGHT = 72
_BINS = 40


@dataclass(frozen=True)
class NullChart:
    """A histogram with one value marked in it.

    Attributes
    ----------
    name : str
        What the ids of its parts begin with: one chart of a name on a page.
    title : str
        What is measured.
    told : str
        What is to be seen, in words.
    scale : Scale
        The axis.
    bars : tuple of (float, float, int)
        Left edge and width in percent, height in pixels; empty bins are left out.
    counts : tuple of int
        How many values each bar stands for.
    observed : float
        Place of the marked value, in percent.
    label : str
        The marked value as a number.
    height : int
        Pixels for the tallest bar.
    """

    name: str
    title: str
    told: str
    scale: Scale
    bars: tuple[tuple[float, float, int], ...]
    counts: tuple[int, ...]
    observed: float
    label: str
    height: int = HEIGHT


def null_chart(
    name: str, title: str, told: str, values: Sequence[float], observed: float, label: str
) -> NullChart:
    """Draw values as bars and one value among them.

    Parameters
    ----------
    name, title, told, label
        As of :class:`NullChart`.
    values : sequence of float
        At least one.
    observed : float
        The value to mark.

    Returns
    -------
    NullChart
        The chart, for the template ``charts.html.j2``.

    Examples
    --------
    >>> chart = null_chart("a", "A", "told", [1.0, 2.0, 2.0, 3.0], 4.0, "4.0")
    >>> sum(chart.counts), max(height for _, _, height in chart.bars)
    (4, 72)
    """
    low, high = min(*values, observed), max(*values, observed)
    # A little room on both sides, and any room at all where all values are one.
    room = (high - low) / 30 or abs(high) / 10 or 1.0
    low, high = low - room, high + room
    counts = [0] * _BINS
    for value in values:
        counts[min(math.floor((value - low) / (high - low) * _BINS), _BINS - 1)] += 1
    most, wide = max(counts), 100 / _BINS
    bars = tuple(
        (round(i * wide, 2), round(wide, 2), max(round(count / most * HEIGHT), 1))
        for i, count in enumerate(counts)
        if count
    )
    scale = linear_scale(low, high, round_ticks(low, high))
    filled = tuple(count for count in counts if count)
    return NullChart(name, title, told, scale, bars, filled, scale.at(observed), label)
