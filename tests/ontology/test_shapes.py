"""Shapes and rules say what to do, name columns that exist and agree with the ontology."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef

from watchgraph.checks.violations import Violation, read_violations
from watchgraph.resources import data_folder, ontology_folder
from watchgraph.vocabulary import SHAPE, WG

SH = Namespace("http://www.w3.org/ns/shacl#")
# Classes that only gather others.
ABSTRACT = {"Actor", "DerivedRelation", "Financing", "Place", "Record"}
VIOLATIONS = read_violations(ontology_folder() / "violations")
FILES = sorted((ontology_folder() / "shapes").glob("*.ttl"))


def all_shapes(shapes: Graph) -> list[URIRef]:
    found = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}
    return sorted(s for s in found if isinstance(s, URIRef))


def messages(shapes: Graph) -> Iterator[tuple[str, str]]:
    yield from ((str(s), str(m)) for s, m in shapes.subject_objects(SH.message))
    yield from ((violation.name, violation.message) for violation in VIOLATIONS)


def test_every_shape_is_named_and_only_lists_are_blank(shapes: Graph) -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    for kind in kinds:
        for shape in shapes.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef)
            assert str(shape).startswith(SHAPE)
    blank = {s for s in shapes.subjects() if isinstance(s, BNode)}
    assert all((node, RDF.first, None) in shapes for node in blank)
    # Everything that a shape points to is a shape of these files.
    known = set(all_shapes(shapes))
    for predicate in (SH.property, SH.node, SH["not"]):
        assert set(shapes.objects(None, predicate)) <= known


def test_every_shape_has_a_severity_and_an_english_message(shapes: Graph) -> None:
    for shape in all_shapes(shapes):
        assert len(list(shapes.objects(shape, SH.severity))) == 1, shape
        said = list(shapes.objects(shape, SH.message))
        assert len(said) == 1, shape
        assert isinstance(said[0], Literal)
        assert said[0].language == "en"
        assert str(said[0])[0].isupper(), shape
        assert str(said[0]).endswith("."), shape


def test_every_class_of_things_has_a_shape(shapes: Graph, ontology: Graph) -> None:
    classes = {str(c) for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(WG)}
    targets = {str(c) for c in shapes.objects(None, SH.targetClass)}
    assert classes - targets == {WG + name for name in ABSTRACT}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_shapes_of_its_class_in_alphabetical_order(path: Path) -> None:
    subjects = re.findall(r"^shape:(\S+) a ", path.read_text(encoding="utf-8"), re.MULTILINE)
    whole = path.stem.replace("-", "")
    assert all(name.lower().startswith(whole) for name in subjects)
    heads = [name.partition("-")[0] for name in subjects]
    assert heads == sorted(heads)
    for head in set(heads):
        own = [name for name in subjects if name.startswith(head + "-")]
        assert own == sorted(own, key=str.lower)


def test_shapes_are_well_formed_by_the_shapes_of_shacl_itself(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_what_a_shape_wants_is_what_the_ontology_says(shapes: Graph, ontology: Graph) -> None:
    for shape, path in shapes.subject_objects(SH.path):
        if not str(path).startswith(WG):
            continue
        wanted = ontology.value(path, RDFS.range)
        for named in shapes.objects(shape, SH["class"]):
            assert wanted in set(ontology.transitive_objects(named, RDFS.subClassOf)), shape
        for named in shapes.objects(shape, SH.datatype):
            assert wanted == named, shape
    for node, target in shapes.subject_objects(SH.targetClass):
        above = set(ontology.transitive_objects(target, RDFS.subClassOf))
        for shape in shapes.objects(node, SH.property):
            domain = ontology.value(shapes.value(shape, SH.path), RDFS.domain)
            assert domain is None or domain in above, shape


def test_messages_name_files_and_columns_that_exist(shapes: Graph) -> None:
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    resources = described["resources"]
    files = {resource["path"] for resource in resources}
    columns = {field["name"] for resource in resources for field in resource["schema"]["fields"]}
    named = 0
    for name, message in messages(shapes):
        for file in re.findall(r"[\w/]+\.csv", message):
            assert file in files, name
            named += 1
        for column in re.findall(r"\bcolumn (\w+)", message):
            assert column in columns, name
            named += 1
    assert named > 200


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda violation: violation.name)
def test_a_rule_says_what_is_wrong_and_what_to_do(violation: Violation, ontology: Graph) -> None:
    assert violation.rule[0].isupper()
    assert violation.rule.endswith(".")
    assert violation.message[0].isupper()
    assert violation.message.endswith(".")
    if violation.path.startswith(WG):
        assert (URIRef(violation.path), RDF.type, None) in ontology
    # The two-step form is slow by orders of magnitude in the engine that we use.
    assert "NOT EXISTS" not in violation.sparql
    assert "SERVICE" not in violation.sparql
