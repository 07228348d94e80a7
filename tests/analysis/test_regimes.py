"""Shares of adopters by regime class, and their intervals."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.analysis import regime_shares, wilson
from watchgraph.errors import UseError
from watchgraph.resources import data_folder


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3: the score method
        # without continuity correction. ClinicalTrialUtilities.jl keeps all four in
        # test/citest.jl, by the paper's DOI; the R package ratesci the last three in
        # tests/testthat/test3.R.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals(successes, n, low, high):
    assert wilson(successes, n) == pytest.approx((low, high), abs=0.00005)


@given(st.integers(1, 400), st.data())
def test_the_interval_solves_wilsons_equation(n, data):
    """Each bound p satisfies (share - p)^2 = z^2 p (1 - p) / n, which defines it."""
    successes = data.draw(st.integers(0, n))
    share, z = successes / n, 1.959963984540054
    low, high = wilson(successes, n)
    assert 0 <= low <= share <= high <= 1
    for bound in (low, high):
        assert (share - bound) ** 2 == pytest.approx(z**2 * bound * (1 - bound) / n, abs=1e-9)


@given(st.integers(1, 400), st.sampled_from([0.8, 0.95, 0.99]), st.data())
def test_the_interval_is_that_of_statsmodels(n, confidence, data):
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    successes = data.draw(st.integers(0, n))
    peer = proportion.proportion_confint(successes, n, 1 - confidence, method="wilson")
    assert wilson(successes, n, confidence) == pytest.approx(peer, abs=1e-9)


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(successes, n):
    with pytest.raises(UseError, match="is no share"):
        wilson(successes, n)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_what_is_no_confidence_is_refused(confidence):
    with pytest.raises(UseError, match="between 0 and 1"):
        wilson(1, 2, confidence)


def test_2022_over_all_units(kg):
    frame = regime_shares(kg, 2022)
    units = pd.read_csv(data_folder() / "index_units.csv", keep_default_na=False, dtype=str)
    units = units[units.edition == "2022"]
    units = units.assign(place=units.country.where(units.country != "", units.territory))
    classes = pd.read_csv(data_folder() / "indicators.csv", keep_default_na=False, dtype=str)
    classes = classes[(classes.measure == "regime_class") & (classes.source == "aigs-2022")]
    classes = classes.assign(place=classes.country.where(classes.country != "", classes.territory))
    both = units.merge(classes[["place", "class_value"]], on="place", validate="1:1")
    assert len(both) == 179
    for code, group in both.groupby("class_value"):
        adopting = int((group.finding == "adopter").sum())
        assert (frame.adopters[code], frame.units[code]) == (adopting, len(group))
    assert frame[["adopters", "units"]].loc["all"].tolist() == [97, 179]
    assert frame[["adopters", "units"]][:-1].sum().tolist() == [97, 179]


def test_figures_of_2022(kg):
    frame = regime_shares(kg, "2022")
    figures = frame[["adopters", "units", "share", "low", "high"]].round(1)
    assert figures.to_numpy().tolist() == [
        [13, 30, 43.3, 27.4, 60.8],
        [32, 60, 53.3, 40.9, 65.4],
        [30, 55, 54.5, 41.5, 67.0],
        [22, 34, 64.7, 47.9, 78.5],
        [97, 179, 54.2, 46.9, 61.3],
    ]
    assert frame.index.tolist() == ["CA", "EA", "ED", "LD", "all"]
    assert frame.attrs["edition"] == "2022"


def test_2019_over_the_units_that_are_certain(kg):
    frame = regime_shares(kg, 2019)
    assert frame[["adopters", "units"]].to_numpy().tolist() == [
        [10, 28], [20, 45], [25, 63], [20, 39], [75, 175],
    ]  # fmt: skip


def test_each_share_carries_its_records(kg):
    frame = regime_shares(kg, 2022)
    for row in frame.itertuples():
        assert len(row.adopter_records) == row.adopters
        assert len(row.records) == 2 * row.units
        assert set(row.adopter_records) <= set(row.records)


def test_an_unknown_edition_is_refused(kg):
    with pytest.raises(UseError) as caught:
        regime_shares(kg, 2020)
    assert caught.value.choices == ("2019", "2022")


def test_from_a_list_with_gaps_no_share_is_given(kg):
    """By the end of 2022 only the adopters' entries of 2019 were surely published."""
    known = kg.as_of("2022-12-31", known="2022-12-31")
    frame = regime_shares(known, 2019)
    assert frame[["adopters", "units"]].loc["all"].tolist() == [75, 75]
    assert frame[["share", "low", "high"]].isna().all(axis=None)
    assert frame.attrs["missing_units"] == 104
    assert frame.attrs["note"].startswith("104 entries are missing")
    assert (frame.attrs["as_of"], frame.attrs["known"]) == ("2022-12-31", "2022-12-31")
    whole = regime_shares(known, 2022)
    assert round(whole.share["all"], 1) == 54.2
    assert (whole.attrs["missing_units"], whole.attrs["note"]) == (0, "")


def test_the_whole_graph_is_as_of_no_day(kg):
    attrs = regime_shares(kg, 2019).attrs
    assert (attrs["as_of"], attrs["known"], attrs["missing_units"]) == ("", "", 0)


def test_an_edition_that_a_day_leaves_out_is_named_as_such(kg):
    with pytest.raises(UseError, match="edition/2022 is not in the graph as of 2020-01-01: it beg"):
        regime_shares(kg.as_of("2020-01-01"), 2022)
