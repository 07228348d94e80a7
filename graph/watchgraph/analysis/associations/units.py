"""A unit of an edition and what is told of it: a value, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Told:
    """The value of a variable for one unit, with the records that say so.

    Attributes
    ----------
    value
        A level such as ``yes``, ``no`` or a class; empty if it is not known.
    why
        Why it is not known.
    records
        ``kind/key`` of the records behind the value.
    """

    value: str = ""
    why: str = ""
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """A country, territory or supplier that an edition says something of.

    Attributes
    ----------
    record
        ``kind/key`` of the unit itself.
    place
        ``country/KEN``, ``territory/gaza`` or ``supplier/huawei``.
    label
        Its name.
    told
        What is known by variable; what is missing here is not stated.
    """

    record: str
    place: str
    label: str
    told: Mapping[str, Told] = field(default_factory=dict)

    def of(self, variable: str) -> Told:
        """Return what is told of a variable."""
        return self.told.get(variable, Told(why="not stated"))


def told(value: bool, records: Iterable[str] = ()) -> Told:
    """Return yes or no with its records.

    Parameters
    ----------
    value
        Whether it is so.
    records
        ``kind/key`` of the records.

    Returns
    -------
    Told
        The value.
    """
    return Told(YES if value else NO, "", tuple(sorted(set(records))))
