"""The code lists as SKOS: whole, sound by SKOS's own conditions, the same bytes each time."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS

from watchgraph.errors import UseError
from watchgraph.export import VOCABULARY_FORMATS, export_vocabularies
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import Tables, load_tables
from watchgraph.vocabulary import ID

READERS = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(data_folder())


@pytest.fixture(scope="module")
def file(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_vocabularies(kg, tmp_path_factory.mktemp("vocabularies") / "vocabularies.ttl")


@pytest.fixture(scope="module")
def skos(file: Path) -> rdflib.Graph:
    """Return the file as Raptor reads it."""
    if not shutil.which("rapper"):
        pytest.skip("rapper (Debian raptor2-utils) is not installed")
    read = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stderr == ""
    return rdflib.Graph().parse(data=read.stdout, format="nt")


def concepts(skos: rdflib.Graph) -> list[URIRef]:
    return sorted(c for c in skos.subjects(RDF.type, SKOS.Concept) if isinstance(c, URIRef))


def test_every_list_is_a_scheme_and_every_code_a_concept(
    skos: rdflib.Graph, tables: Tables
) -> None:
    lists = {n: s for n, s in tables.package.tables.items() if n.startswith("codelist-")}
    schemes = set(skos.subjects(RDF.type, SKOS.ConceptScheme))
    titles = sorted(str(skos.value(scheme, SKOS.prefLabel)) for scheme in schemes)
    assert titles == sorted(schema.title for schema in lists.values())
    assert len(set(titles)) == len(titles)
    said = {str(skos.value(scheme, SKOS.definition)) for scheme in schemes}
    assert said == {schema.description for schema in lists.values()}
    for scheme in schemes:
        assert skos.value(scheme, DCTERMS.license) == URIRef(tables.package.licence)
    codes = [code for name in lists for code in tables.columns[name].column("code").to_pylist()]
    assert sorted(codes) == sorted(str(skos.value(c, SKOS.notation)) for c in concepts(skos))
    # Nothing but the lists is in the file.
    assert set(skos.subjects()) == schemes | set(concepts(skos))


def test_every_concept_says_what_it_is(skos: rdflib.Graph) -> None:
    for concept in concepts(skos):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            [text] = skos.objects(concept, predicate)
            assert isinstance(text, Literal)
            assert text.language == "en"
            assert str(text)
        [scheme] = skos.objects(concept, SKOS.inScheme)
        kind = str(scheme).removeprefix(f"{ID}scheme/")
        assert str(concept).startswith(f"{ID}{kind}/")


def test_labels_are_unique_in_their_scheme(skos: rdflib.Graph) -> None:
    labels = Counter(
        (skos.value(concept, SKOS.inScheme), label)
        for concept in concepts(skos)
        for label in skos.objects(concept, SKOS.prefLabel)
    )
    assert [at for at, count in labels.items() if count > 1] == []


def test_broader_and_narrower_mirror_each_other_within_a_scheme(skos: rdflib.Graph) -> None:
    up = set(skos.subject_objects(SKOS.broader))
    assert len(up) > 50
    assert up == {(low, high) for high, low in skos.subject_objects(SKOS.narrower)}
    for low, high in up:
        assert skos.value(low, SKOS.inScheme) == skos.value(high, SKOS.inScheme)


def test_there_is_no_circle_and_nothing_is_both_broader_and_related(skos: rdflib.Graph) -> None:
    for concept in concepts(skos):
        above = set(skos.transitive_objects(concept, SKOS.broader)) - {concept}
        for high in above:
            assert concept not in set(skos.transitive_objects(high, SKOS.broader))
        related = {*skos.objects(concept, SKOS.related), *skos.subjects(SKOS.related, concept)}
        assert not related & above
        assert concept not in set(skos.objects(concept, SKOS.broader))


def test_every_concept_is_reached_from_the_top(skos: rdflib.Graph) -> None:
    reached: set[rdflib.term.Node] = set()
    for scheme, top in skos.subject_objects(SKOS.hasTopConcept):
        assert (top, SKOS.topConceptOf, scheme) in skos
        assert skos.value(top, SKOS.broader) is None
        reached |= set(skos.transitive_objects(top, SKOS.narrower))
    assert set(concepts(skos)) - reached == set()
    assert len(set(skos.subjects(SKOS.topConceptOf))) == len(
        set(skos.objects(None, SKOS.hasTopConcept))
    )


def test_no_class_of_skos_is_mixed_with_another(skos: rdflib.Graph) -> None:
    # SKOS: a concept is no scheme; and a thing has one kind here.
    for subject in set(skos.subjects()):
        assert len(set(skos.objects(subject, RDF.type))) == 1


@pytest.mark.parametrize("format", VOCABULARY_FORMATS)
def test_every_format_says_the_same(
    kg: KnowledgeGraph, skos: rdflib.Graph, format: str, tmp_path: Path
) -> None:
    path = export_vocabularies(kg, tmp_path / "v", format)
    graph = rdflib.Graph().parse(path, format=READERS[format])
    assert set(graph) == set(skos)


def test_a_scheme_stands_before_its_concepts(file: Path) -> None:
    heads = [
        block.split(maxsplit=1)[0] for block in file.read_text(encoding="utf-8").split("\n\n")[1:]
    ]
    assert len(heads) == len(set(heads)) > 200
    scheme = ""
    for head in heads:
        if head.startswith("scheme:"):
            scheme = head.partition(":")[2]
        else:
            assert head.startswith((f"{scheme}:", f"<{ID}{scheme}/"))


@pytest.mark.slow
def test_the_same_bytes_come_under_every_hash_seed(file: Path, tmp_path: Path) -> None:
    for seed in ("0", "1"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "watchgraph", "export", "vocabularies", "--out", str(out)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, env=environment, check=True, capture_output=True)
        assert out.read_bytes() == file.read_bytes()


def test_a_format_with_graphs_is_refused(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(UseError) as caught:
        export_vocabularies(kg, tmp_path / "v", "trig")
    assert caught.value.choices == VOCABULARY_FORMATS
    assert list(tmp_path.iterdir()) == []
