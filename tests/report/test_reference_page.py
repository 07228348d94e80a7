"""The page of the ontology holds every term, shape, count and code list, and nothing else."""

import csv
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from watchgraph.reference import read_constraints, read_terms
from watchgraph.render import Document
from watchgraph.report.taking.reference_page import reference_pages
from watchgraph.resources import data_folder

TABLES = {
    "Assessment": "assessments",
    "Deployment": "deployments",
    "SoftLoan": "soft_loans",
    "Supplier": "suppliers",
    "Indicator": "indicators",
    "Source": "sources",
    "SupplierControl": "supplier_control",
}


class Page(HTMLParser):
    """Ids, links and the text of each term."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: dict[str, str] = {}
        self._article = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag == "tr" and "id" in found:
            self._article = found["id"]

    def handle_data(self, data):
        self.texts[self._article] = self.texts.get(self._article, "") + data


@pytest.fixture(scope="module")
def documents(kg) -> dict[str, Document]:
    made = reference_pages(kg, lambda iri: f"question/{iri.rpartition('/')[2]}.html")
    return {document.name: document for document in made}


@pytest.fixture(scope="module")
def page(documents) -> Page:
    return Page(str(documents["ontology"].body))


def text_of(documents: dict[str, Document], name: str) -> str:
    """Return the text of the page of a class, its blanks single."""
    document = documents[f"ontology/{name}"]
    body = "".join(Page(str(document.body)).texts.values())
    return " ".join(f"{document.title} {document.standfirst} {body}".split())


def test_every_term_has_one_place_and_says_what_it_means(page: Page) -> None:
    for name, term in read_terms().items():
        assert page.ids.count(name) == 1
        text = " ".join(page.texts[name].split())
        assert term.definition in text
        assert f"wg:{name}" in text
        assert all(other.name in text for other in term.alignments)


def test_every_class_has_a_page(documents) -> None:
    classes = {f"ontology/{term.name}" for term in read_terms().values() if term.kind == "class"}
    assert classes == documents.keys() - {"ontology"}
    for name, term in read_terms().items():
        if term.kind == "class":
            assert term.definition in text_of(documents, name)
            assert all(other.name in text_of(documents, name) for other in term.alignments)


def test_every_link_leads_somewhere(documents, page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    for document in documents.values():
        for link in Page(str(document.body)).links:
            target, _, fragment = link.partition("#")
            if target.startswith("../question/"):
                continue
            place = urljoin(f"{document.name}.html", target) if target else f"{document.name}.html"
            assert place.removesuffix(".html") in documents, (document.name, link)
            assert not fragment or fragment in page.ids, (document.name, link)


@pytest.mark.parametrize("name", TABLES)
def test_counts_are_those_of_the_tables(name: str, documents, page: Page) -> None:
    with (data_folder() / f"{TABLES[name]}.csv").open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    assert f"{rows:,} instances" in text_of(documents, name)
    assert page.texts[name].split()[-1] == f"{rows:,}"


def test_every_constraint_stands_with_its_class(documents) -> None:
    for name, constraints in read_constraints().items():
        local = name.removeprefix("wg:")
        if f"ontology/{local}" in documents:
            text = text_of(documents, local)
            assert f"Shape: {len(constraints)} propert" in text
            assert all(" ".join(c.remedy.split()) in text for c in constraints)


def test_an_example_is_a_thing_of_its_class(kg, documents) -> None:
    for name in TABLES:
        (shown,) = re.findall(r"A whole example: (\S+)", text_of(documents, name))
        iri = f"<https://w3id.org/watchgraph/id/{shown}>"
        assert kg.query(f"ASK {{ {iri} a wg:{name} }}") is True


def test_questions_lead_to_their_pages(documents) -> None:
    body = str(documents["ontology/Supplier"].body)
    assert 'href="../question/suppliers_controlled_from_state.html"' in body


def test_every_code_list_is_there(page: Page) -> None:
    files = {path.stem for path in (data_folder() / "codelists").glob("*.csv")}
    assert sum(name.startswith("codes-") for name in page.ids) == len(files)
