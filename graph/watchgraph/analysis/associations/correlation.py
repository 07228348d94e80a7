"""Whether two orders agree, with an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from watchgraph.errors import UseError


@dataclass(frozen=True)
class Rank:
    """Spearman's rank correlation of so many pairs.

    Attributes
    ----------
    n
        Pairs.
    rho, low, high
        The correlation and its interval; not numbers where they do not exist.
    """

    n: int
    rho: float
    low: float
    high: float


def spearman(x: Sequence[float], y: Sequence[float], confidence: float = 0.95) -> Rank:
    """Correlate the ranks of two series; ties share the mean of their ranks.

    Parameters
    ----------
    x, y
        Values of the same cases.
    confidence
        Confidence of the interval, which is Fisher's with the standard error of Bonett and
        Wright.

    Returns
    -------
    Rank
        The correlation. With fewer than four pairs, or a series of one value, there is none.

    Raises
    ------
    UseError
        If the series differ in length.

    References
    ----------
    Bonett, D. G., Wright, T. A. (2000). Sample size requirements for estimating Pearson, Kendall
    and Spearman correlations. Psychometrika 65, 23-28.

    Examples
    --------
    >>> told = spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
    >>> round(told.rho, 2), round(told.low, 2), round(told.high, 2)
    (0.8, -0.46, 0.99)
    """
    if len(x) != len(y):
        raise UseError("Both series have the same length.", name="y", value=len(y))
    n = len(x)
    if n < 4 or len(set(x)) < 2 or len(set(y)) < 2:
        return Rank(n, math.nan, math.nan, math.nan)
    from scipy.stats import spearmanr

    rho = float(spearmanr(x, y).statistic)
    if abs(rho) >= 1 - 1e-12:
        return Rank(n, math.copysign(1.0, rho), math.nan, math.nan)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    reach = z * math.sqrt((1 + rho * rho / 2) / (n - 3))
    return Rank(n, rho, math.tanh(math.atanh(rho) - reach), math.tanh(math.atanh(rho) + reach))
