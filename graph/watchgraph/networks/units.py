"""How many units an edition looked at, and whether its list of them is whole in a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.vocabulary import iri_term, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def missing_units(kg: KnowledgeGraph, edition: str) -> int:
    """Return how many entries an edition's list of units lacks in a graph.

    A list from which units are missing says nothing of the places it lacks: that an edition did
    not look somewhere can only be read from a whole list.

    Parameters
    ----------
    kg
        The graph.
    edition
        Key of the edition.

    Returns
    -------
    int
        Entries beyond those here, by the number of units that the edition says it has, or by the
        list in the graph from which one as of a day was cut; 0 if the list is whole.
    """
    whole = published_units(kg, edition) or 0
    if kg.moment:
        # A list may hold several candidates for one unit, so the published number is not enough.
        whole = max(whole, _listed(kg.moment.origin, edition))
    return max(whole - _listed(kg, edition), 0)


def published_units(kg: KnowledgeGraph, edition: str) -> int | None:
    """Return how many units an edition says it looked at.

    Parameters
    ----------
    kg
        The graph.
    edition
        Key of the edition.

    Returns
    -------
    int or None
        The number; None if it says none.
    """
    rows = kg.rows(f"SELECT DISTINCT ?n {{ {_term(edition)} wg:unitsPublished ?n }}")
    return max((int(row[0] or 0) for row in rows), default=None)


def _listed(kg: KnowledgeGraph, edition: str) -> int:
    pattern = f"?unit a wg:IndexUnit ; wg:edition {_term(edition)}"
    return len(kg.rows(f"SELECT DISTINCT ?unit {{ {pattern} }}"))


def _term(edition: str) -> str:
    return iri_term(mint("edition", edition))
