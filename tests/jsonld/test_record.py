"""A record as JSON-LD: plain to read, and the same statements when it is read back."""

import json
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.errors import UseError
from watchgraph.jsonld import context
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import CONTEXT, ID, ONTOLOGY_GRAPH, WG, expand, mint

HOSTILE = (
    '"',
    "'; DROP TABLE records; --",
    "</script><script>alert(1)</script>",
    "华为技术有限公司",
    "شركة هواوي",
    "ООО «Вокорд»",
    "@id",
    "@context",
    "id",
    "country/KEN",
    "wg:Supplier",
    "https://example.org/",
    "line\nbreak\ttab \\ backslash",
    "\u2028 \u202e 🜨",
    " blank at both ends ",
    "",
    "null",
    "1",
)
PLAIN = ("wg:note", "rdfs:label", "skos:altLabel", "wg:asPrinted")
Triple = tuple[Any, Any, Any]


def triples(store: pyoxigraph.Store, iri: str) -> set[Triple]:
    found = store.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None)
    return {(quad.subject, quad.predicate, quad.object) for quad in found}


def by_oxigraph(record: Any) -> set[Triple]:
    raw = json.dumps(record, ensure_ascii=False).encode()
    quads = list(pyoxigraph.parse(input=raw, format=pyoxigraph.RdfFormat.JSON_LD))
    return {(quad.subject, quad.predicate, quad.object) for quad in quads}


def by_rdflib(record: Any) -> set[Triple]:
    graph = rdflib.Graph().parse(data=json.dumps(record), format="json-ld")
    lines = graph.serialize(format="nt").encode()
    quads = pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {(quad.subject, quad.predicate, quad.object) for quad in quads}


def one_of_each_class(kg: KnowledgeGraph) -> list[str]:
    rows = kg.rows(
        "SELECT ?class (MIN(?thing) AS ?first) { ?thing a ?class . "
        f'FILTER (STRSTARTS(STR(?thing), "{ID}")) }} GROUP BY ?class'
    )
    return sorted(str(first) for _, first in rows)


def holding(*statements: tuple[str, str, Any]) -> KnowledgeGraph:
    store = pyoxigraph.Store()
    graph = pyoxigraph.NamedNode("https://w3id.org/watchgraph/graph/x")
    for subject, predicate, value in statements:
        node = pyoxigraph.NamedNode
        store.add(pyoxigraph.Quad(node(subject), node(expand(predicate)), value, graph))
    return KnowledgeGraph(store)


def test_a_record_reads_like_plain_json(kg: KnowledgeGraph) -> None:
    record = kg.record("assessment/2019-KEN")
    assert record.pop("@context") == [CONTEXT, {"@base": ID}]
    assert record == {
        "id": "assessment/2019-KEN",
        "type": "Assessment",
        "adopter": True,
        "asPrinted": "Kenya",
        "briMarked": True,
        "country": "country/KEN",
        "edition": "edition/2019",
        "indexUnit": "index-unit/2019-KEN",
        "namesSupplier": ["supplier/huawei", "supplier/nec", "supplier/safaricom"],
        "source": ["source/aigs-2019"],
        "supplierStateMarked": ["country/CHN", "country/JPN"],
        "supplierStateNotMarked": ["country/USA"],
        "technologyReported": [
            "technology/facial_recognition",
            "technology/smart_city",
            "technology/smart_policing",
        ],
    }


def test_dates_keep_their_precision_and_numbers_their_digits(kg: KnowledgeGraph) -> None:
    record = kg.record("deployment/ken-nairobi-mombasa-nsccs")
    assert record["start"] == {"type": "xsd:gYearMonth", "@value": "2015-06"}
    assert (record["startEarliest"], record["startLatest"]) == ("2015-06-01", "2015-06-30")
    assert record["cameraCount"] == 1800
    assert isinstance(kg.record("country/KEN")["latitude"], str)
    assert kg.record("technology/alpr")["broader"] == "technology/video_surveillance"
    assert kg.record("technology/video_surveillance")["narrower"] == ["technology/alpr"]


def test_what_is_not_stated_has_no_key(kg: KnowledgeGraph) -> None:
    rows = kg.rows(
        "SELECT ?d { ?d a wg:Deployment OPTIONAL { ?d wg:start ?s } FILTER(!BOUND(?s)) }"
    )
    record = kg.record(str(rows[0][0]))
    assert "start" not in record
    assert None not in record.values()


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("read", [by_oxigraph, by_rdflib])
def test_one_record_of_every_class_is_read_back_the_same(kg: KnowledgeGraph, read: Any) -> None:
    chosen = one_of_each_class(kg)
    classes = set()
    for iri in chosen:
        record = kg.record(iri, inline=True)
        classes.add(record["type"])
        assert read(record) == triples(kg.store, iri), iri
    assert len(classes) > 20


@pytest.mark.slow
@pytest.mark.usefixtures("no_network")
def test_all_records_are_read_back_the_same(kg: KnowledgeGraph) -> None:
    expected: set[Triple] = set()
    for quad in kg.store:
        if quad.graph_name.value != ONTOLOGY_GRAPH:
            expected.add((quad.subject, quad.predicate, quad.object))
    subjects = sorted({subject.value for subject, _, _ in expected})
    records = []
    for iri in subjects:
        record = kg.record(iri)
        assert record.pop("@context") == [CONTEXT, {"@base": ID}]
        records.append(record)
    assert len(records) > 8000
    whole = {"@context": [context(), {"@base": ID}], "@graph": records}
    assert by_oxigraph(whole) == expected


def hostile(text: str) -> KnowledgeGraph:
    iri = mint("supplier", text or "empty")
    kind = (iri, "rdf:type", pyoxigraph.NamedNode(WG + "Supplier"))
    said = [(iri, name, pyoxigraph.Literal(text)) for name in PLAIN]
    # Where the context expects a link, a day, a number or English.
    odd = ("wg:country", "wg:accessed", "wg:cameraCount", "wg:adopter", "skos:prefLabel")
    said += [(iri, name, pyoxigraph.Literal(text)) for name in odd]
    said.append((iri, "skos:prefLabel", pyoxigraph.Literal(text, language="ar")))
    said.append((iri, "skos:prefLabel", pyoxigraph.Literal(text, language="en")))
    said.append((iri, "wg:supplier", pyoxigraph.NamedNode(iri)))
    return holding(kind, *said)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("read", [by_oxigraph, by_rdflib])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text: str, read: Any) -> None:
    kg = hostile(text)
    iri = mint("supplier", text or "empty")
    record = kg.record(iri, inline=True)
    assert read(record) == triples(kg.store, iri)
    # By key as in the table, and by the id that the record itself gives.
    assert kg.record(f"supplier/{text or 'empty'}") == kg.record(record["id"]) == kg.record(iri)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_read_back(text: str) -> None:
    kg = hostile(text)
    iri = mint("supplier", text)
    assert by_oxigraph(kg.record(iri, inline=True)) == triples(kg.store, iri)


@pytest.mark.parametrize("key", [".", "..", "...", "a.b", "-", "a:b", "a//b", "%2E"])
def test_keys_that_a_path_would_swallow_stay(key: str) -> None:
    iri = mint("supplier", key)
    kg = holding((iri, "wg:note", pyoxigraph.Literal("x")))
    assert by_oxigraph(kg.record(iri, inline=True)) == triples(kg.store, iri)


@pytest.mark.parametrize(
    ("datatype", "text"),
    [
        ("integer", "7"),
        ("integer", "007"),
        ("integer", "-1"),
        ("integer", "900719925474099312"),
        ("decimal", "1.50"),
        ("decimal", "12434000"),
        ("boolean", "true"),
        ("boolean", "1"),
        ("double", "1.0E0"),
        ("gYear", "2019"),
    ],
)
def test_typed_values_keep_type_and_form(datatype: str, text: str) -> None:
    iri = mint("loan", "x")
    literal = pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(expand(f"xsd:{datatype}")))
    names = ("wg:cameraCount", "wg:amount", "wg:adopter", "wg:year", "wg:note", "wg:country")
    kg = holding(*((iri, name, literal) for name in names))
    read = by_oxigraph(kg.record(iri, inline=True))
    assert read == triples(kg.store, iri)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("supplier/huawe", "Did you mean 'supplier/huawei'"),
        ("suplier/huawei", "There is no kind 'suplier'"),
        ("huawei", "names no record"),
        ("", "names no record"),
        ("country/", "names no record"),
        ("https://example.org/x", "names no record"),
        ("country/KEN> ?p ?o } #", "There is no"),
        ('a"b/c', "names no record"),
        ("> <urn:x/y", "names no record"),
    ],
)
def test_an_unknown_name_is_refused(kg: KnowledgeGraph, name: str, said: str) -> None:
    with pytest.raises(UseError, match=said.replace("?", r"\?")) as caught:
        kg.record(name)
    assert caught.value.remedy
