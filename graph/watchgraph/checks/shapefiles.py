"""The shapes of the ontology, read from their files and looked over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.checks.words import Words
from watchgraph.errors import UseError
from watchgraph.vocabulary import PREFIXES, expand, prologue

if TYPE_CHECKING:
    import pyoxigraph

# A shape is put to use by a target or by another shape; one without either checks nothing.
_NODE_SHAPES = """
SELECT ?shape ?file ?way ?target WHERE {
  GRAPH ?file { ?shape a sh:NodeShape }
  OPTIONAL {
    VALUES ?way { sh:targetClass sh:targetNode sh:targetSubjectsOf sh:targetObjectsOf }
    ?shape ?way ?target
  }
  OPTIONAL { ?user sh:node|sh:not|sh:property|sh:qualifiedValueShape ?shape }
  OPTIONAL { ?list rdf:first ?shape }
  FILTER (BOUND(?target) || (!BOUND(?user) && !BOUND(?list)))
}
"""
# Engines pass over a term they do not know, so a slip would check nothing.
_TERMS = re.compile(
    "alternativePath|and|class|closed|datatype|deactivated|description|disjoint|equals|flags|group"
    "|hasValue|ignoredProperties|in|inversePath|languageIn|lessThan(OrEquals)?|message|name|node"
    "|(max|min)(Count|Exclusive|Inclusive|Length)|nodeKind|not|oneOrMorePath|or|order|path|pattern"
    "|property|qualified(MaxCount|MinCount|ValueShape|ValueShapesDisjoint)|severity"
    "|target(Class|Node|ObjectsOf|SubjectsOf)|uniqueLang|xone|zeroOr(More|One)Path"
)


@dataclass(frozen=True)
class Target:
    """What one node shape is aimed at.

    Attributes
    ----------
    shape
        IRI of the shape.
    file
        File that the shape stands in, relative to the ontology folder.
    way
        Local name of the property that aims it, such as ``targetClass``; empty if none does.
    term
        Class, node or property that it is aimed at, as N-Triples.
    """

    shape: str
    file: str
    way: str
    term: str


@dataclass(frozen=True)
class Shapes:
    """The shapes of an ontology.

    Attributes
    ----------
    statements
        All of them, as N-Triples.
    targets
        What the node shapes are aimed at, sorted by shape.
    subclasses
        The subclass statements of the ontology, as N-Triples.
    words
        Names of classes and properties, to speak of what is wrong.
    remedies
        What each shape says to do, by its IRI.
    terms
        The classes and properties of the ontology, as N-Triples.
    """

    statements: bytes
    targets: tuple[Target, ...]
    subclasses: bytes
    words: Words
    remedies: dict[str, str]
    terms: frozenset[str]


def read_shapes(folder: Path) -> Shapes:
    """Read the shapes of an ontology folder.

    Parameters
    ----------
    folder
        Folder with ``watchgraph.ttl`` and the folder ``shapes``.

    Returns
    -------
    Shapes
        The shapes.

    Raises
    ------
    UseError
        If there is no shape, or a file cannot be read or uses a term that SHACL does not have.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    for path in sorted((folder / "shapes").glob("*.ttl")):
        _load(store, path, pyoxigraph.NamedNode(f"file:{path.name}"))
    _look_over(store)
    targets = sorted(_targets(store), key=lambda t: (t.shape, t.way, t.term))
    if not targets:
        remedy = "Restore the folder of the ontology."
        raise UseError(f"There is no shape in {str(folder / 'shapes')!r}.", remedy=remedy)
    model = pyoxigraph.Store()
    _load(model, folder / "watchgraph.ttl", pyoxigraph.DefaultGraph())
    message = pyoxigraph.NamedNode(expand("sh:message"))
    return Shapes(
        _triples(store),
        tuple(targets),
        _triples(model, expand("rdfs:subClassOf")),
        Words(model, store),
        {value(q.subject): value(q.object) for q in store.quads_for_pattern(None, message, None)},
        frozenset(str(quad.subject) for quad in model),
    )


def _load(
    store: pyoxigraph.Store, path: Path, graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph
) -> None:
    import pyoxigraph

    try:
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    except (OSError, SyntaxError) as error:
        remedy = "Mend the file or restore the folder of the ontology."
        message = f"{path.name} cannot be read: {error}"
        raise UseError(message, name=path.name, remedy=remedy) from None


def _look_over(store: pyoxigraph.Store) -> None:
    """Refuse what an engine would pass over in silence."""
    for quad in store:
        term = quad.predicate.value.removeprefix(PREFIXES["sh"])
        file = value(quad.graph_name).removeprefix("file:")
        if quad.predicate.value.startswith(PREFIXES["sh"]) and not _TERMS.fullmatch(term):
            message = f"{file}: {value(quad.subject)} uses sh:{term}, which SHACL does not have."
            raise UseError(message, name=file, value=term, remedy="Correct the term.")
        if term == "pattern":
            try:
                re.compile(value(quad.object))
            except re.error as error:
                message = f"{file}: the pattern of {value(quad.subject)} is none: {error}."
                raise UseError(message, name=file, remedy="Correct the pattern.") from None


def _targets(store: pyoxigraph.Store) -> Iterator[Target]:
    for row in select(store, _NODE_SHAPES):
        way = value(row["way"]).rpartition("#")[2] if row["target"] is not None else ""
        file = "shapes/" + value(row["file"]).removeprefix("file:")
        yield Target(value(row["shape"]), file, way, str(row["target"] or ""))


def _triples(store: pyoxigraph.Store, predicate: str = "") -> bytes:
    import pyoxigraph

    only = pyoxigraph.NamedNode(predicate) if predicate else None
    return "".join(f"{q.triple} .\n" for q in store.quads_for_pattern(None, only, None)).encode()


def select(store: pyoxigraph.Store, sparql: str) -> Iterator[pyoxigraph.QuerySolution]:
    """Return the rows of a SELECT over the union of all graphs."""
    import pyoxigraph

    answer = store.query(prologue() + sparql, use_default_graph_as_union=True)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return iter(answer)


def value(term: object) -> str:
    """Return the IRI or the lexical form of a term."""
    return str(getattr(term, "value", term))
