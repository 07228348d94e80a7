"""Dates as people write them, to YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping
from functools import cache

from watchgraph.extras import needs
from watchgraph.reconcile.folding import letters
from watchgraph.reconcile.values import LONGEST, LONGEST_CELL, Read, cell_text, refused

#: How a date of three numbers may be written when the year is last.
ORDERS = ("day", "month")
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}))?{_TIME}")
_YEAR_LAST = re.compile(rf"(?:(\d{{1,2}})([-/.]))?(\d{{1,2}})[-/.](\d{{4}}){_TIME}")
_EAST_ASIAN = re.compile(r"(\d{4}) ?[年년](?: ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日号일])?)?")
_WORDS = re.compile(r"(\d+)(?:st|nd|rd|th|er|º|ª|o|a|\.)?(?=\W|$)|([^\W\d_]+)\.?")
_LITTLE = frozenset(("of", "de", "del", "the", "g", "goda"))
# Languages in which months are read besides English; a word for two months among them, such as
# "listopad", is refused.
_LANGUAGES = "ar be bg cs da de es fr hr id it nl pl pt ro ru sk sr sv sw tr uk"
_FORMS = "Write YYYY, YYYY-MM or YYYY-MM-DD, for example 2019-05."


def read_date(text: str, order: str = "") -> Read:
    """Read a date that is as exact as it is written.

    Parameters
    ----------
    text
        The cell.
    order
        What comes first in dates such as 03/04/2019: ``day`` or ``month``; empty if nobody says.

    Returns
    -------
    Read
        The date as YYYY, YYYY-MM or YYYY-MM-DD, or why it cannot be read.

    Examples
    --------
    >>> read_date("3 March 2019").value, read_date("03/2019").value, read_date("2019-3").value
    ('2019-03-03', '2019-03', '2019-03')
    >>> read_date("03/04/2019").value, read_date("03/04/2019", "day").value
    (None, '2019-04-03')
    """
    if len(text) > LONGEST_CELL:
        return refused("is no date", _FORMS)
    text = cell_text(text)
    if not text:
        return refused("value is missing", _FORMS)
    if len(text) > LONGEST:
        return refused("is no date", _FORMS)
    if re.fullmatch(r"\d{4}(?:\.0)?", text):
        return _dated(int(text[:4]))
    if found := _EAST_ASIAN.fullmatch(text):
        return _dated(*(int(part) for part in found.groups() if part))
    if found := _YEAR_FIRST.fullmatch(text):
        year, sign, month, day = found.groups()
        if sign == "." and not day and len(month) == 1:
            remedy = "A number has lost its last zero, or not; write YYYY-MM."
            return refused("may be two months", remedy)
        return _dated(int(year), int(month), *([int(day)] if day else []))
    if found := _YEAR_LAST.fullmatch(text):
        first, _, second, year = found.groups()
        if not first:
            return _dated(int(year), int(second))
        return _three(int(first), int(second), int(year), order)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        remedy = f"It looks like a spreadsheet's count of days. {_FORMS}"
        return refused("is no date", remedy)
    return _in_words(text)


def order_of(cells: Iterable[str]) -> str:
    """Return which order the plain dates of a column show, for a first guess to be confirmed.

    Parameters
    ----------
    cells
        Cells of one column.

    Returns
    -------
    str
        ``day`` or ``month``; empty if none shows it or they disagree.

    Examples
    --------
    >>> order_of(["03/04/2019", "25/04/2019"])
    'day'
    """
    shown = set()
    for cell in cells:
        found = _YEAR_LAST.fullmatch(cell_text(cell)) if len(cell) <= LONGEST_CELL else None
        if found and found[1]:
            # What is a date in one order alone shows it; what is one in both says nothing.
            able = [order for order in ORDERS if _three(*_numbers(found), order).value]
            shown |= set(able) if len(able) == 1 else set()
    return shown.pop() if len(shown) == 1 else ""


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[1]), int(found[3]), int(found[4])


def _three(first: int, second: int, year: int, order: str) -> Read:
    by_day, by_month = _dated(year, second, first), _dated(year, first, second)
    if order in ORDERS:
        return by_day if order == "day" else by_month
    if by_day.value and by_month.value and by_day.value != by_month.value:
        rule = f"may be {by_day.value} or {by_month.value}"
        remedy = "Say in the map whether the day or the month comes first, or write YYYY-MM-DD."
        return refused(rule, remedy)
    return by_day if by_day.value else by_month


def _in_words(text: str) -> Read:
    numbers: list[str] = []
    months: list[int] = []
    place = 0
    for found in _WORDS.finditer(text):
        if text[place : found.start()].strip(" ,/-"):
            return refused("is no date", _FORMS)
        place = found.end()
        if found[1]:
            numbers.append(found[1])
        elif letters(found[2]) not in _LITTLE:
            meant = _months(letters(found[2]))
            if len(meant) != 1:
                return refused("may be two months" if meant else "is no date", _FORMS)
            months += meant
    if text[place:].strip(" ,") or len(months) != 1 or not numbers:
        return refused("is no date", _FORMS)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) == 1 and len(days) + 1 == len(numbers) <= 2:
        return _dated(int(years[0]), months[0], *map(int, days))
    if not years and days:
        return refused("has no year of four digits", _FORMS)
    return refused("is no date", _FORMS)


def _dated(year: int, month: int | None = None, day: int | None = None) -> Read:
    if not 1800 <= year < 2200:
        return refused("is no date", "Write a year between 1800 and 2199.")
    if month is None:
        return Read(f"{year:04d}")
    try:
        datetime.date(year, month, 1 if day is None else day)
    except ValueError:
        remedy = "Write a day that the calendar has, or only year and month."
        return refused("is no date of the calendar", remedy)
    return Read(f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}"))


def _months(word: str) -> tuple[int, ...]:
    """Return the months that a word means: in English, else in any of the languages."""
    english = _english().get(word)
    return (english,) if english else _foreign().get(word, ())


@cache
def _english() -> Mapping[str, int]:
    names = {letters(name): at for at, name in enumerate(calendar.month_name) if name}
    return names | {name[:3]: at for name, at in names.items()} | {"sept": 9}


@cache
def _foreign() -> Mapping[str, tuple[int, ...]]:
    locale = needs("babel", "own").Locale
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in locale.parse(language).months[use][width].items():
                    found.setdefault(letters(name), set()).add(month)
    return {name: tuple(sorted(months)) for name, months in sorted(found.items())}
