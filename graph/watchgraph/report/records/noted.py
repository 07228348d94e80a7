"""What the note of a deployment speaks of though no column holds it: its worth, its payment."""

from __future__ import annotations

import re

_MONEY = (
    r"(?:euros?|pounds?|dollars|reais|kroner|kyat|yuan|[rR]upees|AUD|CAD|CHF|CNY|EUR|GBP|GEL|INR"
    r"|JPY|KES|KRW|MXN|RUB|USD|ZAR)"
)
_NUMBER = r"\d[\d.,]*"
_WORTH = re.compile(
    rf"\b{_MONEY} ?{_NUMBER}|{_NUMBER} ?(?:bn|m|million|billion|thousand)? ?{_MONEY}\b"
    rf"|[$€£¥] ?{_NUMBER}"
)
_PAYMENT = re.compile(
    r"\b(?:paid|pays|payments?|instal?lments?|financ\w+|funds?|funded|funding|budget|loans?|grants?)\b",
    re.IGNORECASE,
)


def speaks_of_worth(note: str) -> bool:
    """Tell whether a note names an amount of money.

    Examples
    --------
    >>> speaks_of_worth("The contract is KES 14.9bn."), speaks_of_worth("Joined to ECU 911.")
    (True, False)
    """
    return bool(_WORTH.search(note))


def speaks_of_payment(note: str) -> bool:
    """Tell whether a note has a word of how something is paid for.

    Examples
    --------
    >>> speaks_of_payment("Paid by the state."), speaks_of_payment("Installed in 2019.")
    (True, False)
    """
    return bool(_PAYMENT.search(note))
