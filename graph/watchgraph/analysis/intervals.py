"""How far a share may be from the one observed, with so few cases."""

from __future__ import annotations

from watchgraph.errors import UseError


def wilson(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a share, without continuity correction.

    Parameters
    ----------
    successes
        Cases that count.
    n
        All cases, at least one.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper bound, from 0 to 1.

    Raises
    ------
    UseError
        If there is no case, more count than there are, or the confidence is none.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.

    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion. Statistics
    in Medicine 17, 857-872.

    Examples
    --------
    The first of the paper's table I, method 3:

    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    if n < 1 or not 0 <= successes <= n:
        raise UseError(
            f"{successes} of {n} is no share.",
            name="successes",
            value=successes,
            remedy="Give a number from 0 to n, and n of at least 1.",
        )
    if not 0 < confidence < 1:
        raise UseError("The confidence lies between 0 and 1.", name="confidence", value=confidence)
    from scipy.stats import binomtest

    interval = binomtest(successes, n).proportion_ci(confidence, method="wilson")
    return float(interval.low), float(interval.high)
