"""What two editions ask one by one: technologies, and the states that supply them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.diff.naming import names_of, sort_key
from watchgraph.diff.places import FOUND, NONE_FOUND, NOT_COMPARABLE, edition_term
from watchgraph.vocabulary import ID, key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

NOT_STATED = "not stated"

#: What is asked: the properties that say found, and looked for and none found.
TECHNOLOGIES = ("wg:technologyReported", "wg:technologyNotFound")
STATES = ("wg:supplierStateMarked", "wg:supplierStateNotMarked")

_CHANGES = {
    (FOUND, FOUND): "in both",
    (NONE_FOUND, FOUND): "added",
    (FOUND, NONE_FOUND): "no longer reported",
}


@dataclass(frozen=True)
class Marks:
    """What one edition says of subjects, such as technologies.

    Attributes
    ----------
    states
        ``found`` or ``none found``, by IRI of place and subject.
    records
        The assessments that say so.
    """

    states: Mapping[tuple[str, str], str]
    records: Mapping[tuple[str, str], tuple[str, ...]]

    def found(self, subject: str) -> set[str]:
        """Return the places where a subject is found."""
        return {p for (p, s), state in self.states.items() if s == subject and state == FOUND}

    def asks_for(self, subject: str, adopters: set[str]) -> bool:
        """Tell whether the edition asks for a subject of each adopter.

        An edition that never says "none found" of a subject only names it where it met it.
        """
        told = {p: state for (p, s), state in self.states.items() if s == subject}
        return NONE_FOUND in told.values() or (bool(told) and adopters <= told.keys())


def read_marks(kg: KnowledgeGraph, edition: str, properties: tuple[str, str]) -> Marks:
    """Read what an edition says of subjects, place by place.

    Parameters
    ----------
    kg
        The graph.
    edition
        Key of the edition.
    properties
        :data:`TECHNOLOGIES` or :data:`STATES`.

    Returns
    -------
    Marks
        The marks.
    """
    states: dict[tuple[str, str], str] = {}
    records: dict[tuple[str, str], set[str]] = {}
    for name, state in zip(reversed(properties), (NONE_FOUND, FOUND), strict=True):
        rows = kg.rows(
            "SELECT DISTINCT ?record ?place ?subject { ?record a wg:Assessment ; "
            f"wg:edition {edition_term(edition)} ; wg:country ?place ; {name} ?subject }}"
        )
        for record, place, subject in rows:
            pair = (str(place), str(subject))
            states[pair] = state
            records.setdefault(pair, set()).add(str(record).removeprefix(ID))
    return Marks(states, {pair: tuple(sorted(own)) for pair, own in records.items()})


def compare_subjects(
    kg: KnowledgeGraph,
    before: Marks,
    after: Marks,
    places: Mapping[str, str],
    adopters: Sequence[set[str]],
) -> list[dict[str, Any]]:
    """Count the subjects of two editions, like with like.

    Parameters
    ----------
    kg
        The graph.
    before, after
        The marks of each edition.
    places
        How each place changed, by IRI.
    adopters
        Places with a finding, before and after.

    Returns
    -------
    list of dict
        One for each subject, those that both editions ask for first: ``subject``, ``name``,
        ``asked_before``, ``asked_after``, ``before``, ``after`` (places where it is found),
        ``both_asked`` (places where both editions looked for it), of which ``in_both``,
        ``added``, ``no_longer``, ``neither``; ``newly_found`` (places newly found with it) and
        ``records`` (found and none found alike). What cannot be told, as an edition does not ask
        for the subject, is None.
    """
    subjects = {subject for marks in (before, after) for _, subject in marks.states}
    names = names_of(kg, subjects)
    rows = []
    for subject in subjects:
        pairs = [
            (before.states.get((place, subject)), after.states.get((place, subject)))
            for place in places
        ]
        stated = [pair for pair in pairs if None not in pair]
        one, two = before.found(subject), after.found(subject)
        asked = (before.asks_for(subject, adopters[0]), after.asks_for(subject, adopters[1]))
        rows.append(
            {
                "subject": key(subject),
                "name": names[subject],
                "asked_before": asked[0],
                "asked_after": asked[1],
                "before": len(one),
                "after": len(two),
                "both_asked": len(stated) if all(asked) else None,
                "in_both": stated.count((FOUND, FOUND)),
                "added": stated.count((NONE_FOUND, FOUND)),
                "no_longer": stated.count((FOUND, NONE_FOUND)) if all(asked) else None,
                "neither": stated.count((NONE_FOUND, NONE_FOUND)) if all(asked) else None,
                "newly_found": sum(places.get(place) == "newly found" for place in two),
                "records": _records(subject, before, after),
            }
        )
    return sorted(rows, key=_order)


def compare_marks(
    kg: KnowledgeGraph, before: Marks, after: Marks, places: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Set the marks of two editions side by side.

    Parameters
    ----------
    kg
        The graph.
    before, after
        The marks of each edition.
    places
        How each place changed, by IRI.

    Returns
    -------
    list of dict
        One for each place and subject found by either edition, by their names: ``country``,
        ``name``, ``subject``, ``subject_name``, ``before``, ``after`` (``found``, ``none
        found`` or ``not stated``), ``change``, ``country_change``, ``records``.
    """
    pairs = {
        pair for marks in (before, after) for pair, state in marks.states.items() if state == FOUND
    }
    names = names_of(kg, {iri for pair in pairs for iri in pair})
    rows = []
    for place, subject in sorted(
        pairs, key=lambda p: (sort_key(names[p[0]], p[0]), sort_key(names[p[1]], p[1]))
    ):
        pair = (place, subject)
        one, two = before.states.get(pair, NOT_STATED), after.states.get(pair, NOT_STATED)
        rows.append(
            {
                "country": key(place),
                "name": names[place],
                "subject": key(subject),
                "subject_name": names[subject],
                "before": one,
                "after": two,
                "change": _CHANGES.get((one, two), NOT_COMPARABLE),
                "country_change": places.get(place, NOT_COMPARABLE),
                "records": tuple(
                    sorted({*before.records.get(pair, ()), *after.records.get(pair, ())})
                ),
            }
        )
    return rows


def _records(subject: str, before: Marks, after: Marks) -> tuple[str, ...]:
    """Return every assessment that says whether a subject was found."""
    return tuple(
        sorted(
            {
                record
                for marks in (before, after)
                for (_, own), records in marks.records.items()
                for record in records
                if own == subject
            }
        )
    )


def _order(row: dict[str, Any]) -> tuple[object, ...]:
    asked = row["asked_before"] + row["asked_after"]
    return -asked, -(row["before"] + row["after"]), sort_key(row["name"], row["subject"])
