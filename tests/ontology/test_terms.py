"""Every term is described, declared and in its place."""

import re
from collections.abc import Iterator

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from watchgraph.mapping.declared import MAPPINGS
from watchgraph.resources import ONTOLOGY_FILES, ontology_folder
from watchgraph.vocabulary import PREFIXES, WG, expand

ONTOLOGY = URIRef(WG.removesuffix("#"))
VANN = Namespace("http://purl.org/vocab/vann/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
XSD = PREFIXES["xsd"]


def terms(ontology: Graph, kind: URIRef | None = None) -> list[URIRef]:
    kinds = [kind] if kind else KINDS
    found = {s for k in kinds for s in ontology.subjects(RDF.type, k) if str(s).startswith(WG)}
    return sorted(s for s in found if isinstance(s, URIRef))


def block(text: str, term: URIRef) -> str:
    """Return the lines that describe a term, with the comments before them."""
    name = str(term).removeprefix(WG)
    match = re.search(rf"((?:^#.*\n)*)^wg:{name} a owl:(?:.+\n)+", text, re.MULTILINE)
    assert match, term
    return match[0]


def used() -> Iterator[tuple[str, str]]:
    """Yield every term of ours that mapping, rules, questions and shapes use, and where."""
    for mapping in MAPPINGS:
        names = [mapping.type] if mapping.type else []
        for prop in mapping.properties:
            bounds = ("", "Earliest", "Latest") if prop.kind == "partial" else ("",)
            names += [prop.predicate + bound for bound in bounds]
        yield from ((expand(name), mapping.table) for name in names)
    for path in sorted(ontology_folder().rglob("*")):
        if path.suffix in {".rq", ".ttl"} and path.name not in ONTOLOGY_FILES:
            code = re.sub(r'"[^"\n]*"|^#.*$', "", path.read_text(encoding="utf-8"), flags=re.M)
            yield from ((WG + name, path.name) for name in re.findall(r"\bwg:(\w+)", code))


def test_every_term_that_is_used_is_declared(ontology: Graph) -> None:
    declared = {str(term) for term in terms(ontology)}
    missing = {(t, where) for t, where in used() if t.startswith(WG) and t not in declared}
    assert missing == set()


def test_every_term_of_the_real_graph_is_declared(
    real: pyoxigraph.Store, ontology: Graph, alignments: Graph
) -> None:
    kind = str(RDF.type)
    in_use = {q.predicate.value for q in real} - {kind}
    in_use |= {getattr(q.object, "value", "") for q in real if q.predicate.value == kind}
    own = {str(s) for s in (ontology + alignments).subjects(RDF.type, None)}
    beneath = (str(RDFS), str(OWL), str(RDF))
    assert {term for term in in_use if term not in own and not term.startswith(beneath)} == set()


def test_every_property_is_used_or_awaited(ontology: Graph) -> None:
    properties = {*terms(ontology, OWL.ObjectProperty), *terms(ontology, OWL.DatatypeProperty)}
    assert {str(p) for p in properties} - {term for term, _ in used()} == set()


def test_there_are_no_blank_nodes(ontology: Graph) -> None:
    assert [node for node in ontology.all_nodes() if isinstance(node, BNode)] == []


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_has_one_label_and_one_definition_in_english(
    predicate: URIRef, ontology: Graph
) -> None:
    for term in terms(ontology):
        texts = list(ontology.objects(term, predicate))
        assert len(texts) == 1, term
        assert isinstance(texts[0], Literal)
        assert texts[0].language == "en", term


def test_definitions_are_sentences_and_no_two_are_the_same(ontology: Graph) -> None:
    definitions = [str(ontology.value(term, SKOS.definition)) for term in terms(ontology)]
    assert [d for d in definitions if not d[0].isupper() or not d.endswith(".")] == []
    assert len(set(definitions)) == len(definitions)


def test_every_term_says_where_it_is_defined(ontology: Graph) -> None:
    for term in terms(ontology):
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


@pytest.mark.parametrize(
    ("predicate", "reason"), [(RDFS.domain, "# No domain: "), (RDFS.range, "# No range: ")]
)
def test_every_property_has_one_domain_and_range_or_a_reason_for_none(
    predicate: URIRef, reason: str, ontology: Graph, text: str
) -> None:
    classes = {str(c) for c in ontology.subjects(RDF.type, OWL.Class)}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in terms(ontology, kind):
            found = [str(o) for o in ontology.objects(term, predicate)]
            assert len(found) == (0 if reason in block(text, term) else 1), term
            literal = kind == OWL.DatatypeProperty and predicate == RDFS.range
            assert all(o.startswith(XSD) if literal else o in classes for o in found), term


def test_every_superclass_is_declared_and_classes_form_no_circle(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for low, high in ontology.subject_objects(RDFS.subClassOf):
        assert high in classes
        assert low not in set(ontology.transitive_objects(high, RDFS.subClassOf))


def test_terms_of_others_are_only_declared_never_described(ontology: Graph) -> None:
    for term in set(ontology.subjects(RDF.type, None)):
        if not str(term).startswith(WG) and term != ONTOLOGY:
            assert set(ontology.predicates(term)) == {RDF.type}, term


def test_the_header_says_what_it_is_and_under_which_licence(ontology: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in ontology
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert (ONTOLOGY, DCTERMS.license, licence) in ontology
    for name in ("title", "description", "creator", "contributor", "publisher", "created"):
        assert ontology.value(ONTOLOGY, DCTERMS[name]), name
    for predicate in (DCTERMS.language, DCTERMS.bibliographicCitation):
        assert ontology.value(ONTOLOGY, predicate), predicate
    for predicate in (SKOS.scopeNote, SKOS.editorialNote):
        assert ontology.value(ONTOLOGY, predicate), predicate
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespaceUri)) == WG
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "wg"


def test_what_only_a_release_says_is_not_said_here(ontology: Graph) -> None:
    for predicate in (OWL.versionIRI, OWL.versionInfo, DCTERMS.issued):
        assert ontology.value(ONTOLOGY, predicate) is None


def test_the_publisher_of_the_ontology_is_one_of_the_graph(
    real: pyoxigraph.Store, ontology: Graph
) -> None:
    publisher = pyoxigraph.NamedNode(str(ontology.value(ONTOLOGY, DCTERMS.publisher)))
    kind = pyoxigraph.NamedNode(WG + "Publisher")
    assert any(real.quads_for_pattern(publisher, pyoxigraph.NamedNode(str(RDF.type)), kind))


@pytest.mark.parametrize("section", ["Classes", "Properties"])
def test_sections_are_in_alphabetical_order(section: str, text: str) -> None:
    body = text.partition(f"# ---- {section} ----")[2].partition("# ---- ")[0]
    names = re.findall(r"^wg:(\w+) a ", body, re.MULTILINE)
    assert len(names) > 20
    assert names == sorted(names, key=str.lower)


def test_the_ontology_file_is_the_only_one_that_declares_terms_of_ours() -> None:
    for path in sorted(ontology_folder().rglob("*.ttl")):
        if path.name != "watchgraph.ttl":
            declared = re.findall(r"^wg:\w+ a owl:", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert declared == [], path
