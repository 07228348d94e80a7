"""The published context: made from the ontology as it is now, and whole."""

import json

import pyoxigraph
import pytest

from watchgraph.jsonld import context, make_context
from watchgraph.jsonld.values import definitions
from watchgraph.resources import ontology_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ONTOLOGY_GRAPH, PREFIXES, WG, expand


@pytest.fixture(scope="module")
def quads(kg: KnowledgeGraph) -> list[pyoxigraph.Quad]:
    """Return what the real graph says, the ontology apart."""
    ontology = pyoxigraph.NamedNode(ONTOLOGY_GRAPH)
    return [quad for quad in kg.store if quad.graph_name != ontology]


def test_the_file_has_not_drifted_from_the_ontology() -> None:
    written = (ontology_folder() / "context.jsonld").read_text(encoding="utf-8")
    assert written == make_context(), "run: watchgraph export context --out ontology/context.jsonld"
    assert json.loads(written)["@context"] == context()


def test_every_property_and_class_of_the_data_has_a_term(quads: list[pyoxigraph.Quad]) -> None:
    known = definitions(context())
    kind = expand("rdf:type")
    used = {quad.predicate.value for quad in quads} - {kind}
    used |= {quad.object.value for quad in quads if quad.predicate.value == kind}
    assert used - set(known) == set()


def test_every_term_of_the_ontology_has_one() -> None:
    path = ontology_folder() / "watchgraph.ttl"
    declared = {
        quad.subject.value
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        if quad.predicate.value == expand("rdf:type") and quad.subject.value.startswith(WG)
    }
    known = definitions(context())
    assert declared - set(known) == set()
    assert all(known[iri][0] == iri.removeprefix(WG) for iri in declared)


def test_values_are_typed_as_the_data_are(quads: list[pyoxigraph.Quad]) -> None:
    known = definitions(context())
    odd = set()
    for quad in quads:
        name, term = known.get(quad.predicate.value, ("type", {"@type": "@id"}))
        value = quad.object
        if isinstance(value, pyoxigraph.NamedNode):
            plain = term.get("@type") == "@id"
        elif value.language:
            plain = term.get("@language") == value.language
        else:
            datatype = value.datatype.value.replace(PREFIXES["xsd"], "xsd:")
            plain = term.get("@type", "xsd:string") == datatype
        if not plain:
            odd.add(name)
    # A stated date keeps the precision of its source, so that each value says its type.
    assert odd == {"start", "end", "published"}


def test_what_may_stand_several_times_is_a_list(quads: list[pyoxigraph.Quad]) -> None:
    known = definitions(context())
    counts: dict[tuple[str, str], set[str]] = {}
    for quad in quads:
        at = quad.subject.value, quad.predicate.value
        counts.setdefault(at, set()).add(str(quad.object))
    several = {iri for (_, iri), values in counts.items() if len(values) > 1}
    assert len(several) > 8
    for iri in several:
        assert known[iri][1].get("@container") == "@set", iri
    for name in ("source", "technology", "namesSupplier", "supportedBy", "altLabel"):
        assert context()[name]["@container"] == "@set"


def test_the_context_does_not_rely_on_what_a_reader_of_its_address_ignores() -> None:
    # JSON-LD 1.1 passes over @base in a context that is fetched; each record states it.
    assert "@base" not in context()
    assert "@vocab" not in context()
