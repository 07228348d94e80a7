"""Numbers of a workbook that its formats make dates, as precise as they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from watchgraph.extras import needs

#: Parts of a format that are shown as they are: quoted, escaped, filled or in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True)
class Styles:
    """Which styles of a workbook make a number a date.

    Attributes
    ----------
    epoch
        Day from which the workbook counts.
    dates
        Number format of each style that makes a date.
    durations
        Styles that make a length of time.
    """

    epoch: datetime
    dates: dict[int, str]
    durations: frozenset[int]

    def text(self, serial: str, style: int) -> str | None:
        """Return a number of a date style as text.

        Parameters
        ----------
        serial
            The number as the workbook stores it.
        style
            Its style, one of ``dates``.

        Returns
        -------
        str or None
            ``YYYY-MM-DD``, with the time after a space if there is one; only year and month if
            the cell shows no day and the day is the first, which programs fill in by themselves;
            only the year likewise. None if the number is no date.
        """
        from openpyxl.utils.datetime import from_excel

        try:
            value = from_excel(float(serial), self.epoch, timedelta=style in self.durations)
        except (OverflowError, ValueError):
            return None
        return moment(value, precision(self.dates.get(style, "")))


def styles_of(formats: Sequence[str], since_1904: bool) -> Styles:
    """Return which styles of a workbook make a number a date.

    Parameters
    ----------
    formats
        Number format of each style: its text, or its number if it is one of those built in.
    since_1904
        Whether the workbook counts days from 1904.

    Returns
    -------
    Styles
        The styles.
    """
    needs("openpyxl", "own")
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

    dates = {}
    durations = set()
    for style, text in enumerate(formats):
        number = int(text) if text.isdigit() and len(text) < 4 else -1
        # Numbers without a text are dates as a language writes them.
        shown = "yyyy-mm-dd" if 27 <= number <= 36 or 50 <= number <= 58 else text
        shown = BUILTIN_FORMATS.get(number, shown)
        if is_date_format(shown):
            dates[style] = shown
            if is_timedelta_format(shown):
                durations.add(style)
    return Styles(MAC_EPOCH if since_1904 else WINDOWS_EPOCH, dates, frozenset(durations))


@lru_cache(maxsize=1000)
def precision(shown: str) -> str:
    """Return whether a number format shows days, only months, or only years.

    Examples
    --------
    >>> [precision(shown) for shown in ("dd/mm/yyyy", "mmm-yy", "yyyy", '"day" yyyy', "h:mm")]
    ['day', 'month', 'year', 'year', 'day']
    """
    plain = _LITERAL.sub("", shown.split(";")[0]).lower()
    if "d" in plain or "y" not in plain or "h" in plain:
        return "day"
    return "month" if "m" in plain else "year"


def moment(value: date | time | timedelta | None, shown: str = "day") -> str | None:
    """Return a date, a time of day or a length of time as text.

    Parameters
    ----------
    value
        The value.
    shown
        What of a date is shown: ``day``, ``month`` or ``year``.

    Returns
    -------
    str or None
        None for nothing.

    Examples
    --------
    >>> moment(datetime(2020, 5, 1)), moment(datetime(2020, 5, 1), "month")
    ('2020-05-01', '2020-05')
    >>> moment(datetime(2020, 5, 7, 9, 30)), moment(timedelta(hours=30))
    ('2020-05-07 09:30:00', '30:00:00')
    """
    if isinstance(value, datetime):
        if value.time() != time():
            # Times are fractions of a day, which come out some microseconds off.
            return (value + timedelta(milliseconds=500)).isoformat(" ", "seconds")
        value = value.date()
    if isinstance(value, date):
        if shown != "day" and value.day == 1 and (shown == "month" or value.month == 1):
            return f"{value.year:04}-{value.month:02}" if shown == "month" else f"{value.year:04}"
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return None
