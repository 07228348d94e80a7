"""One table of measures at a time, printed or written."""

import csv
import io
import json
from pathlib import Path

import pytest

from watchgraph.analysis.tables import TABLES


@pytest.mark.parametrize("table", ["centrality", "communities", "concentration"])
def test_a_table_is_printed_and_written_alike(run, table, tmp_path: Path):
    asked = ("analyze", "supply", "--edition", "2019", "--table", table)
    printed = run(*asked, "--format", "csv")
    written = run(*asked, "--out", tmp_path / "t.csv")
    assert (printed.code, written.code) == (0, 0)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == printed.out
    assert written.out == f"{tmp_path / 't.csv'}\n"
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert rows[0]["node"].startswith("https://w3id.org/watchgraph/id/")
    assert len(json.loads(run(*asked, "--format", "json", "--top", 2).out)) == 2


def test_the_help_names_every_table(run):
    said = " ".join(run("analyze", "--help").out.split())
    assert ", ".join(TABLES) in said


def test_an_unknown_table_is_refused_with_the_choices(run):
    said = run("analyze", "supply", "--table", "centralty")
    assert said.code == 2
    assert "concentration" in said.err


def test_a_table_that_the_network_cannot_give_is_refused(run):
    said = run("analyze", "origin", "--table", "concentration")
    assert said.code == 2
    assert "not a bipartite network" in said.err
    assert said.out == ""
