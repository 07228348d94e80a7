"""What an edition of the index looked at, and what it found there as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.diff.naming import names_of, sort_key
from watchgraph.vocabulary import ID, iri_term, key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

FOUND, NONE_FOUND = "found", "none found"
NOT_LOOKED, NOT_KNOWN = "not looked at", "not known whether looked at"

#: How a place changed, by what each of the two editions says of it.
CHANGES = {
    (FOUND, FOUND): "found in both",
    (NONE_FOUND, FOUND): "newly found",
    (FOUND, NONE_FOUND): "no longer found",
    (NONE_FOUND, NONE_FOUND): "found in neither",
}
NOT_COMPARABLE = "not comparable"

_UNITS = """
SELECT DISTINCT ?unit ?place ?membership ?finding
WHERE {
  ?unit a wg:IndexUnit ; wg:edition %s ; wg:country ?place .
  OPTIONAL { ?unit wg:unitMembership ?membership }
  OPTIONAL { ?unit wg:finding ?finding }
}
"""
_ASSESSMENTS = """
SELECT DISTINCT ?record ?place
WHERE { ?record a wg:Assessment ; wg:edition %s ; wg:country ?place }
"""


@dataclass(frozen=True)
class Looked:
    """What one edition says of one place.

    Attributes
    ----------
    state
        ``found``, ``none found``, ``not looked at`` or ``not known whether looked at``.
    records
        The entry in the list of units and the assessment, as ``kind/key``, sorted.
    """

    state: str = NOT_LOOKED
    records: tuple[str, ...] = ()


def edition_term(edition: str) -> str:
    """Return an edition as it stands in SPARQL."""
    return iri_term(mint("edition", edition))


def looked_at(kg: KnowledgeGraph, edition: str) -> dict[str, Looked]:
    """Return what an edition looked at, or may have.

    Parameters
    ----------
    kg
        The graph.
    edition
        Key of the edition.

    Returns
    -------
    dict of str to Looked
        By the IRI of the place.
    """
    term = edition_term(edition)
    states: dict[str, str] = {}
    records: dict[str, set[str]] = {}
    for unit, place, membership, finding in kg.rows(_UNITS % term):
        states[str(place)] = _state(key(str(membership or "")), key(str(finding or "")))
        records.setdefault(str(place), set()).add(str(unit).removeprefix(ID))
    for record, place in kg.rows(_ASSESSMENTS % term):
        # An assessment of what is in no list of units says nothing of whether it was looked at.
        if str(place) in states:
            records[str(place)].add(str(record).removeprefix(ID))
    return {
        place: Looked(state, tuple(sorted(records[place])))
        for place, state in sorted(states.items())
    }


def unlisted(missing: int) -> Looked:
    """Return what it means that a place is not in an edition's list of units.

    Parameters
    ----------
    missing
        How many units the list lacks; see :func:`~watchgraph.networks.units.missing_units`.

    Returns
    -------
    Looked
        Not looked at if the list is whole; else that is not known.
    """
    return Looked(NOT_KNOWN if missing else NOT_LOOKED)


def compare_places(
    kg: KnowledgeGraph,
    before: dict[str, Looked],
    after: dict[str, Looked],
    absent: tuple[Looked, Looked] = (Looked(), Looked()),
) -> list[dict[str, Any]]:
    """Set two editions side by side, place by place.

    Parameters
    ----------
    kg
        The graph.
    before, after
        What each edition looked at.
    absent
        What each says of a place that is not in its list; see :func:`unlisted`.

    Returns
    -------
    list of dict
        One for each place that either edition looked at or may have, by name: ``country`` (its
        key), ``name``, ``before``, ``after``, ``change``, ``records``.
    """
    places = before.keys() | after.keys()
    names = names_of(kg, places)
    rows = []
    for place in sorted(places, key=lambda iri: sort_key(names[iri], iri)):
        one, two = before.get(place, absent[0]), after.get(place, absent[1])
        rows.append(
            {
                "country": key(place),
                "name": names[place],
                "before": one.state,
                "after": two.state,
                "change": CHANGES.get((one.state, two.state), NOT_COMPARABLE),
                "records": tuple(sorted({*one.records, *two.records})),
            }
        )
    return rows


def _state(membership: str, finding: str) -> str:
    if membership != "certain":
        return NOT_KNOWN
    return {"adopter": FOUND, "none_found": NONE_FOUND}.get(finding, NOT_KNOWN)
