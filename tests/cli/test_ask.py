"""``watchgraph ask`` beside its answers: the list, what a question takes, its query, mistakes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.questions import THEMES, describe, names
from watchgraph.questions.library import values_block

COUNTRIES = "countries_by_supplier"


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def ask(run, real_build: Path) -> Callable[..., object]:
    """Ask a build, which opens faster than the tables are read."""
    return lambda *words: run("ask", "--build", real_build, *words)


def test_without_a_name_it_lists_the_questions_by_theme(run):
    said = run("ask")
    assert said.code == 0
    lines = said.out.splitlines()
    used = [theme for theme in THEMES if any(describe(n).theme == theme for n in names())]
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings[:-1] == [theme.capitalize() for theme in used]
    assert "--about" in headings[-1]
    for name in names():
        place = lines.index(f"  {name}")
        above = [line for line in lines[:place] if line and not line.startswith(" ")]
        assert above[-1] == describe(name).theme.capitalize()
        assert describe(name).question in _words("\n".join(lines[place + 1 :]))
    assert max(map(len, lines)) <= 80


def test_the_list_is_wrapped_to_the_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, run("ask").out.splitlines())) <= 50
    monkeypatch.setenv("COLUMNS", "500")
    assert max(map(len, run("ask").out.splitlines())) <= 100


@pytest.mark.parametrize("name", names())
def test_about_says_what_a_question_takes_and_gives(ask, name):
    said = ask(name, "--about")
    assert said.code == 0
    text, kept = _words(said.out), describe(name)
    for part in (kept.question, kept.why, kept.limits, kept.engines):
        assert part in text
    for item in (*kept.parameters, *kept.columns):
        assert f"{item.name} (" in text
        assert item.description in text
    assert text.count("One of ") + text.count("Takes ") >= len(kept.parameters)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("countries_by_supplier", "supplier (supplier, default huawei): the supplier"),
        ("countries_by_supplier", ", by id, code or name, such as "),
        ("countries_by_supplier", "edition (edition, optional): only assessments"),
        (
            "countries_by_supplier",
            "One of 2019 (AI Global Surveillance Index, September",
        ),
        ("countries_by_supplier", "deployments (integer, deployments): named systems"),
        ("top_suppliers", "Takes a whole number."),
        ("listed_suppliers_and_deployments", "Takes a day, YYYY-MM-DD."),
        ("listed_suppliers_and_deployments", "us_ofac_sdn"),
        ("soft_loans", "ppp (Public-private partnership)"),
    ],
)
def test_about_lists_the_allowed_values_of_the_graph(ask, name, said):
    assert said in _words(ask(name, "--about").out)


def test_show_prints_the_query_whole(ask, run, tmp_path, real_build):
    shown = ask(COUNTRIES, "--show")
    assert shown.code == 0
    assert shown.out.startswith("# question: Which countries")
    assert "PREFIX wg: <https://w3id.org/watchgraph/ontology#>\n" in shown.out
    assert "PREFIX qb:" not in shown.out
    file = tmp_path / "q.rq"
    file.write_text(shown.out, encoding="utf-8")
    asked = run("query", "--build", real_build, file)
    assert asked.code == 0
    assert asked.out.splitlines()[-1] == ask(COUNTRIES).out.splitlines()[-1] == "61 rows"


def test_show_prints_the_query_with_the_parameters_given(ask, run, tmp_path, real_build):
    shown = ask(COUNTRIES, "supplier=NEC Corporation", "edition=2019", "--show").out
    assert "VALUES ?supplier { <https://w3id.org/watchgraph/id/supplier/nec> }" in shown
    assert values_block("edition").search(shown)
    file = tmp_path / "q.rq"
    file.write_text(shown, encoding="utf-8")
    assert run("query", "--build", real_build, file).out.splitlines()[-1] == "14 rows"


@pytest.mark.parametrize(
    "words",
    [
        [COUNTRIES, "supplier=nec", "edition=2019", "--format", "csv"],
        [COUNTRIES, "--format", "csv", "supplier=nec", "edition=2019"],
        ["--format", "csv", COUNTRIES, "supplier=nec", "edition=2019"],
        [COUNTRIES, "supplier=nec", "--format", "csv", "edition=2019"],
    ],
)
def test_options_may_stand_anywhere(ask, words):
    said = ask(*words)
    assert said.code == 0, said.err
    assert len(said.out.splitlines()) == 15


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["countrys_by_supplier"], "There is no question 'countrys_by_supplier'. Did you mean"),
        (["countrys_by_supplier"], "'countries_by_supplier'"),
        (["countrys_by_supplier", "--show"], "'countries_by_supplier'"),
        (["countrys_by_supplier", "--about"], "'countries_by_supplier'"),
        (["weather"], "'watchgraph ask' lists them."),
        ([COUNTRIES, "suplier=huawei"], "has no parameter 'suplier'. Did you mean 'supplier'?"),
        ([COUNTRIES, "suplier=huawei", "--show"], "Did you mean 'supplier'?"),
        ([COUNTRIES, "colour=red"], "It takes supplier, edition."),
        ([COUNTRIES, "supplier=hauwei"], "'hauwei' is unknown. Did you mean 'huawei'"),
        ([COUNTRIES, "supplier=hauwei", "--show"], "Did you mean 'huawei'"),
        ([COUNTRIES, "supplier="], "'' is no supplier. Give a supplier."),
        ([COUNTRIES, "edition=2020"], "Known: 2019, 2022."),
        ([COUNTRIES, "supplier=zte", "supplier=nec"], "given twice"),
        ([COUNTRIES, "huawei"], "'huawei' is no parameter. Write name=value."),
        ([COUNTRIES, "--format", "csv", "huawei"], "'huawei' is no parameter"),
        ([COUNTRIES, "--format", "csv", "--colour"], "unrecognized arguments: --colour"),
        ([COUNTRIES, "--about", "--show"], "not allowed with argument"),
        (["suppliers_of_country", "country=Kenia"], "Did you mean 'KEN'"),
        (["top_suppliers", "at_least=five"], "'five' is no integer. Write a whole number."),
        (["top_suppliers", "at_least=1.5"], "Write a whole number."),
        (["listed_suppliers_and_deployments", "date=2019"], "Write a day as YYYY-MM-DD."),
        (["listed_suppliers_and_deployments", "date=2019-02-30"], "Write a day as YYYY-MM-DD."),
        ([COUNTRIES, 'supplier="> } UNION { ?s ?p ?o } #'], "is unknown"),
        ([COUNTRIES, "supplier=\\u003e } #"], "is unknown"),
        ([COUNTRIES, "supplier=" + "x" * 5000], "Give a supplier."),
        ([COUNTRIES, "supplier=\u202exyz"], "is unknown"),
    ],
)
def test_a_mistake_gets_one_clear_message_and_2(ask, words, said):
    result = ask(*words)
    assert result.code == 2
    assert result.out == ""
    assert said in _words(result.err)
    assert len(result.err) < 600


def test_the_process_itself_ends_with_2():
    command = [sys.executable, "-m", "watchgraph", "ask", COUNTRIES, "supplier=hauwei"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'huawei'" in done.stderr
    assert "Traceback" not in done.stderr
