"""The names of things where people read them, and the order that lists follow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.networks.facts import facts, first
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


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


def sort_key(name: str, iri: str) -> tuple[str, str]:
    """Return what names are sorted by: without accents and case, then by IRI.

    Parameters
    ----------
    name
        Name.
    iri
        The thing, to tell equal names apart.

    Returns
    -------
    tuple of str
        Sort key.

    Examples
    --------
    >>> sorted(["Zambia", "Åland", "austria"], key=lambda name: sort_key(name, ""))
    ['Åland', 'austria', 'Zambia']
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold(), iri
