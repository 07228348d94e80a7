"""Addresses of pages as people paste them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# What spreadsheet programs make of a link, where it came out as text.
_LINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]*)"\s*(?:[,;].*)?\)', re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"(www\.[^\s/]+|[a-z0-9.-]+\.[a-z]{2,}/)\S*", re.IGNORECASE)
_HOST = re.compile(r"[^\s.]+(\.[^\s.]+)+")


def read_address(text: str) -> tuple[str, str, str]:
    """Read the address of a page.

    Parameters
    ----------
    text
        What stands in the cell: an address, ``=HYPERLINK("address", …)``, or one without
        ``https://``.

    Returns
    -------
    address : str
        The address; empty if it is none.
    rule : str
        What is wrong with it; empty if nothing is.
    remedy : str
        What to do.

    Examples
    --------
    >>> read_address('=HYPERLINK("https://example.org/a","report")')
    ('https://example.org/a', '', '')
    >>> read_address("javascript:alert(1)")[1]
    'is no address of a web page'
    """
    linked = _LINK.fullmatch(text)
    address = linked[1].strip() if linked else text
    if _BARE.fullmatch(address):
        address = f"https://{address}"
    rule = "is no address of a web page"
    remedy = "Write an address that begins with http:// or https://, and nothing else."
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "", rule, remedy
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return "", rule, remedy
    if re.search(r"\s", address):
        return "", "is an address with a space in it", "Write %20 for the space, or part the two."
    if parts.username or parts.password:
        rule = "is an address with a name or password in it"
        return "", rule, "Take out what stands before the @."
    scheme, rest = address.split(":", 1)
    return f"{scheme.lower()}:{rest}", "", ""
