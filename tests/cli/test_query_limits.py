"""A query that runs away is stopped, and what it was asked of stays usable."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph

#: Joins of everything with everything, which would take years; one has a single row.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
COUNTRIES = "SELECT ?c { ?c a wg:Country }"


@pytest.fixture
def ask(run, tmp_path: Path):
    """Return a function that writes a query and runs the command on it."""

    def ask_query(query: str, *arguments: object):
        file = tmp_path / "q.rq"
        file.write_text(query, encoding="utf-8")
        return run("query", file, *arguments)

    return ask_query


def test_a_query_is_stopped_when_its_time_is_up(ask, real_build: Path):
    since = time.monotonic()
    result = ask(RUNAWAY, "--build", real_build, "--timeout", "0.5")
    assert time.monotonic() - since < 15
    assert (result.code, result.out) == (2, "")
    assert "stopped after 0.5 seconds" in result.err
    assert "--timeout" in result.err
    again = ask(COUNTRIES, "--build", real_build, "--format", "csv")
    assert (again.code, len(again.out.splitlines())) == (0, 251)


def test_reading_the_graph_is_not_counted(ask):
    # Mapping the tables alone takes longer than this.
    result = ask("ASK { ?c wg:iso3 'KEN' }", "--timeout", "0.3")
    assert (result.code, result.out) == (0, "true\n"), result.err
    assert ask(RUNAWAY, "--timeout", "0.3").code == 2


@pytest.mark.parametrize("query", [ENDLESS, "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"])
def test_a_query_is_stopped_when_it_has_too_many_rows(ask, real_build: Path, query: str):
    result = ask(query, "--build", real_build, "--max-rows", "20000", "--timeout", "50")
    assert (result.code, result.out) == (2, "")
    assert "more than 20,000 rows" in result.err
    assert "--max-rows" in result.err


def test_an_answer_may_have_just_as_many_rows(ask, real_build: Path):
    given = ("--build", real_build, "--format", "csv", "--max-rows")
    assert len(ask(COUNTRIES, *given, "250").out.splitlines()) == 251
    assert ask(COUNTRIES, *given, "249").code == 2


def test_rows_are_limited_in_python_only_if_that_is_asked(real_build: Path):
    kg = KnowledgeGraph.open(real_build)
    assert len(kg.query(COUNTRIES)) == len(kg.query(COUNTRIES, max_rows=250)) == 250


@pytest.mark.parametrize(
    "wrong",
    [
        *(("--timeout", value) for value in ("0", "-1", "nan", "inf", "soon")),
        *(("--max-rows", value) for value in ("0", "-1", "1.5", "many", "²")),
    ],
)
def test_a_limit_that_is_none_is_refused(ask, wrong: tuple[str, str]):
    result = ask(COUNTRIES, *wrong)
    assert result.code == 2
    assert wrong[0] in result.err


def test_bad_data_are_told_as_by_every_command(ask, tmp_path: Path):
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    text = (folder / "listings.csv").read_text(encoding="utf-8")
    text = text.replace(",hikvision,", ",hikvison,", 1)
    (folder / "listings.csv").write_text(text, encoding="utf-8")
    result = ask(COUNTRIES, "--data", folder)
    assert (result.code, result.out) == (1, "")
    for part in ("listings.csv, column supplier", "'hikvison'", "1 error, 0 warnings"):
        assert part in result.err


def test_no_module_is_taken_from_the_folder_of_the_call(ask, real_build, tmp_path, monkeypatch):
    (tmp_path / "pandas.py").write_text("raise SystemExit('mine')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert ask(COUNTRIES, "--build", real_build).code == 0


def test_a_table_is_as_wide_as_the_terminal_of_the_first_process(ask, real_build, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    result = ask("SELECT ?label ?c { ?c wg:iso3 'KEN' ; rdfs:label ?label }", "--build", real_build)
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) == 40


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here")
def test_the_second_process_ends_with_the_first(real_build: Path, tmp_path: Path):
    file = tmp_path / "q.rq"
    file.write_text(RUNAWAY, encoding="utf-8")
    command = [sys.executable, "-m", "watchgraph", "query", str(file), "--build", str(real_build)]
    with subprocess.Popen(
        [*command, "--as-of", "2022-01-01"], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        # What the graph is as of is said by the second process, once it has been cut.
        process.stderr.readline()
        process.kill()
        # The standard error ends when the last one that holds it has ended.
        process.communicate(timeout=20)
