"""Every example is true of the data."""

import re

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import ID, WG

TEXT = (ontology_folder() / "watchgraph.ttl").read_text(encoding="utf-8")
CLASSES = re.findall(r"^wg:(\w+) a owl:Class ", TEXT, re.MULTILINE)
PROPERTIES = re.findall(r"^wg:(\w+) a owl:(?:Object|Datatype)Property ", TEXT, re.MULTILINE)
# No id was given up, nobody was asked and nothing is withheld, so that nothing bears these yet.
EMPTY_TABLES = {
    *("retiredIn", "askedOn", "office", "repliedOn", "reply", "replySource", "replyStatus"),
    *("rowsKeptBack", "withheld", "withheldBecause", "withheldColumn", "withheldFrom"),
}
EMPTY_CLASSES = {"Redaction"}
# Kind and key, as at the end of an IRI.
KEY = re.compile(r"\b([a-z]+(?:-[a-z]+)*/[A-Za-z0-9_.%-]*[A-Za-z0-9])")


def example(ontology: Graph, term: str) -> Literal:
    found = list(ontology.objects(URIRef(term), SKOS.example))
    assert len(found) == 1, term
    assert isinstance(found[0], Literal)
    return found[0]


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_example_of_a_property_is_a_statement_of_the_graph(
    name: str, ontology: Graph, real: pyoxigraph.Store
) -> None:
    text = str(example(ontology, WG + name))
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in ontology.namespaces())
    parsed = pyoxigraph.parse(f"{prefixes}{text}", format=pyoxigraph.RdfFormat.TURTLE, base_iri=ID)
    [quad] = list(parsed)
    assert quad.predicate.value == WG + name
    if name in EMPTY_TABLES and not any(real.quads_for_pattern(None, quad.predicate, None)):
        return
    assert any(real.quads_for_pattern(quad.subject, quad.predicate, quad.object)), (
        f"No longer true of the data: {text}"
    )


@pytest.mark.parametrize("name", CLASSES)
def test_the_example_of_a_class_names_things_of_it(
    name: str, ontology: Graph, real: pyoxigraph.Store
) -> None:
    text = example(ontology, WG + name)
    assert text.language == "en"
    assert text[0].isupper()
    assert text.endswith(".")
    keys = KEY.findall(text)
    assert keys, text
    kind = pyoxigraph.NamedNode(str(RDF.type))
    own = pyoxigraph.NamedNode(WG + name)
    if name in EMPTY_CLASSES and not any(real.quads_for_pattern(None, kind, own)):
        return
    below = {str(c) for c in ontology.transitive_subjects(RDFS.subClassOf, URIRef(WG + name))}
    for key in keys:
        types = real.quads_for_pattern(pyoxigraph.NamedNode(ID + key), kind, None)
        assert below & {quad.object.value for quad in types}, f"{key} is no {name}"
