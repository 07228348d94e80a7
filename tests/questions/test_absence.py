"""Questions of absence against a computation from the tables that shares no code with them.

None found, not looked, not known and not stated must never pass for one another.
"""

import pytest

BLANKS = {
    "Deployment": {
        "cameras": "camera_count",
        "contract value": "contract_value",
        "financing": "financing",
        "operator": "operator",
        "place": "place",
        "stage": "stage",
        "start": "start",
    },
    "SoftLoan": {
        "amount": "amount",
        "amount in US dollars of 2021": "amount_usd_2021",
        "commitment date": "start",
        "flow class": "flow_class",
        "grace": "grace_years",
        "instrument": "instrument",
        "interest rate": "interest_rate_percent",
        "maturity": "maturity_years",
        "status": "status",
    },
}


def _set(cell):
    return set(cell.split())


def _within(table, region):
    return set(table("country_regions").query("region == @region").country)


@pytest.mark.parametrize("edition", ["2019", "2022"])
@pytest.mark.parametrize("region", [None, "un-m49-africa", "aigs-eur"])
def test_units_without_finding(kg, table, edition, region):
    units = table("index_units").assign(place=lambda u: u.country + u.territory)
    mine = units[(units.edition == edition) & (units.finding != "adopter")]
    if region:
        mine = mine[mine.country.isin(_within(table, region))]
    words = {"none_found": "none found", "unknown": "not known"}
    frame = kg.ask("units_without_finding", edition=edition, region=region).set_index("place_id")
    assert frame.index.is_unique
    assert frame.state.to_dict() == mine.set_index("place").finding.map(words).to_dict()
    systems = table("deployments").groupby("country").record.agg(set)
    adopters = units[units.finding == "adopter"].groupby("place").edition.agg(set)
    for place, line in frame.iterrows():
        recorded = {f"deployment/{record}" for record in systems.get(place, set())}
        assert _set(line.records) == recorded | {line.unit_id}
        assert line.deployments == len(recorded)
        assert _set(line.found_by) == adopters.get(place, set())


@pytest.mark.parametrize("edition", ["2019", "2022"])
@pytest.mark.parametrize("region", [None, "un-m49-africa", "un-m49-oceania"])
def test_places_not_looked_at(kg, table, edition, region):
    units = table("index_units").assign(place=lambda u: u.country + u.territory)
    certain = units[units.membership == "certain"]
    looked = set(certain[certain.edition == edition].place)
    candidates = set(units[units.edition == edition].place) - looked
    places = set(table("countries").country) | set(table("territories").territory)
    if region:
        places &= _within(table, region)
    frame = kg.ask("places_not_looked_at", edition=edition, region=region).set_index("place_id")
    assert frame.index.is_unique
    expected = {p: "not known" if p in candidates else "not looked" for p in places - looked}
    assert frame.state.to_dict() == expected
    looking = certain.groupby("place").edition.agg(set)
    systems = table("deployments").groupby("country").record.agg(set)
    loans = table("soft_loans").groupby("country").record.agg(set)
    for place, line in frame.iterrows():
        assert _set(line.looked_by) == looking.get(place, set())
        deployments = {f"deployment/{record}" for record in systems.get(place, set())}
        lent = {f"loan/{record}" for record in loans.get(place, set())}
        assert (line.deployments, line.loans) == (len(deployments), len(lent))
        assert _set(line.records) == deployments | lent


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_no_place_is_absent_in_two_ways(kg, edition):
    without = kg.ask("units_without_finding", edition=edition)
    beyond = kg.ask("places_not_looked_at", edition=edition)
    both = set(without.place_id) & set(beyond.place_id)
    # The candidates for the last of the 176: whether they were looked at is not known.
    assert both == set(without[without.state == "not known"].place_id)
    assert len(both) == {"2019": 4, "2022": 0}[edition]


@pytest.mark.parametrize("country", [None, "KEN", "NGA"])
def test_particulars_not_stated(kg, table, naming, country):
    frame = kg.ask("particulars_not_stated", country=country)
    frame = frame.set_index(["kind", "particular"])
    sure = table("spellings").query("certainty == 'certain' and supplier != ''").printed
    contractors = table("loan_contractors")
    contractors = set(contractors[contractors.as_printed.isin(sure)].loan)
    named = set(naming[naming.edition == ""].record.str.removeprefix("deployment/"))
    of_technology = set(table("deployment_technologies").deployment)
    for kind, name, stem in (
        ("Deployment", "deployments", "deployment"),
        ("SoftLoan", "soft_loans", "loan"),
    ):
        rows = table(name).set_index("record")
        if country:
            rows = rows[rows.country == country]
        blanks = {p: set(rows[rows[column] == ""].index) for p, column in BLANKS[kind].items()}
        if kind == "Deployment":
            blanks["supplier"] = set(rows.index) - named
            blanks["technology"] = set(rows.index) - of_technology
        else:
            blanks["contractor"] = set(rows.index) - contractors
        assert set(frame.loc[kind].index) == set(blanks)
        for particular, records in blanks.items():
            line = frame.loc[(kind, particular)]
            assert (line.total, line.not_stated) == (len(rows), len(records))
            assert line.stated == len(rows) - len(records)
            assert line.share == pytest.approx(100 * line.stated / line.total, abs=0.0501)
            assert _set(line.records) == {f"{stem}/{record}" for record in records}
