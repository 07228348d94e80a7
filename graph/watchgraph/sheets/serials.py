"""Numbers of a workbook that its formats make dates, as precise as they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

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

    @classmethod
    def of(cls, book: Any) -> Styles:
        """Return the styles of a workbook that openpyxl has opened."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        own = list(book._number_formats)
        dates = {}
        for style in book._date_formats:
            number = book._cell_styles[style].numFmtId
            shown = BUILTIN_FORMATS.get(number, "") if number < 164 else own[number - 164]
            dates[style] = shown
        return cls(book.epoch, dates, frozenset(book._timedelta_formats))

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
