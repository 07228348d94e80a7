"""What the tables say in RDF: pinned statement by statement, whole and closed in itself."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.mapping import MAPPINGS, TableMapping, code_kind, quad_chunks
from watchgraph.resources import ontology_folder
from watchgraph.tables import Tables, load_tables
from watchgraph.vocabulary import GRAPH, ID, PREFIXES, VOCABULARY_GRAPH, WG, expand, mint, parts

GOLDEN = Path(__file__).parents[1] / "fixtures" / "golden" / "small.nq"
SOURCED = [mapping for mapping in MAPPINGS if mapping.type]
# What another statement bears: the key its IRI, the source its graph, the precision its datatype.
BORNE = {"record", "source", "start_precision", "end_precision", "published_precision"}
# What helps to read or to check a row and is not asked for in the graph.
TABLE_ONLY = {
    ("assessment_origins", "as_printed"),
    ("assessment_origins", "note"),
    ("country_regions", "as_printed"),
    ("country_regions", "scheme"),
    ("deployment_sources", "role"),
    ("spellings", "printed"),
    ("spellings", "reason"),
}
HASHES = """
import hashlib
from watchgraph.mapping import quad_chunks
from watchgraph.resources import data_folder
from watchgraph.tables import load_tables
print(hashlib.sha256(b"".join(quad_chunks(load_tables(data_folder())))).hexdigest())
"""


def test_a_hand_made_data_set_says_exactly_this(small_data: Path, tmp_path: Path) -> None:
    tables = load_tables(small_data)
    own = {n: t for n, t in tables.columns.items() if not n.startswith("codelist-")}
    lines = b"".join(quad_chunks(Tables(tables.package, own))).splitlines(keepends=True)
    found = b"".join(sorted(set(lines)))
    (tmp_path / "small.nq").write_bytes(found)
    assert found == GOLDEN.read_bytes(), f"if it is meant so, take over {tmp_path / 'small.nq'}"


def test_the_hand_made_data_set_fills_every_property(small_data: Path) -> None:
    tables = load_tables(small_data)
    written = GOLDEN.read_text(encoding="utf-8")
    for mapping in MAPPINGS:
        assert tables.columns[mapping.table].num_rows, mapping.table
        for prop in mapping.properties:
            assert f"<{expand(prop.predicate)}>" in written, (mapping.table, prop.column)


def test_the_same_bytes_come_under_every_hash_seed() -> None:
    hashes = set()
    for seed in ("0", "1", "2", "random"):
        run = subprocess.run(
            [sys.executable, "-c", HASHES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(run.stdout)
    assert len(hashes) == 1


def test_no_blank_node_is_in_the_data(quads: list[pyoxigraph.Quad]) -> None:
    nodes = {type(term) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)}
    assert nodes == {pyoxigraph.NamedNode, pyoxigraph.Literal}


def test_every_term_used_is_declared_in_the_ontology(quads: list[pyoxigraph.Quad]) -> None:
    path = ontology_folder() / "watchgraph.ttl"
    declared = {
        quad.subject.value
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    }
    used = {quad.predicate.value for quad in quads}
    used |= {quad.object.value for quad in quads if quad.predicate.value == expand("rdf:type")}
    assert {term for term in used if term.startswith(WG)} - declared == set()
    prefixes = tuple(PREFIXES.values())
    assert {term for term in used if not term.startswith(prefixes)} == set()


def test_every_link_leads_to_a_thing_that_is_there(quads: list[pyoxigraph.Quad]) -> None:
    subjects = {quad.subject.value for quad in quads}
    linked = {
        quad.object.value
        for quad in quads
        if isinstance(quad.object, pyoxigraph.NamedNode) and quad.object.value.startswith(ID)
    }
    assert linked - subjects == set()


def test_every_graph_is_a_data_set_or_the_vocabularies(
    quads: list[pyoxigraph.Quad], tables: Tables
) -> None:
    codes = tables.columns["codelist-datasets"].column("code").to_pylist()
    graphs = {quad.graph_name.value for quad in quads}
    assert graphs <= {GRAPH + code for code in codes} | {VOCABULARY_GRAPH}


@pytest.mark.parametrize("mapping", SOURCED, ids=lambda mapping: mapping.table)
def test_each_row_is_one_thing_in_the_graph_of_its_source(
    mapping: TableMapping, tables: Tables, by_subject: Mapping[str, list[str]]
) -> None:
    frame = tables.frame(mapping.table)
    datasets = tables.frame("sources").set_index("source")["dataset"]
    typed = f"<{expand('rdf:type')}> <{expand(mapping.type)}> "
    for key, source in zip(
        frame[mapping.key], frame.get("source", frame[mapping.key]), strict=True
    ):
        lines = by_subject[mint(mapping.kind, key)]
        graph = GRAPH + datasets[source] if "source" in frame else VOCABULARY_GRAPH
        [line] = [line for line in lines if typed in line]
        assert line.endswith(f"<{graph}> ."), key
        if mapping.table not in ("sources", "publishers"):
            link = f"<{expand('prov:wasDerivedFrom')}> <{mint('source', source)}>"
            assert any(link in line for line in lines), key


def test_every_column_is_mapped_or_known_not_to_be(tables: Tables) -> None:
    # The mentions bear what the spellings say of a name.
    mapped = {("spellings", name) for name in ("supplier", "mark", "certainty")}
    for mapping in MAPPINGS:
        mapped.add((mapping.table, mapping.key))
        for prop in mapping.properties:
            mapped |= {(mapping.table, name) for name in (prop.column, *(prop.where or ())[:1])}
    # What stands on the node of another row is keyed by that row.
    mapped.add(("redactions", "redaction"))
    left = {
        (name, column)
        for name, schema in tables.package.tables.items()
        if not name.startswith("codelist-")
        for column in set(schema.column_names) - BORNE
    }
    assert left - mapped == TABLE_ONLY


def test_a_doubtful_reading_is_apart_from_the_certain_ones(
    by_subject: Mapping[str, list[str]],
) -> None:
    ibm = f"<{mint('supplier', 'ibm')}>"
    for country in ("BRA", "ESP"):
        lines = by_subject[mint("assessment", f"2019-{country}")]
        links = {line.split()[1] for line in lines if ibm in line}
        assert links == {f"<{WG}namesSupplierAssumed>"}
        mention = by_subject[mint("mention", f"2019-{country}--ibmn")]
        assert any('asPrinted> "IBMN"' in line for line in mention)
        assert any(mint("certainty", "assumed") in line for line in mention)


def test_several_unnamed_suppliers_are_a_mark_and_no_supplier(
    by_subject: Mapping[str, list[str]],
) -> None:
    china = by_subject[mint("assessment", "2019-CHN")]
    assert any(f'<{WG}unnamedMultiple> "true"' in line for line in china)
    assert not any(mint("supplier", "huawei") in line for line in china)
    mention = by_subject[mint("mention", "2019-CHN--mult")]
    assert not any(f"<{WG}supplier>" in line for line in mention)


def test_a_misprint_is_kept_and_read_aright(by_subject: Mapping[str, list[str]]) -> None:
    lines = by_subject[mint("mention", "2022-ARE--hikvsion")]
    assert any('asPrinted> "Hikvsion"' in line for line in lines)
    assert any(f"<{mint('supplier', 'hikvision')}>" in line for line in lines)


@pytest.mark.parametrize("precision", ["year", "month", "day"])
def test_dates_of_each_precision_keep_it_and_get_bounds(
    precision: str, tables: Tables, by_subject: Mapping[str, list[str]]
) -> None:
    frame = tables.frame("deployments")
    rows = frame[frame["start_precision"] == precision]
    datatype = {"year": "gYear", "month": "gYearMonth", "day": "date"}[precision]
    assert len(rows) > 40
    for key, start in zip(rows["record"], rows["start"], strict=True):
        lines = by_subject[mint("deployment", key)]
        dates = {line.split()[1][len(WG) + 1 : -1]: line.split()[2] for line in lines}
        assert dates["start"] == f'"{start}"^^<{expand("xsd:" + datatype)}>'
        assert dates["startEarliest"][1:11] <= dates["startLatest"][1:11]
        assert dates["startEarliest"].startswith(f'"{start}')
        assert dates["startLatest"].startswith(f'"{start}')


def test_three_kinds_of_absence_stay_apart(by_subject: Mapping[str, list[str]]) -> None:
    adopter = by_subject[mint("assessment", "2019-DZA")]
    assert any("technologyNotFound>" in line for line in adopter)
    other = by_subject[mint("assessment", "2019-AFG")]
    assert any('adopter> "false"' in line for line in other)
    assert not any("technologyNotFound>" in line for line in other)
    assert mint("assessment", "2019-BHS") not in by_subject
    assert mint("index-unit", "2019-BHS") not in by_subject


def test_codes_become_concepts_with_their_broader_ones(
    tables: Tables, by_subject: Mapping[str, list[str]]
) -> None:
    kinds = Counter(
        code_kind(schema.path.rpartition("/")[2].removesuffix(".csv"))
        for name, schema in tables.package.tables.items()
        if name.startswith("codelist-")
    )
    assert set(kinds.values()) == {1}
    lines = by_subject[mint("technology", "predictive_policing")]
    assert any(f"broader> <{mint('technology', 'smart_policing')}>" in line for line in lines)
    assert any('prefLabel> "Predictive policing"@en' in line for line in lines)


@pytest.mark.parametrize(
    ("key", "encoded"),
    [
        ("a b", "a%20b"),
        ("a/b#c?d", "a%2Fb%23c%3Fd"),
        ("<script>", "%3Cscript%3E"),
        ("海康", "%E6%B5%B7%E5%BA%B7"),
        ("AT&T", "AT%26T"),
        ("100%", "100%25"),
        ('"', "%22"),
        ("a-b_c.d~e", "a-b_c.d~e"),
    ],
)
def test_keys_are_percent_encoded(key: str, encoded: str) -> None:
    import pyarrow as pa

    from watchgraph.mapping import nquads

    assert mint("supplier", key) == f"{ID}supplier/{encoded}"
    assert parts(mint("supplier", key)) == ("supplier", key)
    cells = pa.chunked_array([pa.array([key, None, key])])
    iri = f"<{ID}supplier/{encoded}>"
    assert nquads.thing(cells, "supplier").to_pylist() == [iri, None, iri]


def test_a_key_may_name_its_own_kind() -> None:
    import pyarrow as pa

    from watchgraph.mapping import nquads

    cells = pa.chunked_array([pa.array(["supplier/a b", "source/x", None])])
    iris = [f"<{mint('supplier', 'a b')}>", f"<{mint('source', 'x')}>", None]
    assert nquads.thing(cells, "").to_pylist() == iris


def test_an_empty_table_says_nothing_and_stops_nothing(small_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(small_data, folder)
    head, *rows = (folder / "retired.csv").read_text(encoding="utf-8").splitlines()
    assert rows
    (folder / "retired.csv").write_text(head, encoding="utf-8")
    tables = load_tables(folder)
    assert tables.columns["retired"].num_rows == 0
    assert list(tables.frame("retired").columns) == head.split(",")
    said = set(b"".join(quad_chunks(tables)).splitlines())
    whole = set(b"".join(quad_chunks(load_tables(small_data))).splitlines())
    assert len(whole - said) == 7
    assert said < whole


def test_a_code_list_says_exactly_this(tables: Tables, by_subject: Mapping[str, list[str]]) -> None:
    def said(iri: str) -> set[tuple[str, str]]:
        lines = by_subject[iri]
        return {(line.split(" ")[1], " ".join(line.split(" ")[2:-2])) for line in lines}

    def iri(name: str) -> str:
        return f"<{expand(name)}>"

    list_, broad = mint("scheme", "technology"), mint("technology", "smart_policing")
    narrow = mint("technology", "predictive_policing")
    schema = tables.package.tables["codelist-technologies"]
    assert said(narrow) == {
        (iri("rdf:type"), iri("skos:Concept")),
        (iri("skos:inScheme"), f"<{list_}>"),
        (iri("skos:notation"), '"predictive_policing"'),
        (iri("skos:prefLabel"), '"Predictive policing"@en'),
        (
            iri("skos:definition"),
            '"Tools that forecast where or by whom offences may occur."@en',
        ),
        (iri("skos:broader"), f"<{broad}>"),
    }
    assert (iri("skos:narrower"), f"<{narrow}>") in said(broad)
    assert (iri("skos:topConceptOf"), f"<{list_}>") in said(broad)
    head = said(list_)
    assert {
        (iri("rdf:type"), iri("skos:ConceptScheme")),
        (iri("skos:prefLabel"), f'"{schema.title}"@en'),
        (iri("skos:definition"), f'"{schema.description}"@en'),
        (iri("dcterms:license"), "<https://creativecommons.org/licenses/by/4.0/>"),
    } == {pair for pair in head if pair[0] != iri("skos:hasTopConcept")}
    assert (iri("skos:hasTopConcept"), f"<{broad}>") in head
    assert (iri("skos:hasTopConcept"), f"<{narrow}>") not in head
