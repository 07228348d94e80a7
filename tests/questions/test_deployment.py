"""Questions of deployment against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest


def _set(cell):
    return set(cell.split())


def _systems(table, region=None):
    rows = table("deployments").set_index("record")
    if region:
        within = table("country_regions").query("region == @region").country
        rows = rows[rows.country.isin(within)]
    return rows


def _suppliers_agree(frame, table, naming):
    names = table("suppliers").set_index("supplier").name
    for record, cell in frame.suppliers.items():
        named = naming[naming.record == f"deployment/{record}"].supplier
        assert cell == "; ".join(sorted(names[named]))


@pytest.mark.parametrize("supplier", ["hikvision", "huawei", "nec", "cellebrite"])
@pytest.mark.parametrize("region", [None, "un-m49-africa", "world-bank-europe-central-asia"])
def test_deployments_of_supplier(kg, table, naming, supplier, region):
    systems = _systems(table, region)
    named = naming[(naming.edition == "")].assign(
        deployment=lambda rows: rows.record.str.removeprefix("deployment/")
    )
    mine = set(named[named.supplier == supplier].deployment) & set(systems.index)
    frame = kg.ask("deployments_of_supplier", supplier=supplier, region=region)
    assert frame.deployment_id.is_unique
    frame = frame.set_index("deployment_id").fillna("")
    assert set(frame.index) == mine
    # No assumed reading stands in a deployment.
    assert set(frame.certainty) <= {"certain"}
    names = table("suppliers").set_index("supplier").name
    for record, line in frame.iterrows():
        others = named[(named.deployment == record) & (named.supplier != supplier)].supplier
        assert line.with_suppliers == "; ".join(sorted(names[others]))
        row = systems.loc[record]
        assert (line.place, line.stage_id, line.since) == (row.place, row.stage, row.start)
        assert line.sources == row.source


@pytest.mark.parametrize(
    ("technology", "region", "stage"),
    [
        ("facial_recognition", None, None),
        ("smart_policing", None, None),
        ("video_surveillance", "un-m49-africa", "operational"),
        ("alpr", None, "contracted"),
    ],
)
def test_deployments_with_technology(kg, table, naming, technology, region, stage):
    narrower = table("codelists/technologies").query("broader == @technology").code
    wanted = {technology, *narrower}
    uses = table("deployment_technologies").groupby("deployment").technology.agg(set)
    systems = _systems(table, region)
    if stage:
        systems = systems[systems.stage == stage]
    expected = {r: uses[r] & wanted for r in systems.index if uses.get(r, set()) & wanted}
    frame = kg.ask("deployments_with_technology", technology=technology, region=region, stage=stage)
    assert frame.deployment_id.is_unique
    frame = frame.set_index("deployment_id")
    assert {record: _set(cell) for record, cell in frame.matched.items()} == expected
    _suppliers_agree(frame, table, naming)


@pytest.mark.parametrize(("at_least", "region"), [(1000, None), (1, None), (500, "un-m49-africa")])
def test_largest_systems(kg, table, naming, at_least, region):
    systems = _systems(table, region).query("camera_count != ''")
    cameras = systems.camera_count.astype(int)
    cameras = cameras[cameras >= at_least]
    frame = kg.ask("largest_systems", at_least=at_least, region=region)
    assert frame.cameras.is_monotonic_decreasing
    assert frame.deployment_id.is_unique
    frame = frame.set_index("deployment_id")
    assert frame.cameras.to_dict() == cameras.to_dict()
    priced = systems.loc[frame.index]
    assert frame.currency.fillna("").tolist() == priced.contract_currency.tolist()
    expected = pd.to_numeric(priced.contract_value).astype("Float64")
    assert frame.contract_value.fillna(-1).tolist() == expected.fillna(-1).tolist()
    _suppliers_agree(frame, table, naming)


@pytest.mark.parametrize("region", [None, "aigs-mena", "un-m49-sub-southern-asia"])
def test_stages_by_country(kg, table, region):
    systems = _systems(table, region)
    counted = systems.groupby(["country", "stage"]).size().unstack(fill_value=0)
    frame = kg.ask("stages_by_country", region=region).set_index("country_id")
    assert set(frame.index) == set(counted.index)
    counted = counted.rename(columns={"": "not_stated"}).loc[frame.index]
    stages = [*table("codelists/stages").code, "not_stated"]
    for stage in stages:
        wanted = counted[stage] if stage in counted else 0 * frame.deployments
        assert frame[stage].tolist() == wanted.tolist()
    assert frame[stages].sum(axis=1).tolist() == frame.deployments.tolist()
    for country, cell in frame.records.items():
        mine = systems[systems.country == country].index
        assert _set(cell) == {f"deployment/{record}" for record in mine}
