"""The pages of the kept questions say what the questions answer."""

import io
import json
from html.parser import HTMLParser

import pandas as pd
import pytest

import watchgraph as wg
from watchgraph.questions import names
from watchgraph.render import SiteContent, write_site
from watchgraph.report.asking.question_pages import question_documents
from watchgraph.report.paths.addresses import Addresses


class Table(HTMLParser):
    """The cells of the table of an answer, and its links."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.rows, self.links, self._inside, self._cell = [], [], False, None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        if tag == "table":
            self._inside = True
        elif self._inside and tag == "tr":
            self.rows.append([])
        elif self._inside and tag == "td":
            self._cell = ""
        elif tag == "a" and self._cell is not None:
            self.links.append(about["href"])

    def handle_endtag(self, tag):
        if tag == "table":
            self._inside = False
        elif tag == "td" and self._cell is not None:
            self.rows[-1].append(self._cell.strip())
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data


@pytest.fixture(scope="module")
def kg():
    return wg.load()


@pytest.fixture(scope="module")
def documents(kg):
    kenya = "https://w3id.org/watchgraph/id/assessment/2019-KEN"
    places = {kenya: "country/KEN.html#assessment-2019-KEN"}
    return question_documents(kg, Addresses((), places), in_sparql=True)


@pytest.fixture(scope="module")
def site(documents, tmp_path_factory):
    content = SiteContent("", "test", documents=documents)
    return write_site(tmp_path_factory.mktemp("questions") / "site", content).parent


def test_every_question_has_its_page_and_a_place_in_the_list(site):
    listing = (site / "questions.html").read_text("utf-8")
    for name in names():
        assert (site / "question" / f"{name}.html").is_file()
        assert f'href="question/{name}.html"' in listing


def test_pages_are_light(site):
    sizes = {path.name: path.stat().st_size for path in site.glob("question/*.html")}
    assert max(sizes.values()) < 150_000, max(sizes, key=sizes.get)


@pytest.mark.parametrize(
    "name", ["countries_by_supplier", "soft_loans", "adoption_by_regime_class"]
)
def test_table_and_files_are_the_answer(kg, site, name):
    frame = kg.ask(name)
    table = Table(site / "question" / f"{name}.html")
    shown = [row for row in table.rows if row]
    assert 0 < len(shown) <= len(frame)
    assert [len(row) for row in shown] == [len(frame.columns)] * len(shown)
    csv = pd.read_csv(site / "question" / f"{name}.csv", keep_default_na=False, dtype=str)
    assert list(csv.columns) == list(frame.columns) and len(csv) == len(frame)
    told = json.loads((site / "question" / f"{name}.json").read_text("utf-8"))
    assert [column["name"] for column in told["columns"]] == list(frame.columns)
    assert len(told["rows"]) == len(frame)
    text = frame.columns[1]
    assert [row[1] for row in told["rows"]] == json.loads(frame[text].to_json(orient="values"))
    assert [row[1] for row in shown][:5] == [str(value) for value in frame[text][:5]]


def test_a_record_leads_to_its_place(site):
    table = Table(site / "question" / "suppliers_of_country.html")
    assert "../country/KEN.html#assessment-2019-KEN" in table.links


def test_answers_of_the_menus_lie_beside(kg, site):
    script = (site / "question" / "technologies_by_edition.js").read_text("utf-8")
    kept = json.loads(script.removeprefix("window.WGAnswers=").removesuffix(";\n"))
    assert set(kept) == {"", "--edition-2019", "--edition-2022"}
    asked = kg.ask("technologies_by_edition", edition=2022)
    file = (site / "question" / "technologies_by_edition--edition-2022.csv").read_bytes()
    assert len(pd.read_csv(io.BytesIO(file))) == len(asked)
    assert len(kept["--edition-2022"]["rows"]) == len(asked)


def test_limits_and_query_are_on_the_page(site):
    page = (site / "question" / "countries_by_supplier.html").read_text("utf-8")
    assert "does not say which supplies which" in page
    assert "GROUP_CONCAT" in page and "watchgraph ask countries_by_supplier" in page


def test_without_a_page_for_sparql_none_is_named(kg):
    pages = question_documents(kg, Addresses(()))
    assert not any("sparql.html" in page.body for page in pages)
    assert any("asked on the command line" in page.body for page in pages)
