"""What a graph as of a day was cut from, and how many of the records could be placed."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

#: What may become of a record, the strongest reason to leave it out first.
OUTCOMES: dict[str, str] = {
    "later": "began after the day",
    "ended": "had ended by the day",
    "not_published": "its source was not published yet",
    "undated": "without a date",
    "publication_unknown": "from sources whose publication is not dated",
    "possibly": "may have held or been published by the day: a date straddles it, or the status "
    "is unclear",
    "surely": "held and was published by the day",
}
#: Those by which a record is kept, and those that say only that nothing can be said.
KEPT = ("surely", "possibly")
UNDATED = ("undated", "publication_unknown")
_LEFT_OUT = {
    "later": "began later",
    "ended": "had ended",
    "not_published": "not published yet",
    "undated": "without a date",
    "publication_unknown": "whose source has no date of publication",
}

_WHY = {
    "later": "it began after the day",
    "ended": "it had ended by the day",
    "not_published": "its source was not published yet",
    "undated": "it cannot be placed for want of a date",
    "publication_unknown": "when its source was published is not known",
}


@dataclass(frozen=True)
class Cut:
    """The days that were asked for at once.

    Attributes
    ----------
    valid
        Day on which records held; None for any.
    known
        Day by which they were known; None for any.
    keep_undated
        Whether records stay of which nothing can be said for want of a date.
    """

    valid: datetime.date | None = None
    known: datetime.date | None = None
    keep_undated: bool = False


@dataclass(frozen=True)
class Placed:
    """What became of a record.

    Attributes
    ----------
    kind
        Its class, such as ``Deployment``.
    outcome
        One of :data:`OUTCOMES`.
    kept
        Whether it is in the graph.
    """

    kind: str
    outcome: str
    kept: bool


@dataclass(frozen=True)
class Moment:
    """As of when a graph stands.

    Attributes
    ----------
    cuts
        What was asked for, one after the other; a record is kept if each of them keeps it.
    origin
        The whole graph.
    records
        What became of each record, by its IRI.
    """

    cuts: tuple[Cut, ...]
    origin: KnowledgeGraph
    records: Mapping[str, Placed]

    @property
    def valid(self) -> str:
        """Day on which the records held, YYYY-MM-DD; days joined by "and"; empty if any."""
        return " and ".join(day.isoformat() for day in self._days("valid"))

    @property
    def known(self) -> str:
        """Day by which the records were known, YYYY-MM-DD; empty if any."""
        return min((day.isoformat() for day in self._days("known")), default="")

    @property
    def earliest_valid(self) -> str:
        """The first of the days on which the records held, YYYY-MM-DD; empty if any."""
        return min((day.isoformat() for day in self._days("valid")), default="")

    @property
    def words(self) -> str:
        """The days in words, such as ``as of 2019-09-17, as known by 2020-01-01``."""
        parts = (("as of", self.valid), ("as known by", self.known))
        return ", ".join(f"{word} {day}" for word, day in parts if day)

    def coverage(self, *kinds: str) -> dict[str, int]:
        """Count the records.

        Parameters
        ----------
        *kinds
            Classes, such as ``Deployment``; default all but editions.

        Returns
        -------
        dict of str to int
            ``records``, of which ``kept``, then the number for each of :data:`OUTCOMES`, which
            make up all records.
        """
        placed = self.records.values()
        return _counts([o for o in placed if (o.kind in kinds if kinds else _counted(o))])

    def as_frame(self) -> pd.DataFrame:
        """Count the records of each class.

        Returns
        -------
        pandas.DataFrame
            One row for each class, by its name; columns as :meth:`coverage`.
        """
        import pandas as pd

        kinds: dict[str, list[Placed]] = {}
        for one in self.records.values():
            kinds.setdefault(one.kind, []).append(one)
        rows = [{"class": kind, **_counts(kinds[kind])} for kind in sorted(kinds)]
        return pd.DataFrame(rows, columns=["class", "records", "kept", *reversed(OUTCOMES)])

    def unplaced(self) -> str:
        """Say in a sentence of which classes records lack a date.

        Returns
        -------
        str
            Each class with its records that cannot be placed, and all of it; empty if there are
            none. Printed names are passed over: they go with other records.
        """
        kinds = sorted({one.kind for one in self.records.values()} - {"Mention"})
        counts = {kind: self.coverage(kind) for kind in kinds}
        told = [
            f"{kind} {lacking:,} of {counts[kind]['records']:,}"
            for kind in kinds
            if (lacking := sum(counts[kind][name] for name in UNDATED))
        ]
        return f"Cannot be placed for want of a date: {', '.join(told)}." if told else ""

    def why_left_out(self, iri: str) -> str:
        """Say of a record of the whole graph why it is not in this one.

        Parameters
        ----------
        iri
            Its IRI.

        Returns
        -------
        str
            The reason; empty if it is here, or no record of a class that has a time.
        """
        placed = self.records.get(iri)
        return _WHY[placed.outcome] if placed and not placed.kept else ""

    def __str__(self) -> str:
        """Say in a sentence what was kept and what was left out."""
        counts = self.coverage()
        head = f"{self.words[:1].upper()}{self.words[1:]}: {counts['kept']:,} of "
        head += f"{counts['records']:,} record{'' if counts['records'] == 1 else 's'}"
        notes = [f"{counts['possibly']:,} of them only possibly"] if counts["possibly"] else []
        counted = [one for one in self.records.values() if _counted(one)]
        kept = Counter(one.outcome for one in counted if one.kept)
        gone = Counter(one.outcome for one in counted if not one.kept)
        notes += [f"{kept[name]:,} {_LEFT_OUT[name]}" for name in UNDATED if kept[name]]
        head += f" ({', '.join(notes)})" if notes else ""
        told = ", ".join(f"{gone[name]:,} {said}" for name, said in _LEFT_OUT.items() if gone[name])
        return f"{head}. Left out: {told}." if told else f"{head}."

    def _days(self, name: str) -> list[datetime.date]:
        days = {getattr(cut, name) for cut in self.cuts}
        return sorted(day for day in days if day is not None)


def _counted(one: Placed) -> bool:
    # An edition is no statement of a source, though it has its time.
    return one.kind != "Edition"


def _counts(placed: list[Placed]) -> dict[str, int]:
    outcomes = Counter(one.outcome for one in placed)
    return {
        "records": len(placed),
        "kept": sum(one.kept for one in placed),
        **{name: outcomes[name] for name in reversed(OUTCOMES)},
    }
