"""RDF files: whole, readable, obedient to the rules of the sources."""

import random
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from watchgraph.errors import UseError
from watchgraph.export import FORMATS, export_rdf
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import GRAPH, ID, PREFIXES

READERS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def read(path: Path, format: str) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(path=str(path), format=READERS[format]))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_the_whole_graph(
    kg: KnowledgeGraph, format: str, tmp_path: Path
) -> None:
    since = time.process_time()
    report = export_rdf(kg, tmp_path / "graph", format, obey_redistribution=False)
    assert time.process_time() - since < 5
    quads = set(kg.store)
    expected = quads if FORMATS[format] else {pyoxigraph.Quad(*quad.triple) for quad in quads}
    assert read(report.path, format) == expected
    assert report.statements == len(expected)
    assert report.left_out == {}
    assert report.graphs == (len({quad.graph_name for quad in quads}) if FORMATS[format] else 0)


@pytest.mark.parametrize("format", FORMATS)
def test_what_may_only_be_quoted_is_left_out(
    kg: KnowledgeGraph, format: str, tmp_path: Path
) -> None:
    report = export_rdf(kg, tmp_path / "graph", format)
    assert report.left_out == {
        "Democracy Index 2018": 18,
        "Freedom in the World 2019, total scores": 18,
    }
    assert "36 records" in str(report)
    assert "18 of Democracy Index 2018" in str(report)
    quotation = pyoxigraph.NamedNode(f"{ID}redistribution/quotation")
    derived = pyoxigraph.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
    rule = pyoxigraph.NamedNode(PREFIXES["wg"] + "redistribution")
    written = read(report.path, format)
    sources = {
        quad.subject for quad in written if (quad.predicate, quad.object) == (rule, quotation)
    }
    # The sources themselves are named.
    assert len(sources) == 2
    assert not [q for q in written if q.predicate == derived and q.object in sources]


def test_nothing_points_to_what_was_left_out(small: KnowledgeGraph, tmp_path: Path) -> None:
    report = export_rdf(small, tmp_path / "graph.nq", "nquads")
    assert report.left_out == {"Only quoted": 1}
    assert report.left_out_statements == 4
    raw = report.path.read_text(encoding="utf-8")
    assert f"{ID}indicator/quoted" not in raw
    # The record that speaks of it stays, without the link.
    assert f"<{ID}mention/quoted> <{PREFIXES['prov']}wasDerivedFrom>" in raw
    whole = export_rdf(small, tmp_path / "all.nq", "nquads", obey_redistribution=False)
    assert whole.statements == report.statements + report.left_out_statements == len(small.store)


def test_turtle_is_read_by_people(kg: KnowledgeGraph, tmp_path: Path) -> None:
    text = export_rdf(kg, tmp_path / "graph.ttl").path.read_text(encoding="utf-8")
    assert (
        "\nassessment:2019-KEN a wg:Assessment ;\n\tprov:wasDerivedFrom source:aigs-2019 ;" in text
    )
    assert "\twg:namesSupplier supplier:huawei , supplier:nec , supplier:safaricom ;\n" in text
    head, _, body = text.partition("\n\n")
    prefixes = head.splitlines()
    names = [line.partition(":")[0] for line in prefixes]
    assert names == sorted(names)
    assert "@prefix country: <https://w3id.org/watchgraph/id/country/> ." in prefixes
    assert all(line.startswith("@prefix ") for line in prefixes)
    subjects = [block.split(maxsplit=1)[0] for block in body.split("\n\n")]
    assert len(subjects) == len(set(subjects)) > 9000
    # Every prefix is there because it is used.
    for line in prefixes:
        assert f"<{line.split('<')[1].split('>')[0]}" not in body


def test_trig_gathers_each_graph_once(kg: KnowledgeGraph, tmp_path: Path) -> None:
    text = export_rdf(kg, tmp_path / "graph.trig", "trig").path.read_text(encoding="utf-8")
    graphs = [line for line in text.splitlines() if line.endswith(" {")]
    assert graphs == sorted(graphs)
    assert "graph:aigs-2019 {" in graphs
    assert len(graphs) == len(set(graphs))


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "jsonld"])
def test_rdflib_reads_it_too(small: KnowledgeGraph, format: str, tmp_path: Path) -> None:
    report = export_rdf(small, tmp_path / "graph", format)
    dataset = rdflib.Dataset()
    dataset.parse(report.path, format={"jsonld": "json-ld"}.get(format, format))
    assert len(set(dataset.quads())) == report.statements
    labels = {str(quad[2]) for quad in dataset.quads((None, rdflib.RDFS.label, None, None))}
    assert {'甲 "One" & Sons', "Côte <script>alert(1)</script>", "At home\nin two lines"} <= labels


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_of_loading_changes_no_byte(
    small: KnowledgeGraph, format: str, tmp_path: Path
) -> None:
    quads = list(small.store)
    quads += [
        # Blank nodes, to which a store gives names by chance; and the default graph.
        pyoxigraph.Quad(blank, pyoxigraph.NamedNode("urn:p"), value, graph)
        for number, graph in enumerate(
            (pyoxigraph.NamedNode(GRAPH + "x"), pyoxigraph.DefaultGraph())
        )
        for blank in (pyoxigraph.BlankNode(),)
        for value in (
            pyoxigraph.Literal(f'{number} ends like <urn:g> .\n"_:b <urn:g>'),
            pyoxigraph.NamedNode("urn:o"),
            pyoxigraph.BlankNode(),
        )
    ]
    made = set()
    for seed in (1, 2):
        random.Random(seed).shuffle(quads)
        renamed = {}
        store = pyoxigraph.Store()
        for quad in quads:
            terms = [
                renamed.setdefault(term, pyoxigraph.BlankNode())
                if isinstance(term, pyoxigraph.BlankNode)
                else term
                for term in quad
            ]
            store.add(pyoxigraph.Quad(*terms))
        report = export_rdf(KnowledgeGraph(store), tmp_path / str(seed), format)
        made.add(report.path.read_bytes())
        assert len(read(report.path, format)) == report.statements
        assert report.statements == len(store) - report.left_out_statements - (
            0 if FORMATS[format] else repeated(store)
        )
    assert len(made) == 1


def repeated(store: pyoxigraph.Store) -> int:
    """Return how many statements stand in more than one graph."""
    return len(store) - len({quad.triple for quad in store})


def test_an_empty_graph_is_an_empty_file(tmp_path: Path) -> None:
    for format in FORMATS:
        report = export_rdf(KnowledgeGraph(pyoxigraph.Store()), tmp_path / format, format)
        assert report.statements == 0
        assert read(report.path, format) == set()


def test_an_unknown_format_is_refused_with_choices(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(UseError) as caught:
        export_rdf(kg, tmp_path / "graph", "rdfxml")
    assert caught.value.choices == tuple(FORMATS)
    assert list(tmp_path.iterdir()) == []


def test_a_server_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UseError, match="server"):
        export_rdf(KnowledgeGraph.connect("http://127.0.0.1:9/"), tmp_path / "graph")
