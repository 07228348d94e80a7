"""The shares by regime class on the page of the audit."""

import json
import re
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.analysis import regime_shares
from watchgraph.audit import audit
from watchgraph.profiles import gather
from watchgraph.report.asking.inquiry import addresses_of
from watchgraph.report.checking.audit_page import audit_pages
from watchgraph.report.paths.paths import Paths
from watchgraph.vocabulary import ID

pytestmark = pytest.mark.slow

CLAIMS = {
    "Liberal democracy": "c17",
    "Closed autocracy": "c18",
    "Electoral autocracy": "c19",
    "Electoral democracy": "c20",
}


def shares(kg: wg.KnowledgeGraph, folder: Path) -> dict[str, str]:
    """Return for each edition its table of the page and what stands below."""
    body = str(audit_pages(kg, audit(kg), folder)[0][0].body)
    part = body[body.index('<section id="regimes">') : body.index('<section id="scores">')]
    tables = part.split('<table class="shares">')[1:]
    return {re.search(r"Edition of (\d+)", table)[1]: table for table in tables}


def claims(table: str) -> dict[str, str]:
    """Return the claim that each row of a table links to."""
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.S)
    return {name: found[0] for name, rest in rows if (found := re.findall(r'href="#(c\d+)"', rest))}


def test_each_published_share_stands_with_its_class(kg, tmp_path):
    tables = shares(kg, tmp_path)
    assert list(tables) == ["2022", "2019"]
    assert claims(tables["2019"]) == CLAIMS
    assert claims(tables["2022"]) == {}
    told = " ".join(tables["2019"].split())
    assert "the 175 units that are certain. The published shares are of 1 unit more." in told
    assert "Classes as the edition prints them. The intervals" in " ".join(tables["2022"].split())


def test_the_chart_draws_the_shares_of_the_table(tmp_path):
    kg = wg.load()
    body = str(audit_pages(kg, audit(kg), tmp_path)[0][0].body)
    for edition, diamonds in (("2019", ["37.0", "41.0", "41.0", "51.0"]), ("2022", [])):
        chart = re.search(rf'<figure[^>]* id="regimes-{edition}">.*?</figure>', body, re.S)[0]
        dots = [float(at) for at in re.findall(r'<circle class="point" cx="([\d.]+)%"', chart)]
        lines = re.findall(r'class="range" x1="([\d.]+)%" x2="([\d.]+)%"', chart)
        shares = regime_shares(kg, edition)
        assert dots == [round(share, 2) for share in shares["share"]]
        assert [(float(low), float(high)) for low, high in lines] == [
            (round(low, 2), round(high, 2))
            for low, high in zip(shares["low"], shares["high"], strict=True)
        ]
        told = [f"{row.share:.1f} ({row.low:.1f} to {row.high:.1f})" for row in shares.itertuples()]
        assert re.findall(r'class="reads">(.*?)<', chart) == told
        assert sorted(re.findall(r'<svg x="([\d.]+)%"', chart)) == diamonds


def test_each_claim_has_a_page_with_its_records(tmp_path):
    kg = wg.load()
    rows = audit(kg)
    paths = Paths(gather(kg))
    pages, download = audit_pages(kg, rows, tmp_path, addresses_of(paths))
    told = json.loads(download.path.read_text(encoding="utf-8"))
    assert [page.name for page in pages] == ["audit", *(f"claim/{row.claim}" for row in rows)]
    for page, claim in zip(pages[1:], told, strict=True):
        body = str(page.body)
        for record in claim["records"]:
            place = paths.page(ID + record["record"]) or paths.place(ID + record["record"])
            named = f"<code>{record['record']}</code>"
            # A candidate of which no country is known has no page to stand on.
            assert (f'<a href="../{place}">{named}</a>' if place else named) in body
        assert len(body) < 140_000
        assert f'href="../audit.html#{claim["claim"]}"' in body
    huawei = next(str(page.body) for page in pages if page.name == "claim/c09")
    assert '<li><a href="../country/ARG.html">Argentina</a>' in huawei


def test_classes_without_adopters_keep_their_claims(tmp_path):
    kg = wg.load()
    kg.store.update(
        "PREFIX wg: <https://w3id.org/watchgraph/ontology#> "
        f"DELETE {{ GRAPH ?g {{ ?u wg:finding ?f }} }} "
        f"INSERT {{ GRAPH ?g {{ ?u wg:finding <{ID}finding/none_found> }} }} "
        f"WHERE {{ GRAPH ?g {{ ?u wg:finding ?f ; wg:edition <{ID}edition/2019> }} }}"
    )
    assert claims(shares(kg, tmp_path)["2019"]) == CLAIMS


def test_units_without_a_class_are_no_class(tmp_path):
    """Units without a finding whose class is not stated stand apart, at nought per cent."""
    kg = wg.load()
    kg.store.update(
        "PREFIX wg: <https://w3id.org/watchgraph/ontology#> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> "
        "DELETE { GRAPH ?g { ?r wg:classValue ?c } } WHERE { "
        f"GRAPH ?g {{ ?r wg:classValue ?c ; wg:country ?place ; "
        f"prov:wasDerivedFrom <{ID}source/aigs-2022> }} "
        f"GRAPH ?h {{ ?u wg:finding <{ID}finding/none_found> ; wg:country ?place ; "
        f"wg:edition <{ID}edition/2022> }} }}"
    )
    table = shares(kg, tmp_path)["2022"]
    assert "Class not stated" in table
    assert "The intervals of all classes have a stretch in common." in table


def test_a_list_with_gaps_gives_no_share(kg, tmp_path):
    tables = shares(kg.as_of("2022-12-31", known="2022-12-31"), tmp_path)
    assert "104 entries are missing from the list of units here" in tables["2019"]
    assert "not given" in tables["2019"] and "nan" not in tables["2019"]
    assert "stretch" not in tables["2019"] and "not given" not in tables["2022"]
    only = shares(kg.as_of("2019-12-31"), tmp_path)
    assert list(only) == ["2019"]
