"""Questions in other folders: by theme, and with faults in their headers."""

from pathlib import Path

import pytest

from watchgraph.errors import UseError
from watchgraph.questions import describe, names
from watchgraph.questions.run import bind

GOOD = """# question: Which suppliers have this name?
# why: To show the form of a question,
#   on two lines.
# theme: supply
# parameter name (text, required): the name
# column supplier_id (id): the supplier
SELECT ?supplier_id WHERE {
  VALUES ?name { "Huawei" }
  ?supplier_id rdfs:label ?name .
}
ORDER BY ?supplier_id
"""


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.rq"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_folders_of_themes_are_searched(tmp_path):
    _write(tmp_path, "supply/named", GOOD)
    _write(tmp_path, "finance/other", GOOD)
    assert names(tmp_path) == ["named", "other"]
    assert describe("named", tmp_path).why == "To show the form of a question, on two lines."


def test_an_edited_question_is_read_again(tmp_path):
    import os

    _write(tmp_path, "named", GOOD)
    assert describe("named", tmp_path).theme == "supply"
    _write(tmp_path, "named", GOOD.replace("theme: supply", "theme: time"))
    later = (tmp_path / "named.rq").stat().st_mtime_ns + 1_000_000_000
    os.utime(tmp_path / "named.rq", ns=(later, later))
    assert describe("named", tmp_path).theme == "time"


def test_a_required_parameter_is_asked_for(kg, tmp_path):
    named = describe("named", _write(tmp_path, "named", GOOD))
    with pytest.raises(UseError, match="named needs name"):
        bind(kg, named, {})
    sparql, used = bind(kg, named, {"name": 'N"EC\\'})
    assert used == {"name": 'N"EC\\'}
    assert kg.rows(sparql) == []
    assert kg.rows(bind(kg, named, {"name": "NEC"})[0])


def test_two_questions_of_one_name_are_refused(tmp_path):
    _write(tmp_path, "a/named", GOOD)
    _write(tmp_path, "b/named", GOOD)
    with pytest.raises(UseError, match="Two questions"):
        names(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# question: Which suppliers have this name?\n", "", "lacks its question"),
        ("# theme: supply\n", "", "lacks its theme"),
        ("theme: supply", "theme: weather", "no theme"),
        ("(text, required)", "(string, required)", "not a parameter"),
        ("(text, required)", "(text)", "not a parameter"),
        ("(id)", "(identifier)", "not a column"),
        ("# column supplier_id (id): the supplier", "# column", "not an entry"),
        ("VALUES ?name", "VALUES ?title", "no VALUES block"),
    ],
)
def test_a_faulty_header_is_named(tmp_path, old, new, said):
    assert old in GOOD
    folder = _write(tmp_path, "named", GOOD.replace(old, new))
    with pytest.raises(UseError, match=said) as error:
        describe("named", folder)
    assert "named.rq" in str(error.value)


def test_other_columns_than_declared_are_refused(kg, tmp_path, monkeypatch):
    from watchgraph.questions import run

    folder = _write(tmp_path, "named", GOOD.replace("column supplier_id", "column firm_id"))
    monkeypatch.setattr(run, "describe", lambda name: describe(name, folder))
    with pytest.raises(UseError, match="other columns"):
        run.ask(kg, "named", {"name": "NEC"})
