"""What the graph says of a list of things, asked for in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from watchgraph.vocabulary import expand, iri_term

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: The values of each property of one thing, as text, sorted.
Facts = Mapping[str, tuple[str, ...]]

# So many that a query stays well below the size that servers refuse.
_CHUNK = 500


def chunks(iris: Iterable[str]) -> Iterator[Sequence[str]]:
    """Cut IRIs, each once and sorted, into lists that one query can take.

    Parameters
    ----------
    iris
        Absolute IRIs.

    Yields
    ------
    sequence of str
        The next IRIs as SPARQL terms.
    """
    terms = [iri_term(iri) for iri in sorted(set(iris))]
    for start in range(0, len(terms), _CHUNK):
        yield terms[start : start + _CHUNK]


def facts(kg: KnowledgeGraph, iris: Iterable[str], *properties: str) -> dict[str, Facts]:
    """Return the values of some properties of some things.

    Parameters
    ----------
    kg
        The graph.
    iris
        IRIs of the things.
    *properties
        Prefixed names of the properties.

    Returns
    -------
    dict of str to mapping
        For each thing of which the graph says anything of this kind: prefixed name to values.

    Raises
    ------
    UseError
        If a thing is no IRI.
    """
    names = {expand(name): name for name in properties}
    wanted = ", ".join(f"<{iri}>" for iri in names)
    found: dict[str, dict[str, set[str]]] = {}
    for terms in chunks(iris):
        # The properties by FILTER: a second VALUES makes the engine scan whole properties.
        rows = kg.rows(
            "SELECT ?thing ?property ?value WHERE { "
            f"VALUES ?thing {{ {' '.join(terms)} }} ?thing ?property ?value . "
            f"FILTER (?property IN ({wanted})) }}"
        )
        # A statement of two sources comes twice from the union of the graphs.
        for thing, name, value in rows:
            values = found.setdefault(str(thing), {}).setdefault(names[str(name)], set())
            values.add(str(value))
    return {
        thing: {name: tuple(sorted(values)) for name, values in own.items()}
        for thing, own in found.items()
    }


def first(own: Facts, name: str) -> str:
    """Return the first value of a property, or empty text.

    Parameters
    ----------
    own
        Facts of one thing.
    name
        Prefixed name of the property.

    Returns
    -------
    str
        The value.
    """
    values = own.get(name)
    return values[0] if values else ""
