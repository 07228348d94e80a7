"""Answers of kept questions against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest

# Tables whose rows are things of the graph with a source of their own.
TABLES_WITH_SOURCE = [
    "assessment_suppliers",
    "assessments",
    "bri_memberships",
    "claims",
    "countries",
    "deployment_suppliers",
    "deployments",
    "editions",
    "evidence_searches",
    "index_units",
    "indicators",
    "lenders",
    "listings",
    "loan_contractors",
    "loan_deployments",
    "organisations",
    "soft_loans",
    "supplier_control",
    "suppliers",
    "territories",
]


def _set(cell):
    return set(cell.split())


@pytest.mark.parametrize("supplier", ["huawei", "zte", "nec", "ibm", "cellebrite", "ntechlab"])
@pytest.mark.parametrize("edition", [None, "2019", "2022"])
def test_countries_by_supplier(kg, naming, family, supplier, edition):
    rows = naming[naming.supplier == supplier]
    if edition:
        rows = rows[rows.edition == edition]
    frame = kg.ask("countries_by_supplier", supplier=supplier, edition=edition)
    assert set(frame.country_id) == set(rows.country)
    assert frame.country_id.is_unique
    for line in frame.itertuples():
        mine = rows[rows.country == line.country_id]
        assert _set(line.records) == set(mine.record)
        assert _set(line.sources) == set(mine.source)
        assert _set(line.editions) == set(mine.edition) - {""}
        assert line.deployments == mine.record.str.startswith("deployment/").sum()
        assert line.independent_sources == mine.source.map(family).nunique()


@pytest.mark.parametrize("country", ["KEN", "CHN", "NAM", "USA", "UZB"])
def test_suppliers_of_country(kg, table, naming, country):
    frame = kg.ask("suppliers_of_country", country=country).set_index("supplier_id")
    mine = naming[naming.country == country]
    assert set(frame.index) == set(mine.supplier)
    heads = table("suppliers").set_index("supplier").headquarters
    for supplier, rows in mine.groupby("supplier"):
        assert _set(frame.records[supplier]) == set(rows.record)
        head = frame.headquarters_id[supplier]
        assert ("" if head is pd.NA else head) == heads[supplier]


def test_top_suppliers(kg, naming):
    frame = kg.ask("top_suppliers").set_index("supplier_id")
    counted = naming.groupby("supplier").country.nunique()
    assert frame.countries.to_dict() == counted.to_dict()
    assessed = naming[naming.edition != ""].groupby("supplier").country.nunique()
    assert frame.assessed[frame.assessed > 0].to_dict() == assessed.to_dict()
    deployed = naming[naming.edition == ""].groupby("supplier").country.nunique()
    assert frame.deployed[frame.deployed > 0].to_dict() == deployed.to_dict()
    assert frame.countries.is_monotonic_decreasing


def test_technologies_by_edition(kg, table):
    marks = table("assessment_technologies").copy()
    marks["edition"] = marks.assessment.str[:4]
    counted = marks.groupby(["edition", "technology", "result"]).size()
    frame = kg.ask("technologies_by_edition")
    for line in frame.itertuples():
        yes = counted[line.edition_id, line.technology_id, "reported"]
        no = counted[line.edition_id, line.technology_id, "none_found"]
        assert (line.reported, line.none_found) == (yes, no)
        assert line.share == round(100 * yes / (yes + no), 1)
        assert len(line.records.split()) == yes
    assert len(frame) == len(counted) / 2


@pytest.mark.parametrize(("edition", "count"), [("2019", 63), ("2022", 68)])
def test_chinese_technology_and_bri(kg, table, naming, edition, count):
    marks = table("assessment_origins").query("supplier_state == 'CHN' and result == 'marked'")
    marked = marks.assessment[marks.assessment.str.startswith(edition)]
    assessments = table("assessments").set_index("record").loc[marked]
    frame = kg.ask("chinese_technology_and_bri", edition=edition).set_index("country_id")
    assert len(frame) == count == len(marked)
    bri = assessments.set_index("country").bri_marked
    assert frame.bri_marked.map({True: "true", False: "false"}).to_dict() == bri.to_dict()
    members = table("bri_memberships").set_index("country").start
    since = {country: start for country, start in members.items() if country in frame.index}
    assert frame.bri_since.dropna().to_dict() == {c: s for c, s in since.items() if s}
    suppliers = table("suppliers").set_index("supplier")
    chinese = naming[naming.supplier.map(suppliers.headquarters).eq("CHN")]
    for country, names in frame.chinese_suppliers.items():
        named = chinese[(chinese.country == country) & (chinese.edition == edition)].supplier
        assert names == "; ".join(sorted(suppliers.name[named]))


def test_soft_loans(kg, table):
    loans = table("soft_loans").set_index("record")
    frame = kg.ask("soft_loans").set_index("loan_id").loc[loans.index]
    assert len(frame) == 98
    for theirs, ours in {
        "country": "recipient_id",
        "instrument": "instrument_id",
        "lender": "lender_id",
        "purpose": "purpose_id",
        "status": "status_id",
        "start": "committed",
        "currency": "currency",
        "title": "project",
        "source": "sources",
    }.items():
        assert frame[ours].fillna("").tolist() == loans[theirs].tolist()
    for theirs, ours in {
        "amount": "amount",
        "amount_usd_2021": "amount_usd_2021",
        "interest_rate_percent": "interest_rate",
        "maturity_years": "maturity",
        "grace_years": "grace",
    }.items():
        expected = pd.to_numeric(loans[theirs]).astype("Float64").rename(ours)
        pd.testing.assert_series_equal(frame[ours], expected, check_names=False, check_index=False)
    purposes = table("codelists/purposes").set_index("code").broader
    assert frame.security.tolist() == [purposes[p] == "security" for p in loans.purpose]


@pytest.mark.parametrize("country", ["KEN", "IND", "GBR", "SRB"])
def test_deployments_of_country(kg, table, naming, country):
    rows = table("deployments").query("country == @country").set_index("record")
    frame = kg.ask("deployments_of_country", country=country).set_index("deployment_id")
    assert sorted(frame.index) == sorted(rows.index)
    rows = rows.loc[frame.index]
    assert frame.since.fillna("").tolist() == rows.start.tolist()
    assert frame.cameras.astype("string").fillna("").tolist() == rows.camera_count.tolist()
    technologies = table("deployment_technologies").groupby("deployment").technology.agg(set)
    names = table("suppliers").set_index("supplier").name
    for record, line in frame.iterrows():
        assert _set(line.technologies) == technologies.get(record, set())
        named = naming[naming.record == f"deployment/{record}"].supplier
        assert line.suppliers == "; ".join(sorted(names[named]))


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_adoption_by_regime_class(kg, table, edition):
    classes = table("indicators").query("measure == 'regime_class'").copy()
    classes["place"] = classes.country + classes.territory
    printed = classes[classes.source == f"aigs-{edition}"].set_index("place").class_value
    computed = classes[classes.source == "watchgraph-regimes-2018"].set_index("place").class_value
    units = table("index_units").query("edition == @edition").copy()
    units["place"] = units.country + units.territory
    units["of_class"] = units.place.map(printed).fillna(units.place.map(computed))
    frame = kg.ask("adoption_by_regime_class", edition=edition)
    assert set(frame.class_id) == {"LD", "ED", "EA", "CA"}
    for line in frame.itertuples():
        mine = units[units.of_class == line.class_id]
        assert line.adopters == (mine.finding == "adopter").sum()
        assert line.units == (mine.membership == "certain").sum()
        assert line.candidates == (mine.membership == "candidate").sum()
        assert line.share == pytest.approx(round(100 * line.adopters / line.units, 1))
    assert frame.adopters.sum() == {"2019": 75, "2022": 97}[edition]
    assert frame.units.sum() == {"2019": 175, "2022": 179}[edition]


def test_listed_suppliers_and_deployments(kg, table, naming):
    listings = table("listings").set_index("record")
    frame = kg.ask("listed_suppliers_and_deployments")
    assert len(frame) == len(listings) == 51
    for line in frame.itertuples():
        (listing,) = (r for r in line.records.split() if r.startswith("listing/"))
        row = listings.loc[listing.removeprefix("listing/")]
        assert (line.supplier_id, line.list_id, line.since) == (row.supplier, row.list, row.start)
        mine = naming[naming.supplier == row.supplier]
        assert line.countries == mine.country.nunique()
        systems = mine[mine.edition == ""]
        assert line.deployments == systems.record.nunique()
        assert _set(line.deployed_in) == set(systems.country)


@pytest.mark.parametrize("name", ["us_bis_entity_list", "fcc_covered_list"])
def test_listings_in_force_on_a_day(kg, table, name):
    rows = table("listings").query("list == @name")
    day = "2020-01-01"
    # Every start of these two lists is stated to the day.
    in_force = rows[(rows.start <= day) & ((rows.end == "") | (rows.end > day))]
    frame = kg.ask("listed_suppliers_and_deployments", list=name, date=day)
    assert sorted(frame.supplier_id) == sorted(in_force.supplier)


def test_absence_tells_its_kinds_apart(kg, table):
    units = table("index_units").copy()
    units["place"] = units.country + units.territory
    finding = units.set_index(["edition", "place"]).finding
    words = {"adopter": "found", "none_found": "none found", "unknown": "not known"}
    for place in ["POL", "KEN", "PSE", "gaza", "zanzibar", "LIE", "CHN", "VAT", "UZB"]:
        frame = kg.ask("absence", country=place)
        whole = frame[frame.subject_id.isna()].set_index("edition_id").state
        for edition in ("2019", "2022"):
            state = finding.get((edition, place), "")
            assert whole[edition] == words.get(state, "not looked")


def test_absence_of_single_technologies(kg, table):
    marks = table("assessment_technologies").query("assessment == '2022-POL'")
    frame = kg.ask("absence", country="Poland")
    rows = frame[(frame.edition_id == "2022") & frame.subject_id.isin(marks.technology)]
    words = {"reported": "found", "none_found": "none found"}
    expected = marks.set_index("technology").result.map(words)
    assert rows.set_index("subject_id").state.to_dict() == expected.to_dict()


def test_evidence_of_pair(kg, table, naming):
    searches = table("evidence_searches")
    for pair in searches.iloc[[0, 40, 80, 120, 160]].itertuples():
        frame = kg.ask("evidence_of_pair", supplier=pair.supplier, country=pair.country)
        mine = naming[(naming.supplier == pair.supplier) & (naming.country == pair.country)]
        assert set(frame.record_id[frame.supports]) == set(mine.record)
        assert f"evidence-search/{pair.record}" in set(frame.record_id)
        assert not frame.supports[frame.kind == "EvidenceSearch"].any()


def test_contributions_of_sources(kg, table):
    frame = kg.ask("contributions_of_sources").set_index("source_id")
    sources = table("sources").set_index("source")
    assert set(frame.index) == set(sources.index)
    assert frame.published.fillna("").to_dict() == sources.published.to_dict()
    counted = sum(
        (
            table(name).source.value_counts().reindex(sources.index, fill_value=0)
            for name in TABLES_WITH_SOURCE
        ),
        start=pd.Series(0, index=sources.index),
    )
    assert frame.contributed.to_dict() == counted.to_dict()
    further = table("deployment_sources").groupby("source").deployment.nunique()
    assert frame.further[further.index].to_dict() == further.to_dict()


def test_links_that_rest_on_one_publisher_alone(kg, naming, family):
    rows = naming.assign(family=naming.source.map(family))
    rows["link"] = rows.supplier + " " + rows.country
    alone = rows.groupby("link").family.transform("nunique") == 1
    frame = kg.ask("contributions_of_sources").set_index("source_id")
    links = rows.groupby("source").link.nunique()
    assert frame.links[frame.links > 0].to_dict() == links.to_dict()
    single = rows[alone].groupby("source").link.nunique()
    assert frame.links_alone[frame.links_alone > 0].to_dict() == single.to_dict()


def test_deployments_financed_by_a_loan(kg, table, naming):
    frame = kg.ask("deployments_financed_by_a_loan")
    stated = table("loan_deployments")
    told = frame[frame.stated]
    assert set(zip(told.loan_id, told.deployment_id, strict=True)) == set(
        zip(stated.loan, stated.deployment, strict=True)
    )
    assert told.stated_as.notna().all()
    sure = table("spellings").query("certainty == 'certain'").set_index("printed").supplier
    contractors = table("loan_contractors").copy()
    contractors["supplier"] = contractors.as_printed.map(sure)
    contractors["country"] = contractors.loan.map(table("soft_loans").set_index("record").country)
    systems = naming[naming.edition == ""]
    shared = contractors.merge(systems, on=["supplier", "country"])
    derived = frame[~frame.stated]
    assert set(zip(derived.loan_id, derived.deployment_id, strict=True)) == set(
        zip(shared.loan, shared.record_y.str.removeprefix("deployment/"), strict=True)
    )
    assert derived.stated_as.isna().all()


def test_supplier_control(kg, table):
    rows = table("supplier_control").set_index("record")
    frame = kg.ask("supplier_control")
    frame.index = frame.records.str.removeprefix("control/")
    assert sorted(frame.index) == sorted(rows.index)
    rows = rows.loc[frame.index]
    assert frame.since.fillna("").tolist() == rows.start.tolist()
    assert frame.until.fillna("").tolist() == rows.end.tolist()
    assert frame.new_name.fillna("").tolist() == rows.new_name.tolist()
    canon = kg.ask("supplier_control", controller_country="JPN")
    assert canon.supplier_id.tolist() == ["axis", "briefcam", "milestone"]
