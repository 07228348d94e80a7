"""Exact tests of tables: Fisher's, and Freeman and Halton's for more than two rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from watchgraph.errors import UseError

# Tables as likely as the observed one count as extreme; so much may they differ by rounding.
_TIE = 1 + 1e-7
# So many columns of a table with two rows are gone through one by one.
_MOST_TABLES = 2_000_000


@dataclass(frozen=True)
class Odds:
    """Fisher's test of a 2×2 table and the odds ratio given its margins.

    Attributes
    ----------
    p
        Two-sided: the probability of all tables with these margins that are no likelier.
    odds_ratio
        Conditional maximum likelihood estimate; not a number where a margin is empty.
    low, high
        Exact conditional interval, which leaves half of the error to either side; it may reach 0
        or infinity. The two-sided probability orders tables by how likely they are, so that close
        to the level the two may disagree on whether 1 is excluded, as R's do.
    """

    p: float
    odds_ratio: float
    low: float
    high: float


def fisher(a: int, b: int, c: int, d: int, confidence: float = 0.95) -> Odds:
    """Test a 2×2 table, its margins taken as given.

    Parameters
    ----------
    a, b
        First row.
    c, d
        Second row.
    confidence
        Confidence of the interval.

    Returns
    -------
    Odds
        Probability and odds ratio. Of a table with an empty margin nothing can be learnt: the
        probability is 1 and the odds ratio is not a number.

    Raises
    ------
    UseError
        If a count is negative.

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments. Oliver and Boyd.

    Agresti, A. (2002). Categorical Data Analysis, 2nd edition, sections 3.5 and 3.6. Wiley.

    Examples
    --------
    The lady tasting tea, as in R's help of ``fisher.test``; R finds the upper bound less exactly,
    as 621.93:

    >>> told = fisher(3, 1, 1, 3)
    >>> round(told.p, 4), round(told.odds_ratio, 4), round(told.low, 4), round(told.high, 2)
    (0.4857, 6.4083, 0.2117, 626.24)
    """
    _check((a, b), (c, d))
    if 0 in (a + b, c + d, a + c, b + d):
        return Odds(1.0, math.nan, math.nan, math.nan)
    from scipy.stats import fisher_exact
    from scipy.stats.contingency import odds_ratio

    table = np.array([[a, b], [c, d]])
    ratio = odds_ratio(table, kind="conditional")
    interval = ratio.confidence_interval(confidence)
    p = float(fisher_exact(table).pvalue)
    return Odds(min(p, 1.0), float(ratio.statistic), float(interval.low), float(interval.high))


def freeman_halton(
    counts: Sequence[Sequence[int]], seed: int = 1, samples: int = 20_000
) -> tuple[float, str]:
    """Test a table of any size, its margins taken as given.

    A table with two columns or two rows is gone through exactly where it has no more than two
    million others with its margins; any larger one is sampled.

    Parameters
    ----------
    counts
        Rows of counts.
    seed
        Seed of the sampling.
    samples
        Tables drawn.

    Returns
    -------
    tuple of float and str
        Probability of all tables that are no likelier; and how it was found.

    Raises
    ------
    UseError
        If a count is negative, or the rows are of different length.

    References
    ----------
    Freeman, G. H., Halton, J. H. (1951). Note on an exact treatment of contingency, goodness of
    fit and other problems of significance. Biometrika 38, 141-149.

    Examples
    --------
    >>> p, how = freeman_halton([[3, 1], [1, 3]])
    >>> round(p, 4), how
    (0.4857, 'all tables')
    """
    _check(*counts)
    table = np.array(counts, np.int64)
    table = table[table.sum(1) > 0][:, table.sum(0) > 0] if table.size else table
    if table.size == 0 or min(table.shape) < 2:
        return 1.0, "all tables"
    if table.shape[1] != 2 and table.shape[0] == 2:
        table = table.T
    if table.shape[1] == 2 and math.prod(int(n) + 1 for n in table.sum(1)[:-1]) <= _MOST_TABLES:
        return _two_columns(table), "all tables"
    return _sampled(table, seed, samples), f"{samples:,} tables drawn with seed {seed}"


def _two_columns(table: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> float:
    """Go through every first column that the margins allow."""
    from scipy.special import gammaln

    rows = table.sum(1)
    total = int(table[:, 0].sum())
    # The logarithm of the ways to choose each count of the first column, up to a constant.
    ways = [gammaln(n + 1) - gammaln(np.arange(n + 1) + 1) - gammaln(n - np.arange(n + 1) + 1)
            for n in rows]  # fmt: skip
    sums, logs = np.zeros(1, np.int64), np.zeros(1)
    for own in ways[:-1]:
        sums = (sums[:, None] + np.arange(len(own))).ravel()
        logs = (logs[:, None] + own).ravel()
    rest = total - sums
    possible = (rest >= 0) & (rest < len(ways[-1]))
    logs = logs[possible] + ways[-1][rest[possible]]
    observed = sum(float(own[n]) for own, n in zip(ways, table[:, 0], strict=True))
    weights = np.exp(logs - logs.max())
    extreme = logs <= observed + math.log(_TIE)
    return float(min(1.0, np.sort(weights[extreme]).sum() / np.sort(weights).sum()))


def _sampled(
    table: np.ndarray[tuple[int, int], np.dtype[np.int64]], seed: int, samples: int
) -> float:
    from scipy.special import gammaln
    from scipy.stats import random_table

    drawn = random_table(table.sum(1), table.sum(0)).rvs(
        samples, random_state=np.random.default_rng(seed)
    )
    observed = float(gammaln(table + 1).sum())
    extreme = gammaln(drawn + 1).sum(axis=(1, 2)) >= observed - math.log(_TIE)
    # The observed table counts as one of the sample, so that no probability is zero.
    return float((extreme.sum() + 1) / (samples + 1))


def _check(*rows: Sequence[int]) -> None:
    if len({len(row) for row in rows}) <= 1 and all(count >= 0 for row in rows for count in row):
        return
    raise UseError(
        "A table of counts has rows of one length and no negative count.",
        name="counts",
        value=[list(row) for row in rows],
    )
