"""What had surely begun by the day of an edition, may have, or had not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.analysis.associations.units import NO, YES, Told


@dataclass(frozen=True)
class Day:
    """The day on which an edition came out, as its earliest and latest possible day."""

    earliest: str
    latest: str


@dataclass(frozen=True)
class Span:
    """A record with the bounds of its start and end, YYYY-MM-DD or empty.

    Attributes
    ----------
    record
        ``kind/key``.
    start, start_latest, end, end_latest
        Bounds of start and end; empty where the source states none.
    sure
        Whether the sources agree that it is so at all.
    """

    record: str
    start: str = ""
    start_latest: str = ""
    end: str = ""
    end_latest: str = ""
    sure: bool = True

    def on(self, day: Day) -> bool | None:
        """Return whether it held on a day; None if that cannot be told."""
        if self.start and self.start > day.latest:
            return False
        if self.end_latest and self.end_latest <= day.earliest:
            return False
        begun = bool(self.start_latest) and self.start_latest <= day.earliest
        lasting = not self.end or self.end > day.latest
        return True if self.sure and begun and lasting else None


def held(spans: Iterable[Span], day: Day, why: str) -> Told:
    """Return whether any record held on a day.

    Parameters
    ----------
    spans
        The records of one unit.
    day
        The day.
    why
        What to say where it cannot be told.

    Returns
    -------
    Told
        Yes if one surely held, not known if one may have, else no. The records are those that
        held, or may have; of a no those that did not yet or no longer hold.

    Examples
    --------
    >>> day = Day("2019-09-17", "2019-09-17")
    >>> held([Span("membership/bri-X", "2019-01-01", "2019-12-31")], day, "date too vague").why
    'date too vague'
    """
    answers = {span.record: span.on(day) for span in spans}
    for answer in (True, None, False):
        own = tuple(sorted(record for record, said in answers.items() if said is answer))
        if own:
            return Told(
                {True: YES, None: "", False: NO}[answer], why if answer is None else "", own
            )
    return Told(NO)
