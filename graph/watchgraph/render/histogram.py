"""The shape of many values and where one stands among them, for a small picture in a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 240, 48
_BINS = 40


@dataclass(frozen=True)
class Histogram:
    """What a template needs to draw values as bars and one of them as a line.

    Attributes
    ----------
    path
        Path of the bars in a box of :data:`WIDTH` by :data:`HEIGHT`.
    mark
        Where the one value stands, from 0 to WIDTH.
    zero
        Where zero stands, if it lies within.
    low, high
        Values at the left and right edge.
    """

    path: str
    mark: float
    zero: float | None
    low: float
    high: float


def histogram(values: Sequence[float], observed: float) -> Histogram:
    """Draw values as bars, and one value among them.

    Parameters
    ----------
    values
        At least one.
    observed
        The one.

    Returns
    -------
    Histogram
        Places are rounded, so that the same values give the same bytes on any machine.

    Examples
    --------
    >>> histogram([0.0, 1.0, 1.0], 2.0).mark
    233.3
    """
    low, high = min(*values, observed), max(*values, observed)
    # A little room on both sides, and any room at all where all values are one.
    room = (high - low) / 34 or abs(high) / 10 or 1.0
    low, high = low - room, high + room
    counts = [0] * _BINS
    for value in values:
        counts[min(int((value - low) / (high - low) * _BINS), _BINS - 1)] += 1
    step, most = WIDTH // _BINS, max(counts)
    bars = [
        f"M{i * step} {HEIGHT}v-{max(round(count / most * (HEIGHT - 4)), 1)}h{step}V{HEIGHT}z"
        for i, count in enumerate(counts)
        if count
    ]

    def place(value: float) -> float:
        return round((value - low) / (high - low) * WIDTH, 1)

    zero = place(0.0) if low < 0 < high else None
    return Histogram("".join(bars), place(observed), zero, low, high)
