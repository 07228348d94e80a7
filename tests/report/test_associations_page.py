"""The page of associations: it says what the tables say, and stays light."""

import csv
import re
from html.parser import HTMLParser

import pytest

from watchgraph.analysis import associations, contingency
from watchgraph.render.pages import document_page
from watchgraph.report.associations_page import associations_page
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
    return associations_page(kg, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def page(made) -> str:
    return document_page(made[0], home=None, footer="")


def test_every_sentence_and_limit_is_there(kg, page):
    text = " ".join(Read(page).text.split())
    for row in associations(kg).itertuples():
        for said in (row.question, row.sentence, row.limits):
            assert said in text
    for unit in contingency(kg, "china_loan_2019").units:
        assert unit.replace("; ", ", ") in text
    assert "Separation: South and Central Asia." in text


def test_it_is_light_and_its_links_lead_somewhere(page):
    read = Read(page)
    assert len(page.encode()) < 150_000
    assert len(read.ids) == len(set(read.ids))
    inside = {link[1:] for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    assert {link for link in read.links if not link.startswith(("#", "https://", "http://"))} == {
        "downloads/associations.csv",
        "downloads/association-cells.csv",
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
    again, files = associations_page(kg, tmp_path)
    assert again.body == made[0].body
    for one, other in zip(files, made[1], strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()


def test_a_graph_with_little_or_nothing_has_a_page(kg, tmp_path):
    early = kg.as_of(known="2020-01-01")
    assert "Edition of 2022" not in associations_page(early, tmp_path)[0].body
    import pyoxigraph

    empty, files = associations_page(KnowledgeGraph(pyoxigraph.Store()), tmp_path)
    assert "none" in empty.body and len(files) == 2


def test_without_statsmodels_the_page_says_what_is_missing(kg, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "statsmodels.discrete.discrete_model", None)
    assert "No model: Logistic models need statsmodels." in associations_page(kg, tmp_path)[0].body
