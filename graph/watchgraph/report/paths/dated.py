"""A date in words, with the days that it may mean."""

from __future__ import annotations

from watchgraph.dates import Interval

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def in_words(date: str) -> str:
    """Return a date as it is said in a sentence, no more exact than it is stated.

    Parameters
    ----------
    date
        YYYY, YYYY-MM or YYYY-MM-DD; anything else is returned as it is.

    Returns
    -------
    str
        The date.

    Examples
    --------
    >>> in_words("2019-03-04"), in_words("2019-03"), in_words("2019")
    ('4 March 2019', 'March 2019', '2019')
    """
    year, *rest = date.split("-")
    if not rest or not all(part.isdigit() for part in (year, *rest)):
        return date
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{_MONTHS[int(rest[0]) - 1]} {year}"


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
