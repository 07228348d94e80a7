"""The page of a comparison: what it says, and that what it is given stays text."""

import re
import runpy
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

import watchgraph as wg
from watchgraph.diff import diff_editions, summary
from watchgraph.report.checking.diff_page import diff_document, edition_documents, standalone_page
from watchgraph.vocabulary import expand

NETWORKS = SimpleNamespace(
    **runpy.run_path(str(Path(__file__).parents[1] / "render" / "networks.py"))
)


class Read(HTMLParser):
    """The tags, links, ids and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.links, self.ids, self.text = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        self.tags.append(tag)
        self.links += [own["href"]] if tag == "a" else []
        self.ids += [own["id"]] if "id" in own else []

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def diff(kg):
    return diff_editions(kg, 2019, 2022)


@pytest.fixture(scope="module")
def page(diff) -> str:
    return standalone_page(diff)


def test_the_page_says_what_the_summary_says(diff, page):
    text = " ".join(Read(page).text.split())
    for sentence in summary(diff):
        assert sentence in text
    for name in ("Oman", "Rwanda", "Angola", "Zanzibar"):
        assert name in text


def test_every_way_inside_the_page_leads_somewhere(page):
    read = Read(page)
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert {link for link in read.links if not link.startswith("#")} >= {
        "https://doi.org/10.17632/386s7f9d25",
        "https://data.mendeley.com/datasets/gjhf5y4xjp/4",
    }


def test_each_row_of_the_countries_leads_to_both_editions(page):
    part = page[page.index('id="newly-found"') : page.index('id="no-longer-found"')]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", part, re.S)
    assert len(rows) == 24
    for row in rows:
        assert "386s7f9d25" in row and "gjhf5y4xjp" in row


def test_the_page_is_small_and_asks_for_nothing(page):
    assert len(page.encode()) < 150_000
    assert not {"script", "img", "link", "iframe"} & set(Read(page).tags)


def test_the_site_sets_the_two_latest_editions_side_by_side():
    kg = wg.load()
    [document] = edition_documents(kg)
    assert document.name == "editions"
    assert document.blurb == "What changed between 2019 and 2022."
    kg.store.update(
        "DELETE WHERE { GRAPH ?g { <https://w3id.org/watchgraph/id/edition/2019> ?p ?o } }"
    )
    assert edition_documents(kg) == ()


def test_nothing_changed_is_said_and_no_table_is_shown(kg):
    document = diff_document(diff_editions(kg, 2022, 2022))
    assert "<table" not in document.body


def hostile() -> wg.KnowledgeGraph:
    """Return the real graph with attacks for names, titles and addresses."""
    import pyoxigraph as ox

    kg = wg.load()
    words = ox.NamedNode("https://w3id.org/watchgraph/graph/attack")

    def replace(subjects: str, name: str, texts) -> None:
        for i, (thing,) in enumerate(
            kg.rows(f"SELECT DISTINCT ?s {{ ?s a {subjects} ; {name} ?v }} ORDER BY ?s")
        ):
            iri = ox.NamedNode(str(thing))
            predicate = ox.NamedNode(expand(name))
            for quad in list(kg.store.quads_for_pattern(iri, predicate, None, None)):
                kg.store.remove(quad)
            text = texts[i % len(texts)]
            kg.store.add(ox.Quad(iri, predicate, ox.Literal(text), words))

    texts = NETWORKS.ATTACKS + NETWORKS.NAMES
    replace("wg:Country", "rdfs:label", texts)
    replace("wg:Supplier", "rdfs:label", texts)
    replace("wg:Source", "dcterms:title", texts)
    replace("wg:Source", "wg:url", NETWORKS.BAD_LINKS)
    return kg


def test_what_attacks_stays_text():
    page = standalone_page(diff_editions(hostile(), 2019, 2022))
    read = Read(page)
    assert not {"script", "img", "svg"} & set(read.tags)
    assert all(link.startswith(("#", "https://example.org/")) for link in read.links)
    assert "AT&T" in read.text and "&amp;amp;" not in page
    assert "a < b > c" in read.text
