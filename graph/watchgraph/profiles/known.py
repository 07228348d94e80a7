"""All statements of a graph, by the thing they speak of and by the thing they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from watchgraph.dates import Interval, parse_date
from watchgraph.errors import UseError
from watchgraph.names import sort_key
from watchgraph.networks.answers import WITHHELD
from watchgraph.networks.facts import Facts
from watchgraph.vocabulary import expand, key

_NOTHING: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Known:
    """What a graph states, held in memory.

    Attributes
    ----------
    facts
        By IRI of a thing: prefixed name of a property to its values, as text, sorted.
    leading
        By IRI of a thing: prefixed name of a property to the things that have it as a value,
        sorted.
    version
        Version of the data.
    hidden
        By IRI of a thing: prefixed names of the properties whose values are withheld.
    overlay
        By IRI of a thing whose row stands in an overlay: the overlay in words.
    """

    facts: Mapping[str, Facts]
    leading: Mapping[str, Facts]
    version: str = ""
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    overlay: Mapping[str, str] = field(default_factory=dict)

    def all(self, iri: str, name: str) -> tuple[str, ...]:
        """Return all values of a property of a thing; none if it has none."""
        return tuple(self.facts.get(iri, _NOTHING).get(name, ()))

    def first(self, iri: str, name: str) -> str:
        """Return the first value of a property of a thing; empty if it has none.

        In the place of a value that is withheld stands a word that says so.
        """
        values = self.all(iri, name)
        if values:
            return values[0]
        return WITHHELD if name in self.hidden.get(iri, ()) else ""

    def to(self, iri: str, name: str) -> tuple[str, ...]:
        """Return the things of which a thing is the value of a property."""
        return tuple(self.leading.get(iri, _NOTHING).get(name, ()))

    def of_type(self, name: str) -> tuple[str, ...]:
        """Return the things of a class, given by its prefixed name; sorted by IRI."""
        return self.to(expand(name), "rdf:type")

    def is_a(self, iri: str, name: str) -> bool:
        """Tell whether a thing is of a class, given by its prefixed name."""
        return expand(name) in self.all(iri, "rdf:type")

    def label(self, iri: str) -> str:
        """Return the name of a thing; the end of its IRI if it has none, empty if no thing."""
        return (
            self.first(iri, "rdfs:label")
            or self.first(iri, "skos:prefLabel")
            or self.first(iri, "dcterms:title")
            or key(iri)
        )

    def by_label(self, iris: tuple[str, ...] | list[str] | set[str]) -> tuple[str, ...]:
        """Return things in the order of their names, each once."""
        return tuple(sorted(set(iris), key=lambda iri: sort_key(self.label(iri), iri)))

    def date(self, iri: str, name: str) -> Interval | None:
        """Return a date of a thing as its days; None if none is stated or it cannot be read."""
        text = self.first(iri, name)
        try:
            return parse_date(text) if text else None
        except UseError:
            return None
