"""Raptor, a parser that shares no code with ours, reads every RDF file that we ship or write."""

import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.build import build
from watchgraph.export import export_ontology, export_rdf
from watchgraph.resources import ontology_folder
from watchgraph.store import KnowledgeGraph

FORMATS = {
    ".ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    ".nt": ("ntriples", pyoxigraph.RdfFormat.N_TRIPLES),
    ".nq": ("nquads", pyoxigraph.RdfFormat.N_QUADS),
    ".trig": ("trig", pyoxigraph.RdfFormat.TRIG),
}
SHIPPED = sorted(
    path for path in ontology_folder().rglob("*") if path.suffix in FORMATS and path.is_file()
)

pytestmark = pytest.mark.skipif(
    shutil.which("rapper") is None, reason="rapper is not installed: make judges"
)


def by_raptor(path: Path) -> int:
    """Return how many statements Raptor reads, without a word of complaint."""
    syntax = FORMATS[path.suffix][0]
    run = subprocess.run(
        ["rapper", "--count", "--input", syntax, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = [line for line in run.stderr.splitlines() if "Parsing URI" not in line]
    assert len(told) == 1, run.stderr
    count = re.fullmatch(r"rapper: Parsing returned (\d+) triples?", told[0])
    assert count, run.stderr
    return int(count[1])


def by_oxigraph(path: Path) -> int:
    syntax = FORMATS[path.suffix][1]
    return sum(1 for _ in pyoxigraph.parse(path=str(path), format=syntax))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_it_reads_a_file_that_we_ship(path: Path) -> None:
    assert by_raptor(path) == by_oxigraph(path) > 0


def test_every_kind_of_file_is_among_those_shipped() -> None:
    assert {"watchgraph.ttl", "alignments.ttl", "assessment.ttl"} <= {p.name for p in SHIPPED}


def test_it_reads_the_statements_of_a_build(tmp_path: Path) -> None:
    made = build(None, tmp_path / "build")
    [path] = made.folder.rglob("graph.nq")
    assert by_raptor(path) == by_oxigraph(path) > 60_000


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_reads_an_export(suffix: str, tmp_path: Path) -> None:
    syntax = FORMATS[suffix][0]
    report = export_rdf(KnowledgeGraph.load(), tmp_path / f"graph{suffix}", syntax)
    assert by_raptor(report.path) == by_oxigraph(report.path) == report.statements > 60_000


def test_it_reads_a_released_ontology(tmp_path: Path) -> None:
    path = export_ontology(tmp_path / "watchgraph.ttl", "1.0.0", alignments=True)
    assert by_raptor(path) == by_oxigraph(path) > 1000


def test_it_complains_of_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<a> <b> .\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="syntax error"):
        by_raptor(path)
