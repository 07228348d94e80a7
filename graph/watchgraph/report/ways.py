"""Which pages stand in the head and the foot of every page, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from watchgraph.render import Document

#: Page: its word in the head (none if empty), and its group in the foot.
_WAYS = {
    "countries": ("Countries", "Look up"),
    "suppliers": ("Suppliers", "Look up"),
    "deployments": ("", "Look up"),
    "loans": ("Loans", "Look up"),
    "lenders": ("", "Look up"),
    "sources": ("", "Look up"),
    "questions": ("Questions", "Look up"),
    "explore": ("Graph", "Look"),
    "map": ("Map", "Look"),
    "sparql": ("SPARQL", "Look"),
    "audit": ("Audit", "Check"),
    "rankings": ("", "Check"),
    "structure": ("", "Check"),
    "associations": ("", "Check"),
    "editions": ("", "Check"),
    "method": ("", "Take away"),
    "data": ("Data", "Take away"),
    "ontology": ("", "Take away"),
    "cite": ("", "Take away"),
}


def with_ways(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the pages with their places in the head and the foot, those named there first.

    Parameters
    ----------
    documents
        The pages.

    Returns
    -------
    tuple of Document
        The same pages.
    """
    places = {name: place for place, name in enumerate(_WAYS)}
    ordered = sorted(documents, key=lambda one: places.get(one.name, len(places)))
    return tuple(
        replace(one, nav=_WAYS[one.name][0], group=_WAYS[one.name][1]) if one.name in _WAYS else one
        for one in ordered
    )
