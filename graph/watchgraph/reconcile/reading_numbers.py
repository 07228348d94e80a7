"""Numbers as people write them, to digits with a decimal point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from watchgraph.reconcile.values import LONGEST, LONGEST_CELL, Read, cell_text, refused

#: Signs that may stand before decimals.
DECIMALS = (".", ",")
_CURRENCY = r"(?:[A-Z]{3}|US ?\$|[$€£¥₽₹₩₺₦])"
_SCALE = r"[A-Za-z]+\.?"
_CELL = re.compile(
    rf"(?P<before>{_CURRENCY})? ?(?P<number>[+-]?[0-9][0-9.,' ]*(?:[eE][+-]?[0-9]{{1,2}})?)"
    rf" ?(?P<scale>{_SCALE})? ?(?P<after>{_CURRENCY}|%)?"
)
_SCALES = {
    **dict.fromkeys(("thousand", "thousands", "k"), 3),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio", "m"), 6),
    **dict.fromkeys(("billion", "billions", "bn"), 9),
    **dict.fromkeys(("trillion", "trillions", "tn"), 12),
}
# One letter is a scale only beside a currency.
_LETTERS = ("k", "m")
_NOT_EXACT = re.compile(
    r"(?i)\b(?:about|almost|approx|approximately|around|at least|ca|circa|estimated|less|more"
    r"|nearly|over|some|up to|under)\b|[~≈<>≤≥?]|\d ?\+|\d ?-+ ?\d|\d to \d"
)
# Larger powers of ten count nothing that is recorded here.
_LARGEST_POWER = 15
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:(?P<sign>[.,' ])[0-9]{3})(?:(?P=sign)[0-9]{3})*")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_ALONE = "Write the number alone, with a point before decimals."


def read_number(text: str, decimal: str = "") -> Read:
    """Read a number.

    Parameters
    ----------
    text
        The cell: digits with or without separators, a currency before or behind, and a word such
        as *million*.
    decimal
        The sign before decimals, ``.`` or ``,``; empty if nobody says.

    Returns
    -------
    Read
        The number with a decimal point and the currency as it was written, or why it cannot be
        read.

    Examples
    --------
    >>> read_number("USD 12.5 million")
    Read(value='12500000', unit='USD', rule='', remedy='')
    >>> read_number("1.200,50").value, read_number("1 200 000").value
    ('1200.50', '1200000')
    >>> read_number("1,200").value, read_number("1,200", ".").value
    (None, '1200')
    """
    if len(text) > LONGEST_CELL:
        return refused("is no number", _ALONE)
    text = cell_text(text)
    if not text:
        return refused("value is missing", _ALONE)
    found = _CELL.fullmatch(text) if len(text) <= LONGEST else None
    if not found or (found["before"] and found["after"]):
        if len(text) <= LONGEST and re.search(r"\d", text) and _NOT_EXACT.search(text):
            remedy = "Write the number alone and the rest in a note, or leave the cell empty."
            return refused("is not an exact number", remedy)
        return refused("is no number", _ALONE)
    unit = found["before"] or found["after"] or ""
    word = (found["scale"] or "").casefold().rstrip(".")
    if not unit and re.fullmatch(_CURRENCY, found["scale"] or ""):
        unit, word = found["scale"], ""
    if word and (word not in _SCALES or (word in _LETTERS and unit in ("", "%"))):
        return refused("is no number", _ALONE)
    digits, reason = _plain(found["number"].strip(), decimal)
    if reason:
        return refused(*reason)
    if word:
        value = Decimal(digits).scaleb(_SCALES[word])
        digits = format(value, "f")
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Read(digits, unit)


def read_whole(text: str, decimal: str = "") -> Read:
    """Read a whole number.

    Parameters
    ----------
    text, decimal
        See :func:`read_number`.

    Returns
    -------
    Read
        The number without decimals, or why it cannot be read.

    Examples
    --------
    >>> read_whole("300.0").value, read_whole("12.5").rule
    ('300', 'is no whole number')
    """
    read = read_number(text, decimal)
    if read.value is None:
        return read
    whole, _, rest = read.value.partition(".")
    if rest.strip("0"):
        return refused("is no whole number", "Write a number without decimals.")
    return Read(whole, read.unit)


def decimal_of(cells: Iterable[str]) -> str:
    """Return which decimal sign the plain numbers of a column show, for a guess to be confirmed.

    Parameters
    ----------
    cells
        Cells of one column.

    Returns
    -------
    str
        ``.`` or ``,``; empty if none shows it or they disagree.

    Examples
    --------
    >>> decimal_of(["1,200", "1,200.50"]), decimal_of(["1,200", "1.200"])
    ('.', '')
    """
    shown = set()
    for cell in cells:
        readings = [read_number(cell, sign).value is not None for sign in DECIMALS]
        if read_number(cell).value is not None and sum(readings) == 1:
            shown.add(DECIMALS[readings.index(True)])
    return shown.pop() if len(shown) == 1 else ""


def _plain(number: str, decimal: str) -> tuple[str, tuple[str, str] | None]:
    """Return the digits of a number, or a rule and a remedy."""
    sign = "-" if number[0] == "-" else ""
    mantissa, _, power = number.lstrip("+-").casefold().partition("e")
    if power and abs(int(power)) > _LARGEST_POWER:
        return "", ("is no number", _ALONE)
    readings = {
        point: digits
        for point in ([decimal] if decimal in DECIMALS else DECIMALS)
        if (digits := _by(mantissa.strip(), point)) is not None
    }
    values = {Decimal(digits) for digits in readings.values()}
    if not values:
        return "", ("is no number", _ALONE)
    if len(values) > 1:
        shown = " or ".join(readings[point] for point in sorted(readings))
        remedy = "Say in the map which sign stands before decimals, or write it without separators."
        return "", (f"may be {shown}", remedy)
    digits = min(readings.values())
    if power:
        digits = format(Decimal(digits).scaleb(int(power)), "f")
    return sign + digits, None


def _by(text: str, point: str) -> str | None:
    """Return digits as they are if a sign stands before decimals; None if that cannot be."""
    whole, found, rest = text.partition(point)
    if (found and not rest.isdigit()) or (point in rest):
        return None
    if not whole.isdigit():
        groups = _GROUPS.fullmatch(whole) or (_INDIAN.fullmatch(whole) if point == "." else None)
        if not groups:
            return None
        whole = re.sub(r"[^0-9]", "", whole)
    return f"{whole}.{rest}" if found else whole
