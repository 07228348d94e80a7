"""A released ontology says what ours says, and which version it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, Literal, URIRef
from rdflib.namespace import DCTERMS

from watchgraph.cli import main
from watchgraph.errors import UseError
from watchgraph.export import ontology_turtle
from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import PREFIXES

ONTOLOGY = URIRef("https://w3id.org/watchgraph/ontology")
ALIGNMENTS = URIRef("https://w3id.org/watchgraph/alignments")


def parsed(content: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format="turtle")


def shipped(*names: str) -> set[tuple[rdflib.term.Node, ...]]:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ontology_folder() / name)
    return set(graph)


def test_it_adds_the_version_and_nothing_else() -> None:
    release = set(parsed(ontology_turtle("0.2.0")))
    added = release - shipped("watchgraph.ttl")
    assert shipped("watchgraph.ttl") <= release
    assert added == {
        (ONTOLOGY, OWL.versionIRI, URIRef(f"{ONTOLOGY}/0.2.0")),
        (ONTOLOGY, OWL.versionInfo, Literal("0.2.0")),
    }


def test_the_alignments_come_along_if_asked_under_one_header() -> None:
    graph = parsed(ontology_turtle("1.0.0", issued="2026-12-01", alignments=True))
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]
    issued = Literal("2026-12-01", datatype=URIRef(PREFIXES["xsd"] + "date"))
    assert graph.value(ONTOLOGY, DCTERMS.issued) == issued
    both = {t for t in shipped("watchgraph.ttl", "alignments.ttl") if t[0] != ALIGNMENTS}
    assert len(set(graph) - both) == 3
    assert both <= set(graph)


def test_it_is_sorted_header_first() -> None:
    text = ontology_turtle("0.2.0").decode()
    blocks = [block.split(maxsplit=1)[0] for block in text.split("\n\n")[1:]]
    assert blocks[0] == f"<{ONTOLOGY}>"
    ours = [name for name in blocks if name.startswith("wg:")]
    assert ours == sorted(ours) == blocks[1 : len(ours) + 1]
    assert len(ours) > 100


def test_the_same_version_gives_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import sys; from watchgraph.export import ontology_turtle;"
        "sys.stdout.buffer.write(ontology_turtle('0.2.0', alignments=True))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert made == {ontology_turtle("0.2.0", alignments=True)}


@pytest.mark.parametrize("version", ["", "2", "0.2", "v0.2.0", "0.2.0\n", "0.2.0> .", "01.0.0"])
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(UseError, match="no version"):
        ontology_turtle(version)


@pytest.mark.parametrize("day", ["", "2026", "2026-02-30", "20261201", "tomorrow"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(UseError, match="no day"):
        ontology_turtle("0.2.0", issued=day)


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "release" / "watchgraph.ttl"
    assert main(["export", "ontology", "--version", "0.2.0", "--out", str(out)]) == 0
    assert out.read_bytes() == ontology_turtle("0.2.0")
    assert capsys.readouterr().out.strip() == str(out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ontology",), "no version"),
        (("ontology", "--version", "0.2.0", "--format", "trig"), "Turtle"),
        (("ontology", "--version", "0.2.0", "--build", "build"), "no graph"),
        (("ontology", "--version", "0.2.0", "--out", "ontology.jsonld"), "Turtle"),
        (("rdf", "--version", "0.2.0"), "export of the ontology"),
        (("rdf", "--alignments"), "export of the ontology"),
    ],
)
def test_what_does_not_go_together_is_refused(
    arguments: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = [] if "--out" in arguments else ["--out", str(tmp_path / "out.ttl")]
    assert main(["export", *arguments, *out]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
