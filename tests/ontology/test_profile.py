"""Every axiom is one of OWL 2 RL, but for the datatypes that the file names."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from watchgraph.vocabulary import PREFIXES, WG

XSD = PREFIXES["xsd"]
KINDS = {OWL.AnnotationProperty, OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty}
# Of XML Schema, in the datatype map of OWL 2.
MAP = {
    *("anyURI", "base64Binary", "boolean", "byte", "dateTime", "dateTimeStamp", "decimal"),
    *("double", "float", "hexBinary", "int", "integer", "language", "long", "Name", "NCName"),
    *("negativeInteger", "NMTOKEN", "nonNegativeInteger", "nonPositiveInteger"),
    *("normalizedString", "positiveInteger", "short", "string", "token", "unsignedByte"),
    *("unsignedInt", "unsignedLong", "unsignedShort"),
}


@pytest.fixture(scope="module")
def both(ontology: Graph, alignments: Graph) -> Graph:
    return ontology + alignments


def kinds(graph: Graph, term: object) -> set[object]:
    assert isinstance(term, URIRef)
    return set(graph.objects(term, RDF.type)) & KINDS


def test_every_term_is_of_one_kind(both: Graph) -> None:
    for term in set(both.subjects(RDF.type, None)):
        assert len(kinds(both, term)) == (0 if (term, RDF.type, OWL.Ontology) in both else 1), term


def test_every_statement_is_an_annotation_or_an_axiom_of_a_form_that_rl_allows(
    both: Graph,
) -> None:
    classes = set(both.subjects(RDF.type, OWL.Class))
    # All classes are named: RL allows any named class on either side of these.
    between_classes = {RDFS.subClassOf, OWL.disjointWith}
    about_ontologies = {OWL.imports}
    for s, p, o in both:
        if p == RDF.type:
            # A declaration, a header, or a fact about a property as an individual.
            assert o in KINDS | {OWL.Ontology} | classes, (s, p, o)
        elif p in between_classes:
            assert {s, o} <= classes, (s, p, o)
        elif p == RDFS.domain:
            assert o in classes, (s, p, o)
        elif p == RDFS.range:
            literal = OWL.DatatypeProperty in kinds(both, s)
            assert str(o).startswith(XSD) if literal else o in classes, (s, p, o)
        elif p == RDFS.subPropertyOf:
            assert kinds(both, s) == kinds(both, o), (s, p, o)
        elif p not in about_ontologies:
            named = {RDFS.label, RDFS.seeAlso, RDFS.isDefinedBy}
            header = (s, RDF.type, OWL.Ontology) in both and OWL.ObjectProperty in kinds(both, p)
            assert p in named or header or kinds(both, p) == {OWL.AnnotationProperty}, (s, p, o)


def test_the_datatypes_that_owl_does_not_know_are_named_in_the_file(both: Graph, text: str) -> None:
    head = text.partition("@prefix")[0]
    types = {str(o) for o in both.objects(None, RDFS.range) if str(o).startswith(XSD)}
    types |= {str(o.datatype) for o in both.objects() if isinstance(o, Literal) and o.datatype}
    beyond = {name.removeprefix(XSD) for name in types if name.removeprefix(XSD) not in MAP}
    assert beyond
    assert beyond | {"gYearMonth"} == set(re.findall(r"xsd:(\w+)", head))
    assert any(str(s).startswith(WG) for s in both.subjects(RDFS.range, URIRef(XSD + "date")))
