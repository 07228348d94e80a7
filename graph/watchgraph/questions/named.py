"""The things that a parameter of a kept question may be, with all names they answer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.questions.parameters import NAMES, key, pattern

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


@dataclass(frozen=True)
class NamedThing:
    """A thing and its names.

    Attributes
    ----------
    iri
        Its IRI.
    key
        How people write it.
    name
        What it is called.
    names
        Its names by rank, as :data:`watchgraph.questions.parameters.NAMES` ranks them; sorted.
    """

    iri: str
    key: str
    name: str
    names: tuple[tuple[str, ...], ...]


def named_things(kg: KnowledgeGraph, kind: str) -> list[NamedThing]:
    """Return the things that a kind of parameter may be.

    Parameters
    ----------
    kg
        The graph.
    kind
        Kind of parameter.

    Returns
    -------
    list of NamedThing
        Sorted by key. None for a day, a number and free text.

    Examples
    --------
    >>> import watchgraph as wg
    >>> [thing.key for thing in named_things(wg.load(), "edition")]
    ['2019', '2022']
    """
    things = pattern(kind)
    if not things:
        return []
    found: dict[str, list[set[str]]] = {
        str(row[0]): [set() for _ in NAMES]
        for row in kg.rows(f"SELECT DISTINCT ?thing {{ {things} }}")
    }
    for rank, properties in enumerate(NAMES):
        rows = kg.rows(
            f"SELECT DISTINCT ?thing ?called {{ {things} "
            f"VALUES ?name {{ {properties} }} ?thing ?name ?called }}"
        )
        for thing, called in rows:
            found[str(thing)][rank].add(str(called))
    named = [
        NamedThing(iri, key(iri), _called(names), tuple(tuple(sorted(each)) for each in names))
        for iri, names in found.items()
    ]
    return sorted(named, key=lambda thing: (thing.key, thing.iri))


def _called(names: list[set[str]]) -> str:
    # Labels and titles are what a thing is called; ISO codes and aliases are not.
    return min(names[NAMES.index("rdfs:label skos:prefLabel dcterms:title")], default="")
