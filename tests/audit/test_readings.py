"""The other readings that stand beside a verdict, and what decides it."""

import pytest

from watchgraph.audit import VERDICTS, AuditRow
from watchgraph.audit.queries import read_queries
from watchgraph.audit.verdicts import conclude, judge, rounded
from watchgraph.errors import UseError


@pytest.fixture(scope="module")
def rows(audited):
    return {row.claim: row for row in audited}


def _others(row: AuditRow) -> list[float]:
    return [reading.recomputed for reading in row.readings if not reading.decides]


@pytest.mark.parametrize(
    ("claim", "others"),
    [
        ("c06", [62]),  # without China itself
        ("c07", [63]),  # with China itself
        ("c08", [36, 45]),  # without China itself; by the dated memberships
        ("c09", [49, 50]),  # assumed spellings; China's row counted
        ("c12", [31]),  # without the United States themselves
        ("c13", [10, 8]),  # the misprint read as IBM; the home state's row counted
        ("c10", [14]),  # no spelling is only assumed, and no row of Japan leaves companies unnamed
        ("c11", [1]),  # with assumed spellings IBM comes no nearer
        ("c15", [6, 7]),  # the row of the United States counted
        ("c16", [63, 62]),  # China's row counted; left out
        ("c21", [40]),  # ranks that the index prints
        # Concessional; with a Chinese contractor named; with grants; without pledges.
        ("c22", [2, 1, 3, 1]),
        ("c23", [0, 1, 2, 2]),
        ("c24", [1, 0, 1, 1]),
        ("c26", [0, 0, 1, 0]),
    ],
)
def test_other_readings(rows, claim, others):
    assert _others(rows[claim]) == others


@pytest.mark.parametrize(
    ("claim", "shares", "verdict"),
    [
        ("c17", [100 * 20 / 39] * 4, "holds"),
        ("c18", [100 * 10 / 28, 100 * 10 / 29, 100 * 10 / 28, 100 * 10 / 28], "differs"),
        ("c19", [100 * 20 / 46, 100 * 20 / 45, 100 * 20 / 46, 100 * 20 / 45], "differs"),
        ("c20", [100 * 25 / 63] * 4, "differs"),
    ],
)
def test_each_candidate_for_the_last_unit_is_tried(rows, claim, shares, verdict):
    deciding = [reading for reading in rows[claim].readings if reading.decides]
    assert [reading.recomputed for reading in deciding] == pytest.approx(shares)
    assert {reading.verdict for reading in deciding} == {verdict}
    assert [reading.variant for reading in deciding] == [
        "Palestine (West Bank)",
        "Gaza Strip",
        "Somaliland",
        "Zanzibar",
    ]


def test_with_all_classes_recomputed_one_candidate_gives_the_published_share(rows):
    recomputed = [r for r in rows["c18"].readings if r.reading == "classes recomputed for all"]
    assert len(recomputed) == 4
    assert [r.variant for r in recomputed if r.verdict == "holds"] == ["Gaza Strip"]
    assert rows["c18"].verdict == "differs"


@pytest.mark.parametrize(
    ("claim", "shares"),
    [
        ("c17", [100 * 20 / 39] * 4),
        ("c18", [100 * 11 / 29, 100 * 11 / 30, 100 * 11 / 29, 100 * 11 / 29]),
        ("c19", [100 * 19 / 45, 100 * 19 / 44, 100 * 19 / 45, 100 * 19 / 44]),
        ("c20", [100 * 25 / 63] * 4),
    ],
)
def test_shares_with_classes_recomputed(rows, claim, shares):
    """For the 18 adopters whose inputs are quoted and for all: no other class changes."""
    others = [reading for reading in rows[claim].readings if not reading.decides]
    assert {reading.reading for reading in others[:4]} == {
        "classes recomputed for the adopters whose inputs are quoted"
    }
    assert {reading.reading for reading in others[4:]} == {"classes recomputed for all"}
    assert [reading.recomputed for reading in others] == pytest.approx(shares * 2)


def test_the_inputs_give_the_classes_that_are_kept_as_recomputed(rows):
    """One reading works on the quoted inputs, the other on the kept classes; they agree."""
    for claim in ("c17", "c18", "c19", "c20"):
        others = [reading for reading in rows[claim].readings if not reading.decides]
        assert [r.records for r in others[:4]] == [r.records for r in others[4:]]


def test_candidates_that_disagree_leave_it_undetermined(audit_of):
    def publish(claims):
        claims[17]["published_value"] = "36"
        claims[18]["published_value"] = "44"

    rows = audit_of(claims=publish)
    assert rows["c18"].verdict == rows["c19"].verdict == "undetermined"
    verdicts = [reading.verdict for reading in rows["c18"].readings if reading.decides]
    assert verdicts == ["holds", "differs", "holds", "holds"]


def test_a_known_list_of_units_needs_no_candidates(audit_of):
    def settle(units):
        for row in list(units):
            if row["membership"] == "candidate":
                row["membership"] = "certain"
                row["finding"] = "none_found"
                if row["territory"]:
                    units.remove(row)

    rows = audit_of(index_units=settle)
    assert rows["c02"].recomputed == 176
    assert len(rows["c02"].readings) == 1
    assert "candidate" not in rows["c02"].why
    assert (rows["c18"].recomputed, rows["c18"].verdict) == (36, "differs")


def test_what_the_records_come_to_show(audit_of):
    def lend(loans):
        (row,) = (row for row in loans if row["record"] == "uzb-citic-safecity-2019")
        row["instrument"] = "commercial_loan"

    def name_huawei(rows):
        rows.append(rows[0] | {"record": "2019-CHN--huawei", "assessment": "2019-CHN",
                               "as_printed": "Huawei"})  # fmt: skip

    rows = audit_of(soft_loans=lend, assessment_suppliers=name_huawei)
    assert (rows["c26"].recomputed, rows["c26"].verdict) == (1, "holds")
    assert (rows["c09"].recomputed, rows["c09"].verdict) == (50, "holds")
    assert (rows["c16"].recomputed, rows["c16"].verdict) == (63, "holds")


def test_a_claim_that_no_query_recomputes_is_said_to_be_so(audit_of):
    def add(claims):
        claims.append(claims[0] | {"record": "c99", "statement": "Another figure"})

    row = audit_of(claims=add)["c99"]
    assert (row.recomputed, row.verdict, row.question) == (None, "undetermined", "")
    assert "No query" in row.why


def test_why_is_one_line_of_figures(audited):
    for row in audited:
        assert "\n" not in row.why
        assert any(character.isdigit() for character in row.why)
        assert "{" not in row.why
        assert row.why.endswith(".")


def test_records_are_those_counted(audited):
    for row in audited:
        if row.unit in ("countries", "loans") and row.claim not in ("c27", "c28"):
            for reading in row.readings:
                assert len(reading.records) == reading.recomputed
    assert rows_of(audited, "c24") == ("loan/aiddata-70311",)


def rows_of(audited, claim):
    (row,) = (row for row in audited if row.claim == claim)
    return row.readings[0].records


def test_each_claim_has_one_query(audited):
    known = {query.name for query in read_queries()}
    assert {row.question for row in audited} == known


@pytest.mark.parametrize(
    ("recomputed", "operator", "published", "verdict"),
    [
        (52, "equals", 52, "holds"),
        (53, "equals", 52, "differs"),
        (51.4999, "equals", 51, "holds"),
        (51.5, "equals", 51, "differs"),
        (50.5, "equals", 51, "holds"),
        (51.28, "equals", 51.3, "holds"),
        (50, "at_least", 50, "holds"),
        (49, "at_least", 50, "differs"),
        (60, "more_than", 60, "differs"),
        (61, "more_than", 60, "holds"),
        (0, "at_least", 1, "unsupported"),
        (0, "more_than", 0, "unsupported"),
        (0, "equals", 4, "differs"),
        (0, "equals", 0, "holds"),
        (0, "at_least", 0, "holds"),
    ],
)
def test_judge(recomputed, operator, published, verdict):
    assert judge(recomputed, operator, published) == verdict
    assert verdict in VERDICTS


def test_an_unknown_operator_is_refused():
    with pytest.raises(UseError):
        judge(1, "about", 1)


def test_nothing_that_decides_leaves_it_undetermined():
    assert conclude([]) == "undetermined"
    assert rounded(2.5, 3) == 3
