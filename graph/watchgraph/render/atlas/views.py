"""What a map shows: of each place a class, of each class its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

#: The kinds of absence, as the file of the map's data names them. Of ``not_itemised`` places the
#: whole was looked at and none found, and nothing is said of the parts.
ABSENCES = ("none_found", "not_itemised", "not_looked", "not_stated")


@dataclass(frozen=True)
class Level:
    """A class of places that are drawn alike.

    Attributes
    ----------
    look : str
        How it is drawn: ``q1`` to ``q5`` for more and more, ``k1`` to ``k3``, ``china``, ``us``,
        ``both`` and ``neither`` for kinds, or one of `ABSENCES`.
    label : str
        Its words in the legend.
    """

    look: str
    label: str

    @property
    def absent(self) -> bool:
        """Whether it is a kind of absence."""
        return self.look in ABSENCES


@dataclass(frozen=True)
class Cell:
    """What is said of one place.

    Attributes
    ----------
    look : str
        The `Level.look` of its class.
    value : int or str, optional
        The number or the word itself; None where there is none.
    words : str
        The same in a few words; empty if the label of the class says it all.
    """

    look: str
    value: int | str | None = None
    words: str = ""


@dataclass(frozen=True)
class View:
    """One map: a measure in one edition, or in all records.

    Attributes
    ----------
    edition : str
        Key of the edition, or ``all``.
    edition_label : str
        Its words in the menu.
    note : str
        How it is to be read.
    levels : tuple of Level
        The classes, in the order of the legend.
    cells : mapping
        What is said of each place, by code.
    """

    edition: str
    edition_label: str
    note: str
    levels: tuple[Level, ...]
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def label(self, look: str) -> str:
        """Return the words of a class."""
        return next(level.label for level in self.levels if level.look == look)

    def words(self, code: str) -> str:
        """Return what is said of a place, in words."""
        cell = self.cells[code]
        return cell.words or self.label(cell.look)

    def counts(self) -> list[tuple[Level, int]]:
        """Return the classes that a place is in, each with the number of its places."""
        looks = [cell.look for cell in self.cells.values()]
        return [(one, looks.count(one.look)) for one in self.levels if one.look in looks]


@dataclass(frozen=True)
class Measure:
    """What can be chosen to be shown.

    Attributes
    ----------
    key : str
        Its name in addresses and files.
    label : str
        Its words in the menu.
    head : str
        Head of its column in the table, with the unit.
    views : tuple of View
        By edition.
    unit : str
        Unit of its numbers; empty if its values are words.
    """

    key: str
    label: str
    head: str
    views: tuple[View, ...]
    unit: str = ""


@dataclass(frozen=True)
class Still:
    """A map for another page.

    Attributes
    ----------
    picture : markupsafe.Markup
        The ``<svg>``.
    view : View
        What it shows.
    shown : str
        The same in words.
    """

    picture: "Markup"
    view: View
    shown: str


def counted(breaks: tuple[int, ...]) -> tuple[Level, ...]:
    """Return classes of whole numbers, by the least number of each.

    Parameters
    ----------
    breaks : tuple of int
        The least number of each class, up to five.

    Returns
    -------
    tuple of Level
        Classes, their breaks in words.

    Examples
    --------
    >>> [level.label for level in counted((1, 2, 4))]
    ['1', '2 to 3', '4 and more']
    """
    looks = ("q1", "q2", "q3", "q4", "q5")
    ends = [*(one - 1 for one in breaks[1:]), None]
    return tuple(
        Level(look, _span(start, end))
        for look, start, end in zip(looks, breaks, ends, strict=False)
    )


def level_of(number: int, breaks: tuple[int, ...]) -> str:
    """Return the look of a number's class.

    Parameters
    ----------
    number : int
        At least the first of the breaks.
    breaks : tuple of int
        As for `counted`.

    Returns
    -------
    str
        ``q1`` to ``q5``.

    Examples
    --------
    >>> level_of(3, (1, 2, 4))
    'q2'
    """
    return f"q{sum(number >= least for least in breaks)}"


def _span(start: int, end: int | None) -> str:
    if end is None:
        return f"{start} and more"
    return str(start) if start == end else f"{start} to {end}"
