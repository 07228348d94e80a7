"""A date in words, with the days that it may mean."""

from __future__ import annotations

from watchgraph.dates import Interval


def precision_of(date: Interval | None) -> str:
    """Return how exactly a date is stated.

    Parameters
    ----------
    date
        The date; None if none is stated.

    Returns
    -------
    str
        In words; empty if no date is stated.

    Examples
    --------
    >>> from watchgraph.dates import parse_date
    >>> precision_of(parse_date("2019-03")), precision_of(parse_date("2019-03-04"))
    ('only the month is stated: some day from 2019-03-01 to 2019-03-31', 'the day is stated')
    """
    if date is None:
        return ""
    if date.precision == "day":
        return "the day is stated"
    return f"only the {date.precision} is stated: some day from {date.earliest} to {date.latest}"
