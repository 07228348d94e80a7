"""Text of cells: blanks around it, and numbers as people write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import pyarrow as pa
import pyarrow.compute as pc

#: What counts as blank around a text: spaces of all kinds, line breaks, and marks that take no
#: room (zero-width space, word joiner, byte order mark, marks of direction).
BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_INNER = re.compile(f"[{re.escape(BLANKS)}]+")
#: No number of a spreadsheet lies beyond; one that does keeps its exponent.
_MOST_EXPONENT = 400


def trimmed(cells: pa.Array) -> pa.Array:
    """Return texts without blanks around them; what is blank all through becomes null.

    Parameters
    ----------
    cells
        String array.

    Returns
    -------
    pyarrow.Array
        String array of the same length.
    """
    cells = pc.utf8_trim(cells, characters=BLANKS)
    return pc.if_else(pc.equal(pc.binary_length(cells), 0), pa.scalar(None, pa.string()), cells)


def heading(text: str | None) -> str:
    r"""Return a heading on one line, with single spaces.

    Examples
    --------
    >>> heading(" Country\n  of use\xa0")
    'Country of use'
    """
    return _INNER.sub(" ", text or "").strip(" ")


def is_number(text: str) -> bool:
    """Tell whether a text is a number in digits, with a point or a comma or none.

    Examples
    --------
    >>> [is_number(text) for text in ("12", "-1.5e3", "1,5", "2019-01", "n/a")]
    [True, True, True, False, False]
    """
    return bool(_NUMBER.fullmatch(text.replace(",", ".", 1)))


def plain_number(text: str) -> str | None:
    """Return a number in full digits, without exponent and empty decimals.

    Parameters
    ----------
    text
        Number as JSON and workbooks write it.

    Returns
    -------
    str or None
        None if it is no finite number.

    Examples
    --------
    >>> [plain_number(text) for text in ("2015.0", "1E+20", "1e-7", "0.10", "nan")]
    ['2015', '100000000000000000000', '0.0000001', '0.1', None]
    """
    if not _NUMBER.fullmatch(text):
        return None
    if text.isdigit():
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if abs(number.adjusted()) > _MOST_EXPONENT and "e" in text.lower():
        return text if number else "0"
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain
