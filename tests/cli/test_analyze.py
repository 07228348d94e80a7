"""One table of measures at a time, printed or written."""

import csv
import io
import json
from pathlib import Path

import pytest

from watchgraph.analysis.tables import TABLES
from watchgraph.networks import NETWORKS


@pytest.mark.parametrize("table", ["centrality", "communities", "concentration"])
def test_a_table_is_printed_and_written_alike(run, real_build, table, tmp_path: Path):
    asked = ("analyze", "supply", "--build", real_build, "--edition", "2019", "--table", table)
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


@pytest.mark.parametrize("name", list(NETWORKS))
def test_network_analyze_and_draw_take_every_network(run, real_build, name, tmp_path: Path):
    where = ("--build", real_build, "--region", "aigs-mena", "--evidence", "all")
    table = run("network", name, *where, "--format", "csv")
    assert table.code == 0
    assert len(table.out.splitlines()) > 1
    assert run("analyze", name, *where, "--top", 2).code == 0
    assert run("draw", name, *where, "--out", tmp_path / "net.html").code == 0
    assert "Middle East and North Africa only." in (tmp_path / "net.html").read_text("utf-8")


def test_the_help_names_every_network(run):
    for command in ("network", "analyze", "draw"):
        assert ", ".join(NETWORKS) in " ".join(run(command, "--help").out.split())


@pytest.mark.parametrize("name", list(NETWORKS))
def test_a_network_says_what_it_shows(run, name):
    said = " ".join(run("network", name, "--about").out.split())
    assert NETWORKS[name].left_out in said
    assert NETWORKS[name].edge in said


def test_an_unknown_network_has_no_description(run):
    said = run("network", "co-supply", "--about")
    assert said.code == 2
    assert "cosupply" in said.err
