"""Associations on the real data: counts by pandas from the tables, and what is not known."""

import math
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchgraph.analysis import associations, contingency, coverage, freedom_correlation, logistic
from watchgraph.analysis.associations.fitting import fit, ratio_test
from watchgraph.analysis.associations.hypotheses import HYPOTHESES
from watchgraph.analysis.associations.separation import separation
from watchgraph.analysis.associations.tables import build_table, tables_of
from watchgraph.analysis.associations.units import Told, Unit
from watchgraph.analysis.associations.variables import country_units
from watchgraph.analysis.tables import TABLES
from watchgraph.errors import UseError
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph

ISSUED = {"2019": "2019-09-17", "2022": "2022-03-09"}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(data_folder() / f"{name}.csv", keep_default_na=False, dtype=str)


@pytest.fixture(scope="module")
def found(kg) -> pd.DataFrame:
    return associations(kg)


@pytest.fixture(scope="module")
def countries() -> pd.DataFrame:
    """Every unit of both editions, by pandas and from the CSV files alone."""
    units = read("index_units").rename(columns={"record": "unit"})
    made = units[["unit", "edition", "country", "territory", "membership", "finding"]]
    marks = read("assessment_origins")
    for state in ("CHN", "USA"):
        own = marks[marks.supplier_state == state].set_index("assessment")["result"]
        made[state] = made["unit"].map(own).map({"marked": "yes", "none_found": "no"})
        made.loc[made.finding == "none_found", state] = "no"
    assessed = read("assessments").set_index("record")["bri_marked"]
    made["bri_marked"] = made["unit"].map(assessed).map({"true": "yes", "false": "no"})
    return made[made.membership == "certain"]


def bounds(frame: pd.DataFrame, name: str = "start") -> pd.DataFrame:
    """The earliest and latest possible day of partial dates."""
    text = frame[name]
    first = text.where(text.str.len() != 4, text + "-01-01")
    first = first.where(first.str.len() != 7, first + "-01")
    period = {4: "Y", 7: "M", 10: "D"}
    last = [
        pd.Period(value, freq=period[len(value)]).end_time.strftime("%Y-%m-%d") if value else ""
        for value in text
    ]
    return frame.assign(first=first, last=last)


def counts(frame: pd.DataFrame, row: str, column: str) -> list[int]:
    return [
        int(((frame[row] == a) & (frame[column] == b)).sum())
        for a in ("yes", "no")
        for b in ("yes", "no")
    ]


def of(found: pd.DataFrame, name: str) -> list[int]:
    return found.loc[name, ["a", "b", "c", "d"]].tolist()


@pytest.mark.parametrize("edition", ISSUED)
def test_belt_and_road_as_marked(found, countries, edition):
    own = countries[(countries.edition == edition) & (countries.country != "CHN")]
    own = own[own.finding == "adopter"]
    assert of(found, f"china_bri_marked_{edition}") == counts(own, "bri_marked", "CHN")


@pytest.mark.parametrize("edition", ISSUED)
def test_belt_and_road_by_dated_memoranda(found, countries, edition):
    day = ISSUED[edition]
    dated = bounds(read("bri_memberships")).rename(
        columns={"first": "joined", "last": "joined_last"}
    )
    dated = bounds(dated, "end").set_index("country")
    member = {}
    for country, row in dated.iterrows():
        if row.joined > day or (row["last"] and row["last"] <= day):
            member[country] = "no"
        elif row.joined_last <= day and row.status != "unclear":
            member[country] = "yes"
        else:
            member[country] = ""
    own = countries[(countries.edition == edition) & (countries.country != "CHN")]
    own = own[own.country != ""]
    own = own.assign(member=own.country.map(member).fillna("no"))
    assert of(found, f"china_bri_dated_{edition}") == counts(own, "member", "CHN")
    adopters = own[own.finding == "adopter"]
    assert of(found, f"china_bri_dated_adopters_{edition}") == counts(adopters, "member", "CHN")
    assert found.units[f"china_bri_dated_{edition}"] == (own.member != "").sum()


@pytest.mark.parametrize("edition", ISSUED)
@pytest.mark.parametrize("name", ["china_loan", "china_security_loan"])
def test_recorded_loans(found, countries, edition, name):
    day = ISSUED[edition]
    loans = bounds(read("soft_loans"))
    loans = loans[~loans.status.isin(["pledge", "cancelled"])]
    if name == "china_security_loan":
        broader = read("codelists/purposes").set_index("code")["broader"]
        loans = loans[loans.purpose.map(broader) == "security"]
    sure = set(loans[(loans["last"] != "") & (loans["last"] <= day)].country)
    vague = set(loans[(loans["last"] == "") | ((loans["last"] > day) & (loans["first"] <= day))]
                .country) - sure  # fmt: skip
    own = countries[(countries.edition == edition) & (countries.country != "CHN")]
    own = own[(own.country != "") & ~own.country.isin(vague)]
    own = own.assign(loan=own.country.isin(sure).map({True: "yes", False: "no"}))
    assert of(found, f"{name}_{edition}") == counts(own, "loan", "CHN")


def test_regime_classes_are_those_of_the_shares(found, kg):
    from watchgraph.analysis import regime_shares

    for edition in ISSUED:
        shares = regime_shares(kg, edition)[:-1]
        table = " | ".join(
            f"{a} {n - a}" for a, n in zip(shares.adopters, shares.units, strict=True)
        )
        assert found.table[f"adoption_regime_{edition}"] == table
        democracies = shares.loc[["ED", "LD"]].sum(numeric_only=True)
        assert found.a[f"adoption_democracy_{edition}"] == democracies.adopters
        assert found.b[f"adoption_democracy_{edition}"] == democracies.units - democracies.adopters


@pytest.mark.parametrize("edition", ISSUED)
def test_military_spending(found, countries, edition):
    indicators = read("indicators")
    ranks = indicators[indicators.source == "watchgraph-milex-ranks-2018"]
    ranks = ranks[ranks.measure == "military_expenditure_rank"].set_index("country")["value"]
    # What is spent in countries that are not ranked, as far as it lies below all of the fifty.
    spent = indicators[(indicators.measure == "military_expenditure") & (indicators.year == "2018")]
    spent = spent.assign(value=spent.value.astype(float)).groupby("country")["value"]
    fifty = ranks.index[ranks.astype(int) <= 50]
    low = spent.max()[lambda most: most < spent.min()[fifty].min()]
    below = sorted(set(low.index) - set(ranks.index))
    assert below == ["CRI", "CUB", "GNQ", "ISL", "PAN", "PRK", "UZB"]
    ranks = pd.concat([ranks, pd.Series("51", index=below)])
    own = countries[(countries.edition == edition) & countries.country.isin(ranks.index)]
    top = own.country.map(ranks).astype(int) <= 50
    own = own.assign(
        top=top.map({True: "yes", False: "no"}),
        adopter=(own.finding == "adopter").map({True: "yes", False: "no"}),
    )
    assert of(found, f"adoption_military_{edition}") == counts(own, "top", "adopter")
    told = {"2019": "40 10 | 29 75", "2022": "45 5 | 46 58"}
    assert found.table[f"adoption_military_{edition}"] == told[edition]
    assert found.units[f"adoption_military_{edition}"] == 154
    # As published: forty of the fifty largest spenders.
    assert found.a["adoption_military_2019"] == 40


@pytest.mark.parametrize("edition", ISSUED)
def test_listed_suppliers(found, countries, edition):
    day = ISSUED[edition]
    listings = bounds(bounds(read("listings")).rename(columns={"last": "listed"}), "end")
    listings = listings[(listings.listed <= day)]
    listings = listings[(listings["first"] == "") | (listings["first"] > day)]
    readings = read("spellings")
    readings = readings[(readings.certainty == "certain") & (readings.supplier != "")]
    named = read("assessment_suppliers").merge(
        readings[["printed", "supplier"]], left_on="as_printed", right_on="printed"
    )
    named = named[named.assessment.str.startswith(edition)]
    reach = named.groupby("supplier").assessment.nunique()
    frame = pd.DataFrame(
        {
            "reach": (reach > 1).map({True: "yes", False: "no"}),
            "listed": reach.index.isin(listings.supplier),
        }
    )
    frame["listed"] = frame.listed.map({True: "yes", False: "no"})
    assert of(found, f"listing_reach_{edition}") == counts(frame, "listed", "reach")
    listed = set(named[named.supplier.isin(listings.supplier)].assessment)
    own = countries[(countries.edition == edition) & (countries.country != "CHN")]
    own = own[own.unit.isin(named.assessment)]
    own = own.assign(listed=own.unit.isin(listed).map({True: "yes", False: "no"}))
    assert of(found, f"listing_us_market_{edition}") == counts(own, "USA", "listed")


def test_figures_that_readers_quote(found):
    """Marks of 2019 show no link at all; those of 2022 would, if they were the only test."""
    row = found.loc["china_bri_marked_2019"]
    assert row[["a", "b", "c", "d"]].tolist() == [36, 7, 26, 5]
    assert (row.odds_ratio, row.low, row.high) == pytest.approx((0.989, 0.221, 4.094), abs=0.001)
    row = found.loc["china_bri_marked_2022"]
    assert (row.p, row.p_holm, row.q) == pytest.approx((0.016, 0.251, 0.049), abs=0.0006)
    assert "among so many tests it may well come by chance" in row.sentence
    assert found.index[found.p_holm < 0.05].tolist() == [
        "adoption_military_2019",
        "adoption_military_2022",
    ]


def test_every_unit_stands_once_and_every_figure_opens_onto_records(kg, found):
    kinds = {"index-unit", "assessment", "membership", "loan", "indicator", "listing"}
    for name, row in found.iterrows():
        cells = contingency(kg, name)
        inside = cells[cells.left_out == ""]
        units = " ".join(cells.unit_records).split()
        assert len(units) == len(set(units)) == cells["count"].sum()
        assert inside["count"].sum() == row.units
        assert cells["count"].sum() - row.units == row.left_out
        assert {record for own in inside.records for record in own.split()} == set(
            row.records.split()
        )
        assert {record.partition("/")[0] for record in row.records.split()} <= kinds
        for cell in inside.itertuples():
            assert (cell.count == 0) == (cell.records == "")
        assert row.sentence.endswith(".") and row.limits.endswith(".")
    some = found.records["china_loan_2019"].split()
    assert len(kg.evidence([f"https://w3id.org/watchgraph/id/{record}" for record in some])) == len(
        some
    )


def test_three_kinds_of_absence_stay_apart(kg):
    cells = contingency(kg, "china_loan_2019")
    why = dict(zip(cells.left_out, cells["count"], strict=True))
    assert why["one of several of which the edition looked at one"] == 4
    assert why["China itself"] == 1
    labels = set(cells.outcome_label) | set(cells.exposure_label)
    assert {"Looked at, none listed", "None recorded"} <= labels
    names = contingency(kg, "listing_democracy_2022")
    assert names["count"][names.left_out == "the edition names no company"].tolist() == [12]
    dated = contingency(kg, "china_bri_dated_2022").set_index("left_out")
    gone = dated.units["a territory, which tables by country do not hold"]
    assert gone == "Gaza Strip; Somaliland; Zanzibar"


def test_the_family_and_the_seed_are_said(kg, found):
    assert found.attrs["family"] == len(found) == 22
    assert found.attrs["seed"] == 1
    pd.testing.assert_frame_equal(found, associations(kg, seed=7))
    for seed in ("x", -1, 1.5, None):
        with pytest.raises(UseError, match="whole number"):
            associations(kg, seed=seed)
    assert list(TABLES["associations"](kg, None, 1).index) == list(found.index)
    assert TABLES["coverage"](kg, None, 1).equals(coverage(kg))


def test_as_of_a_day_only_the_editions_of_then_are_tested(kg):
    early = associations(kg.as_of(known="2020-01-01"))
    assert set(early.edition) <= {"2019"}
    assert len(associations(kg.as_of(known="2001-01-01"))) == 0


LEVELS = st.sampled_from(["yes", "no", ""])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(LEVELS, LEVELS), max_size=25), st.randoms(), st.integers(0, 5))
def test_order_and_unknown_units_change_nothing(values, random, unknown):
    hypothesis = replace(HYPOTHESES["china_loan"], without_china=False)

    def unit(i, exposure, outcome):
        told = {
            "adopter": Told("yes"),
            "loan": Told(exposure, "not stated"),
            "chinese": Told(outcome, "not stated"),
        }
        return Unit(f"index-unit/{i}", f"country/{i}", f"Unit {i}", told)

    units = [unit(i, *pair) for i, pair in enumerate(values)]
    table = build_table(hypothesis, "2019", units)
    assert build_table(hypothesis, "2019", random.sample(units, len(units))) == table
    more = [unit(100 + i, random.choice(["yes", "no", ""]), "") for i in range(unknown)]
    larger = build_table(hypothesis, "2019", [*units, *more])
    assert larger.counts == table.counts
    assert sum(map(len, larger.left_out.values())) == unknown + sum(
        map(len, table.left_out.values())
    )


def test_an_unknown_name_is_refused(kg):
    for call in (contingency, logistic):
        with pytest.raises(UseError, match="no hypothesis") as caught:
            call(kg, "china_loan_2020")
        assert "china_loan_2022" in caught.value.choices
    with pytest.raises(UseError, match="suppliers"):
        logistic(kg, "listing_reach_2019")
    with pytest.raises(UseError, match="no coverage by"):
        coverage(kg, "continent")


def test_logistic_is_statsmodels_on_a_published_model():
    """Spector and Mazzeo 1980, the data and the Stata 11 results that statsmodels keeps.

    The latter stand in statsmodels/discrete/tests/results/results_discrete.py, Spector.logit.
    """
    datasets = pytest.importorskip("statsmodels.datasets")
    data = datasets.spector.load_pandas()
    design = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy(float)])
    outcome = data.endog.to_numpy(int)
    signs, perfect = separation(design, outcome)
    assert not signs.any() and not perfect.any()
    fitted = fit(design, outcome, signs, perfect, 0.95)
    coefficients = [-13.0213483201, 2.82611297201, 0.0951576702557, 2.37868772835]
    assert fitted.terms["coefficient"] == pytest.approx(coefficients, rel=1e-5)
    found = [0.0082774596, 0.0252390974, 0.5014342039, 0.0254552063]
    assert fitted.terms["p"] == pytest.approx(found, rel=1e-4)
    highs = np.exp([-3.35613, 5.301432, 0.3725988, 4.465195])
    assert fitted.terms["high"] == pytest.approx(highs, rel=1e-4)
    # Twice the log-likelihood -12.8896334653335 against -20.5917296966173 with the constant alone.
    assert ratio_test(design, outcome, [1, 2, 3]) == pytest.approx(0.00150187761112892, rel=1e-6)


def test_the_model_without_others_beside_is_the_table(kg):
    """One dummy: the unconditional odds ratio ad / bc, Woolf's interval."""
    a, b, c, d = 17, 18, 44, 92
    exposure = np.repeat([1.0, 1, 0, 0], [a, b, c, d])
    outcome = np.repeat([1, 0, 1, 0], [a, b, c, d])
    design = np.column_stack([np.ones(len(exposure)), exposure])
    fitted = fit(design, outcome, *separation(design, outcome), 0.95)
    assert fitted.terms["odds_ratio"][1] == pytest.approx(a * d / (b * c))
    reach = 1.959963984540054 * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    assert fitted.terms["high"][1] == pytest.approx(a * d / (b * c) * math.exp(reach))


@pytest.mark.parametrize(
    ("outcome", "signs"),
    [
        ([0, 1, 0, 1], [0, 0]),  # overlap
        ([0, 1, 1, 1], [0, 1]),  # quasi-complete: one cell of the table is empty
        ([0, 0, 1, 1], [-1, 1]),  # complete
    ],
)
def test_separation_is_found(outcome, signs):
    """Albert and Anderson 1984: overlap, quasi-complete and complete separation."""
    design = np.array([[1.0, 0], [1, 0], [1, 1], [1, 1]])
    assert separation(design, np.array(outcome))[0].tolist() == signs


def test_separation_is_reported_and_the_rest_estimated(kg):
    frame = logistic(kg, "china_bri_marked_2019")
    separated = frame.loc["region=aigs-sca"]
    assert separated.with_outcome == separated.units == 7
    assert math.isinf(separated.odds_ratio) and math.isnan(separated.high)
    assert frame.attrs["separated"] == ("region=aigs-sca",)
    assert frame.attrs["events_per_term"] < 2
    said = " ".join(frame.attrs["warnings"])
    assert "Separation: South and Central Asia" in said and "Only 1.3 cases" in said
    assert np.isfinite(frame.drop("region=aigs-sca")[["low", "high"]].to_numpy()).all()
    # The rest is what the model gives without the region that it foretells perfectly.
    units = [unit for unit in country_units(kg, "2019") if unit.of("region").value != "aigs-sca"]
    from watchgraph.analysis.associations.logistic import fit_table

    less = fit_table(build_table(HYPOTHESES["china_bri_marked"], "2019", units), {})
    assert less.odds_ratio["exposure=yes"] == pytest.approx(frame.odds_ratio["exposure=yes"])


def test_a_model_of_ranks_takes_units_with_a_rank_alone(kg, found):
    frame = logistic(kg, "adoption_military_2019")
    assert frame.attrs["left_out"]["military spending of 2018 known, its rank not"] == 7
    assert frame.attrs["units"] + sum(frame.attrs["left_out"].values()) == (
        found.units["adoption_military_2019"] + found.left_out["adoption_military_2019"]
    )


def test_every_hypothesis_of_countries_has_a_model(kg, found):
    for hypothesis in HYPOTHESES.values():
        if hypothesis.population == "suppliers":
            continue
        name = f"{hypothesis.name}_2022"
        frame = logistic(kg, name)
        assert frame.attrs["converged"] and frame.attrs["warnings"]
        assert frame.attrs["units"] + sum(frame.attrs["left_out"].values()) == (
            found.units[name] + found.left_out[name]
        )
        assert 0 <= frame.attrs["p_exposure"] <= 1
        assert len(frame.attrs["records"].split()) >= frame.attrs["units"]
    assert 0 <= logistic(kg, "adoption_military_2022").attrs["p_curvature"] <= 1


def test_without_statsmodels_the_extra_is_named(kg, monkeypatch):
    monkeypatch.setitem(sys.modules, "statsmodels.discrete.discrete_model", None)
    with pytest.raises(UseError) as caught:
        logistic(kg, "china_loan_2019")
    assert "watchgraph[analysis]" in caught.value.remedy


def test_what_cannot_be_fitted_is_refused(kg):
    from watchgraph.analysis.associations.logistic import fit_table

    units = [u for u in country_units(kg, "2022") if u.of("chinese").value == "yes"]
    (table,) = tables_of(kg, "2022", [HYPOTHESES["china_loan"]])
    same = build_table(table.hypothesis, "2022", units)
    with pytest.raises(UseError, match="same outcome"):
        fit_table(same, {})
    few = build_table(table.hypothesis, "2022", country_units(kg, "2022")[:6])
    with pytest.raises(UseError, match="nothing to fit"):
        fit_table(few, {})


def test_coverage_counts_what_the_tables_hold(kg):
    frame = coverage(kg)
    deployments, loans = read("deployments"), read("soft_loans")
    assert frame.deployments["all"] == len(deployments)
    assert frame.loans["all"] == len(loans)
    assert frame.units["all"] == 176 and frame.adopters["all"] == 97
    region = read("country_regions")
    region = region[region.scheme == "aigs"].drop_duplicates(["country", "region"])
    region = region.set_index("country")["region"]
    assert region.index.is_unique
    units = set(read("index_units").query("membership == 'certain'").country) - {""}
    for code in region.unique():
        own = {country for country in units if region.get(country) == code}
        assert frame.units[code] == len(own)
        assert frame.deployments[code] == deployments.country.isin(own).sum()
        assert frame.loans[code] == loans.country.isin(own).sum()
        assert len(frame.records[code].split()) == frame.deployments[code] + frame.loans[code]
    sources = read("deployment_sources")
    used = set(deployments.source) | set(loans.source) | set(sources.source)
    assert frame.sources["all"] == len(used)


def test_coverage_by_status_and_country(kg):
    indicators = read("indicators").query("measure == 'freedom_on_the_net_status'")
    latest = indicators[indicators.year == "2021"].class_value.value_counts()
    frame = coverage(kg, "status")
    assert frame.units[["free", "partly_free", "not_free"]].to_dict() == latest.to_dict()
    assert frame.units[:-2].sum() == frame.units["all"] == 176
    by_country = coverage(kg, "country")
    assert by_country.deployments[:-1].sum() == frame.deployments["all"]
    assert by_country.loc["KEN", "region"] == "Africa"


def test_freedom_goes_the_same_way_in_both_years(kg):
    """The scale was turned round between the editions; here higher is freer in both."""
    frame = freedom_correlation(kg)
    assert frame.groupby("year").units.first().to_dict() == {"2018": 47, "2021": 57}
    deployments = read("deployments").groupby("country").size()
    loans = read("soft_loans").groupby("country").size()
    scores = read("indicators").query("measure == 'freedom_on_the_net_score'")
    for year, sign in (("2018", -1), ("2021", 1)):
        own = scores[scores.year == year].set_index("country")["value"].astype(float)
        records = deployments.add(loans, fill_value=0).reindex(own.index, fill_value=0)
        expected = sign * own.corr(records, method="spearman")
        row = frame[(frame.year == year) & (frame["count"] == "records")].iloc[0]
        assert row.rho == pytest.approx(expected)
        assert row.low < row.rho < row.high
        assert len(row.records.split()) == row.units
        assert row.units + row.without_score == 176


def test_a_graph_without_editions_has_an_empty_table():

    pyoxigraph = pytest.importorskip("pyoxigraph")
    assert associations(KnowledgeGraph(pyoxigraph.Store())).empty
