"""One table of measures at a time, printed or written."""

import csv
import io
import json
from pathlib import Path

import pytest

from watchgraph.analysis.tables import OF_THE_GRAPH, TABLES
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


def test_a_table_says_what_its_columns_hold_and_how_it_was_made(run):
    about = " ".join(run("analyze", "supply", "--table", "ranks", "--about").out.split())
    assert "families of sources" in about and "``rank_without``" in about
    assert "draws 1000; families 205; seed 1" in run("analyze", "supply", "--table", "ranks").err
    pairs = run("analyze", "supply", "--table", "cosupply_pairs", "--top", 1)
    assert "the q of a lone pair cannot fall below 0.9" in pairs.err


def test_one_family_of_sources_is_said(run):
    said = run("analyze", "supply", "--edition", "2019", "--table", "ranks", "--format", "csv")
    assert "families 1;" in said.err and "no interval is given" in said.err
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["rank_low"] + row["rank_high"] + row["rank_without"] for row in rows} == {""}


def test_what_is_drawn_to_one_side_is_said(run):
    said = run("analyze", "supply", "--table", "concentration", "--format", "csv")
    assert "the bound on this side is no bound" in said.err
    rows = csv.DictReader(io.StringIO(said.out))
    usa = next(row for row in rows if row["label"] == "United States")
    assert usa["hhi_open_side"] == "low"
    assert float(usa["hhi_low"]) < float(usa["hhi"]) < float(usa["hhi_high"])


def test_lenders_are_ranked_by_the_measure_that_is_named(run):
    said = run("analyze", "finance", "--table", "ranks", "--format", "csv")
    assert "measure out_degree;" in said.err
    assert next(csv.DictReader(io.StringIO(said.out)))["kind"] == "lender"


def test_memberships_are_of_the_day_of_the_edition(run):
    said = run("analyze", "supply", "--edition", "2019", "--table", "assortativity")
    assert "membership of the day of the edition, 2019-09-17" in said.err


@pytest.mark.parametrize("table", OF_THE_GRAPH)
def test_what_does_not_narrow_a_table_is_refused(run, table):
    said = run("analyze", "finance", "--table", table, "--region", "aigs-af")
    assert (said.code, said.out) == (2, "")
    assert "--region does not narrow it" in said.err
    assert "of the whole graph" in run("analyze", "finance", "--table", table).err


def test_an_empty_network_is_told_from_a_finding(run):
    said = run("analyze", "supply", "--edition", "2019", "--evidence", "independent")
    assert said.code == 0
    assert "no proof of absence" in said.err


def test_the_ending_of_a_file_decides_its_form(run, tmp_path: Path):
    asked = ("analyze", "supply", "--top", 2, "--out")
    assert run(*asked, tmp_path / "t.json").code == 0
    assert len(json.loads((tmp_path / "t.json").read_text("utf-8"))) == 2
    refused = run(*asked, tmp_path / "t.xlsx")
    assert refused.code == 2 and ".csv" in refused.err
    assert not (tmp_path / "t.xlsx").exists()


def test_infinity_in_json_is_not_a_missing_value(run):
    rows = json.loads(run("analyze", "supply", "--table", "associations", "--format", "json").out)
    listed = next(row for row in rows if row["b"] == 0)
    assert listed["odds_ratio"] == listed["high"] == "inf"
    assert any(row["odds_ratio"] is None for row in rows)


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
