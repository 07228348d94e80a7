"""The page of associations: it says what the tables say, and stays light."""

import csv
import math
import re
from html.parser import HTMLParser

import pytest

from watchgraph.analysis import associations, contingency
from watchgraph.analysis.associations.sentence import ratio_words
from watchgraph.render.pages import document_page
from watchgraph.report.checking.associations_page import associations_pages
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph


class Read(HTMLParser):
    """The text, links, ids and headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.ids, self.levels, self.text = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        self.links += [own["href"]] if tag == "a" else []
        self.ids += [own["id"]] if "id" in own else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def made(kg, tmp_path_factory):
    return associations_pages(kg, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def page(made) -> str:
    return document_page(made[0][0], footer="")


def test_every_sentence_and_limit_is_there(kg, page):
    text = " ".join(Read(page).text.split())
    for row in associations(kg).itertuples():
        for said in (row.question, row.sentence, row.limits):
            assert said in text
    for unit in contingency(kg, "china_loan_2019").units:
        assert unit.replace("; ", ", ") in text
    assert "Separation: South and Central Asia." in text


def test_it_is_light_and_its_links_lead_somewhere(made, page):
    read = Read(page)
    # Without the style sheets, which a page of the site does not hold.
    assert len(made[0][0].body.encode()) < 140_000
    assert len(read.ids) == len(set(read.ids))
    inside = {link[1:] for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    assert {link for link in read.links if not link.startswith(("#", "https://", "http://"))} == {
        "downloads/associations.csv",
        "downloads/association-cells.csv",
        "associations/sources.html",
    }
    assert all(after - before <= 1 for before, after in zip(read.levels, read.levels[1:]))  # noqa: B905
    assert "nan" not in read.text.split() and "None" not in page.replace("None recorded", "")


def test_the_files_hold_tests_and_cells(kg, made):
    tests, cells = (download.path for download in made[1])
    with tests.open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    with cells.open(encoding="utf-8", newline="") as file:
        own = [row for row in csv.DictReader(file) if row["name"] == "china_bri_marked_2019"]
    assert len(rows) == 22
    assert sum(int(row["count"]) for row in own) == 75
    assert rows["china_bri_marked_2019"]["records"].split()
    assert all(bool(row["records"]) == (row["count"] != "0") for row in own)


def test_the_same_page_again(kg, made, tmp_path):
    again, files = associations_pages(kg, tmp_path)
    assert [one.body for one in again] == [one.body for one in made[0]]
    for one, other in zip(files, made[1], strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()


def test_a_graph_with_little_or_nothing_has_a_page(kg, tmp_path):
    early = kg.as_of(known="2020-01-01")
    assert "Edition of 2022" not in associations_pages(early, tmp_path)[0][0].body
    import pyoxigraph

    empty, files = associations_pages(KnowledgeGraph(pyoxigraph.Store()), tmp_path)
    assert "none" in empty[0].body and len(files) == 2


def test_without_statsmodels_the_page_says_what_is_missing(kg, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "statsmodels.discrete.discrete_model", None)
    assert (
        "No model: Logistic models need statsmodels." in associations_pages(kg, tmp_path)[0][0].body
    )


def marks(html: str) -> list[dict[str, float | str]]:
    """Return the rows of a chart of intervals as they are drawn: places in percent, and words."""
    found = []
    for row in re.findall(r"<li><span.*?</li>", html, re.S):
        ends = re.search(r'class="range" x1="([\d.]+)%" x2="([\d.]+)%"', row)
        dot = re.search(r'<circle class="(.*?)" cx="([\d.]+)%"', row)
        found.append(
            {
                "low": float(ends[1]),
                "high": float(ends[2]),
                "at": float(dot[2]) if dot else None,
                "weak": "weak" in dot[1] if dot else None,
                "told": re.search(r'class="reads">(.*?)<', row)[1],
            }
        )
    return found


def test_the_odds_ratios_are_drawn_where_they_belong(kg, page):
    (chart,) = re.findall(
        r'<figure class="chart intervals keyed" id="odds">.*?</figure>', page, re.S
    )
    drawn = marks(chart)
    tests = associations(kg)
    tests = tests[tests["odds_ratio"].notna()]
    assert len(drawn) == len(tests) == 20

    def place(value: float) -> float:
        # From 0.01 to 100 in equal ratios.
        return min(max(50 + 25 * math.log10(value), 0), 100) if value else 0.0

    for mark, row in zip(drawn, tests.itertuples(), strict=True):
        assert mark["low"] == pytest.approx(place(row.low), abs=0.01)
        assert mark["high"] == pytest.approx(place(row.high), abs=0.01)
        assert (mark["at"] is None) == math.isinf(row.odds_ratio)
        if mark["at"] is not None:
            assert mark["at"] == pytest.approx(place(row.odds_ratio), abs=0.01)
            assert mark["weak"] == (row.p_holm >= 0.05)
        assert mark["told"].startswith(ratio_words(row.odds_ratio) + " (")
    assert [label for _, label in re.findall(r'<text x="(.*?)%".*?>(.*?)</text>', chart)] == [
        *("0.01", "0.1", "1", "10", "100")
    ]


def test_the_years_are_those_of_the_tables(page):
    rows = dict(re.findall(r'<tr><th scope="row">(\d{4}|No date)</th>(.*?)</tr>', page))
    told = {year: [int(n) for n in re.findall(r">(\d+)<", cells)] for year, cells in rows.items()}
    counted: dict[str, list[int]] = {year: [0, 0] for year in told}
    for place, table in enumerate(("deployments", "soft_loans")):
        with (data_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                counted[row["start"][:4] or "No date"][place] += 1
    assert told == counted
    assert "137 without a date, not drawn" in page and "3 without a date, not drawn" in page


def test_the_sources_have_a_page_of_their_own(made):
    sources = made[0][1]
    assert sources.name == "associations/sources"
    count = int(re.search(r"All (\d+) sources", sources.standfirst)[1])
    assert str(sources.body).count("<li>") == count > 50


def test_sources_lead_to_their_pages_where_the_site_has_them(kg, tmp_path):
    def address(iri: str) -> str:
        return f"source/{iri.rpartition('/')[2]}.html" if "/source/" in iri else ""

    (_, sources), _ = associations_pages(kg, tmp_path, address=address)
    links = re.findall(r'<li><a href="(.*?)"', str(sources.body))
    assert "../source/aigs-2022.html" in links
    assert all(link.startswith("../source/") for link in links)
