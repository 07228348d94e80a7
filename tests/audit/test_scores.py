"""The printed regime scores of 2018, against a computation of its own from the tables."""

import pandas as pd
import pytest

import watchgraph as wg
from watchgraph.audit import printed_scores
from watchgraph.audit.scores import alphabet
from watchgraph.resources import data_folder


@pytest.fixture(scope="module")
def scores(kg):
    return printed_scores(kg)


@pytest.fixture(scope="module")
def frame():
    data = pd.read_csv(data_folder() / "indicators.csv", keep_default_na=False, dtype=str)
    data = data[(data.year == "2018") & (data.country != "")]
    names = pd.read_csv(data_folder() / "countries.csv", keep_default_na=False).set_index("country")

    def column(measure, source):
        chosen = data[(data.measure == measure) & (data.source == source)]
        return pd.to_numeric(chosen.set_index("country").value)

    made = pd.DataFrame(
        {
            "printed": column("regime_score", "aigs-2019"),
            "recomputed": column("regime_score", "watchgraph-regimes-2018"),
            "total": column("freedom_house_total", "fiw-2019"),
            "democracy": column("eiu_democracy_index", "eiu-2018"),
            "polyarchy": column("vdem_polyarchy", "vdem-9"),
        }
    )
    made["implied"] = 10 * (3 * made.printed - made.democracy - 10 * made.polyarchy)
    made["name"] = names.name
    return made


def test_how_many_scores_agree(scores, frame):
    both = frame.dropna(subset=["printed", "recomputed"])
    agree = int(((both.printed - both.recomputed).abs() < 0.005).sum())
    assert (scores.comparable, scores.agreeing) == (len(both), agree) == (72, 54)


def test_the_scores_that_differ_are_those_whose_inputs_are_quoted(scores, frame):
    quoted = frame.dropna(subset=["total", "democracy", "polyarchy"])
    assert len(scores.scores) == len(quoted) == 18
    by_name = quoted.set_index("name")
    for one in scores.scores:
        row = by_name.loc[one.country]
        assert abs(one.printed - one.recomputed) > 0.02
        assert one.recomputed == pytest.approx(row.recomputed, abs=0.005)
        assert one.implied == pytest.approx(row.implied)
        assert one.total == row.total
        assert len(one.records) == 7


def test_which_quoted_totals_fit(scores, frame):
    assert {one.country: (one.fits, one.places) for one in scores.scores if one.fits} == {
        "Indonesia": ("India", 1),
        "Iran": ("Indonesia", 1),
        "Iraq": ("Iran", 1),
        "Israel": ("Iraq", 2),
        "Kenya": ("Kazakhstan", 1),
        "Laos": ("Kyrgyzstan", 1),
        "Lebanon": ("Laos", 2),
        "Morocco": ("Mongolia", 2),
        "Pakistan": ("Nigeria", 5),
    }
    totals = frame.set_index("name").total
    for one in scores.scores:
        if one.fits:
            assert totals[one.fits] == pytest.approx(one.implied, abs=0.25)


def test_nothing_fits_after_the_row(scores):
    assert (scores.earlier, scores.fitting_earlier) == (25, 9)
    assert (scores.later, scores.fitting_later) == (25, 0)


def test_three_classes_change(scores):
    assert {o.country: (o.printed_class, o.recomputed_class) for o in scores.changed} == {
        "Iran": ("EA", "CA"),
        "Morocco": ("ED", "EA"),
        "Nigeria": ("EA", "ED"),
    }


def test_the_alphabet_passes_over_accents(kg):
    """Türkiye stands before Turkmenistan, and São Tomé between Samoa and Saudi Arabia."""
    listed = [name for name, _ in alphabet(kg)]
    assert listed.index("Türkiye") < listed.index("Turkmenistan")
    assert listed.index("São Tomé and Príncipe") < listed.index("Saudi Arabia")


def test_a_missing_value_is_no_zero(scores):
    kg = wg.load()
    kg.store.update(
        "PREFIX wg: <https://w3id.org/watchgraph/ontology#> "
        "DELETE { GRAPH ?g { ?record wg:value ?value } } "
        "WHERE { GRAPH ?g { ?record wg:value ?value ; "
        "wg:country <https://w3id.org/watchgraph/id/country/IND> ; "
        "wg:measure <https://w3id.org/watchgraph/id/measure/freedom_house_total> } }"
    )
    found = printed_scores(kg)
    assert "India" in {one.country for one in scores.scores}
    assert "India" not in {one.country for one in found.scores}
    assert {one.country for one in found.scores if one.fits == "India"} == set()
