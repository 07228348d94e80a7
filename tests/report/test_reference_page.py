"""The page of the ontology holds every term, shape, count and code list, and nothing else."""

import csv
import re
from html.parser import HTMLParser

import pytest

from watchgraph.reference import read_constraints, read_terms
from watchgraph.report.reference_page import reference_page
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
    """Ids, links and the text of each article."""

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
        if tag == "article" or (tag == "tr" and "id" in found):
            self._article = found["id"]

    def handle_data(self, data):
        self.texts[self._article] = self.texts.get(self._article, "") + data


@pytest.fixture(scope="module")
def page(kg) -> Page:
    return Page(str(reference_page(kg).body))


def test_every_term_has_one_place_and_says_what_it_means(page: Page) -> None:
    for name, term in read_terms().items():
        assert page.ids.count(name) == 1
        text = " ".join(page.texts[name].split())
        assert term.definition in text
        assert f"wg:{name}" in text
        assert all(other.name in text for other in term.alignments)


def test_every_link_leads_somewhere_on_the_page(page: Page) -> None:
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("name", TABLES)
def test_counts_are_those_of_the_tables(name: str, page: Page) -> None:
    with (data_folder() / f"{TABLES[name]}.csv").open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    assert f"{rows:,} instances" in page.texts[name]


def test_every_constraint_stands_with_its_class(page: Page) -> None:
    for name, constraints in read_constraints().items():
        local = name.removeprefix("wg:")
        if local in page.texts:
            assert f"Shape: {len(constraints)} properties" in page.texts[local]
            assert all(c.remedy in page.texts[local] for c in constraints)


def test_an_example_is_a_thing_of_its_class(kg, page: Page) -> None:
    for name in TABLES:
        (shown,) = re.findall(r"A whole example: (\S+)", page.texts[name])
        iri = f"<https://w3id.org/watchgraph/id/{shown}>"
        assert kg.query(f"ASK {{ {iri} a wg:{name} }}") is True


def test_every_code_list_is_there(page: Page) -> None:
    files = {path.stem for path in (data_folder() / "codelists").glob("*.csv")}
    assert sum(name.startswith("codes-") for name in page.ids) == len(files)
