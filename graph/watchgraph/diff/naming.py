"""The names of things where people read them, and the order that lists follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.names import sort_key
from watchgraph.networks.facts import facts, first
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

__all__ = ["names_of", "sort_key"]


def names_of(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, str]:
    """Return the names of things.

    Parameters
    ----------
    kg
        The graph.
    iris
        Things.

    Returns
    -------
    dict of str to str
        By IRI; the end of the IRI where the graph has no name.
    """
    wanted = sorted(set(iris))
    own = facts(kg, wanted, "rdfs:label", "skos:prefLabel")
    return {
        iri: first(own.get(iri, {}), "rdfs:label")
        or first(own.get(iri, {}), "skos:prefLabel")
        or key(iri)
        for iri in wanted
    }
