"""What is gathered of things is what the tables and the store say."""

import csv
from collections import Counter

import pytest
import rdflib

import watchgraph as wg
from watchgraph.profiles import (
    by_end,
    country_profile,
    entity,
    families_of,
    gather,
    loan,
    pairs_of,
    readings,
    record,
    records_of,
    source,
    stated_span,
    turtle_book,
)
from watchgraph.resources import data_folder
from watchgraph.vocabulary import ID, mint


def table(name):
    with (data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def kg():
    return wg.load()


@pytest.fixture(scope="module")
def known(kg):
    return gather(kg)


@pytest.fixture(scope="module")
def pairs(kg):
    return by_end(pairs_of(kg.network("supply")))


def test_every_statement_is_gathered_once(kg, known):
    # In the union of the graphs a statement of two sources stands twice.
    rows = kg.rows("SELECT DISTINCT ?s ?p (STR(?o) AS ?text) { ?s ?p ?o }")
    gathered = sum(len(own) for facts in known.facts.values() for own in facts.values())
    assert gathered == len({(s, p, text) for s, p, text in rows})
    assert known.version == kg.version


def test_no_digit_of_a_number_is_lost(known):
    for row in table("soft_loans"):
        iri = mint("loan", row["record"])
        if row["amount"]:
            assert float(loan(known, iri).amount) == float(row["amount"])
            assert loan(known, iri).amount.partition(".")[0] == row["amount"].partition(".")[0]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("assessment", "assessments"), ("deployment", "deployments"), ("loan", "soft_loans")),
        *(("membership", "bri_memberships"), ("listing", "listings")),
        *(("indicator", "indicators"), ("evidence-search", "evidence_searches")),
        *(("control", "supplier_control"), ("index-unit", "index_units")),
    ],
)
def test_a_record_says_its_row_and_its_source(known, kind, name):
    for row in table(name):
        found = record(known, mint(kind, row["record"]))
        assert (found.table, found.key) == (name, row["record"])
        assert found.sources == (mint("source", row["source"]),)
        assert found.note == row.get("note", "")
        assert found.locator == row.get("locator", "")
        assert found.printed == (row.get("as_printed") or row.get("searched_as") or "")
        if row.get("start"):
            assert (found.date, found.start.precision) == (row["start"], row["start_precision"])
        if row.get("end"):
            assert found.end.text == row["end"]


def test_a_derived_link_has_no_row(known):
    links = [record(known, iri) for iri in known.of_type("wg:LoanDeploymentLink")]
    stated = [one for one in links if one.sources]
    assert len(stated) == len(table("loan_deployments"))
    assert {one.table for one in stated} == {"loan_deployments"}
    assert {one.table for one in links if not one.sources} == {""}


def test_a_source_says_when_it_was_read_and_what_may_be_passed_on(known):
    for row in table("sources"):
        found = source(known, mint("source", row["source"]))
        assert (found.title, found.url, found.accessed, found.published) == (
            *(row["title"], row["url"], row["accessed"], row["published"]),
        )
        assert found.kept_back == (row["redistribution"] == "quotation")


def test_names_of_all_kinds_are_found(known):
    huawei = entity(known, mint("supplier", "huawei"))
    assert huawei.label == "Huawei"
    assert "Huawei Technologies Co., Ltd." in huawei.aliases
    assert (huawei.table, huawei.key) == ("suppliers", "huawei")
    # A change of name is recorded as control, and is a name all the same.
    assert "Oosto" in entity(known, mint("supplier", "anyvision")).aliases


def test_three_kinds_of_absence_stay_apart(kg, known):
    units = table("index_units")
    said = readings(kg, known)
    for edition in ("2019", "2022"):
        own = [one for one in units if one["edition"] == edition and one["country"]]
        counts = Counter(
            one.finding for of in said.values() for one in of if one.edition == edition
        )
        assert counts["adopter"] == sum(one["finding"] == "adopter" for one in own)
        assert counts["none found"] == sum(one["finding"] == "none_found" for one in own)
        assert counts["not known"] == sum(one["finding"] == "unknown" for one in own)
        assert counts["not looked"] == len(table("countries")) - len(own)


def test_marks_of_states_are_those_of_the_table(kg, known):
    marks = table("assessment_origins")
    for country, said in readings(kg, known).items():
        for one in said:
            key = f"{one.edition}-{country.rpartition('/')[2]}"
            for found, result in ((one.marked, "marked"), (one.not_marked, "none_found")):
                wanted = {
                    mint("country", row["supplier_state"])
                    for row in marks
                    if (row["assessment"], row["result"]) == (key, result)
                }
                assert set(found) == wanted
            assert not set(one.unmarked) & {*one.marked, *one.not_marked}


def test_pairs_keep_assessments_and_deployments_apart(pairs):
    read = {row["printed"]: row for row in table("spellings")}

    def sure(name):
        return [row for row in table(name) if read[row["as_printed"]]["certainty"] == "certain"]

    for key in ("huawei", "hikvision", "nec"):
        own = pairs[mint("supplier", key)]
        for kind, name, column in (
            ("assessments", "assessment_suppliers", "assessment"),
            ("deployments", "deployment_suppliers", "deployment"),
        ):
            wanted = {
                row[column] for row in sure(name) if read[row["as_printed"]]["supplier"] == key
            }
            found = {iri.rpartition("/")[2] for pair in own for iri in getattr(pair, kind)}
            assert found == wanted


def test_a_pair_counts_independent_sources_as_the_kept_question_does(kg, known, pairs):
    answer = kg.ask("suppliers_of_country", country="KEN")
    wanted = dict(zip(answer["supplier"], answer["independent_sources"], strict=True))
    own = pairs[mint("country", "KEN")]
    assert {known.label(one.supplier): one.independent for one in own} == wanted
    for pair in own:
        assert len(families_of(known, pair.records)) == pair.independent


def test_a_span_is_as_exact_as_its_sources(known, pairs):
    axis = next(
        pair for pair in pairs[mint("country", "CHN")] if pair.supplier == mint("supplier", "axis")
    )
    dates = {record(known, iri).date for iri in axis.records} - {""}
    assert stated_span(known, axis.records) == (min(dates), max(dates))
    assert stated_span(known, ()) == ("", "")


def test_a_loan_says_what_a_source_states_of_its_deployments(known):
    stated = {(row["loan"], row["deployment"]) for row in table("loan_deployments")}
    found = {
        (iri.rpartition("/")[2], tie.other.rpartition("/")[2])
        for iri in known.of_type("wg:SoftLoan")
        for tie in loan(known, iri).ties
        if tie.stated
    }
    assert found == stated


def test_a_country_has_all_its_records(kg, known, pairs):
    iri = mint("country", "KEN")
    kenya = country_profile(known, iri, readings(kg, known), pairs, {}, {})
    for found, name in (
        *((kenya.deployments, "deployments"), (kenya.loans, "soft_loans")),
        *((kenya.memberships, "bri_memberships"), (kenya.searches, "evidence_searches")),
        (kenya.indicators, "indicators"),
    ):
        wanted = sorted(row["record"] for row in table(name) if row["country"] == "KEN")
        assert sorted(one.rpartition("/")[2] for one in found) == wanted
    assert not kenya.outside


def test_turtle_is_read_by_rdflib_and_holds_nothing_else(kg, known):
    book = turtle_book(kg)
    iri = mint("country", "KEN")
    excerpt = book.about(iri, known.to(iri, "wg:country"))
    quoted = {row["source"] for row in table("sources") if row["redistribution"] == "quotation"}
    kept_back = [
        row for row in table("indicators") if row["country"] == "KEN" and row["source"] in quoted
    ]
    assert excerpt.left_out == len(kept_back) > 0
    graph = rdflib.Graph().parse(data=excerpt.text, format="turtle")
    assert len(graph) == excerpt.statements
    everything = {
        (s, p, text) for s, p, text in kg.rows("SELECT ?s ?p (STR(?o) AS ?text) { ?s ?p ?o }")
    }
    assert {(str(s), str(p), str(o)) for s, p, o in graph} <= everything
    subjects = {str(one) for one in graph.subjects()}
    assert not subjects & {ID + f"indicator/{row['record']}" for row in kept_back}
    assert f"{len(kept_back)} records are left out" in excerpt.text


def test_records_stand_by_kind_and_date(known):
    iris = known.to(mint("country", "KEN"), "wg:country")
    found = records_of(known, [*iris, *iris])
    assert len(found) == len(set(iris))
    deployments = [one.date for one in found if one.kind == "deployment"]
    dated = [date for date in deployments if date]
    assert deployments == [*sorted(dated), *[""] * (len(deployments) - len(dated))]
