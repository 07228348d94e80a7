"""Where the terms of the ontology are used: in records, code lists and kept questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.engine import bare
from watchgraph.questions import describe, names
from watchgraph.reference.terms import prefixed
from watchgraph.vocabulary import ID, expand, key, parts

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Property and values of an example, both short.
Statement = tuple[str, tuple[str, ...]]

_TERM = re.compile(r"\b([a-z]+:[A-Za-z]\w*)")


@dataclass(frozen=True)
class CodeList:
    """A code list.

    Attributes
    ----------
    kind
        Its kind, such as ``technology``.
    label
        Its name.
    codes
        Code, label, definition and broader code of each; the last two may be empty.
    """

    kind: str
    label: str
    codes: tuple[tuple[str, str, str, str], ...]


def instances(kg: KnowledgeGraph) -> dict[str, int]:
    """Count the instances of each class, those of its subclasses left out.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    dict of str to int
        By prefixed name of the class, sorted.
    """
    rows = kg.rows(
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { ?thing a ?class } GROUP BY ?class"
    )
    return dict(sorted((prefixed(str(name)), int(count or 0)) for name, count in rows))


def example(kg: KnowledgeGraph, class_name: str) -> tuple[str, tuple[Statement, ...]]:
    """Return the instance of a class of which most is known, and what is stated of it.

    Parameters
    ----------
    kg
        The graph.
    class_name
        Prefixed name of the class.

    Returns
    -------
    name : str
        The instance as ``kind/key``; empty if the class has none. Of several, the first.
    statements : tuple of (str, tuple of str)
        Property and values, things of ours as ``kind/key``, sorted.
    """
    rows = kg.rows(
        "SELECT ?thing (COUNT(DISTINCT ?property) AS ?n) "
        f"{{ ?thing a <{expand(class_name)}> ; ?property ?value }} "
        "GROUP BY ?thing ORDER BY DESC(?n) ?thing LIMIT 1"
    )
    if not rows:
        return "", ()
    iri = str(rows[0][0])
    stated: dict[str, set[str]] = {}
    for name, value in kg.rows(f"SELECT ?property ?value {{ <{iri}> ?property ?value }}"):
        stated.setdefault(prefixed(str(name)), set()).add(_shown(value))
    listed = [(name, tuple(sorted(values))) for name, values in sorted(stated.items())]
    return _shown(iri), tuple(listed)


def questions_using() -> dict[str, tuple[str, ...]]:
    """Return the kept questions that use each term.

    Returns
    -------
    dict of str to tuple of str
        By prefixed name of the term, sorted; the names of the questions, sorted.
    """
    using: dict[str, list[str]] = {}
    for name in names():
        query = bare(describe(name).sparql)
        for term in sorted(set(_TERM.findall(query))):
            using.setdefault(term, []).append(name)
    return {term: tuple(listed) for term, listed in sorted(using.items())}


def code_lists(kg: KnowledgeGraph) -> dict[str, CodeList]:
    """Return the code lists of the graph.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    dict of str to CodeList
        By kind, sorted; the codes sorted.
    """
    found: dict[str, dict[str, tuple[str, str, str, str]]] = {}
    for scheme, code, label, definition, broader in kg.rows(
        "SELECT DISTINCT ?scheme ?code ?label ?definition ?broader { "
        "?code skos:inScheme ?scheme ; skos:prefLabel ?label . "
        "OPTIONAL { ?code skos:definition ?definition } OPTIONAL { ?code skos:broader ?broader } }"
    ):
        listed = found.setdefault(key(str(scheme)), {})
        listed[str(code)] = (
            key(str(code)),
            str(label),
            str(definition or ""),
            key(str(broader or "")),
        )
    titles = {
        key(str(scheme)): str(label)
        for scheme, label in kg.rows("SELECT ?s ?l { ?s a skos:ConceptScheme ; skos:prefLabel ?l }")
    }
    return {
        kind: CodeList(
            kind,
            titles.get(kind, kind.replace("-", " ")),
            tuple(codes[iri] for iri in sorted(codes)),
        )
        for kind, codes in sorted(found.items())
    }


def _shown(value: object) -> str:
    text = str(value)
    if text.startswith(ID):
        found = parts(text)
        return "/".join(found) if found else text
    return prefixed(text) if text.startswith("http") else text
