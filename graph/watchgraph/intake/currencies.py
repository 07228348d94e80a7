"""Currencies by code, sign or English name, to ISO 4217."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from watchgraph.extras import needs
from watchgraph.nearest import did_you_mean, nearest
from watchgraph.reconcile.folding import letters, tidy

# Signs of one currency only; $, £ and ¥ are signs of several.
_SIGNS = {
    "US$": "USD",
    "€": "EUR",
    "₽": "RUB",
    "₹": "INR",
    "₺": "TRY",
    "₦": "NGN",
    "RMB": "CNY",
}
_SEVERAL = ("$", "£", "¥", "₩", "dollar", "dollars", "pound", "pounds", "franc", "francs", "peso")


def read_currency(text: str) -> tuple[str, str, str]:
    """Read a currency.

    Parameters
    ----------
    text
        A code in any case, a sign or an English name.

    Returns
    -------
    code : str
        Its code; empty if it is none.
    rule : str
        What is wrong; empty if nothing is.
    remedy : str
        What to do.

    Examples
    --------
    >>> [read_currency(text)[0] for text in ("usd", "€", "US dollars", "$")]
    ['USD', 'EUR', 'USD', '']
    """
    text = tidy(text)
    code = _code(text)
    if code:
        return code, "", ""
    if text.casefold() in _SEVERAL:
        remedy = "Write the code of ISO 4217, such as USD or AUD."
        return "", "is a sign of several currencies", remedy
    names = _names()
    near = did_you_mean(nearest(text, sorted(names.values()) if len(text) <= 3 else list(names)))
    return "", "is no currency", near or "Write a code of ISO 4217, such as USD."


def is_currency(text: str) -> bool:
    """Tell whether a text is a currency that :func:`read_currency` reads."""
    return bool(_code(tidy(text)))


def _code(text: str) -> str:
    upper = text.upper().replace(" ", "")
    names = _names()
    if upper in _SIGNS:
        return _SIGNS[upper]
    if len(upper) == 3 and upper in names.values():
        return upper
    if text.casefold() in _SEVERAL:
        return ""
    word = letters(text)
    return names.get(word) or names.get(word.removesuffix("s")) or ""


@cache
def _names() -> Mapping[str, str]:
    locale = needs("babel", "own").Locale
    found = sorted(locale.parse("en").currencies.items())
    return {letters(name): code for code, name in reversed(found)}
