"""What the probabilities of many tests together are worth."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p: Sequence[float]) -> list[float]:
    """Adjust so that the chance of any false finding in the family is bounded.

    Parameters
    ----------
    p
        Probabilities of a family of tests, however they depend on each other.

    Returns
    -------
    list of float
        Adjusted probabilities, in the order given.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
    Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> [round(value, 2) for value in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    made = [1.0] * len(p)
    least = 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=lambda i: (p[i], i))):
        least = max(least, min(1.0, (len(p) - rank) * p[i]))
        made[i] = least
    return made


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Adjust so that the expected share of false ones among the findings is bounded.

    Parameters
    ----------
    p
        Probabilities of a family of tests that are independent or depend positively.

    Returns
    -------
    list of float
        The q-values, in the order given.

    References
    ----------
    Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57, 289-300.

    Examples
    --------
    >>> [round(value, 3) for value in benjamini_hochberg([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    made = [1.0] * len(p)
    most = 1.0
    order = sorted(range(len(p)), key=lambda i: (p[i], i))
    for rank in range(len(p), 0, -1):
        i = order[rank - 1]
        most = min(most, p[i] * len(p) / rank)
        made[i] = most
    return made
