"""A finding in a plain sentence: the counts, the figures, and how much they can carry."""

from __future__ import annotations

import math

from watchgraph.analysis.associations.tables import Table
from watchgraph.analysis.associations.words import CLASSES, VARIABLES

_LEVEL = 0.05
_NOUNS = {"units": "units", "adopters": "adopters", "suppliers": "suppliers"}


def ratio_words(value: float) -> str:
    """Return an odds ratio with a sensible number of digits.

    Parameters
    ----------
    value
        The ratio.

    Returns
    -------
    str
        Its words.

    Examples
    --------
    >>> ratio_words(3.14159), ratio_words(0.0449), ratio_words(float("inf")), ratio_words(123.4)
    ('3.1', '0.045', 'infinity', '123')
    """
    if math.isnan(value):
        return "not defined"
    if math.isinf(value):
        return "infinity"
    if value == 0:
        return "0"
    digits = 0 if value >= 100 else 1 if value >= 1 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}"


def p_words(value: float) -> str:
    """Return a probability in words.

    Parameters
    ----------
    value
        The probability.

    Returns
    -------
    str
        Three digits, or that it is below the least of them.

    Examples
    --------
    >>> p_words(0.0314), p_words(0.00001), p_words(1.0)
    ('0.031', '< 0.001', '1')
    """
    if value < 0.001:
        return "< 0.001"
    return f"{value:.3f}" if value < 0.9995 else "1"


def finding(table: Table, odds_ratio: float, low: float, high: float, p: float, p_holm: float,
            tests: int) -> str:  # fmt: skip
    """Say what a table shows.

    Parameters
    ----------
    table
        The table.
    odds_ratio, low, high
        The conditional odds ratio and its interval; not numbers for more than two rows.
    p, p_holm
        The exact probability, alone and adjusted for the family.
    tests
        Size of the family.

    Returns
    -------
    str
        Two or three sentences.
    """
    said = [_counts(table) + "."]
    if not math.isnan(odds_ratio):
        said.append(
            f"Odds ratio {ratio_words(odds_ratio)} (95 % interval {ratio_words(low)} to "
            f"{ratio_words(high)})."
        )
    elif table.two_by_two:
        said.append("A row or column is empty, so there is no odds ratio.")
    said.append(_weight(table, p, p_holm, tests))
    return " ".join(said)


def _counts(table: Table) -> str:
    noun = _NOUNS[table.hypothesis.population]
    outcome = VARIABLES[table.hypothesis.outcome].yes
    if not table.two_by_two:
        shares = [
            f"{CLASSES.get(row, row).lower()} {_of(*counts)}"
            for row, counts in zip(table.rows, table.counts, strict=True)
        ]
        return f"Of the {noun} of each class so many {outcome}: " + ", ".join(shares)
    exposure = VARIABLES[table.hypothesis.exposure]
    (a, b), (c, d) = table.counts
    return (
        f"Of the {a + b} {noun} {exposure.yes}, {a}{_percent(a, a + b)} {outcome}; "
        f"of the {c + d} {exposure.no}, {c}{_percent(c, c + d)}"
    )


def _of(yes: int, no: int) -> str:
    return f"{yes} of {yes + no}{_percent(yes, yes + no)}"


def _percent(part: int, whole: int) -> str:
    return f" ({100 * part / whole:.0f} %)" if whole else ""


def _weight(table: Table, p: float, p_holm: float, tests: int) -> str:
    said = f"The exact probability is {p_words(p)}"
    said += f", {p_words(p_holm)} adjusted for all {tests} tests (Holm): "
    if p_holm < _LEVEL:
        return said + "the two go together, which is not to say that one brings the other."
    if p < _LEVEL:
        return said + "alone it is small, but among so many tests it may well come by chance."
    return said + "the table does not show that the two go together, nor that they do not."
