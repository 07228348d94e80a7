"""The data of the map are those of the tables, counted again; absence is never blurred."""

import io
import json
import re

import pandas as pd
import pytest

import watchgraph as wg
from watchgraph.report.maps.map_page import map_page
from watchgraph.resources import data_folder, web_folder

LINKED = ("KEN", "SRB", "SGP")


def table(name):
    return pd.read_csv(data_folder() / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def kg():
    return wg.load()


@pytest.fixture(scope="module")
def mapped(kg, tmp_path_factory):
    return map_page(kg, tmp_path_factory.mktemp("map"), web=web_folder(), linked=LINKED)


@pytest.fixture(scope="module")
def frame(mapped):
    text = mapped.download.path.read_text(encoding="utf-8")
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def shown(frame, measure, edition):
    chosen = frame[(frame["measure"] == measure) & (frame["edition"] == edition)]
    return chosen.set_index("place")


def stated(frame, measure, edition):
    """The numbers of a measure, for places that have one."""
    chosen = shown(frame, measure, edition)
    return chosen[chosen["state"] == "stated"]["value"].astype(int).sort_index().to_dict()


def counted(column):
    return column.value_counts().sort_index().to_dict()


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_findings_are_those_of_the_units(frame, edition):
    units = table("index_units")
    units = units[units["edition"] == edition]
    units = units.assign(place=units["country"].where(units["country"] != "", units["territory"]))
    found = units.set_index("place")["finding"]
    states = shown(frame, "finding", edition)["state"]
    assert set(states[states == "stated"].index) == set(found[found == "adopter"].index)
    assert set(states[states == "none_found"].index) == set(found[found == "none_found"].index)
    assert set(states[states == "not_stated"].index) == set(found[found == "unknown"].index)
    assert set(states[states == "not_looked"].index) == set(states.index) - set(found.index)


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_technologies_and_marks_are_those_of_the_assessments(frame, edition):
    assessments = table("assessments")
    place = assessments.set_index("record")["country"]
    reported = table("assessment_technologies")
    reported = reported[
        reported["assessment"].str.startswith(edition) & (reported["result"] == "reported")
    ]
    assert stated(frame, "technologies", edition) == counted(reported["assessment"].map(place))
    for code, rows in reported.groupby("technology"):
        of_one = shown(frame, code, edition)
        of_one = of_one[of_one["state"] == "stated"]
        assert set(of_one.index) == set(rows["assessment"].map(place))
    marks = table("assessment_origins")
    marks = marks[marks["assessment"].str.startswith(edition) & (marks["result"] == "marked")]
    china, us = (
        set(marks[marks["supplier_state"] == state]["assessment"].map(place))
        for state in ("CHN", "USA")
    )
    classes = shown(frame, "states", edition)["class"]
    assert set(classes[classes == "Chinese and US"].index) == china & us
    assert set(classes[classes == "Chinese, not US"].index) == china - us
    assert set(classes[classes == "US, not Chinese"].index) == us - china


def test_an_edition_that_did_not_ask_for_a_technology_has_no_map_of_it(frame):
    asked = frame[frame["measure"] == "social_media_surveillance"]["edition"]
    assert set(asked) == {"2022"}


def test_numbers_of_all_records_are_those_of_the_tables(frame):
    assert stated(frame, "deployments", "all") == counted(table("deployments")["country"])
    assert stated(frame, "loans", "all") == counted(table("soft_loans")["country"])


def test_suppliers_are_those_that_a_record_surely_names(frame):
    assessments = table("assessments")
    place = assessments.set_index("record")["country"]
    spelled = table("spellings")
    # A spelling stands for each supplier that it surely means.
    sure = spelled[(spelled["certainty"] == "certain") & (spelled["supplier"] != "")]
    sure = sure.rename(columns={"printed": "as_printed"})[["as_printed", "supplier"]]
    named = table("assessment_suppliers").merge(sure, on="as_printed")
    named = named.assign(country=named["assessment"].map(place))
    for edition in ("2019", "2022"):
        own = named[named["assessment"].str.startswith(edition)]
        pairs = own[["country", "supplier"]].drop_duplicates()
        assert stated(frame, "suppliers", edition) == counted(pairs["country"])
    systems = table("deployment_suppliers").merge(
        table("deployments")[["record", "country"]],
        left_on="deployment",
        right_on="record",
    )
    systems = systems.merge(sure, on="as_printed")
    pairs = pd.concat([named[["country", "supplier"]], systems[["country", "supplier"]]])
    assert stated(frame, "suppliers", "all") == counted(pairs.drop_duplicates()["country"])


def test_membership_and_regime_are_those_of_the_tables(frame):
    members = table("bri_memberships").set_index("country")["status"].to_dict()
    told = shown(frame, "belt-and-road", "all")
    assert told[told["state"] == "stated"]["value"].to_dict() == members
    assert told.loc["CHN", "state"] == "not_stated"
    assert "began" in told.loc["CHN", "words"]
    assert told.loc["USA", "state"] == "none_found"
    indicators = table("indicators")
    classes = indicators[indicators["measure"] == "regime_class"]
    labels = table("codelists/regime_classes").set_index("code")["label"]
    for edition, year in (("2019", "2018"), ("2022", "2021")):
        # What the edition prints goes before what was recomputed.
        own = classes[classes["year"] == year].sort_values(
            "source", key=lambda column: column != f"aigs-{edition}", kind="stable"
        )
        own = own.assign(place=own["country"].where(own["country"] != "", own["territory"]))
        first = own.drop_duplicates("place").set_index("place")["class_value"].map(labels)
        told = shown(frame, "regime", edition)
        told = told[told["state"] == "stated"]["value"]
        assert told.sort_index().to_dict() == first.sort_index().to_dict()


def test_independent_sources_are_those_of_the_list_of_countries(kg, frame):
    from watchgraph.profiles import country_profile, families_of, gather
    from watchgraph.profiles.editions import readings

    known = gather(kg)
    told = readings(kg, known)
    found = {}
    for iri in known.of_type("wg:Country"):
        one = country_profile(known, iri, told, {}, {}, {})
        if number := len(families_of(known, one.evidence)):
            found[iri.rpartition("/")[2]] = number
    assert stated(frame, "sources", "all") == found


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_where_none_was_found_nothing_is_said_of_single_technologies(frame, edition):
    """An edition looked for a single technology only where it found any."""
    units = table("index_units")
    units = units[(units["edition"] == edition) & (units["finding"] == "none_found")]
    places = set(units["country"].where(units["country"] != "", units["territory"]))
    assessments = table("assessments").set_index("record")["country"]
    marks = table("assessment_technologies")
    marks = marks[marks["assessment"].str.startswith(edition) & (marks["result"] == "none_found")]
    codes = set(frame["measure"]) & set(marks["technology"])
    assert len(codes) == {"2019": 3, "2022": 4}[edition]
    for measure in ("technologies", "suppliers", "states", *sorted(codes)):
        told = shown(frame, measure, edition)
        parts = told[told["state"] == "not_itemised"]
        assert set(parts.index) == places
        assert parts["class"].str.startswith("no AI surveillance found; ").all()
        if measure in codes:
            missing = marks[marks["technology"] == measure]["assessment"].map(assessments)
            assert set(told[told["state"] == "none_found"].index) == set(missing)


def test_a_search_of_one_pair_says_nothing_of_the_place(frame):
    pairs = table("evidence_searches")
    assert pairs[pairs["country"] == "BIH"]["supplier"].tolist() == ["huawei"]
    told = shown(frame, "deployments", "all")
    assert set(told["state"]) == {"stated", "not_stated"}
    assert told.loc["BIH", "words"] == "none recorded; searched for Huawei alone"
    assert shown(frame, "sources", "all").loc["BIH", "class"] != "searched, none found"


def test_candidates_for_one_unit_and_places_in_no_edition_have_a_class_of_their_own(frame):
    told = shown(frame, "finding", "2019")
    for place in ("PSE", "gaza", "somaliland", "zanzibar"):
        assert told.loc[place, "class"] == "not known whether looked at"
    regime = shown(frame, "regime", "2022")
    units = table("index_units").query("edition == '2022'")
    listed = set(units["country"]) | set(units["territory"])
    assert set(regime[regime["class"] == "not in the edition"].index) == set(regime.index) - listed


def test_every_place_is_said_something_of_in_every_view(frame):
    places = set(table("countries")["country"]) | set(table("territories")["territory"])
    for _, view in frame.groupby(["measure", "edition"]):
        assert set(view["place"]) == places and len(view) == len(places)
    assert set(frame["state"]) == {
        *("stated", "none_found", "not_itemised", "not_looked", "not_stated")
    }
    absent = frame[frame["state"] != "stated"]
    assert not absent["class"].str.fullmatch(r"\d.*").any()
    assert (absent["words"] != "").all()


def test_the_script_says_what_the_table_says(mapped, frame):
    script = next(one.content for one in mapped.assets if one.name == "map-data.js")
    data = json.loads(script.removeprefix("window.WGMapData = ").removesuffix(";\n"))
    rows = 0
    for measure in data["measures"]:
        for view in measure["views"]:
            told = shown(frame, measure["key"], view["edition"])
            for code, number in zip(data["codes"], view["cells"], strict=True):
                look, label, absent = view["levels"][number]
                value, words = view["said"].get(code, [None, ""])
                row = told.loc[code]
                assert row["state"] == (look if absent else "stated")
                assert row["value"] == ("" if value is None else str(value))
                assert row["words"] == (words or label)
                rows += 1
    assert rows == len(frame)


def test_only_places_with_a_page_are_links(mapped):
    body = str(mapped.document.body)
    assert set(re.findall(r'href="country/(\w+)\.html"', body)) == set(LINKED)
    # In the drawing no place is a stop of the Tab key: the menu and the table are the way.
    drawing = body[body.index("<svg class=") : body.index("</svg>")]
    assert drawing.count("<a ") == drawing.count('tabindex="-1"') == len(LINKED)
    assert drawing.count("</a>") == len(LINKED)
    assert drawing.count("<g ") == drawing.count("</g>") == 251 - len(LINKED)
    assert "style=" not in body and "onclick" not in body


def test_the_page_says_whose_outlines_they_are_or_that_there_are_none(kg, mapped, tmp_path):
    without = str(map_page(kg, tmp_path, web=None).document.body)
    assert "without outlines" in without and "Natural Earth" not in without
    assert without.count("<circle cx") >= 250
    if web_folder():
        assert "Natural Earth and no statement on any border" in str(mapped.document.body)
