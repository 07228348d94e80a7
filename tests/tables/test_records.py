"""What a reader of the packaged records relies on, row by row."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from watchgraph.resources import data_folder
from watchgraph.tables import Tables, load_tables

LAST_MONTH = "2026-12"
FIRST_YEAR = "1600"
OWN_WORDS = ("note", "reason", "stated_as", "definition")
PERSONAL = re.compile(r"\b(we|We|our|Our|my|My|you|You|your|Your)\b|\bI (?!and\b)[a-z]")
WORKSHOP = re.compile(r"task brief|stored page|deployments_2|\bTODO\b|\bFIXME\b|\?\?\?")

Row = dict[str, str | None]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(data_folder())


def rows(tables: Tables, name: str) -> list[Row]:
    return [dict(row) for row in tables.columns[name].to_pylist()]


def place(tables: Tables, name: str, row: int) -> str:
    return f"{tables.package.tables[name].path}, row {row}"


def test_addresses_are_of_the_web(tables: Tables, subtests: pytest.Subtests) -> None:
    for number, row in enumerate(rows(tables, "sources"), start=2):
        parts = urlsplit(row["url"] or "https://own.work")
        if parts.scheme not in ("http", "https") or "." not in parts.netloc:
            with subtests.test(row["source"]):
                pytest.fail(f"{place(tables, 'sources', number)}: give the whole address")


def test_no_address_stands_twice(tables: Tables) -> None:
    seen = Counter((row["url"], row["locator"]) for row in rows(tables, "sources") if row["url"])
    twice = [address for address, count in seen.items() if count > 1]
    assert not twice, f"use one source, or tell them apart by a locator: {twice}"


def test_a_source_without_address_is_own_work_or_says_why(tables: Tables) -> None:
    for row in rows(tables, "sources"):
        if not row["url"]:
            assert row["publisher"] == "watchgraph" or row["note"], row["source"]


def test_every_source_and_publisher_is_cited(tables: Tables) -> None:
    cited = {
        row[column]
        for name in tables
        for row in rows(tables, name)
        for column in ("source", "derived_from")
        if row.get(column) and not (name == "sources" and column == "source")
    }
    sources = rows(tables, "sources")
    assert {row["source"] for row in sources} - cited == set(), "remove it, or cite it"
    assert {row["publisher"] for row in rows(tables, "publishers")} == {
        row["publisher"] for row in sources
    }


def test_a_line_of_sources_has_an_end(tables: Tables) -> None:
    earlier = {row["source"]: row["derived_from"] for row in rows(tables, "sources")}
    for source in earlier:
        line = [source]
        while (before := earlier[str(line[-1])]) is not None:
            assert before not in line, f"{source} is derived from itself"
            line.append(before)


def test_rights_follow_from_the_licence(tables: Tables, subtests: pytest.Subtests) -> None:
    allowed = {
        "cc-by-4.0": {"attribution"},
        "odc-by-1.0": {"attribution"},
        "cc-by-sa-4.0": {"share_alike", "facts_only"},
        "odbl-1.0": {"share_alike", "facts_only"},
        "pddl-1.0": {"free"},
        "public-domain": {"free"},
        "all-rights-reserved": {"quotation", "facts_only"},
        "not-stated": {"facts_only"},
    }
    for row in rows(tables, "sources"):
        if row["redistribution"] not in (fitting := allowed[str(row["licence"])]):
            with subtests.test(row["source"]):
                pytest.fail(f"{row['licence']} allows {fitting}, not {row['redistribution']}")


def test_dates_are_of_our_time(tables: Tables) -> None:
    partial = r"^\d{4}(-\d{2}(-\d{2})?)?$"
    for name in tables:
        schema = tables.package.tables[name]
        for column in schema.columns:
            if column.pattern != partial and column.type not in ("date", "year"):
                continue
            values = tables.columns[name].column(column.name).to_pylist()
            for number, value in enumerate(values, start=2):
                if value is not None:
                    late = value[:7] > LAST_MONTH[: len(value)]
                    where = f"{place(tables, name, number)}, column {column.name}: {value}"
                    assert not late, f"{where} lies ahead"
                    assert value[:4] >= FIRST_YEAR, f"{where} is too early"


def test_an_end_does_not_come_before_its_start(tables: Tables) -> None:
    for name in ("supplier_control", "bri_memberships", "listings"):
        for number, row in enumerate(rows(tables, name), start=2):
            start, end = row["start"], row["end"]
            if start and end:
                common = min(len(start), len(end))
                assert start[:common] <= end[:common], place(tables, name, number)


def test_notes_are_about_the_facts(tables: Tables, subtests: pytest.Subtests) -> None:
    for name in tables:
        for column in OWN_WORDS:
            if column not in tables.columns[name].column_names:
                continue
            cells = tables.columns[name].column(column).to_pylist()
            for number, text in enumerate(cells, start=2):
                words = re.sub(r"https?://\S+", "", text or "")
                if found := PERSONAL.search(words) or WORKSHOP.search(words):
                    with subtests.test(f"{name} {number}"):
                        pytest.fail(f"{place(tables, name, number)}: reword {found[0]!r}: {text}")


def test_every_printed_name_has_one_reading(tables: Tables) -> None:
    readings = {row["printed"]: row for row in rows(tables, "spellings")}
    printed = {
        str(row["as_printed"])
        for name in ("assessment_suppliers", "deployment_suppliers", "loan_contractors")
        for row in rows(tables, name)
    }
    assert printed - set(readings) == set(), "add the spelling, with its supplier and the reason"
    for row in readings.values():
        assert (row["supplier"] is None) != (row["mark"] is None), row["printed"]


def test_guessed_readings_are_marked_as_assumed(tables: Tables) -> None:
    assumed = {row["printed"] for row in rows(tables, "spellings") if row["certainty"] != "certain"}
    assert assumed == {"IBMN"}


def test_an_indicator_holds_a_number_or_a_class(tables: Tables) -> None:
    classes = {
        "regime-class": {row["code"] for row in rows(tables, "codelist-regime-classes")},
        "freedom-status": {row["code"] for row in rows(tables, "codelist-freedom-statuses")},
    }
    for row in rows(tables, "indicators"):
        if row["value"] is None:
            assert row["class_value"] in classes[str(row["class_list"])], row["record"]
            assert row["unit"] == "class"
        else:
            assert row["class_value"] is None
            assert row["class_list"] is None


@pytest.mark.parametrize("name", ["index_units", "assessments", "indicators"])
def test_a_place_is_a_country_or_a_territory(tables: Tables, name: str) -> None:
    for number, row in enumerate(rows(tables, name), start=2):
        assert (row["country"] is None) != (row["territory"] is None), place(tables, name, number)


def test_one_adopter_is_one_assessment_with_all_its_marks(tables: Tables) -> None:
    adopters = {row["record"] for row in rows(tables, "assessments") if row["adopter"] == "true"}
    marks = Counter(row["assessment"] for row in rows(tables, "assessment_technologies"))
    assert set(marks) == adopters
    each = {"2019": 3, "2022": 4}
    assert {record: each[str(record)[:4]] for record in marks} == dict(marks)


def test_money_has_a_currency(tables: Tables) -> None:
    for name, amount, currency in (
        ("deployments", "contract_value", "contract_currency"),
        ("soft_loans", "amount", "currency"),
    ):
        for number, row in enumerate(rows(tables, name), start=2):
            assert (row[amount] is None) == (row[currency] is None), place(tables, name, number)


def test_coordinates_lie_in_the_region_they_should(tables: Tables) -> None:
    points = {row["country"]: row for row in rows(tables, "country_points")}
    assert float(str(points["NZL"]["latitude_deg"])) < 0 < float(str(points["NOR"]["latitude_deg"]))
    assert float(str(points["USA"]["longitude_deg"])) < 0
    assert float(str(points["JPN"]["longitude_deg"])) > 0


def test_copyrighted_inputs_are_only_those_that_check_a_printed_score(tables: Tables) -> None:
    quoted = {
        row["source"] for row in rows(tables, "sources") if row["redistribution"] == "quotation"
    }
    assert quoted == {"eiu-2018", "fiw-2019"}
    values = Counter(row["source"] for row in rows(tables, "indicators") if row["source"] in quoted)
    assert values == {"eiu-2018": 18, "fiw-2019": 18}
    countries = {
        source: {row["country"] for row in rows(tables, "indicators") if row["source"] == source}
        for source in quoted
    }
    assert countries["eiu-2018"] == countries["fiw-2019"]
