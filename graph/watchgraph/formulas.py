r"""Text that a spreadsheet would compute, told to be text.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, whatever
wrote it. An apostrophe before it says that it is text; spreadsheets know that sign, and
:func:`unguarded` takes it away again.
"""

from __future__ import annotations

import re

# Blanks and signs without width, which some programs pass over; full-width signs, which some take
# for the usual ones.
_BLANK = (
    r"[\t-\r\x1c- \x85\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*"
)
_SIGN = "[=+\\-@\t\r＝＋－＠]"
_FORMULA = re.compile(rf"{_BLANK}{_SIGN}")
_NUMBER = re.compile(r"[+-](?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+|[Ii][Nn][Ff])(?:[Ee][+-]?[0-9]+)?")


def guarded(text: str) -> str:
    r"""Return text as it may stand in a cell of a CSV file or a workbook.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        With an apostrophe before it if it begins, after any blanks, with ``=``, ``+``, ``-``,
        ``@`` (or a full-width form of them), a tab or a carriage return and is no plain number;
        so too if it begins with apostrophes before such a text, so that nothing is lost.

    Examples
    --------
    >>> guarded("=1+1"), guarded("-7.5"), guarded("Huawei"), guarded("'=1+1")
    ("'=1+1", '-7.5', 'Huawei', "''=1+1")
    """
    return f"'{text}" if _computed(text) else text


def unguarded(text: str) -> str:
    """Return the text that :func:`guarded` was given.

    Parameters
    ----------
    text
        Text of a cell.

    Returns
    -------
    str
        Without the first apostrophe, if that guards a formula.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'s-Hertogenbosch"), unguarded("''=1+1")
    ('=1+1', "'s-Hertogenbosch", "'=1+1")
    """
    return text[1:] if text.startswith("'") and _computed(text) else text


def _computed(text: str) -> bool:
    """Tell whether text, apostrophes before it left out, would be computed."""
    bare = text.lstrip("'")
    return bool(_FORMULA.match(bare)) and not _NUMBER.fullmatch(bare)
