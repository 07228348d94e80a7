"""How far two shares lie apart, with so few cases in each."""

from __future__ import annotations

import math

from watchgraph.analysis.intervals import wilson


def risk_difference(
    a: int, n: int, c: int, m: int, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return the difference of two shares and its interval by Newcombe's hybrid of scores.

    Parameters
    ----------
    a, n
        Cases that count in the first group, of all in it.
    c, m
        The same of the second group.
    confidence
        Confidence of the interval.

    Returns
    -------
    tuple of float
        First share less second, lower bound and upper bound; not numbers if a group is empty.

    Raises
    ------
    UseError
        If more cases count than there are.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions: comparison of eleven methods (method 10). Statistics in Medicine 17, 873-890.

    Examples
    --------
    The first of the paper's table II:

    >>> [round(value, 4) for value in risk_difference(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    if n == 0 or m == 0:
        return math.nan, math.nan, math.nan
    first, second = a / n, c / m
    low, high = wilson(a, n, confidence)
    other_low, other_high = wilson(c, m, confidence)
    apart = first - second
    return (
        apart,
        max(-1.0, apart - math.hypot(first - low, other_high - second)),
        min(1.0, apart + math.hypot(high - first, second - other_low)),
    )
