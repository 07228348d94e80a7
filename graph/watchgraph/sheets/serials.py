"""Numbers of a workbook that its formats make dates, as precise as they are shown."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

#: Parts of a format that are shown as they are: quoted, escaped, filled or in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def date_formats(xml: bytes) -> dict[int, str]:
    """Return the number format of each style of a workbook that makes a number a date.

    Parameters
    ----------
    xml
        The part that holds the styles.

    Returns
    -------
    dict of int to str
        By the number of the style.
    """
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
    from openpyxl.styles.stylesheet import Stylesheet
    from openpyxl.xml.functions import fromstring

    root: Any = fromstring(xml)
    sheet: Any = Stylesheet.from_tree(root)
    dates = {}
    for style, found in enumerate(sheet.cell_styles):
        number = found.numFmtId
        if style in sheet.date_formats:
            own = number - BUILTIN_FORMATS_MAX_SIZE
            dates[style] = BUILTIN_FORMATS.get(number) or sheet.number_formats[own]
        elif 27 <= number <= 36 or 50 <= number <= 58:
            # Dates as a language writes them, whose formats no file states.
            dates[style] = "yyyy-mm-dd"
    return dates


def date_text(serial: float, shown: str, epoch: datetime) -> str | None:
    """Return a number as the date that it is shown as.

    Parameters
    ----------
    serial
        The number.
    shown
        Number format of its style.
    epoch
        Day from which the workbook counts.

    Returns
    -------
    str or None
        As of :func:`moment`; None if the number is no date.
    """
    from openpyxl.styles.numbers import is_timedelta_format
    from openpyxl.utils.datetime import from_excel

    try:
        value = from_excel(serial, epoch, timedelta=is_timedelta_format(shown))
    except (OverflowError, ValueError):
        return None
    return moment(value, precision(shown))


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
        ``YYYY-MM-DD``, with the time after a space if there is one; only year and month if the
        cell shows no day and the day is the first, which programs fill in by themselves; only
        the year likewise. None for nothing.

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
