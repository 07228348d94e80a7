"""Partial dates as intervals of days, and what can be said of their order.

A source that says "2019" means a day of that year. What is compared are therefore the days that
a date may mean, and the answer has three values: one lies before the other whichever days are
meant, after it whichever are meant, or their days overlap and the order is not known.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from watchgraph.errors import UseError

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True)
class Interval:
    """The days that a date may mean, both bounds among them.

    Attributes
    ----------
    earliest
        First day; None if nothing bounds it below.
    latest
        Last day; None if nothing bounds it above.
    text
        The date as it was stated; empty for bounds that were inferred.

    Raises
    ------
    UseError
        If the first day lies after the last.
    """

    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise UseError(
                f"{self.earliest} lies after {self.latest}; no day is in between.",
                name="date",
                value=self.text,
                remedy="Give the earlier day first.",
            )

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``, by the text; empty if there is none."""
        return _PRECISIONS[self.text.count("-")] if self.text else ""


#: A date of which nothing is known but that there is one.
ANY_DAY = Interval()


def parse_date(text: str) -> Interval:
    """Read a date that is as exact as its source: YYYY, YYYY-MM or YYYY-MM-DD.

    Parameters
    ----------
    text
        The date, of the years 0001 to 9999.

    Returns
    -------
    Interval
        Its days.

    Raises
    ------
    UseError
        If the text is no such date of the calendar.

    Examples
    --------
    >>> february = parse_date("2020-02")
    >>> f"{february.earliest} to {february.latest}, {february.precision}"
    '2020-02-01 to 2020-02-29, month'

    References
    ----------
    ISO 8601-1:2019, calendar dates with reduced precision; XML Schema Part 2, W3C
    Recommendation, 2004: gYear, gYearMonth, date.
    """
    found = _PARTIAL.fullmatch(text)
    if found:
        # A part that is not stated is the first there is; "00" is stated, and is none.
        year, month, day = (int(part or 1) for part in found.groups())
        try:
            first = datetime.date(year, month, day)
        except ValueError:
            pass
        else:
            last_month = month if found[2] else 12
            last_day = day if found[3] else calendar.monthrange(year, last_month)[1]
            return Interval(first, datetime.date(year, last_month, last_day), text)
    raise UseError(
        f"{text!r} is no date.",
        name="date",
        value=text,
        choices=("YYYY", "YYYY-MM", "YYYY-MM-DD"),
        remedy="Write YYYY, YYYY-MM or YYYY-MM-DD, for example 2019-05.",
    )


def parse_day(text: str | datetime.date, name: str = "date") -> datetime.date:
    """Read a single day.

    Parameters
    ----------
    text
        The day as YYYY-MM-DD, or as a date.
    name
        Name of the argument, for the error.

    Returns
    -------
    datetime.date
        The day.

    Raises
    ------
    UseError
        If it is no day of the calendar.

    Examples
    --------
    >>> parse_day("2019-09-17")
    datetime.date(2019, 9, 17)
    """
    if isinstance(text, datetime.datetime):
        text = text.date()
    try:
        day = parse_date(str(text))
    except UseError:
        day = ANY_DAY
    if day.precision != "day" or day.earliest is None:
        raise UseError(
            f"The {name} {str(text)!r} is no day.",
            name=name,
            value=text,
            choices=("YYYY-MM-DD",),
            remedy="Write it as YYYY-MM-DD, for example 2020-12-31.",
        )
    return day.earliest


def compare(a: Interval, b: Interval) -> str:
    """Say whether one date lies before another, whichever of their days are meant.

    Parameters
    ----------
    a, b
        Dates.

    Returns
    -------
    str
        ``before`` if each day of ``a`` lies before each of ``b``, ``after`` if each lies after,
        else ``overlaps``: the order is not known. Allen's thirteen relations made coarser:
        *before* and *meets* are ``before``, for days are whole and two that meet share none;
        *after* and *met by* are ``after``; the other nine are ``overlaps``.

    Examples
    --------
    >>> compare(parse_date("2019-08"), parse_date("2019-09-17"))
    'before'
    >>> compare(parse_date("2019"), parse_date("2019-09-17"))
    'overlaps'

    References
    ----------
    Allen, J. F. (1983). Maintaining knowledge about temporal intervals. Communications of the
    ACM 26(11), 832-843.
    """
    if a.latest and b.earliest and a.latest < b.earliest:
        return "before"
    if a.earliest and b.latest and a.earliest > b.latest:
        return "after"
    return "overlaps"


def holds(start: Interval | None, end: Interval | None, day: datetime.date) -> str:
    """Say whether what began and ended at partial dates held on a day.

    It holds from its first day on and no more on the day of its end: what is listed on the 1st
    and delisted on the 5th holds from the 1st to the 4th.

    Parameters
    ----------
    start
        When it began; None if no beginning is stated.
    end
        When it ended; None if no end is stated, which is taken as none by then.
        :data:`ANY_DAY` if it ended and the day is not known.
    day
        The day.

    Returns
    -------
    str
        ``surely`` or ``possibly``; ``later`` if it began after the day whichever day is meant,
        ``ended`` if it had ended whichever is meant; ``undated`` if it had not surely ended and
        no beginning is stated.

    Examples
    --------
    >>> day = datetime.date(2019, 9, 17)
    >>> holds(parse_date("2018"), None, day), holds(parse_date("2019"), None, day)
    ('surely', 'possibly')
    >>> holds(parse_date("2016"), parse_date("2017-03-29"), day)
    'ended'

    References
    ----------
    Snodgrass, R. T. (2000). Developing Time-Oriented Database Applications in SQL. Morgan
    Kaufmann: valid time as periods closed below and open above.
    """
    on = Interval(day, day)
    if end is not None and end.latest is not None and end.latest <= day:
        return "ended"
    if start is None:
        return "undated"
    began = compare(start, on)
    if began == "after":
        return "later"
    begun = began == "before" or start.latest == day
    lasts = end is None or compare(end, on) == "after"
    return "surely" if begun and lasts else "possibly"
