"""The pages of countries, suppliers and lenders say what the tables say, and lead there."""

import csv
import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
import rdflib

import watchgraph as wg
from watchgraph.analysis import communities
from watchgraph.render.frame import Frame, framed_page
from watchgraph.report.checking.rankings_page import ranks_of
from watchgraph.report.paths.gathered import gathered
from watchgraph.report.records.record_pages import record_pages
from watchgraph.report.things.country_pages import country_of, country_page
from watchgraph.report.things.supplier_pages import supplier_of, supplier_page
from watchgraph.report.things.thing_pages import thing_pages
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import mint

HOSTILE = "<script>alert(1)</script> & \"Söhne\" 'Co'"
NAMES = (HOSTILE, "华为技术有限公司", "هواوي", "Хуавэй")
VOID = {"br", "img", "link", "meta", "hr", "input", "rect", "circle", "line", "path", "use"}


class Page(HTMLParser):
    """A page by its sections: text, links and rows of each, and all its ids."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.rows = {}, {}, {}
        self.ids, self.scripts, self._open, self._section = [], [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        if tag == "section":
            self._section = about.get("id", "")
        if "id" in about:
            self.ids.append(about["id"])
        if tag == "a":
            self.links.setdefault(self._section, []).append(about["href"])
        if tag == "tr":
            self.rows.setdefault(self._section, []).append([])
        if tag in ("td", "th") and self.rows.get(self._section):
            self.rows[self._section][-1].append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, tag
        if tag == "section":
            self._section = ""

    def handle_data(self, data):
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)
            return
        self.text[self._section] = self.text.get(self._section, "") + data
        if {"td", "th"} & set(self._open):
            self.rows[self._section][-1][-1] += data

    def row(self, section, name):
        """Return the first row of a section whose head begins so."""
        return next(row for row in self.rows[section] if row and row[0].startswith(name))


def table(name):
    with (data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made_from(kg):
    supply, origin = kg.network("supply"), kg.network("origin")
    return gathered(kg, supply, ranks_of(supply, origin), communities(supply, seed=1, runs=5))


@pytest.fixture(scope="module")
def kg():
    return wg.load()


@pytest.fixture(scope="module")
def of(kg):
    return made_from(kg)


@pytest.fixture(scope="module")
def documents(of):
    return {one.name: one for one in thing_pages(of)}


@pytest.fixture(scope="module")
def page(documents):
    """A function that reads a page by its name."""
    frame = Frame("WatchGraph")
    return lambda name: Page(framed_page(frame, documents[name]))


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """The graph with names of Huawei in four scripts, one of them an attack."""
    folder = tmp_path_factory.mktemp("named") / "data"
    shutil.copytree(data_folder(), folder)
    with (folder / "supplier_aliases.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, name in enumerate(NAMES):
            writer.writerow([f"huawei--test-{number}", "huawei", name, "fortune-com-c2ad030e"])
    path = folder / "deployments.csv"
    text = path.read_text(encoding="utf-8")
    former = "National Surveillance, Communication and Control System"
    assert former in text
    hostile = '"' + HOSTILE.replace('"', '""') + '"'
    path.write_text(text.replace(f'"{former}"', hostile), encoding="utf-8")
    return made_from(KnowledgeGraph.load(folder))


def test_each_country_supplier_and_lender_has_a_page(documents):
    for kind, name in (("country", "countries"), ("supplier", "suppliers"), ("lender", "lenders")):
        for row in table(name):
            found = documents[f"{kind}/{row[kind]}"]
            assert found.title == row["name"]
            assert found.kind == kind.capitalize()
    assert {"countries", "suppliers", "lenders"} <= documents.keys()


def test_the_way_to_the_graph_leads_to_a_network_that_has_the_thing(kg, documents):
    ways = {
        name: re.search(r'explore\.html#network=(\w+)&amp;focus=([^"]+)"', str(one.body))
        for name, one in documents.items()
        if name.startswith(("country/", "supplier/"))
    }
    nodes = {
        network: {str(iri).rpartition("/")[2] for iri in kg.network(network)}
        for network in ("supply", "finance", "origin")
    }
    for name, way in ways.items():
        if way:
            assert unquote(way[2]) == name.partition("/")[2] and unquote(way[2]) in nodes[way[1]]
    assert ways["country/KEN"][1] == "supply"
    assert ways["country/KHM"][1] == "finance"
    inside = sum(way is not None for way in ways.values())
    assert 0 < inside < len(ways)


def test_pages_are_light(documents):
    frame = Frame("WatchGraph")
    sizes = {name: len(framed_page(frame, one).encode()) for name, one in documents.items()}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}


def test_every_link_leads_somewhere_and_no_id_stands_twice(of, documents, page):
    pages = {name: page(name) for name in documents}
    ids = {name: read.ids for name, read in pages.items()}
    for one in record_pages(of):
        ids[one.name] = re.findall(r'\bid="([^"]+)"', one.body)
    elsewhere = {"index", "rankings", "structure", "explore"}
    for kind, name, key in (
        *(("deployment", "deployments", "record"), ("loan", "soft_loans", "record")),
        ("source", "sources", "source"),
    ):
        elsewhere |= {f"{kind}/{row[key]}" for row in table(name)}
    lost = []
    for name, read in pages.items():
        assert [one for one, times in Counter(read.ids).items() if times > 1] == [], name
        for href in {href for own in read.links.values() for href in own}:
            if href.startswith(("https://", "http://")) or href.endswith(".ttl"):
                continue
            way, _, fragment = href.partition("#")
            folder = name.rpartition("/")[0]
            target = name
            if way.startswith("../"):
                target = unquote(way[3:]).removesuffix(".html")
            elif way:
                target = f"{folder}/{unquote(way)}".lstrip("/").removesuffix(".html")
            if target in elsewhere:
                continue
            if target not in ids or (fragment and unquote(fragment) not in ids[target]):
                lost.append((name, href))
    assert lost == []


def test_kenya_shows_its_loans_with_lender_amount_and_source(page):
    kenya, loans = page("country/KEN"), [r for r in table("soft_loans") if r["country"] == "KEN"]
    lenders = {row["lender"]: row["name"] for row in table("lenders")}
    sources = {row["source"]: row for row in table("sources")}
    assert len(kenya.rows["loans"]) == len(loans) + 1 > 2
    for loan in loans:
        row = kenya.row("loans", loan["title"])
        assert row[1] == lenders[loan["lender"]]
        if loan["amount"]:
            assert row[3].startswith(loan["currency"])
            assert row[3].replace(",", "").endswith(loan["amount"])
        assert row[5] == (loan["start"] or "not stated")
        # The source, in the row and in the list of sources.
        assert f"source-{loan['source']}" in kenya.ids
        assert f"../source/{loan['source']}.html" in kenya.links["loans"]
        assert f"../source/{loan['source']}.html" in kenya.links["sources"]
        assert sources[loan["source"]]["title"] in kenya.text["sources"]
        assert f"loan-{loan['record']}" in kenya.ids


def test_suppliers_of_a_country_are_those_of_the_kept_question(kg, page):
    for country in ("KEN", "CHN", "USA", "NAM"):
        answer = kg.ask("suppliers_of_country", country=country)
        rows = page(f"country/{country}").rows.get("suppliers", [])[1:]
        found = {row[0].strip(): (row[3], row[4]) for row in rows if len(row) == 6 and row[2]}
        wanted = {
            name: (str(number), str(sources))
            for name, number, sources in zip(
                *(answer[one] for one in ("supplier", "deployments", "independent_sources")),
                strict=True,
            )
        }
        assert {name: found.get(name) for name in wanted} == wanted


def test_contractors_of_loans_are_not_said_to_be_none(page):
    """Where loans alone name a supplier, the page does not say that no record does."""
    for country, names in (("COD", ["Huawei"]), ("BFA", ["Huawei", "CITCC"]), ("TZA", ["ZTE"])):
        read = page(f"country/{country}")
        assert "and no supplier" not in read.text[""]
        told = read.text[""].partition(
            "No assessment and no deployment names a supplier; its loan"
        )[2]
        assert told and all(name in told.partition(".")[0] for name in names)
    assert "further contractor" in page("country/KEN").text[""]
    assert "ZTE" in page("country/KEN").text["suppliers"]


def test_neighbours_left_out_are_not_said_to_have_fewer_records(page):
    """Some that are left out of the still have as many records as some that are drawn."""
    told = page("supplier/huawei").text["countries"]
    assert "fewer records" not in told
    left = int(re.search(r"(\d+) more, none with more records than those drawn, are not", told)[1])
    rows = page("supplier/huawei").rows["countries"]
    assert left > 0 and len([row for row in rows if len(row) == 5 or len(row) == 6]) > left


def test_names_read_by_assumption_are_counted_as_names_and_as_records(page):
    assumed = {}
    for row in table("spellings"):
        if row["certainty"] == "assumed" and row["supplier"]:
            assumed.setdefault(row["printed"], set()).add(row["supplier"])
    own = {}
    for name, kind, of in (
        ("assessment_suppliers", "assessments", "assessment"),
        ("deployment_suppliers", "deployments", "deployment"),
        ("loan_contractors", "soft_loans", "loan"),
    ):
        places = {row["record"]: row["country"] for row in table(kind)}
        for row in table(name):
            for supplier in assumed.get(row["as_printed"], ()):
                ends = (f"supplier/{supplier}", f"country/{places[row[of]]}")
                for end in ends:
                    own.setdefault(end, set()).add((row["as_printed"], row[of]))
    repeated = 0
    for end, found in own.items():
        names, records = (len(set(column)) for column in zip(*found, strict=True))
        repeated += names < records
        more = f", in {records} record{'s' if records > 1 else ''}," if names != records else ""
        words = f"{names} printed name{'s' if names > 1 else ''}{more} could only be read"
        assert words in page(end).text["unknown"]
    assert repeated


def test_a_search_for_one_supplier_is_not_told_as_one_of_the_country(page):
    told = page("country/BIH").text["deployments"]
    assert "Only Huawei was searched for" in told


def test_sources_of_records_are_counted_alike_on_a_page(page):
    """The head, the gap and the list of sources count the same sources."""
    for country in ("KEN", "BIH", "ABW"):
        read = page(f"country/{country}")
        head = int(re.search(r"sources of the records(\d+)", read.text[""])[1])
        listed = read.text["sources"]
        assert len(re.findall(r"; \d[\d,]* records?", listed)) == head
        if told := re.search(r"Of (\d+) sources? of these records", read.text["unknown"]):
            assert int(told[1]) == head
        if "No record speaks of it" in read.text["records"]:
            assert head == 0 and "1 record" not in listed


def test_a_country_outside_the_index_says_so_and_nothing_of_findings(page):
    outside = page("country/ABW")
    assert "This country is outside the index" in outside.text["index"]
    assert "none found" not in outside.text["index"]
    assert "neither edition looked at it" in outside.text[""]
    assert "looked, none found" not in " ".join(outside.text.values())


def test_looked_and_none_found_is_not_not_looked(page):
    units = {(row["edition"], row["country"]): row["finding"] for row in table("index_units")}
    words = {
        "adopter": "Looked at: technology found",
        "none_found": "Looked at: none found",
        "unknown": "Not known whether it was looked at",
        None: "Not looked at",
    }
    seen = set()
    for row in table("countries"):
        findings = [units.get((edition, row["country"])) for edition in ("2019", "2022")]
        if findings == [None, None] or tuple(findings) in seen:
            continue
        seen.add(tuple(findings))
        told = page(f"country/{row['country']}").row("index", "Finding")
        assert told[1:] == [words[finding] for finding in findings]
    assert len(seen) > 4


def test_the_two_great_suppliers_say_where_they_are_marked(page):
    marks = [row for row in table("assessment_origins") if row["result"] == "marked"]
    for state in ("CHN", "USA"):
        told = page(f"country/{state}")
        for edition in ("2019", "2022"):
            number = sum(
                row["supplier_state"] == state and row["assessment"].startswith(edition)
                for row in marks
            )
            assert f"Marked by the edition of {edition}{number} countries" in told.text[
                "from-here"
            ].replace("\n", "")
        here = sum(row["headquarters"] == state for row in table("suppliers"))
        assert sum(len(row) == 4 for row in told.rows["from-here"]) == here + 1


def test_an_unclear_membership_stays_unclear(page):
    unclear = [row for row in table("bri_memberships") if row["status"] == "unclear"]
    assert unclear
    for row in unclear:
        read = page(f"country/{row['country']}")
        assert read.rows["belt-and-road"][1][0].startswith("Unclear")
        assert read.rows["belt-and-road"][1][1] == (row["start"] or "not stated")
        assert "is unclear" in read.text["unknown"]


def test_ranks_are_those_of_the_page_of_ranks(kg, page):
    ranks = ranks_of(kg.network("supply"), kg.network("origin"))["ranks-supply"]
    for name, iri in (
        ("country/KEN", mint("country", "KEN")),
        ("supplier/huawei", mint("supplier", "huawei")),
    ):
        read, wanted = page(name), ranks.loc[iri]
        section = "suppliers" if name.startswith("country") else "countries"
        row = read.row(section, "Suppliers named for it" if "KEN" in name else "Countries it is")
        assert row[1:4] == [
            str(wanted["value"]),
            str(wanted["rank"]),
            f"{wanted['rank_low']} to {wanted['rank_high']}",
        ]
    # Of what rests on one publisher nothing is left without it.
    alone = ranks[(ranks["independent_sources"] == 1) & (ranks["kind"] == "supplier")].iloc[0]
    read = page(f"supplier/{alone.name.rpartition('/')[2]}")
    assert read.row("countries", "Countries it is")[5].endswith(": nothing left without it")


def test_huawei_shows_its_listings_with_their_dates(page):
    huawei = page("supplier/huawei")
    lists = {row["code"]: row["label"] for row in table("codelists/lists")}
    own = [row for row in table("listings") if row["supplier"] == "huawei"]
    assert len(huawei.rows["listings"]) == len(own) + 1
    for listing in own:
        name = lists[listing["list"]]
        rows = [row for row in huawei.rows["listings"] if row[0].startswith(name)]
        assert any(row[1:3] == [listing["start"], listing["end"] or "none stated"] for row in rows)
        assert f"listing-{listing['record']}" in huawei.ids


def test_many_deployments_stand_on_a_page_of_their_own_and_all_of_them(page):
    read = {row["printed"]: row for row in table("spellings")}
    own = {
        row["deployment"]
        for row in table("deployment_suppliers")
        if read[row["as_printed"]]["supplier"] == "huawei"
        and read[row["as_printed"]]["certainty"] == "certain"
    }
    apart = page("supplier/huawei.systems")
    assert len(apart.rows["deployments"]) == len(own) + 1
    assert "huawei.systems.html#deployments" in page("supplier/huawei").links["deployments"]


def test_a_supplier_of_which_only_the_name_is_known_says_so(page):
    row = next(row for row in table("suppliers") if not row["headquarters"])
    read = page(f"supplier/{row['supplier']}")
    assert "Where its head office is, no source here says" in read.text[""]
    assert "the head office" in read.text["unknown"]


def test_a_lender_shows_all_its_loans(page):
    own = [row for row in table("soft_loans") if row["lender"] == "export-import-bank-of-china"]
    read = page("lender/export-import-bank-of-china")
    assert len(read.rows["loans"]) == len(own) + 1
    assert (
        f"{len(own)} loans or grants to {len({row['country'] for row in own})} countries"
        in (read.text[""])
    )


def test_the_directories_count_what_the_tables_hold(page):
    countries = page("countries").rows["all"]
    head, rows = countries[0], countries[1:]
    assert len(rows) == len(table("countries"))
    for column, name in (("Deployments", "deployments"), ("Loans", "soft_loans")):
        assert sum(int(row[head.index(column)]) for row in rows) == len(table(name))
    for edition in ("2019", "2022"):
        found = Counter(row[head.index(f"Index {edition}")] for row in rows)
        units = [r for r in table("index_units") if r["edition"] == edition and r["country"]]
        assert found["found"] == sum(row["finding"] == "adopter" for row in units)
        assert found["none found"] == sum(row["finding"] == "none_found" for row in units)
    suppliers = page("suppliers").rows["all"]
    listings = suppliers[0].index("Listings")
    assert sum(int(row[listings]) for row in suppliers[1:]) == len(table("listings"))
    lenders = page("lenders").rows["all"]
    lent = lenders[0].index("Loans and grants")
    assert sum(int(row[lent]) for row in lenders[1:]) == len(table("soft_loans"))


def test_names_of_any_script_are_shown_searched_and_stay_text(named):
    document = supplier_page(named, supplier_of(named, mint("supplier", "huawei")))
    assert set(NAMES) <= set(document.aliases)
    html = framed_page(Frame("WatchGraph"), document)
    read = Page(html)
    for name in NAMES:
        assert name in read.text[""]
    assert "<script>alert" not in html
    assert set(NAMES) <= set(document.linked_data["alternateName"])
    rdflib.Graph().parse(data=document.turtle, format="turtle")


def test_a_hostile_name_stays_text_in_tables_pictures_and_json(named):
    html = framed_page(
        Frame("WatchGraph"), country_page(named, country_of(named, mint("country", "KEN")))
    )
    read = Page(html)
    assert read.row("deployments", HOSTILE)
    assert "<script>alert" not in html
    assert len(re.findall(r"<script", html)) == 2  # JSON-LD and the site's own


def test_linked_data_are_json_with_sources_and_wikidata(documents, page):
    sources = {row["url"] for row in table("sources")}
    items = {row["country"]: row["wikidata"] for row in table("countries")}
    for name in ("country/KEN", "country/ABW", "supplier/huawei", "lender/zte"):
        data = json.loads(next(text for text in page(name).scripts if text.strip()))
        assert data == json.loads(json.dumps(documents[name].linked_data))
        kind = name.partition("/")[0]
        assert data["@type"] == ("Country" if kind == "country" else "Organization")
        based_on = data["subjectOf"]["isBasedOn"]
        assert based_on
        assert {one["url"] for one in based_on if "url" in one} <= sources
        assert all(one["@id"].startswith(mint("source", "")) for one in based_on)
        if kind == "country":
            assert data["sameAs"].endswith(f"/{items[name[-3:]]}")


def test_turtle_of_every_page_is_part_of_the_graph(kg, documents):
    everything = {
        (s, p, text) for s, p, text in kg.rows("SELECT ?s ?p (STR(?o) AS ?text) { ?s ?p ?o }")
    }
    for name in ("country/KEN", "country/ABW", "supplier/huawei", "lender/zte"):
        graph = rdflib.Graph().parse(data=documents[name].turtle, format="turtle")
        assert len(graph) > 0
        assert {(str(s), str(p), str(o)) for s, p, o in graph} <= everything


def test_what_may_only_be_quoted_is_left_out_of_turtle_and_counted(page):
    quoted = {row["source"] for row in table("sources") if row["redistribution"] == "quotation"}
    number = sum(row["country"] == "KEN" and row["source"] in quoted for row in table("indicators"))
    assert number
    assert f"{number} records are left out of it" in page("country/KEN").text["take"]


def test_each_record_says_its_row_in_the_data(page):
    kenya = page("country/KEN")
    rows = {row[3] for row in kenya.rows["records"][1:]}
    for name in ("deployments", "soft_loans", "indicators", "bri_memberships"):
        own = {row["record"] for row in table(name) if row["country"] == "KEN"}
        assert {f"{name}.csv {key}" for key in own} <= rows
    assert "data/countries.csv" in kenya.text["take"]


def test_the_same_graph_gives_the_same_pages(of, documents):
    for name in ("country/KEN", "country/USA"):
        again = country_page(of, country_of(of, mint(*name.split("/"))))
        assert (again.body, again.turtle) == (documents[name].body, documents[name].turtle)
