"""Each verdict opened: against counts made by hand from the tables."""

import csv
import json

import pytest

from watchgraph.audit import explanation_text, explanations, explanations_json
from watchgraph.errors import UseError
from watchgraph.resources import data_folder


def table(name):
    with (data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def opened(kg, audited):
    return {one.row.claim: one for one in explanations(kg, rows=audited)}


def of(one, role):
    return {behind.record for behind in one.records if behind.role == role}


def adopters(edition):
    return {
        row["record"]
        for row in table("assessments")
        if row["edition"] == edition and row["adopter"] == "true"
    }


@pytest.mark.parametrize(
    ("claim", "edition", "technology"),
    [("c05", "2019", "smart_policing"), ("c34", "2022", "social_media_surveillance")],
)
def test_the_countries_with_a_technology_and_those_without(opened, claim, edition, technology):
    rows = {
        row["assessment"]
        for row in table("assessment_technologies")
        if row["technology"] == technology and row["result"] == "reported"
    }
    having = {f"assessment/{one}" for one in adopters(edition) & rows}
    lacking = {f"assessment/{one}" for one in adopters(edition) - rows}
    assert (of(opened[claim], "counted"), of(opened[claim], "beside")) == (having, lacking)


def test_a_surplus_is_said_without_choosing_a_culprit(opened):
    one = opened["c05"]
    assert len(of(one, "counted")) == 53
    assert one.gap == "1 more than published; the records do not say which of the 53 it is."
    assert one.source["title"] == "Article of Unite.AI on the 2019 index"
    assert one.source["url"] == ""
    assert {behind.evidence["source"].rpartition("/")[2] for behind in one.records} == {"aigs-2019"}


def test_the_misprint_brings_two_countries_and_nothing_brings_the_eleventh(opened):
    one = opened["c13"]
    printed = {
        row["assessment"].removeprefix("2019-")
        for row in table("assessment_suppliers")
        if row["as_printed"] == "IBMN" and row["assessment"].startswith("2019-")
    }
    assert printed == {"BRA", "ESP"}
    (with_misprint,) = (t for t in one.tried if t.reading.reading == "with IBMN read as IBM")
    assert with_misprint.counts == ("Brazil", "Spain")
    assert with_misprint.reading.recomputed == 10
    assert of(one, "other") == {
        *("assessment/2019-BRA", "assessment/2019-ESP"),
        *("mention/2019-BRA--ibmn", "mention/2019-ESP--ibmn"),
    }
    assert one.gap == "3 fewer than published. No reading that was tried gives it."


@pytest.mark.parametrize("claim", ["c09", "c16"])
def test_the_row_of_china_makes_the_difference(opened, claim):
    one = opened[claim]
    (counting,) = (t for t in one.tried if t.reading.verdict == "holds")
    assert counting.counts == ("China",)
    assert not counting.reading.decides
    assert counting.reading.reading in one.gap
    assert "assessment/2019-CHN" in of(one, "other" if claim == "c09" else "beside")


def test_memberships_by_date_against_the_mark(opened):
    one = opened["c08"]
    with_china, without_china, dated = one.tried
    assert (with_china.reading.recomputed, without_china.reading.recomputed) == (36, 36)
    assert (without_china.counts, without_china.drops) == ((), ())
    assert dated.reading.recomputed == 45
    assert len(dated.counts) - len(dated.drops) == 45 - 36
    assert dated.drops == ("Mauritius", "Russia")


def test_loans_that_were_looked_at_and_do_not_count(opened):
    for claim, country in (("c22", "KEN"), ("c25", "UGA"), ("c26", "UZB")):
        one = opened[claim]
        finance = {f"loan/{r['record']}" for r in table("soft_loans") if r["country"] == country}
        assert of(one, "counted") | of(one, "beside") == finance
        assert len(of(one, "counted")) == one.row.recomputed
    assert opened["c25"].gap.startswith("3 records were looked at, and none counts.")
    assert "with grants and money of unstated kind" in opened["c26"].gap
    (behind,) = opened["c26"].records
    assert behind.value.startswith("kind not stated; CITIC Group; 300,000,000 USD")


def test_the_class_that_a_candidate_joins(opened):
    one = opened["c18"]
    first, gaza, *_ = one.tried
    assert first.reading.variant == "Palestine (West Bank)"
    assert (gaza.reading.variant, gaza.adds, gaza.counts) == ("Gaza Strip", ("Gaza Strip",), ())
    quoted = [t for t in one.tried if "inputs are quoted" in t.reading.reading]
    assert [t.counts for t in quoted] == [("Iran",)] * 4
    assert "With 10 adopters 37 % takes a class of 27 units; the list of units has 28." in one.gap


@pytest.mark.parametrize(("claim", "adopters", "units"), [("c18", 10, 27), ("c19", 20, 49),
                                                          ("c20", 25, 61)])  # fmt: skip
def test_only_one_number_of_units_gives_each_published_share(opened, claim, adopters, units):
    published = opened[claim].row.published
    fitting = [n for n in range(adopters, 180) if round(100 * adopters / n) == published]
    assert fitting == [units]
    assert f"takes a class of {units} units" in opened[claim].gap


@pytest.mark.parametrize(
    ("claim", "change"), [("c19", {"Morocco"}), ("c20", {"Nigeria"}), ("c17", set())]
)
def test_countries_that_change_class_on_the_quoted_inputs(opened, claim, change):
    quoted = [t for t in opened[claim].tried if "inputs are quoted" in t.reading.reading]
    assert len(quoted) == 4
    for tried in quoted:
        assert set(tried.counts) == change


def test_every_reading_has_its_reason_and_every_record_its_source(opened):
    assert len(opened) == 34
    for one in opened.values():
        assert one.tried[0].reading.decides
        assert (one.tried[0].counts, one.tried[0].drops) == ((), ())
        assert all(tried.reading.reason for tried in one.tried)
        assert bool(one.gap) == (one.row.verdict != "holds")
        for behind in one.records:
            assert behind.label and (behind.says or behind.value)
            assert behind.evidence["title"]


def test_the_counted_records_are_those_of_the_audit(opened):
    for one in opened.values():
        first = one.row.readings[0]
        assert of(one, "counted") == set(first.records)
        assert of(one, "beside") == set(first.beside)


def test_json_holds_the_same(opened):
    told = {one["claim"]: one for one in json.loads(explanations_json(list(opened.values())))}
    assert list(told) == list(opened)
    for claim, one in opened.items():
        assert told[claim]["gap"] == one.gap
        assert [r["record"] for r in told[claim]["records"]] == [b.record for b in one.records]
        assert [r["reason"] for r in told[claim]["readings"]] == [
            t.reading.reason for t in one.tried
        ]
    first = told["c05"]["records"][0]
    assert first["record"] == "assessment/2019-DZA"
    assert first["says"] == "reports smart policing"
    assert first["source"]["url"] == "https://doi.org/10.17632/386s7f9d25"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit_a_terminal(opened, width):
    lines = explanation_text([opened[c] for c in ("c05", "c13", "c18", "c22")], width).splitlines()
    own_words = [line for line in lines if "://" not in line]
    assert max(map(len, own_words)) <= max(width, 80)
    assert all(line == line.rstrip() for line in lines)


def test_the_text_tells_the_whole(opened):
    text = " ".join(explanation_text([opened["c05"]], 120).split())
    for part in (
        "verdict differs",
        "published 52, edition 2019",
        "Article of Unite.AI on the 2019 index, address not recorded",
        "53 counted (+); 22 looked at, not counted (-)",
        "assessment/2019-KEN Kenya: reports smart policing [1]",
        "[1] AI Global Surveillance (AIGS) Index 2019, https://doi.org/10.17632/386s7f9d25",
        "ontology/audit/adopters_with_technology.rq",
    ):
        assert part in text


def test_an_unknown_claim_is_refused(kg, audited):
    with pytest.raises(UseError, match="'c05'") as caught:
        explanations(kg, ["c5"], rows=audited)
    assert caught.value.choices[0] == "c05"


def test_a_claim_without_a_query_has_nothing_behind_it(audit_of):
    def add(claims):
        claims.append(claims[0] | {"record": "c99", "statement": "Another figure"})

    kg_rows = audit_of(claims=add)
    assert kg_rows["c99"].readings == ()


def test_a_claim_of_an_edition_that_was_not_there_yet_is_opened_too(kg):
    then = kg.as_of("2019-09-17")
    [opened] = explanations(then, ["c30"])
    assert opened.row.verdict == "undetermined"
    assert opened.source["title"]
    assert opened.records == ()
