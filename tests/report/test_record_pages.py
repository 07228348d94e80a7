"""The pages of deployments, loans and sources say what the tables say, and what none says."""

import json
import re
import shutil
from collections import Counter
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser

import pandas as pd
import pytest
import rdflib

from watchgraph.analysis import communities, sensitivity
from watchgraph.render.frame import Frame, framed_page
from watchgraph.report.checking.rankings_page import ranks_of
from watchgraph.report.paths.flips import flips_of
from watchgraph.report.paths.gathered import gathered
from watchgraph.report.records.deployment_pages import deployment_pages
from watchgraph.report.records.loan_pages import loan_pages
from watchgraph.report.records.record_directories import record_directories
from watchgraph.report.records.record_pages import record_pages
from watchgraph.report.records.source_pages import source_pages
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph

HOSTILE = "<script>alert(1)</script> & \"Söhne\" 'Co'"


class Page(HTMLParser):
    """A page by its sections: text and links of each, the terms of its facts, its rows."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.facts, self.rows = {}, {}, {}, {}
        self.ids, self.tags, self._section, self._term, self._at = [], Counter(), "", "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.tags[tag] += 1
        if tag == "section":
            self._section = about["id"]
        if "id" in about:
            self.ids.append(about["id"])
        if tag == "a":
            self.links.setdefault(self._section, []).append(about["href"])
        if tag == "tr":
            self.rows.setdefault(self._section, []).append([])
            self._at = ""
        if tag in ("td", "th") and self._section:
            self.rows[self._section][-1].append("")
        if tag == "dt":
            self._term = ""
        if tag in ("dt", "dd", "td", "th", "script"):
            self._at = tag

    def handle_endtag(self, tag):
        if tag == "dd":
            self._term = ""
        if tag in ("dt", "dd", "tr", "table", "script"):
            self._at = ""
        if tag == "section":
            self._section = ""

    def handle_data(self, data):
        if self._at == "script":
            return
        self.text[self._section] = self.text.get(self._section, "") + data
        if self._at == "dt":
            self._term += data
        elif self._at == "dd":
            self.facts[self._term] = self.facts.get(self._term, "") + data
        elif self._at in ("td", "th") and self.rows.get(self._section):
            row = self.rows[self._section][-1]
            row[-1] += data


def table(name):
    return pd.read_csv(data_folder() / f"{name}.csv", dtype=str, keep_default_na=False)


def made_from(kg):
    supply, origin = kg.network("supply"), kg.network("origin")
    return gathered(kg, supply, ranks_of(supply, origin), communities(supply, seed=1, runs=5))


@pytest.fixture(scope="module")
def of(kg):
    return made_from(kg)


@pytest.fixture(scope="module")
def found(kg):
    return sensitivity(kg)


@pytest.fixture(scope="module")
def documents(of, found):
    return {one.name: one for one in record_pages(of, flips_of(found))}


@pytest.fixture(scope="module")
def page(documents):
    """A function that reads a page by its name."""
    frame = Frame("WatchGraph")
    return cache(lambda name: Page(framed_page(frame, documents[name])))


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [
        ("deployment", "deployments", "name"),
        ("loan", "soft_loans", "title"),
        ("source", "sources", "title"),
    ],
)
def test_each_row_has_a_page_under_its_name(documents, kind, name, title):
    key = "source" if kind == "source" else "record"
    rows = table(name)
    assert {one: documents[f"{kind}/{one}"].title for one in rows[key]} == dict(
        zip(rows[key], rows[title], strict=True)
    )
    assert sum(one.startswith(f"{kind}/") for one in documents) == len(rows)


def test_pages_are_light_and_no_id_stands_twice(documents):
    frame = Frame("WatchGraph")
    pages = {name: framed_page(frame, one) for name, one in documents.items()}
    assert {name: len(text) for name, text in pages.items() if len(text.encode()) > 150_000} == {}
    for name, text in pages.items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), name


def test_a_loan_of_kenya_and_what_shares_its_contractor_lead_to_each_other(page):
    loan, deployment = page("loan/aiddata-59366"), page("deployment/ken-konza-smart-city")
    assert "../deployment/ken-konza-smart-city.html" in loan.links["deployments"]
    assert "../loan/aiddata-59366.html" in deployment.links["financing"]
    for read, section in ((loan, "deployments"), (deployment, "financing")):
        assert "A source says that it finances" not in read.text[section]
        assert "Derived, and weaker" in read.text[section]
    assert "../country/KEN.html" in loan.links["said"]
    assert "../lender/export-import-bank-of-china.html" in loan.links["said"]
    assert loan.facts["Amount"].startswith("CNY 1,225,000,000")


def test_what_a_source_says_of_financing_stands_apart_from_what_is_derived(page):
    links = table("loan_deployments")
    for row in links.to_dict("records"):
        loan, deployment = page(f"loan/{row['loan']}"), page(f"deployment/{row['deployment']}")
        for read, section in ((loan, "deployments"), (deployment, "financing")):
            stated = read.text[section].split("Same contractor and country")[0]
            assert "A source says that it finances" in stated
            assert row["stated_as"] in stated
            assert f"../source/{row['source']}.html" in read.links[section]
        # What is stated is not told once more as derived.
        assert loan.links["deployments"].count(f"../deployment/{row['deployment']}.html") == 1
    none = set(table("soft_loans")["record"]) - set(links["loan"])
    for key in none:
        assert (
            "No source here says which named deployment" in page(f"loan/{key}").text["deployments"]
        )


def test_what_a_deployment_lacks_is_named_and_nothing_else(page):
    words = {
        "place": "in which place it is",
        "operator": "which body operates it",
        "stage": "how far it has come",
        "start": "when it began",
        "camera_count": "how many cameras it has",
        "contract_value": "what the contract is worth",
        "financing": "how it is paid for",
    }
    named = set(table("deployment_suppliers")["deployment"])
    for row in table("deployments").to_dict("records"):
        read = page(f"deployment/{row['record']}")
        said = read.text["unknown"]
        for column, gap in words.items():
            assert (gap in said) == (row[column] == ""), (row["record"], column)
        assert ("who supplies it" in said) == (row["record"] not in named), row["record"]
        supplier = read.facts.get("Supplier", "") + read.facts.get("Suppliers", "")
        assert ("not stated" in supplier) == (row["record"] not in named)


def test_amounts_cameras_and_terms_are_those_of_the_tables(page):
    def number(text):
        found = re.search(r"[\d,]+(\.\d+)?", text)
        return Decimal(found.group().replace(",", "")) if found else None

    for row in table("soft_loans").to_dict("records"):
        facts = page(f"loan/{row['record']}").facts
        for term, column in (
            ("Amount", "amount"),
            ("US dollars of 2021", "amount_usd_2021"),
            ("Interest", "interest_rate_percent"),
            ("To be paid back within", "maturity_years"),
            ("Time of grace", "grace_years"),
        ):
            assert number(facts[term]) == number(row[column]), (row["record"], term)
        assert facts["Amount"].startswith(row["currency"] or "not stated")
        assert facts["Date"].startswith(row["start"] or "not stated")
    for row in table("deployments").to_dict("records"):
        facts = page(f"deployment/{row['record']}").facts
        assert number(facts["Cameras"]) == number(row["camera_count"])
        assert number(facts["Contract value"]) == number(row["contract_value"])
        assert facts["Contract value"].startswith(
            row["contract_currency"] or ("not stated", "not entered here; see the note")
        )


def test_a_date_is_no_more_exact_than_its_source(page):
    assert "only the month is stated" in page("deployment/ken-police-neoface").facts["Began"]
    assert "the day is stated" in page("deployment/ken-konza-smart-city").facts["Began"]
    assert page("deployment/ago-police-huawei").facts["Began"].strip() == "not stated"


def test_a_loan_is_found_by_the_number_of_its_record(documents):
    assert "aiddata-59366" in documents["loan/aiddata-59366"].aliases


def test_of_a_grant_no_terms_of_repayment_are_missed(page):
    grant = page("loan/aiddata-30364")
    assert "a grant is not paid back" in grant.facts["Interest"]
    assert "rate of interest" not in grant.text["unknown"]
    assert "rate of interest" in page("loan/ago-cisp-phase1").text["unknown"]


def test_suppliers_stand_as_printed_and_as_read(page):
    read = page("deployment/ago-luanda-cisp")
    assert "printed CEIEC; the reading is certain" in read.facts["Supplier"]
    assert "mention-ago-luanda-cisp--ceiec" in read.ids
    assert "../source/macauhub-com-mo-c6d8404d.html" in read.links["sources"]
    assert "further source" in read.text["sources"]


def test_the_records_of_a_source_are_counted_as_the_tables_count_them(page):
    kinds = {
        "Deployments": ["deployments"],
        "Loans, credits and grants": ["soft_loans"],
        "Printed names of suppliers": [
            "assessment_suppliers",
            "deployment_suppliers",
            "loan_contractors",
        ],
        "Belt and Road memberships": ["bri_memberships"],
        "Listings by regulators": ["listings"],
        "Suppliers": ["suppliers"],
        "Searches for evidence": ["evidence_searches"],
        "Published figures to be checked": ["claims"],
        "Indicators": ["indicators"],
        "Links of a loan and a deployment": ["loan_deployments"],
    }
    counted = {
        label: pd.concat([table(name)["source"] for name in names]).value_counts().to_dict()
        for label, names in kinds.items()
    }
    for key in table("sources")["source"]:
        said = page(f"source/{key}").text["records"]
        shown = dict(re.findall(r"^ *([A-Z][^:\n]+): ([\d,]+)$", said, flags=re.M))
        for label, counts in counted.items():
            number = counts.get(key, 0)
            assert shown.get(label, "0").replace(",", "") == str(number), (key, label)


def test_a_source_says_its_terms_and_what_it_repeats(page):
    read = page("source/github-devinit-8dcadd14")
    assert "ODC-By 1.0" in read.facts["Licence"]
    assert "May be redistributed with credit" in read.facts["Use here"]
    assert "../source/aiddata-gcdf-3.html" in read.links["said"]
    assert "count as one" in read.facts["Counts as independent"]
    assert "a date of publication" in read.text["unknown"]
    back = page("source/aiddata-gcdf-3")
    assert "../source/github-devinit-8dcadd14.html" in back.links["said"]


def test_findings_that_flip_are_those_of_the_sensitivity(page, of, found):
    aiddata = found[found["left_out"].str.endswith("/publisher/aiddata")]
    read = page("source/aiddata-gcdf-3")
    assert f"would be others: {len(aiddata)}" in read.text["without"]
    for row in aiddata.to_dict("records"):
        assert row["without_it"] in read.text["without"]
    assert "No headline finding" in page("source/20minutes-fr-185bac59").text["without"]
    untold = next(iter(source_pages(of, None)))
    assert "eadline" not in untold.body


def test_pairs_that_only_a_source_joins_are_gone_without_it(kg, page):
    key = "rwradvisory-com"
    source = next(one for one in table("sources")["source"] if one.startswith(key))
    read = page(f"source/{source}").text["without"]
    rows = kg.rows(
        f"""
        SELECT ?supplier ?country {{
          ?pair a wg:SupplyRelation ; wg:supplier/rdfs:label ?supplier ;
                wg:country/rdfs:label ?country ; wg:supportedBy/prov:wasDerivedFrom ?source .
        }} GROUP BY ?supplier ?country
        HAVING (COUNT(DISTINCT ?source) = 1 && STR(SAMPLE(?source)) =
                "https://w3id.org/watchgraph/id/source/{source}")
        """
    )
    lone = [f"{supplier} in {country}" for supplier, country in rows]
    assert [one for one in lone if one not in read] == []
    assert (f"joins: {len(lone)}" in read) if lone else ("would still be" in read)


def test_the_directories_hold_a_row_for_each_and_its_count(documents):
    frame = Frame("WatchGraph")
    for name, file in (("deployments", "deployments"), ("loans", "soft_loans")):
        read = Page(framed_page(frame, documents[name]))
        assert len(read.rows["all"]) == 1 + len(table(file))
    read = Page(framed_page(frame, documents["sources"]))
    rows = {row[0].strip(): row for row in read.rows["all"][1:]}
    sources = table("sources")
    assert len(read.rows["all"]) == 1 + len(sources)
    assert rows["AI Global Surveillance (AIGS) Index 2019"][2].strip() == "2019-09-17"
    assert (
        sum(row[2].strip() == "–" for row in read.rows["all"]) == (sources["published"] == "").sum()
    )


def test_linked_data_and_turtle_can_be_read(documents, kg):
    for name in ("deployment/ago-luanda-cisp", "loan/ago-cisp-phase1", "source/aigs-2019"):
        page = framed_page(Frame("WatchGraph"), documents[name])
        text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page).group(1)
        told = json.loads(text)
        assert told["@id"] == f"https://w3id.org/watchgraph/id/{name}"
        assert told["name"] == documents[name].title
        graph = rdflib.Graph().parse(data=documents[name].turtle, format="turtle")
        thing = rdflib.URIRef(told["@id"])
        asked = kg.rows(f"SELECT DISTINCT ?p ?o {{ <{thing}> ?p ?o }}")
        assert len(list(graph.predicate_objects(thing))) == len(asked)
    amount = documents["loan/aiddata-59366"].linked_data["amount"]
    assert amount == {"@type": "MonetaryAmount", "value": "1225000000", "currency": "CNY"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The graph with an attack for the name of a deployment, a loan and a source."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(data_folder(), folder)
    for name, key, column in (
        ("deployments", "ken-konza-smart-city", "name"),
        ("deployments", "ken-konza-smart-city", "note"),
        ("soft_loans", "aiddata-59366", "title"),
        ("sources", "aiddata-gcdf-3", "title"),
    ):
        rows = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        rows.loc[rows.iloc[:, 0] == key, column] = HOSTILE
        rows.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    return made_from(KnowledgeGraph.load(folder))


def test_hostile_names_stay_text(hostile):
    frame = Frame("WatchGraph")
    wanted = {
        *("deployment/ken-konza-smart-city", "loan/aiddata-59366", "source/aiddata-gcdf-3"),
        *("deployments", "loans", "sources"),
    }
    seen = set()
    for make in (record_directories, deployment_pages, loan_pages):
        seen |= {(one.name, framed_page(frame, one)) for one in make(hostile) if one.name in wanted}
    pages = source_pages(hostile, {})
    seen |= {(one.name, framed_page(frame, one)) for one in pages if one.name in wanted}
    assert {name for name, _ in seen} == wanted
    for name, text in seen:
        read = Page(text)
        assert "<script>alert" not in text, name
        assert HOSTILE in "".join(read.text.values()), name
        assert read.tags["script"] == (1 if "/" not in name else 2), name


def test_the_same_graph_gives_the_same_pages(of, documents, found):
    again = {one.name: one for one in record_pages(of, flips_of(found))}
    assert list(again) == list(documents)
    assert [name for name in again if again[name] != documents[name]] == []


def test_what_a_note_speaks_of_is_not_said_to_be_missing_from_the_source(page):
    """The note on the system of Nairobi gives the worth of its contract and who pays."""
    read = page("deployment/ken-nairobi-mombasa-nsccs")
    assert "KES 14.9bn" in read.facts["Note"] and "instalments" in read.facts["Note"]
    for name in ("Contract value", "Paid for by"):
        assert read.facts[name].strip() == "not entered here; see the note"
    lacking, _, noted = read.text["unknown"].partition("Not entered here as a value")
    for words in ("what the contract is worth", "how it is paid for"):
        assert words in noted and words not in lacking
    # A note that speaks of neither leaves both to the sources.
    rows = table("deployments").set_index("record")
    assert not rows.loc["ken-police-neoface", ["contract_value", "financing"]].any()
    told = page("deployment/ken-police-neoface").text["unknown"]
    assert "what the contract is worth" in told and "Not entered" not in told


def test_a_place_in_the_source_that_these_tables_lack_is_not_said_to_be_missing_there(page):
    loans, sources = (
        table(name).set_index(key)["locator"]
        for name, key in (("soft_loans", "record"), ("sources", "source"))
    )
    assert loans["aiddata-59366"] == ""
    lacking = sources[sources == ""].index[0]
    for name, term in (
        ("loan/aiddata-59366", "Where in the source"),
        (f"source/{lacking}", "Where in it"),
    ):
        assert page(name).facts[term].strip() == "not recorded here"


def test_a_loan_its_lender_and_its_deployment_have_marks_of_their_own(documents):
    body = str(documents["loan/aiddata-30364"].body)
    drawn = body[body.index('<svg class="ego"') :]
    drawn = drawn[: drawn.index("</figure>")]
    corners = [
        one.count(",") for one in re.findall(r'<polygon class="[^"]*" points="([^"]*)"', drawn)
    ]
    assert sorted(corners) == [3, 6]
