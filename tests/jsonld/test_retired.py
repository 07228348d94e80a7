"""A retired id: its tombstone in the tables, the graph, the questions and the look-ups."""

import csv
import re
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.checks.everything import check_data
from watchgraph.cli import main
from watchgraph.errors import UseError
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import VOCABULARY_GRAPH, mint

RENAMED, DROPPED = "supplier/eye-ltd", "deployment/nam-street"


def test_the_record_is_a_tombstone(small: KnowledgeGraph) -> None:
    record = small.record(RENAMED)
    del record["@context"]
    assert record == {
        "id": RENAMED,
        "deprecated": True,
        "isReplacedBy": "supplier/eye",
        "note": "One company, two ids.",
        "retiredIn": "2026.12",
    }
    assert "isReplacedBy" not in small.record(DROPPED)


def test_what_replaced_it_is_alive(small: KnowledgeGraph) -> None:
    assert small.record(str(small.record(RENAMED)["isReplacedBy"]))["type"] == "Supplier"


def test_no_question_no_class_and_no_network_takes_it_for_what_it_was(
    small: KnowledgeGraph, small_folder: Path, tmp_path: Path
) -> None:
    for name in (RENAMED, DROPPED):
        node = pyoxigraph.NamedNode(mint(*name.split("/")))
        assert {q.graph_name.value for q in small.store.quads_for_pattern(node, None, None)} == {
            VOCABULARY_GRAPH
        }
        assert not small.query(f"ASK {{ {node} a ?class }}")
        assert not small.query(f"ASK {{ {node} rdfs:label ?label }}")
    assert mint("supplier", "eye-ltd") not in small.network("supply")
    with pytest.raises(UseError, match=r"retired in 2026\.12.*replaced by supplier/eye"):
        small.ask("countries_by_supplier", supplier="eye-ltd")
    # Without the table, the rest of the graph is the same.
    without = tmp_path / "data"
    without.mkdir()
    for path in small_folder.rglob("*.*"):
        target = without / path.relative_to(small_folder)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    head = (small_folder / "retired.csv").read_text(encoding="utf-8").splitlines()[0]
    (without / "retired.csv").write_text(head + "\n", encoding="utf-8")
    gone = set(small.store) - set(KnowledgeGraph.load(without).store)
    assert len(gone) == 7
    assert check_data(without).findings == ()


def test_evidence_says_what_replaced_it(small: KnowledgeGraph) -> None:
    with pytest.raises(UseError, match=r"retired in 2026\.12.*replaced by supplier/eye") as caught:
        small.evidence([mint("supplier", "eye-ltd")])
    assert caught.value.choices == ("supplier/eye",)
    with pytest.raises(UseError, match="Nothing replaced it"):
        small.evidence([mint("deployment", "nam-street")])


def test_the_command_line_says_it_too(
    small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", RENAMED, "--data", str(small_folder)]) == 0
    said = capsys.readouterr()
    assert '"isReplacedBy": "supplier/eye"' in said.out
    assert said.err == "This id was retired in 2026.12; replaced by supplier/eye.\n"
    assert main(["record", DROPPED, "--data", str(small_folder)]) == 0
    assert "nothing replaced it" in capsys.readouterr().err


def test_the_packaged_table_names_only_what_is_gone() -> None:
    with (data_folder() / "retired.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(re.fullmatch(r"[a-z-]+/\S+", row["record"]) for row in rows)
    kg = KnowledgeGraph.load()
    assert len(kg.rows("SELECT ?id { ?id owl:deprecated true }")) == len(rows)
