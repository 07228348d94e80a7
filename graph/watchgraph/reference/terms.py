"""Classes and properties of the ontology, as the Turtle files describe them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import PREFIXES, WG, expand

if TYPE_CHECKING:
    import pyoxigraph

_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "link",
    "owl:DatatypeProperty": "value",
}
# What joins a term of ours to one of others, in the words of the page.
_ALIGNED = {
    "rdfs:subClassOf": "special case of",
    "rdfs:subPropertyOf": "special case of",
    "owl:equivalentClass": "the same as",
    "owl:equivalentProperty": "the same as",
    "rdf:type": "used as",
    "skos:exactMatch": "the same as",
    "skos:closeMatch": "close to",
    "skos:broadMatch": "narrower than",
    "skos:narrowMatch": "broader than",
    "skos:relatedMatch": "related to",
}


@dataclass(frozen=True, order=True)
class Alignment:
    """A term of another vocabulary beside one of ours.

    Attributes
    ----------
    how
        How the two are joined, in words.
    iri
        The other term.
    name
        Its prefixed name; its IRI if the prefix is not known.
    """

    how: str
    iri: str
    name: str


@dataclass(frozen=True)
class Term:
    """A class or property.

    Attributes
    ----------
    name
        Local name, such as ``Supplier``.
    kind
        ``class``, ``link`` (a property that leads to a thing) or ``value`` (one that does not).
    label, definition
        As the ontology words them.
    examples
        Examples, sorted.
    above
        Local names of the classes or properties that it is a special case of.
    domain, range
        Prefixed names; empty where the ontology gives none.
    alignments
        Terms of other vocabularies, sorted.
    """

    name: str
    kind: str
    label: str
    definition: str
    examples: tuple[str, ...]
    above: tuple[str, ...]
    domain: str
    range: str
    alignments: tuple[Alignment, ...]


def read_terms(folder: Path | None = None) -> dict[str, Term]:
    """Read the terms of the ontology.

    Parameters
    ----------
    folder
        Ontology folder; default the packaged one.

    Returns
    -------
    dict of str to Term
        By local name, sorted without regard to case.

    Examples
    --------
    >>> read_terms()["Supplier"].kind
    'class'
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    for path in sorted((folder or ontology_folder()).glob("*.ttl")):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    facts = _facts(store)
    kinds = {expand(name): kind for name, kind in _KINDS.items()}
    terms = {}
    for iri, own in facts.items():
        kind = next((kinds[t] for t in own.get(expand("rdf:type"), ()) if t in kinds), None)
        if kind and iri.startswith(WG):
            terms[iri.removeprefix(WG)] = _term(iri, kind, own)
    return dict(sorted(terms.items(), key=lambda item: (item[0].lower(), item[0])))


def prefixed(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI if no prefix of ours fits.

    Parameters
    ----------
    iri
        Any IRI.

    Returns
    -------
    str
        The shorter form.

    Examples
    --------
    >>> prefixed("http://www.w3.org/ns/prov#Entity")
    'prov:Entity'
    """
    for name, base in PREFIXES.items():
        if iri.startswith(base) and iri != base:
            return f"{name}:{iri.removeprefix(base)}"
    return iri


def _facts(store: pyoxigraph.Store) -> dict[str, dict[str, list[str]]]:
    facts: dict[str, dict[str, list[str]]] = {}
    for quad in store:
        own = facts.setdefault(getattr(quad.subject, "value", ""), {})
        own.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", "")))
    return {
        iri: {predicate: sorted(set(values)) for predicate, values in own.items()}
        for iri, own in facts.items()
    }


def _term(iri: str, kind: str, own: dict[str, list[str]]) -> Term:
    def first(name: str) -> str:
        return next(iter(own.get(expand(name), ())), "")

    alignments = {
        Alignment(how, other, prefixed(other))
        for name, how in _ALIGNED.items()
        for other in own.get(expand(name), ())
        if not other.startswith(WG) and prefixed(other).partition(":")[0] not in ("owl", "rdfs")
    }
    above = [
        other.removeprefix(WG)
        for name in ("rdfs:subClassOf", "rdfs:subPropertyOf")
        for other in own.get(expand(name), ())
        if other.startswith(WG)
    ]
    return Term(
        name=iri.removeprefix(WG),
        kind=kind,
        label=first("rdfs:label"),
        definition=first("skos:definition"),
        examples=tuple(own.get(expand("skos:example"), ())),
        above=tuple(sorted(above)),
        domain=prefixed(first("rdfs:domain")),
        range=prefixed(first("rdfs:range")),
        alignments=tuple(sorted(alignments)),
    )
