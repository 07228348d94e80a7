"""Each planted fault is found by exactly the rule it is named for, at its row and column."""

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from watchgraph.checks import Report, run_checks
from watchgraph.checks.everything import check_data
from watchgraph.checks.locate import locator
from watchgraph.memory import store_of
from watchgraph.resources import ontology_folder
from watchgraph.tables import Tables, load_tables
from watchgraph.vocabulary import SHAPE, prologue

INVALID = Path(__file__).parents[1] / "fixtures" / "invalid"
RULES = {path.stem for path in (ontology_folder() / "violations").glob("*.rq")}
FIXTURE_GRAPH = pyoxigraph.NamedNode("https://w3id.org/watchgraph/graph/fixture")

Validate = Callable[[pyoxigraph.Store], list[tuple[str, str, str]]]
Spoil = Callable[..., pyoxigraph.Store]

# Folders of tables that are laid over the small ones: where the fault stands.
IN_TABLES: dict[str, list[tuple[str, int, str, str]]] = {
    "Concept-definition": [("codelists/stages.csv", 5, "definition", "")],
    "Indicator-classValue": [("indicators.csv", 3, "class_value", "XX")],
    "IndicatorValue": [("indicators.csv", 2, "", "")],
    "SupplierControlObject": [("supplier_control.csv", 3, "", "")],
    "adopter-contradicts-finding": [("assessments.csv", 3, "adopter", "false")],
    "amount-without-currency": [("soft_loans.csv", 2, "amount", "12434000")],
    "assessment-of-another-unit": [("assessments.csv", 3, "unit", "2019-gaza")],
    "code-below-itself": [
        ("codelists/purposes.csv", 3, "broader", "security"),
        ("codelists/purposes.csv", 8, "broader", "safe_city"),
    ],
    "contractor-of-unknown-supplier": [("loan_contractors.csv", 3, "as_printed", "Nobody")],
    "control-ends-before-it-starts": [("supplier_control.csv", 2, "end", "2014-12")],
    "controlled-by-itself": [
        ("supplier_control.csv", 2, "controlling_supplier", "eye"),
        ("supplier_control.csv", 4, "controlling_supplier", "ear"),
    ],
    "country-in-two-regime-classes": [
        ("indicators.csv", 3, "class_value", "ED"),
        ("indicators.csv", 6, "class_value", "LD"),
    ],
    "found-deployment-elsewhere": [
        ("evidence_search_deployments.csv", 2, "deployment", "nam-city")
    ],
    "indicator-stated-twice": [
        ("indicators.csv", 2, "value", "7.5"),
        ("indicators.csv", 6, "value", "7.51"),
    ],
    "listing-ends-before-it-starts": [("listings.csv", 2, "end", "2019-10-08")],
    "loan-of-another-country": [("loan_deployments.csv", 2, "loan", "loan-1")],
    "marks-of-non-adopter": [("assessments.csv", 3, "adopter", "false")],
    "membership-ends-before-it-starts": [("bri_memberships.csv", 2, "end", "2018-01-31")],
    "mention-of-unknown-supplier": [("assessment_suppliers.csv", 4, "as_printed", "Mult")],
    "replaced-by-itself": [
        ("retired.csv", 3, "replaced_by", "ear-inc"),
        ("retired.csv", 4, "replaced_by", "ear-ltd"),
    ],
    "replacement-not-there": [("retired.csv", 3, "replaced_by", "nobody")],
    "replacement-retired": [("retired.csv", 3, "replaced_by", "eye-ltd")],
    "retired-id-in-use": [("retired.csv", 3, "record", "")],
    "search-contradicts-its-result": [("evidence_searches.csv", 2, "result", "not_found")],
    "source-from-itself": [
        ("sources.csv", 2, "derived_from", "index-2022"),
        ("sources.csv", 3, "derived_from", "index-2019"),
    ],
    "source-stated-twice": [
        ("sources.csv", 4, "url", "https://example.com/%D8%B9"),
        ("sources.csv", 6, "url", "https://example.com/%D8%B9"),
    ],
    "source-not-cited": [("sources.csv", 6, "", "")],
    "state-marked-and-not-marked": [("assessment_origins.csv", 2, "supplier_state", "CHN")],
    "supplier-without-headquarters": [("suppliers.csv", 2, "headquarters", "")],
    "technology-reported-and-not-found": [
        ("assessment_technologies.csv", 2, "technology", "smart_city")
    ],
    "two-records-say-the-same": [
        ("deployments.csv", 3, "", "Roads"),
        ("deployments.csv", 4, "", "Roads"),
    ],
}
# Turtle that is added to the small graph, for what no table can say: place of the first finding.
IN_GRAPH: dict[str, tuple[str, int, str, str]] = {
    "Assessment-asPrinted": ("assessments.csv", 2, "as_printed", ""),
    "BRIMembership-country": ("bri_memberships.csv", 2, "country", ""),
    "Claim-operatorText": ("claims.csv", 2, "operator", ""),
    "Concept-prefLabel": ("codelists/stages.csv", 2, "label", "annoncé"),
    "ConceptScheme-definition": ("datapackage.json", 0, "", "Stages."),
    "Country-latitude": ("countries.csv", 4, "", "91"),
    "Deployment-contractCurrency": ("deployments.csv", 3, "contract_currency", "Dollars"),
    "Edition-startEarliest": ("", 0, "", "2020-12-31"),
    "EvidenceSearch-searchedOn": ("evidence_searches.csv", 2, "searched", ""),
    "IndexUnit-finding": ("index_units.csv", 4, "finding", ""),
    "Indicator-year": ("indicators.csv", 5, "year", ""),
    "Lender-lenderType": ("lenders.csv", 2, "lender_type", ""),
    "Listing-reason": ("listings.csv", 2, "reason", ""),
    "LoanDeploymentLinkBasis": ("", 0, "", ""),
    "Mention-certainty": ("", 0, "", ""),
    "Organisation-label": ("organisations.csv", 2, "name", ""),
    "Publisher": ("", 0, "", ""),
    "Publisher-label": ("", 0, "", ""),
    "Redaction-withheldBecause": ("redactions.csv", 2, "reason", ""),
    "SoftLoan-interestRatePercent": ("soft_loans.csv", 2, "interest_rate_percent", ""),
    "Source-url": ("sources.csv", 5, "url", "file:///readings"),
    "StateSupplyRelation-independentSources": ("", 0, "", ""),
    "Supplier-headquarters": ("suppliers.csv", 3, "headquarters", "gaza"),
    "SupplierControl-controlled": ("supplier_control.csv", 3, "supplier", ""),
    "SupplyRelation-firstDate": ("", 0, "", ""),
    "Territory-source": ("", 0, "", ""),
    "date-without-bounds": ("deployments.csv", 3, "start", "2020"),
    "relation-without-support": ("", 0, "", ""),
    "support-of-another-pair": ("", 0, "", "2019-XKX"),
}


def names(report: Report) -> set[str]:
    return {finding.name for finding in report.findings}


@pytest.fixture(scope="session")
def spoiled(
    small_folder: Callable[[Path | None], Path], spoil: Spoil
) -> Callable[[str], pyoxigraph.Store]:
    """Return a function that makes the small graph with a fault of a fixture planted in it."""

    def plant(name: str) -> pyoxigraph.Store:
        if name in IN_TABLES:
            return store_of(load_tables(small_folder(INVALID / "rules" / name)))
        store = spoil((), ())
        path = INVALID / "graph" / f"{name}.ttl"
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, to_graph=FIXTURE_GRAPH)
        return store

    return plant


def test_the_small_graph_is_good(small_folder: Callable[[Path | None], Path]) -> None:
    assert check_data(small_folder(None)).findings == ()


def test_every_fixture_is_expected_and_every_rule_and_class_has_one() -> None:
    assert {path.name for path in (INVALID / "rules").iterdir()} == set(IN_TABLES)
    assert {path.stem for path in (INVALID / "graph").iterdir()} == set(IN_GRAPH)
    planted = {*IN_TABLES, *IN_GRAPH}
    assert planted >= RULES
    shapes = {path.stem.replace("-", "") for path in (ontology_folder() / "shapes").glob("*.ttl")}
    met = {name.partition("-")[0].lower() for name in planted - RULES}
    assert {s for s in shapes if not any(m.startswith(s) for m in met)} == {"reply", "stateddate"}


@pytest.mark.parametrize("name", sorted(IN_TABLES))
def test_a_fault_of_the_tables_is_found_by_its_rule_at_its_row(
    name: str, small_folder: Callable[[Path | None], Path]
) -> None:
    report = check_data(small_folder(INVALID / "rules" / name))
    assert names(report) == {name}
    places = [(f.file, f.row, f.column, f.value) for f in report.findings]
    assert places == IN_TABLES[name]
    assert all(finding.message and finding.remedy for finding in report.findings)


@pytest.mark.parametrize("name", sorted(IN_GRAPH))
def test_a_fault_of_the_graph_is_found_by_its_rule(
    name: str, spoiled: Callable[[str], pyoxigraph.Store], small_tables: Tables
) -> None:
    report = run_checks(spoiled(name), locate=locator(small_tables))
    assert names(report) == {name}
    first = report.findings[0]
    assert (first.file, first.row, first.column, first.value) == IN_GRAPH[name]


@pytest.mark.parametrize("name", sorted({*IN_TABLES, *IN_GRAPH} - {"Publisher"}))
def test_only_a_fault_of_one_thing_is_found_by_a_shape(
    name: str, spoiled: Callable[[str], pyoxigraph.Store], by_engine: Validate
) -> None:
    found = by_engine(spoiled(name))
    # A rule between records is none of the shapes.
    assert {finding[1].removeprefix(SHAPE) for finding in found} == {name} - RULES


@pytest.mark.parametrize("name", sorted({*IN_TABLES} - RULES))
def test_the_reference_engine_finds_the_same(
    name: str,
    spoiled: Callable[[str], pyoxigraph.Store],
    by_reference: Validate,
    by_engine: Validate,
) -> None:
    assert by_reference(spoiled(name)) == by_engine(spoiled(name)) != []


@pytest.mark.parametrize(
    "faults", [{*IN_GRAPH} - {"Publisher"}, {*IN_TABLES} & RULES], ids=["graph", "tables"]
)
def test_the_reference_engine_finds_the_same_in_many_faults_together(
    faults: set[str],
    spoiled: Callable[[str], pyoxigraph.Store],
    by_reference: Validate,
    by_engine: Validate,
) -> None:
    """One run of the slow engine in place of one for each fault."""
    store = pyoxigraph.Store()
    alone: set[tuple[str, str, str]] = set()
    for name in sorted(faults):
        one = spoiled(name)
        alone.update(by_engine(one))
        store.extend(one)
    found = by_engine(store)
    assert found == by_reference(store)
    # None of the faults hides another, so the two engines agree on each.
    assert set(found) >= alone


@pytest.mark.parametrize("name", sorted(RULES))
def test_another_sparql_engine_selects_the_same(
    name: str, spoiled: Callable[[str], pyoxigraph.Store]
) -> None:
    store = spoiled(name)
    lines = sorted({f"{quad.triple} .\n" for quad in store})
    graph = rdflib.Graph().parse(data="".join(lines), format="nt")
    sparql = (ontology_folder() / "violations" / f"{name}.rq").read_text(encoding="utf-8")
    answer = json.loads(graph.query(prologue() + sparql).serialize(format="json") or b"")
    other = sorted(row["focus"]["value"] for row in answer["results"]["bindings"])
    ours = [f.focus for f in run_checks(store).findings if f.rule == name]
    assert ours
    assert sorted(ours) == other
