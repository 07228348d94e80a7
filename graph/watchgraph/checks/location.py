"""A place in the tables, and what a finder of places looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from watchgraph.vocabulary import PREFIXES, parts


class Location(NamedTuple):
    """File, row (the header is row 1) and column; column empty for a whole row."""

    file: str
    row: int
    column: str


# Focus IRI, property IRI and value to a place; property and value may be empty.
Locate = Callable[[str, str, str], Location | None]


def nowhere(focus: str, path: str = "", value: str = "") -> None:
    """Locate nothing: for a graph without tables."""


def place(locate: Locate, focus: str, path: str, value: str) -> Location:
    """Return a location, blank if the node stands in no table."""
    return locate(focus, path, value) or Location("", 0, "")


def plain_value(value: str) -> str:
    """Return a value as a table would hold it: the key of one of our IRIs, else the text.

    Parameters
    ----------
    value
        IRI or text.

    Returns
    -------
    str
        Key or text.

    Examples
    --------
    >>> plain_value("https://w3id.org/watchgraph/id/country/KEN")
    'KEN'
    """
    if value.startswith(PREFIXES["wd"]):
        return value.removeprefix(PREFIXES["wd"])
    found = parts(value)
    return found[1] if found else value
