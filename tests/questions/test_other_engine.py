"""The kept queries give the same rows on rdflib's own engine, which shares no code with ours."""

import runpy
from pathlib import Path

import pytest

from watchgraph.audit.queries import read_queries
from watchgraph.questions import describe, names
from watchgraph.questions.columns import shape
from watchgraph.questions.run import bind

# These take rdflib several seconds as they stand. Where Virtuoso is installed, test_server.py asks
# it the same and all of the audit; rdflib is then asked for less, as below, or not at all.
LONG = {
    "repression_of_adopters",
    "share_of_regime_class",
    "top_spenders_that_adopt",
}
SERVED = not runpy.run_path(str(Path(__file__).with_name("virtuoso.py")))["missing"]()
GIVEN = [
    ("countries_by_supplier", {"supplier": "nec", "edition": 2019}),
    ("suppliers_of_country", {"country": "SRB"}),
    ("top_suppliers", {"edition": 2022, "at_least": 5}),
    ("soft_loans", {"country": "ECU", "instrument": "loan"}),
    ("listed_suppliers_and_deployments", {"list": "fcc_covered_list", "date": "2021-06-01"}),
    ("absence", {"country": "gaza"}),
    ("deployments_of_country", {"country": "IND", "technology": "facial_recognition"}),
    ("supplier_control", {"controller_country": "JPN"}),
    ("suppliers_controlled_from_state", {"state": "USA", "date": "2019-08-01"}),
    ("shared_suppliers", {"country": "USA", "other": "ISR", "edition": 2019}),
    ("supplier_concentration", {"edition": 2022, "at_least": 2, "at_most": 3}),
    ("deployments_of_supplier", {"supplier": "nec", "region": "un-m49-americas"}),
    ("deployments_with_technology", {"technology": "smart_policing", "stage": "ended"}),
    ("largest_systems", {"at_least": 500, "region": "un-m49-africa"}),
    ("stages_by_country", {"region": "aigs-mena"}),
    ("links_of_one_publisher", {"publisher": "aiaaic"}),
    ("undated_sources", {"dataset": "aiddata", "at_least": 2}),
    ("units_without_finding", {"edition": 2019, "region": "un-m49-oceania"}),
    ("places_not_looked_at", {"edition": 2019, "region": "un-m49-europe"}),
    ("particulars_not_stated", {"country": "KEN"}),
    ("lenders", {"country": "ECU", "purpose": "security"}),
    ("loan_terms", {"lender": "export-import-bank-of-china", "lender_country": "CHN"}),
    ("belt_and_road_members", {"date": "2023-12-15"}),
    ("military_spenders_that_adopt", {"source": "aigs-2019", "at_most": 20}),
    ("listings_of_supplier", {"supplier": "cetc"}),
    ("deployments_after_listing", {"list": "us_bis_denial_order", "supplier": "zte"}),
    ("control_on_day", {"date": "2019-05-15", "supplier": "pelco"}),
    ("time_line_of_country", {"country": "ITA"}),
    ("repression_of_adopters", {"measure": "digital_repression_index"}),
]


def _asked(queries):
    """Return the names of those that rdflib is asked as they stand."""
    by_server = {
        name for name in queries if SERVED and name in LONG and "Virtuoso" not in queries[name]
    }
    return [
        pytest.param(name, marks=pytest.mark.slow) if name in LONG else name
        for name in queries
        if name not in by_server
    ]


def _cells(frame):
    return frame.astype("object").where(frame.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("name", _asked({name: describe(name).engines for name in names()}))
def test_questions(kg, answer_of, name):
    sparql, _ = bind(kg, describe(name), {})
    assert _cells(shape(answer_of(sparql), describe(name))) == _cells(kg.ask(name))


@pytest.mark.parametrize(("name", "given"), GIVEN)
def test_questions_with_parameters(kg, answer_of, name, given):
    sparql, _ = bind(kg, describe(name), given)
    ours = kg.ask(name, **given)
    assert len(ours)
    assert _cells(shape(answer_of(sparql), describe(name))) == _cells(ours)


@pytest.mark.parametrize("name", ["countries_by_supplier", "technologies_by_edition"])
def test_the_file_as_it_stands(kg, answer_of, name):
    """With UNDEF in place, as someone would paste it into another engine."""
    kept = describe(name)
    assert _cells(shape(answer_of(kept.sparql), kept)) == _cells(kg.ask(name))


AUDIT = {query.name: query for query in read_queries()}


@pytest.mark.parametrize("name", _asked(dict.fromkeys(AUDIT, "")))
def test_queries_of_the_audit(kg, answer_of, name):
    lists = [column.name for column in AUDIT[name].columns if column.kind == "records"]

    def rows(frame):
        frame = frame.copy()
        for column in lists:
            frame[column] = [" ".join(sorted(cell.split())) for cell in frame[column].fillna("")]
        return _cells(frame)

    sparql = AUDIT[name].sparql
    assert rows(answer_of(sparql)) == rows(kg.query(sparql))
