"""The interval that many draws give for a value, and whether it lies to one side of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

_TAIL = 0.025
# Values that differ by rounding alone are equal.
_SAME = 1e-9

#: What the intervals are, in words.
WORDS = (
    "95 % interval: percentile and bias-corrected percentile interval (Efron 1979, 1981) and the "
    "value itself, together"
)


@dataclass(frozen=True)
class Interval:
    """The intervals of some values.

    Attributes
    ----------
    low, high
        Bounds; NaN where there is no interval.
    open_side
        ``"low"`` or ``"high"`` where fewer than one draw in forty lies beyond the value on that
        side, so that its bound tells nothing of how far it may be; else empty.
    """

    low: NDArray[float64]
    high: NDArray[float64]
    open_side: list[str]


def interval(drawn: NDArray[float64], values: NDArray[float64], there: NDArray[bool_]) -> Interval:
    r"""Return the interval of each value from its draws.

    A draw with replacement leaves about 37 % of the families out, so that counts fall, shares
    rise and ranks shift in nearly every draw: draws are biased, and the plain percentile
    interval [1]_ may not hold the value it belongs to. The bias-corrected one [2]_, from
    :math:`\Phi(2 z_0 \pm 1.96)` with :math:`z_0` from the share of draws below the value, half of
    the equal ones among them, moves against the bias, but can reach no further than the draws
    do: where the value stands near their edge it shrinks to almost nothing, and beyond one draw
    in forty it leaves the value out as well. So the interval is the smallest that holds both and
    the value. Held against what all sources of the network ``supply`` give, intervals from random
    halves of them (``python -m benchmarks.intervals``) hold the rank by degree of suppliers with
    three countries or more in 95 % of cases, percentile intervals in 94 and bias-corrected ones
    in 91 %; the concentration of regions in 68, 46 and 52 %. So it is no promise of 95 % for what
    is not yet read: further sources bring in what no source says, and a concentration falls
    with them.

    Parameters
    ----------
    drawn
        A row for each value, a column for each draw; NaN where it has no value.
    values
        The values; NaN for none.
    there
        Which of them are to have an interval.

    Returns
    -------
    Interval
        Each bound is a value that was drawn, or the value itself.

    References
    ----------
    .. [1] Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of
       Statistics 7, 1-26.
    .. [2] Efron, B. (1981). Nonparametric standard errors and confidence intervals. Canadian
       Journal of Statistics 9, 139-158.

    Examples
    --------
    >>> found = interval(np.array([[3.0, 4.0, 5.0]]), np.array([2.0]), np.array([True]))
    >>> found.low.tolist(), found.high.tolist(), found.open_side
    ([2.0], [5.0], ['low'])
    """
    from scipy.special import ndtr, ndtri

    known = ~np.isnan(drawn)
    counts = known.sum(axis=1)
    there = there & (counts > 0) & ~np.isnan(values)
    low, high = np.full(len(values), np.nan), np.full(len(values), np.nan)
    side = [""] * len(values)
    rows = np.flatnonzero(there)
    if not len(rows):
        return Interval(low, high, side)
    own, size, value = np.sort(drawn[rows], axis=1), counts[rows], values[rows]
    apart = (_SAME * np.maximum(np.abs(value), 1.0))[:, None]
    # NaN compares as false.
    below = (own < value[:, None] - apart).sum(axis=1)
    equal = (np.abs(own - value[:, None]) <= apart).sum(axis=1)
    share = (below + equal / 2) / size
    middle = 2 * ndtri(share)
    reach = float(ndtri(1 - _TAIL))
    lows = [_at(own, size, p, np.floor) for p in (_TAIL, ndtr(middle - reach))]
    highs = [_at(own, size, p, np.ceil) for p in (1 - _TAIL, ndtr(middle + reach))]
    low[rows] = np.minimum.reduce([*lows, value])
    high[rows] = np.maximum.reduce([*highs, value])
    for row, p in zip(rows.tolist(), share.tolist(), strict=True):
        side[row] = "low" if p < _TAIL else "high" if p > 1 - _TAIL else ""
    return Interval(low, high, side)


def _at(
    rows: NDArray[float64], size: NDArray[np.int64], p: float | NDArray[float64], outer: np.ufunc
) -> NDArray[float64]:
    """Return of each sorted row the drawn value at a share, on the outer side of it."""
    # Twelve digits, so that a share that falls on a draw is not rounded past it.
    place = outer(np.round(p * (size - 1), 12)).astype(np.int64)
    return np.take_along_axis(rows, place[:, None], axis=1)[:, 0]
