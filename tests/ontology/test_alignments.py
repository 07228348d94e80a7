"""Alignments say why, name terms that exist, and claim no more than they mean."""

import re

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib import namespace as shipped

from watchgraph.vocabulary import WG

ALIGNMENTS = URIRef("https://w3id.org/watchgraph/alignments")
ONTOLOGY = URIRef(WG.removesuffix("#"))
# What rdflib ships of the vocabularies: lists of their terms that were not made here.
NAMES = ("DCAT", "DCTERMS", "ORG", "PROV", "QB", "SDO", "SKOS", "TIME")
LISTS: dict[str, type[shipped.DefinedNamespace]] = {n: getattr(shipped, n) for n in NAMES}
EXACT = {"rdfs:subClassOf", "rdfs:subPropertyOf", "skos:exactMatch", "a"}
CLOSE = {"skos:closeMatch", "skos:broadMatch", "skos:relatedMatch"}
# Outside those lists: each namespace, and the form of its names.
OTHERS = {
    "http://data.tbfy.eu/ontology/ocds#": r"[A-Z]\w+",
    "http://www.wikidata.org/entity/": r"[PQ][1-9]\d*",
    "https://schema.followthemoney.tech/#": r"[A-Z]\w+",
    "https://spec.edmcouncil.org/fibo/ontology/FBC/DebtAndEquities/Debt/": r"\w+",
    "https://spec.edmcouncil.org/fibo/ontology/LOAN/LoansGeneral/Loans/": r"\w+",
}


def foreign(alignments: Graph) -> set[str]:
    """Return the terms of others that our terms are aligned with."""
    return {
        str(o)
        for s, p, o in alignments
        if s.startswith(WG) and isinstance(o, URIRef) and not o.startswith(WG)
    }


def paragraphs(text: str) -> list[str]:
    body = text.partition("# ---- Alignments of classes ----")[2]
    body = body.partition("# ---- Terms of others ----")[0]
    return [p.strip() for p in body.split("\n\n") if re.search(r"^wg:", p, re.MULTILINE)]


def test_every_alignment_has_a_comment_that_says_exact_or_close(alignments_text: str) -> None:
    found = paragraphs(alignments_text)
    assert len(found) > 60
    for paragraph in found:
        kind = re.match(r"# (Exact|Close): \S.*", paragraph)
        assert kind, paragraph
        code = re.sub(r"^#.*$", "", paragraph, flags=re.MULTILINE)
        said = set(re.findall(r"rdfs:\w+|skos:\w+|(?<=\s)a(?=\s)", code))
        assert said, paragraph
        assert said <= (EXACT if kind[1] == "Exact" else CLOSE), paragraph


@pytest.mark.parametrize("section", ["classes", "properties"])
def test_they_stand_in_the_order_of_our_terms(section: str, alignments_text: str) -> None:
    body = alignments_text.partition(f"# ---- Alignments of {section} ----")[2].partition("\n# --")
    names = re.findall(r"^wg:(\w+) ", body[0], re.MULTILINE)
    assert len(names) > 30
    assert names == sorted(names, key=str.lower)
    assert all(name[0].isupper() == (section == "classes") for name in names)


def test_only_our_terms_are_aligned_and_only_with_those_of_others(
    alignments: Graph, ontology: Graph
) -> None:
    ours = {s for s in ontology.subjects(RDF.type, None) if str(s).startswith(WG)}
    assert [node for node in alignments.all_nodes() if isinstance(node, BNode)] == []
    for s, p, o in alignments:
        if s == ALIGNMENTS:
            continue
        if s in ours:
            assert not str(o).startswith(WG), (s, p, o)
        else:
            assert p == RDF.type, (s, p, o)
            assert str(o).startswith(str(OWL)), (s, p, o)


def test_a_term_of_others_that_an_axiom_names_is_declared(
    alignments: Graph, ontology: Graph
) -> None:
    both = alignments + ontology
    for predicate, kinds in (
        (RDFS.subClassOf, {OWL.Class}),
        (RDFS.subPropertyOf, {OWL.ObjectProperty, OWL.DatatypeProperty}),
    ):
        for low, high in both.subject_objects(predicate):
            kind = set(both.objects(high, RDF.type)) & kinds
            assert kind, high
            # An object property is below an object property, a datatype property likewise.
            assert kind <= set(both.objects(low, RDF.type)), (low, high)


def test_every_term_of_others_exists(alignments: Graph) -> None:
    looked_up = 0
    for term in foreign(alignments):
        lists = [names for names in LISTS.values() if term.startswith(str(names))]
        if lists:
            assert URIRef(term) in lists[0], term
            looked_up += 1
            continue
        forms = [form for start, form in OTHERS.items() if term.startswith(start)]
        assert len(forms) == 1, term
        local = re.split(r"[#/]", term)[-1]
        assert re.fullmatch(forms[0], local), term
    assert looked_up > 40


def test_every_vocabulary_that_is_named_is_met(alignments: Graph) -> None:
    named = [str(LISTS[name]) for name in NAMES if name != "SKOS"] + list(OTHERS)
    terms = foreign(alignments)
    assert [start for start in named if not any(term.startswith(start) for term in terms)] == []


def test_the_header_imports_the_ontology_and_names_a_licence(alignments: Graph) -> None:
    assert (ALIGNMENTS, RDF.type, OWL.Ontology) in alignments
    assert (ALIGNMENTS, OWL.imports, ONTOLOGY) in alignments
    assert alignments.value(ALIGNMENTS, LISTS["DCTERMS"].license)


def test_classes_form_no_circle_with_the_alignments(alignments: Graph, ontology: Graph) -> None:
    both: rdflib.Graph = alignments + ontology
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for low, high in both.subject_objects(predicate):
            assert low not in set(both.transitive_objects(high, predicate))
