"""From figures to a verdict: nothing here knows a claim."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from watchgraph.audit.rows import Number, Reading
from watchgraph.errors import UseError

#: Operators under which more is good as well.
LOWER_BOUNDS = ("at_least", "more_than")
OPERATORS = ("equals", *LOWER_BOUNDS)


def rounded(value: Number, published: Number) -> Number:
    """Round a figure to as many places as the published one has.

    Parameters
    ----------
    value
        The figure.
    published
        The published one.

    Returns
    -------
    int or float
        The figure; halves go up.

    Examples
    --------
    >>> rounded(51.28, 51), rounded(51.28, 51.5), rounded(63, 63)
    (51, 51.3, 63)
    """
    places = max(0, -int(Decimal(str(tidy(published))).as_tuple().exponent))
    made = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return tidy(float(made))


def tidy(value: Number) -> Number:
    """Return a whole number as an integer.

    Parameters
    ----------
    value
        Any number.

    Returns
    -------
    int or float
        The same value.
    """
    return int(value) if float(value).is_integer() else float(value)


def judge(recomputed: Number, operator: str, published: Number) -> str:
    """Compare a recomputed figure with a published one.

    Parameters
    ----------
    recomputed
        The figure that the records give.
    operator
        ``equals``, ``at_least`` or ``more_than``.
    published
        The published figure.

    Returns
    -------
    str
        ``holds`` or ``differs``; ``unsupported`` where something is said to exist and the
        records show none of it.

    Raises
    ------
    UseError
        If the operator is unknown.

    Examples
    --------
    >>> judge(53, "equals", 52), judge(62, "more_than", 60), judge(0, "at_least", 1)
    ('differs', 'holds', 'unsupported')
    """
    if operator not in OPERATORS:
        raise UseError(f"{operator!r} is no operator.", name="operator", choices=OPERATORS)
    value = rounded(recomputed, published)
    if operator == "equals":
        return "holds" if value == published else "differs"
    if value == 0 and published >= 0 and (published > 0 or operator == "more_than"):
        return "unsupported"
    met = value > published if operator == "more_than" else value >= published
    return "holds" if met else "differs"


def conclude(readings: Sequence[Reading]) -> str:
    """Return the verdict of all readings that decide.

    Parameters
    ----------
    readings
        Readings of one claim.

    Returns
    -------
    str
        Their common verdict; ``undetermined`` if they disagree or there is none.
    """
    verdicts = {reading.verdict for reading in readings if reading.decides}
    return verdicts.pop() if len(verdicts) == 1 else "undetermined"
