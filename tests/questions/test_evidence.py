"""Questions of evidence against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest

# Tables whose rows are records or things of the graph, and the kind of their IRI.
KINDS = {
    "assessment_suppliers": "mention",
    "assessments": "assessment",
    "bri_memberships": "membership",
    "claims": "claim",
    "countries": "country",
    "deployment_suppliers": "mention",
    "deployments": "deployment",
    "editions": "edition",
    "evidence_searches": "evidence-search",
    "index_units": "index-unit",
    "indicators": "indicator",
    "lenders": "lender",
    "listings": "listing",
    "loan_contractors": "mention",
    "loan_deployments": "loan-deployment",
    "organisations": "organisation",
    "soft_loans": "loan",
    "supplier_control": "control",
    "suppliers": "supplier",
    "territories": "territory",
}


@pytest.fixture(scope="module")
def citing(table):
    """Return every row that cites a source as its own: source and record."""
    rows = []
    for name, kind in KINDS.items():
        frame = table(name)
        key = frame.columns[0]
        rows.append(pd.DataFrame({"source": frame.source, "record": kind + "/" + frame[key]}))
    return pd.concat(rows, ignore_index=True)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"publisher": "carnegie-endowment-for-international-peace"},
        {"publisher": "aiaaic"},
        {"supplier": "huawei"},
        {"country": "ARE"},
    ],
)
def test_links_of_one_publisher(kg, table, naming, family, given):
    rows = naming.assign(family=naming.source.map(family))
    searches = table("evidence_searches").set_index(["supplier", "country"]).result
    expected = {}
    for pair, mine in rows.groupby(["supplier", "country"]):
        (publisher, *more) = set(mine.family)
        of = {"supplier": pair[0], "country": pair[1], "publisher": publisher}
        if not more and given.items() <= of.items():
            expected[pair] = mine
    frame = kg.ask("links_of_one_publisher", **given)
    frame = frame.set_index(["supplier_id", "country_id"])
    assert frame.index.is_unique
    assert set(frame.index) == set(expected)
    for pair, line in frame.iterrows():
        mine = expected[pair]
        assert {line.publisher_id} == set(mine.family)
        assert set(line.records.split()) == set(mine.record)
        assert line.assessed == (mine.edition != "").any()
        assert line.deployed == (mine.edition == "").any()
        found = line.search_result_id
        assert (None if found is pd.NA else found) == searches.get(pair)


@pytest.mark.parametrize("edition", [None, "2019", "2022"])
@pytest.mark.parametrize("result", [None, "not_found", "found_but_not_state_customer"])
def test_named_pairs_without_system(kg, table, naming, edition, result):
    searches = table("evidence_searches").set_index(["supplier", "country"])
    expected = {}
    for pair, mine in naming.groupby(["supplier", "country"]):
        gave = searches.result.get(pair, "")
        named = mine if edition is None else mine[mine.edition == edition]
        if (mine.edition == "").any() or named.empty or result not in (None, gave):
            continue
        expected[pair] = named
    frame = kg.ask("named_pairs_without_system", edition=edition, search_result=result)
    frame = frame.set_index(["supplier_id", "country_id"])
    assert frame.index.is_unique
    assert set(frame.index) == set(expected)
    words = table("codelists/search_results").set_index("code").label
    for pair, line in frame.iterrows():
        assert set(line.editions.split()) == set(expected[pair].edition)
        records = set(expected[pair].record)
        if pair in searches.index:
            row = searches.loc[pair]
            assert (line.search_result_id, line.search) == (row.result, words[row.result])
            assert line.searched == row.searched
            records.add(f"evidence-search/{row.record}")
        else:
            assert line.search == "Not looked"
            assert line.search_result_id is pd.NA
        assert set(line.records.split()) == records


@pytest.mark.parametrize(
    "source",
    [
        "aptantech-com-c6482ca2",
        "forumchinaplp-org-mo-6ec947ee",
        "fortune-com-c8ab7270",
        "watchgraph-searches-2026",
        "aigs-2019",
    ],
)
def test_records_of_source(kg, table, citing, source):
    frame = kg.ask("records_of_source", source=source)
    own = frame[frame.role == "own"]
    assert sorted(own.record_id) == sorted(citing[citing.source == source].record)
    pages = table("deployment_sources").query("source == @source").deployment
    further = frame[(frame.role == "further") & (frame.kind == "Deployment")]
    assert sorted(further.record_id) == sorted("deployment/" + pages)


@pytest.mark.parametrize(
    ("dataset", "at_least"), [(None, 1), ("aiddata", 1), ("deployment-reports", 3)]
)
def test_undated_sources(kg, table, citing, dataset, at_least):
    sources = table("sources").set_index("source").query("published == ''")
    if dataset:
        sources = sources[sources.dataset == dataset]
    counted = citing[citing.source.isin(sources.index)].groupby("source").record.nunique()
    counted = counted[counted >= at_least]
    frame = kg.ask("undated_sources", dataset=dataset, at_least=at_least)
    assert frame.source_id.is_unique
    assert frame.resting.is_monotonic_decreasing
    frame = frame.set_index("source_id")
    assert frame.resting.to_dict() == counted.to_dict()
    sources = sources.loc[frame.index]
    assert frame.dataset_id.tolist() == sources.dataset.tolist()
    assert frame.accessed.fillna("").tolist() == sources.accessed.tolist()
