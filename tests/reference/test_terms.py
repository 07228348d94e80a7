"""What the reference says of the ontology is what the files say, read by another library."""

import re

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace

from watchgraph.questions import describe, names
from watchgraph.reference import questions_using, read_constraints, read_terms
from watchgraph.reference.terms import prefixed
from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import WG

SH = Namespace("http://www.w3.org/ns/shacl#")
KINDS = {"class": OWL.Class, "link": OWL.ObjectProperty, "value": OWL.DatatypeProperty}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted(ontology_folder().glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ontology_folder() / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.mark.parametrize("kind", KINDS)
def test_every_term_is_read_with_its_kind(kind: str, ontology: rdflib.Graph) -> None:
    declared = {str(s) for s in ontology.subjects(RDF.type, KINDS[kind]) if str(s).startswith(WG)}
    assert {WG + name for name, term in read_terms().items() if term.kind == kind} == declared


def test_labels_definitions_domains_and_ranges(ontology: rdflib.Graph) -> None:
    for name, term in read_terms().items():
        iri = rdflib.URIRef(WG + name)
        assert term.label == str(ontology.value(iri, RDFS.label))
        assert term.definition == str(ontology.value(iri, SKOS.definition))
        assert term.examples == tuple(sorted(map(str, ontology.objects(iri, SKOS.example))))
        for said, predicate in ((term.domain, RDFS.domain), (term.range, RDFS.range)):
            found = ontology.value(iri, predicate)
            assert said == (prefixed(str(found)) if found else "")


def test_alignments_are_those_of_the_files(ontology: rdflib.Graph) -> None:
    said = {(name, a.iri) for name, term in read_terms().items() for a in term.alignments}
    for name, other in said:
        joined = set(ontology.predicates(rdflib.URIRef(WG + name), rdflib.URIRef(other)))
        assert joined
    close = {
        (str(s).removeprefix(WG), str(o))
        for s, o in ontology.subject_objects(SKOS.closeMatch)
        if str(s).startswith(WG)
    }
    assert len(close) >= 10
    assert close <= said


def test_every_property_of_a_shape_is_a_constraint_with_its_count(shapes: rdflib.Graph) -> None:
    read = read_constraints()
    seen = 0
    for node, target in shapes.subject_objects(SH.targetClass):
        mine = {c.shape: c for c in read[prefixed(str(target))]}
        for shape in shapes.objects(node, SH.property):
            seen += 1
            said = mine[str(shape).rpartition("/")[2]]
            least, most = (shapes.value(shape, p) for p in (SH.minCount, SH.maxCount))
            assert (
                said.count
                == {
                    (None, None): "any",
                    (None, 1): "at most one",
                    (1, 1): "exactly one",
                    (1, None): "one or more",
                }[tuple(None if v is None else int(v) for v in (least, most))]
            )
            assert said.property == prefixed(str(shapes.value(shape, SH.path)))
            assert said.remedy == str(shapes.value(shape, SH.message))
    assert seen > 150


def test_one_of_several_properties_is_said_to_be_so() -> None:
    control = {c.property: c for c in read_constraints()["wg:SupplierControl"]}
    assert control["wg:controller"].count == "one, or new name instead"
    assert control["wg:newName"].count == "one, or controller instead"
    assert control["wg:controller"].target == "Actor"


def test_code_lists_are_named_by_kind() -> None:
    deployment = {c.property: c for c in read_constraints()["wg:Deployment"]}
    assert deployment["wg:stage"].code_lists == ("stage",)
    assert deployment["wg:country"].code_lists == ()
    indicator = {c.property: c for c in read_constraints()["wg:Indicator"]}
    assert indicator["wg:classValue"].code_lists == ("regime-class", "freedom-status")


def test_questions_that_use_a_class_hold_its_name() -> None:
    using = questions_using()
    for name in names():
        lines = describe(name).sparql.splitlines()
        body = "\n".join(line for line in lines if not line.startswith("#"))
        for term in ("wg:SoftLoan", "wg:Deployment", "wg:Assessment", "wg:Listing"):
            held = re.search(rf"{term}\b", body) is not None
            assert (name in using.get(term, ())) == held
