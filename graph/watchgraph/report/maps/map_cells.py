"""What is said of a place on the map, in the words that all measures share."""

from __future__ import annotations

from watchgraph.render.atlas import Cell, Level
from watchgraph.render.atlas.views import level_of
from watchgraph.render.words import joined
from watchgraph.report.maps.map_records import Recorded

NONE = Level("none_found", "looked at, none found")
NOT_ITEMISED = "not_itemised"
NOT_LOOKED = Level("not_looked", "not looked at")
NOT_LISTED = Level("not_looked", "not in the edition")
NOT_STATED = Level("not_stated", "not stated")
NOT_KNOWN = Level("not_stated", "not known whether looked at")


def candidate() -> Cell:
    """Return what is said of a place of which it is not known whether an edition looked at it."""
    return Cell(
        "not_stated", None, "not known whether looked at: one of several candidates for one unit"
    )


def no_supplier() -> Cell:
    """Return what is said of a place where the technology is reported and no supplier named."""
    return Cell("not_stated", None, "not stated: no supplier named")


def not_itemised(things: str) -> Level:
    """Return the class of places where none was found, and nothing is said of these things.

    Parameters
    ----------
    things
        What the edition says nothing of, such as ``suppliers``.

    Returns
    -------
    Level
        Apart from places of which it says that none of them was found.
    """
    return Level(NOT_ITEMISED, f"no AI surveillance found; {things} not stated")


def none_recorded(own: Recorded) -> Cell:
    """Return what is said of a place without a deployment: which suppliers were searched for.

    A search of a place and one supplier says nothing of the place and all others.
    """
    if not own.searched:
        return Cell("not_stated")
    return Cell(
        "not_stated", None, f"none recorded; searched for {joined(sorted(own.searched))} alone"
    )


def number(count: int, breaks: tuple[int, ...], noun: str, more: str = "") -> Cell | None:
    """Return what is said of a number, or None if it is zero."""
    if not count:
        return None
    return Cell(level_of(count, breaks), count, plural(count, noun) + more)


def plural(count: int, noun: str) -> str:
    """Return a number with what it counts.

    Examples
    --------
    >>> plural(1, "loan"), plural(2, "loan")
    ('1 loan', '2 loans')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"
