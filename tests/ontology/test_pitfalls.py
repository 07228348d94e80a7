"""The ontology falls into no known pitfall, and each pitfall is found where it is planted."""

import json
import shutil
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from watchgraph.checks.pitfalls import check_ontology, ontology_store, run_pitfalls
from watchgraph.checks.violations import Violation, read_violations
from watchgraph.cli import main
from watchgraph.errors import UseError
from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import prologue

PITFALLS = read_violations(ontology_folder() / "pitfalls")
NAMES = [pitfall.name for pitfall in PITFALLS]


def planted(path: Path) -> pyoxigraph.Store:
    store = ontology_store(ontology_folder())
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def test_the_ontology_falls_into_none() -> None:
    report = check_ontology()
    assert report.findings == ()
    assert list(report.rules) == NAMES


def test_every_pitfall_has_a_planted_fault(fixtures: Path) -> None:
    assert sorted(path.stem for path in fixtures.glob("*.ttl")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_planted_fault_is_found_by_its_rule_alone(name: str, fixtures: Path) -> None:
    report = run_pitfalls(planted(fixtures / f"{name}.ttl"), ontology_folder())
    assert {finding.rule for finding in report.findings} == {name}
    text = (fixtures / f"{name}.ttl").read_text(encoding="utf-8")
    for finding in report.findings:
        local = finding.focus.rpartition("#")[2].rpartition("/")[2]
        assert local in text or finding.other.rpartition("#")[2] in text


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda pitfall: pitfall.name)
def test_another_sparql_engine_finds_the_same(pitfall: Violation, fixtures: Path) -> None:
    store = planted(fixtures / f"{pitfall.name}.ttl")
    lines = "".join(f"{quad.triple} .\n" for quad in store)
    graph = rdflib.Graph().parse(data=lines, format="nt")
    answer = json.loads(graph.query(prologue() + pitfall.sparql).serialize(format="json") or b"")
    other = sorted(row["focus"]["value"] for row in answer["results"]["bindings"])
    found = run_pitfalls(store, ontology_folder()).findings
    assert sorted(f.focus for f in found if f.rule == pitfall.name) == other != []


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda pitfall: pitfall.name)
def test_a_rule_says_what_is_wrong_and_what_to_do(pitfall: Violation) -> None:
    assert pitfall.rule[0].isupper()
    assert pitfall.rule.endswith(".")
    assert pitfall.message[0].isupper()
    assert pitfall.message.endswith(".")
    assert "NOT EXISTS" not in pitfall.sparql


def test_a_folder_that_lacks_a_file_is_an_error(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ontology_folder(), tmp_path / "ontology"))
    (folder / "alignments.ttl").unlink()
    with pytest.raises(UseError, match=r"alignments\.ttl cannot be read"):
        check_ontology(folder)


def test_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--ontology"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"
    assert main(["check", "--ontology", "data"]) == 2
    assert "not a data folder" in capsys.readouterr().err
