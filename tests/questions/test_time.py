"""Questions of time against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest


def _set(cell):
    return set() if cell is pd.NA else set(cell.split())


@pytest.mark.parametrize("country", [None, "KEN", "IND"])
def test_deployments_by_year(kg, table, naming, country):
    rows = table("deployments")
    if country:
        rows = rows[rows.country == country]
    frame = kg.ask("deployments_by_year", country=country)
    assert frame.systems.sum() == len(rows)
    named = set(naming.record)
    for line in frame.itertuples():
        mine = rows[rows.start.str[:4] == ("" if line.year is pd.NA else str(line.year))]
        assert line.systems == len(mine) > 0
        assert line.announced == (mine.stage == "announced").sum()
        assert line.countries == mine.country.nunique()
        records = {f"deployment/{record}" for record in mine.record}
        assert _set(line.records) == records
        assert line.without_supplier == len(records - named)
    # The undated stand last.
    assert frame.year.isna().is_monotonic_increasing
    assert frame.year.dropna().is_monotonic_increasing


@pytest.mark.parametrize("supplier", ["huawei", "nec", "ceiec"])
def test_supply_first_seen(kg, table, naming, supplier, first_day, last_day):
    issued = table("editions").set_index("edition").start
    starts = table("deployments").set_index("record").start
    frame = kg.ask("supply_first_seen", supplier=supplier).set_index("country_id")
    rows = naming[naming.supplier == supplier]
    assert set(frame.index) == set(rows.country)
    for country, mine in rows.groupby("country"):
        systems = mine[mine.edition == ""].record.str.removeprefix("deployment/")
        days = [issued[edition] for edition in mine.edition if edition]
        days += [start for start in starts[systems] if start]
        line = frame.loc[country]
        assert line["first"] is (pd.NA if not days else line["first"])
        if days:
            assert line["first"] == min(map(first_day, days))
            assert line["last"] == max(map(last_day, days))
        assert _set(line.editions) == set(mine.edition) - {""}
        assert line.systems == len(systems)
        assert line.undated == (starts[systems] == "").sum()
        assert _set(line.records) == set(mine.record)


def test_supply_first_seen_of_one_pair(kg):
    frame = kg.ask("supply_first_seen", supplier="huawei", country="KEN")
    assert frame.country_id.tolist() == ["KEN"]


@pytest.mark.parametrize(("earlier", "later"), [("2019", "2022"), ("2022", "2019")])
def test_new_between_editions(kg, table, earlier, later):
    units = table("index_units").copy()
    units["place"] = units.country + units.territory
    finding = units.set_index(["edition", "place"]).finding
    expected = set()
    for place in units.place.unique():
        before, after = finding.get((earlier, place), ""), finding.get((later, place), "")
        if before == after or "adopter" not in (before, after):
            continue
        both_looked = {before, after} == {"adopter", "none_found"}
        change = ("new" if after == "adopter" else "gone") if both_looked else "not comparable"
        expected.add((place, "", change))
    marks = table("assessment_technologies").copy()
    marks[["edition", "place"]] = marks.assessment.str.split("-", n=1, expand=True)
    result = marks.set_index(["edition", "place", "technology"]).result
    for place, technology in set(zip(marks.place, marks.technology, strict=True)):
        before = result.get((earlier, place, technology))
        after = result.get((later, place, technology))
        if before and after and before != after:
            expected.add((place, technology, "new" if after == "reported" else "gone"))
    frame = kg.ask("new_between_editions", earlier=earlier, later=later)
    told = zip(frame.country_id, frame.subject_id.fillna(""), frame.change, strict=True)
    assert set(told) == expected
    assert len(frame) == len(expected)
    # Only the edition of 2022 asked for it.
    assert "social_media_surveillance" not in set(frame.subject_id.dropna())


@pytest.mark.parametrize("headquarters", [None, "USA"])
def test_suppliers_between_editions(kg, table, naming, headquarters):
    units = table("index_units").query("membership == 'certain' and country != ''")
    places = [set(units[units.edition == edition].country) for edition in ("2019", "2022")]
    rows = naming[naming.country.isin(places[0] & places[1]) & (naming.edition != "")]
    if headquarters:
        heads = table("suppliers").set_index("supplier").headquarters
        rows = rows[rows.supplier.map(heads) == headquarters]
    frame = kg.ask("suppliers_between_editions", headquarters=headquarters)
    frame = frame.set_index("supplier_id")
    assert set(frame.index) == set(rows.supplier)
    for supplier, mine in rows.groupby("supplier"):
        before = set(mine[mine.edition == "2019"].country)
        after = set(mine[mine.edition == "2022"].country)
        line = frame.loc[supplier]
        assert (line.before, line.after) == (len(before), len(after))
        assert _set(line.gained) == after - before
        assert _set(line.lost) == before - after
        change = "in both" if before and after else "entered" if after else "gone"
        assert line.change == change
        assert _set(line.records) == set(mine.record)


@pytest.mark.parametrize(
    ("name", "supplier"),
    [(None, None), ("us_bis_denial_order", None), ("fcc_covered_list", "huawei")],
)
def test_deployments_after_listing(kg, table, naming, name, supplier, first_day, last_day):
    listings = (
        table("listings").query("list == @code", local_dict={"code": name})
        if name
        else (table("listings").query("list == 'us_bis_entity_list'"))
    )
    if supplier:
        listings = listings[listings.supplier == supplier]
    systems = table("deployments").set_index("record")
    expected = {}
    for listing in listings.itertuples():
        for record in naming[(naming.supplier == listing.supplier) & (naming.edition == "")].record:
            start = systems.start[record.removeprefix("deployment/")]
            key = (f"listing/{listing.record}", record)
            if not start:
                expected[key] = ("undated", "undated")
                continue
            if last_day(start) <= first_day(listing.start):
                continue
            after = first_day(start) > last_day(listing.start)
            off = listing.end
            if off and first_day(start) >= last_day(off):
                still = "no"
            else:
                sure = after and (not off or last_day(start) < first_day(off))
                still = "surely" if sure else "possibly"
            expected[key] = ("surely" if after else "possibly", still)
    frame = kg.ask("deployments_after_listing", list=name, supplier=supplier)
    told = {}
    for line in frame.itertuples():
        deployment, listing = sorted(line.records.split())
        told[listing, deployment] = (line.after_listing, line.still_listed)
    assert told == expected
    assert len(frame) == len(expected) > 0


@pytest.mark.parametrize(
    "day", ["2006-12-31", "2015-06-01", "2019-05-15", "2019-09-17", "2021-02-10"]
)
def test_control_on_day(kg, table, day, first_day, last_day):
    expected = {}
    for row in table("supplier_control").query("control_kind == 'parent'").itertuples():
        if row.end and last_day(row.end) <= day:
            continue
        state = "undated"
        if row.start:
            if first_day(row.start) > day:
                continue
            sure = last_day(row.start) <= day and (not row.end or first_day(row.end) > day)
            state = "surely" if sure else "possibly"
        expected[f"control/{row.record}"] = state
    frame = kg.ask("control_on_day", date=day)
    assert dict(zip(frame.records, frame.in_control, strict=True)) == expected
    assert frame.records.is_unique


def test_two_owners_of_one_month_are_both_possible(kg):
    frame = kg.ask("control_on_day", date="2019-05-15", supplier="pelco")
    assert dict(zip(frame.controller_id, frame.in_control, strict=True)) == {
        "schneider-electric": "possibly",
        "transom-capital-group": "possibly",
    }
    later = kg.ask("control_on_day", date="2019-06-15", supplier="pelco")
    assert later.controller_id.tolist() == ["transom-capital-group"]
    assert later.in_control.tolist() == ["surely"]


@pytest.mark.parametrize("country", ["KEN", "ITA", "RUS", "PAN"])
def test_time_line_of_country(kg, table, country, first_day, last_day):
    issued = table("editions").set_index("edition").start
    expected = []
    for name, kind in (("deployments", "deployment"), ("soft_loans", "loan")):
        for row in table(name).query("country == @country").itertuples():
            expected.append((row.start, kind, f"{kind}/{row.record}"))
    for row in table("bri_memberships").query("country == @country").itertuples():
        expected.append((row.start, "joined Belt and Road", f"membership/{row.record}"))
        if row.end:
            expected.append((row.end, "left Belt and Road", f"membership/{row.record}"))
    for row in table("assessments").query("country == @country").itertuples():
        expected.append((issued[row.edition], "assessment", f"assessment/{row.record}"))
    frame = kg.ask("time_line_of_country", country=country)
    told = list(zip(frame.stated.fillna(""), frame.kind, frame.records, strict=True))
    assert sorted(told) == sorted(expected)
    dated = frame[frame.stated.notna()]
    assert dated.earliest.tolist() == sorted(map(first_day, dated.stated))
    assert dated.latest.tolist() == list(map(last_day, dated.stated))
    # The undated stand last.
    assert frame.index[frame.earliest.isna()].tolist() == list(range(len(dated), len(frame)))
