"""Questions of politics against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest

WORDS = {"adopter": "found", "none_found": "none found", "unknown": "not known"}


@pytest.fixture(scope="module")
def member(first_day, last_day):
    """Return a function that says what a membership was on a day; empty for not a member."""

    def on(row, day):
        if first_day(row.start) > day or (row.end and last_day(row.end) <= day):
            return ""
        joined = last_day(row.start) <= day
        stays = not row.end or first_day(row.end) > day
        return "surely" if joined and stays and row.status != "unclear" else "possibly"

    return on


@pytest.mark.parametrize(
    "day",
    [
        "2013-01-01",
        "2014-07-01",
        "2018-04-01",
        "2019-03-22",
        "2019-03-23",
        "2019-09-17",
        "2023-12-01",
        "2023-12-15",
        "2024-01-01",
        "2026-01-01",
    ],
)
def test_belt_and_road_members(kg, table, member, day):
    rows = table("bri_memberships")
    expected = {row.country: member(row, day) for row in rows.itertuples()}
    frame = kg.ask("belt_and_road_members", date=day)
    assert frame.country_id.is_unique
    told = dict(zip(frame.country_id, frame.member, strict=True))
    assert told == {country: state for country, state in expected.items() if state}


def test_a_date_that_straddles_the_day_is_no_certainty(kg):
    def italy(day):
        frame = kg.ask("belt_and_road_members", date=day).set_index("country_id")
        return frame.member.get("ITA")

    days = ["2019-03-22", "2019-03-23", "2023-11-30", "2023-12-01", "2023-12-30", "2023-12-31"]
    assert [italy(day) for day in days] == [None, "surely", "surely", "possibly", "possibly", None]


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_belt_and_road_marks_and_memberships(kg, table, member, edition):
    day = table("editions").set_index("edition").start[edition]
    known = {row.country: row for row in table("bri_memberships").itertuples()}
    expected = {}
    for row in table("assessments").query("edition == @edition and bri_marked != ''").itertuples():
        state = member(known[row.country], day) if row.country in known else ""
        agree = {"true": state == "surely", "false": state == ""}[row.bri_marked]
        if not agree:
            expected[row.country] = row.bri_marked == "true"
    frame = kg.ask("belt_and_road_marks_and_memberships", edition=edition).set_index("country_id")
    assert frame.bri_marked.to_dict() == expected
    for country, told in frame.member.items():
        if country in known:
            assert told == (member(known[country], day) or "not yet")
        else:
            assert told == "none recorded"


def test_the_published_disagreements_of_2019(kg):
    frame = kg.ask("belt_and_road_marks_and_memberships", edition=2019)
    assert set(frame.country_id[frame.bri_marked]) == {"ISR", "MUS", "RUS"}
    unmarked = "DZA CHL CIV ECU GHA MLT NAM NGA UGA URY ZMB ZWE"
    assert set(frame.country_id[~frame.bri_marked]) == set(unmarked.split())


@pytest.mark.parametrize(
    ("source", "at_most", "edition", "adopters"),
    [
        (None, None, None, 40),
        ("watchgraph-milex-ranks-2018", 10, "2022", None),
        ("aigs-2019", 50, "2019", None),
    ],
)
def test_military_spenders_that_adopt(kg, table, source, at_most, edition, adopters):
    frame = kg.ask("military_spenders_that_adopt", source=source, at_most=at_most, edition=edition)
    used = source or "watchgraph-milex-ranks-2018"
    issue = edition or "2019"
    ranks = table("indicators").query("measure == 'military_expenditure_rank'")
    mine = ranks[ranks.source == used].set_index("country").value.astype(int)
    mine = mine[mine <= (at_most or 50)]
    assert frame.set_index("country_id")["rank"].to_dict() == mine.to_dict()
    units = table("index_units").query("edition == @issue").set_index("country").finding
    told = frame.set_index("country_id").finding
    assert told.to_dict() == {c: WORDS.get(units.get(c, ""), "not looked") for c in mine.index}
    printed = ranks[ranks.source == f"aigs-{issue}"].set_index("country").value.astype(int)
    expected = {country: rank for country, rank in printed.items() if country in mine.index}
    assert frame.set_index("country_id").printed_rank.dropna().to_dict() == expected
    if adopters:
        assert (frame.finding == "found").sum() == adopters


@pytest.mark.parametrize("country", ["IRN", "MAR", "NGA", "KEN", "CHN", "gaza", "MLT"])
def test_regime_class_of_country(kg, table, country):
    measures = [
        "regime_class",
        "regime_score",
        "freedom_house_total",
        "eiu_democracy_index",
        "vdem_polyarchy",
        "vdem_liberal_democracy",
    ]
    rows = table("indicators")
    rows = rows[(rows.country + rows.territory == country) & rows.measure.isin(measures)]
    rows = rows.set_index(["year", "measure", "source"])
    frame = kg.ask("regime_class_of_country", country=country)
    keys = list(zip(frame.year, frame.measure_id, frame.source_id, strict=True))
    assert sorted(keys) == sorted(rows.index)
    for key, line in zip(keys, frame.itertuples(), strict=True):
        row = rows.loc[key]
        others = [other for other in rows.index if other[:2] == key[:2] and other != key]
        assert ("" if line.class_id is pd.NA else line.class_id) == row.class_value
        if row.value:
            assert line.value == float(row.value)
        if not others:
            assert line.same == "nothing to compare"
            continue
        other = rows.loc[others[0]]
        assert line.against_id == others[0][2]
        equal = row.class_value == other.class_value and row.value == other.value
        assert line.same == ("yes" if equal else "no")
        if row.value:
            assert line.difference == pytest.approx(float(row.value) - float(other.value))


@pytest.mark.parametrize("edition", ["2019", "2022"])
@pytest.mark.parametrize("measure", [None, "government_internet_filtering"])
def test_repression_of_adopters(kg, table, edition, measure):
    codes = table("codelists/measures")
    parts = {"digital_repression_index", *codes.code[codes.broader == "digital_repression_index"]}
    assert len(parts) == 9
    rows = table("indicators")
    rows = rows[rows.measure.isin({measure} if measure else parts)].copy()
    units = table("index_units").query("edition == @edition")
    finding = units.set_index(units.country + units.territory).finding
    rows["finding"] = [
        WORDS.get(finding.get(place, ""), "not looked") for place in rows.country + rows.territory
    ]
    rows["number"] = rows.value.astype(float)
    grouped = rows.groupby(["measure", "finding"])
    frame = kg.ask("repression_of_adopters", edition=edition, measure=measure)
    assert len(frame) == grouped.ngroups
    for line in frame.itertuples():
        mine = grouped.get_group((line.measure_id, line.finding))
        assert line.units == len(mine)
        assert line.mean == pytest.approx(mine.number.mean(), abs=0.00051)
        assert (line.lowest, line.highest) == (mine.number.min(), mine.number.max())
        assert set(line.records.split()) == {f"indicator/{record}" for record in mine.record}


@pytest.mark.parametrize(
    "supplier", ["hikvision", "cetc", "citcc", "canon", "zte", "china-telecom"]
)
def test_listings_of_supplier(kg, table, supplier):
    control = table("supplier_control").query("control_kind == 'parent'")
    parents = set(control[control.supplier == supplier].controlling_supplier) - {""}
    children = set(control[control.controlling_supplier == supplier].supplier)
    listings = table("listings")
    expected = {
        (relation, row.supplier, row.list, row.start, row.end)
        for relation, suppliers in (
            ("itself", {supplier}),
            ("parent", parents),
            ("subsidiary", children),
        )
        for row in listings[listings.supplier.isin(suppliers)].itertuples()
    }
    frame = kg.ask("listings_of_supplier", supplier=supplier).fillna("")
    told = zip(
        frame.relation, frame.listed_id, frame.list_id, frame.since, frame.until, strict=True
    )
    assert set(told) == expected
    assert len(frame) == len(expected)
    for line in frame.itertuples():
        assert ("control/" in line.records) == (line.relation != "itself")
