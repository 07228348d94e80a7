"""What one build states of each record and thing, ready to be compared with another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.vocabulary import DERIVED_GRAPH, ID, ONTOLOGY_GRAPH, PREFIXES, expand

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Property and value as text, a thing as its IRI.
Statement = tuple[str, str]

_TYPE = expand("rdf:type")
_CODES = {expand("skos:Concept"), expand("skos:ConceptScheme")}

# Derived relations are findings, and the vocabulary is the software's: neither is a record.
_STATEMENTS = f"""
SELECT DISTINCT ?subject ?property (STR(?value) AS ?text)
WHERE {{
  GRAPH ?graph {{ ?subject ?property ?value }}
  FILTER (STRSTARTS(STR(?subject), "{ID}"))
  FILTER (?graph != <{DERIVED_GRAPH}> && ?graph != <{ONTOLOGY_GRAPH}>)
}}
"""
# Wherever they stand.
_TOMBSTONES = f"""
SELECT DISTINCT ?subject ?target
WHERE {{
  {{ ?subject owl:deprecated true }} UNION {{ ?subject dcterms:isReplacedBy ?target }}
  FILTER (STRSTARTS(STR(?subject), "{ID}"))
}}
"""
_RECORD_CLASSES = """
SELECT DISTINCT ?class ?label
WHERE { ?class rdfs:subClassOf+ wg:Record . OPTIONAL { ?class rdfs:label ?label } }
"""
_LABELS = "SELECT DISTINCT ?class ?label { ?class a owl:Class ; rdfs:label ?label }"


@dataclass(frozen=True)
class Snapshot:
    """What a build states.

    Attributes
    ----------
    statements
        The statements of each record or thing that is there, by IRI.
    classes
        Its class.
    replaced
        What stands for an id that is no more, by that id; empty if it was withdrawn.
    records
        Classes of records.
    labels
        The words of classes.
    """

    statements: Mapping[str, frozenset[Statement]]
    classes: Mapping[str, str]
    replaced: Mapping[str, tuple[str, ...]]
    records: frozenset[str]
    labels: Mapping[str, str]

    def sort_of(self, subject: str) -> str:
        """Return ``record``, ``thing`` or, for an entry of a code list, ``code``."""
        own = self.classes[subject]
        return "record" if own in self.records else "code" if own in _CODES else "thing"


def snapshot(kg: KnowledgeGraph) -> Snapshot:
    """Read what a build states.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    Snapshot
        Its records and things. An id with ``owl:deprecated`` or ``dcterms:isReplacedBy`` is a
        tombstone: what it named is no longer there.
    """
    found: dict[str, set[Statement]] = {}
    for subject, name, text in kg.rows(_STATEMENTS):
        found.setdefault(str(subject), set()).add((str(name), str(text)))
    replaced: dict[str, set[str]] = {}
    for subject, target in kg.rows(_TOMBSTONES):
        replaced.setdefault(str(subject), set()).update({str(target)} if target else ())
    there = {s: frozenset(own) for s, own in sorted(found.items()) if s not in replaced}
    classes = {s: min((v for n, v in own if n == _TYPE), default="") for s, own in there.items()}
    return Snapshot(
        statements=there,
        classes=classes,
        replaced={s: tuple(sorted(own)) for s, own in sorted(replaced.items())},
        records=frozenset(str(row[0]) for row in kg.rows(_RECORD_CLASSES)),
        labels={str(class_): str(label) for class_, label in sorted(kg.rows(_LABELS), key=str)},
    )


def short(text: str) -> str:
    """Return an IRI as people read it, other text as it is.

    Parameters
    ----------
    text
        IRI or text.

    Returns
    -------
    str
        ``kind/key`` for a thing of ours, a prefixed name for a known vocabulary.

    Examples
    --------
    >>> short("https://w3id.org/watchgraph/id/country/KEN"), short("Kenya")
    ('country/KEN', 'Kenya')
    >>> short("https://w3id.org/watchgraph/ontology#start")
    'wg:start'
    """
    if text.startswith(ID):
        return text.removeprefix(ID)
    for prefix, iri in PREFIXES.items():
        if text.startswith(iri) and len(text) > len(iri):
            return f"{prefix}:{text.removeprefix(iri)}"
    return text
