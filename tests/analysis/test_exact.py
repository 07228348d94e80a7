"""Exact tests, intervals and adjustments against published examples, R and other libraries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, fisher_exact, nchypergeom_fisher

from watchgraph.analysis.associations.correlation import spearman
from watchgraph.analysis.associations.difference import risk_difference
from watchgraph.analysis.associations.exact import fisher, freeman_halton
from watchgraph.analysis.associations.family import benjamini_hochberg, holm
from watchgraph.errors import UseError

CELL = st.integers(0, 25)
QUICK = settings(deadline=None, max_examples=40)


def test_fishers_tea_tasting():
    """Fisher 1935 and Agresti 2002, p. 91, by R's help page of fisher.test: ``TeaTasting``.

    R 4.2.2 gives p 0.4857143, estimate 6.408309 and interval 0.2117329 to 621.9337505.
    """
    told = fisher(3, 1, 1, 3)
    assert told.p == pytest.approx(34 / 70)
    assert told.odds_ratio == pytest.approx(6.408309, rel=1e-5)
    assert told.low == pytest.approx(0.2117329, rel=1e-4)
    # R's root is found to four digits only. The bound solves
    # t^4 = 0.975 (1 + 16 t + 36 t^2 + 16 t^3 + t^4).
    t = told.high
    assert t**4 / (1 + 16 * t + 36 * t**2 + 16 * t**3 + t**4) == pytest.approx(0.975)
    assert t == pytest.approx(621.93, rel=0.01)


def test_fishers_criminal_twins():
    """Fisher 1962, 1970, by R's help page of fisher.test: ``Convictions``.

    R 4.2.2 gives p 0.0005367241, estimate 0.04693661 and interval 0.003325764 to 0.363182271.
    """
    told = fisher(2, 15, 10, 3)
    assert told.p == pytest.approx(0.0005367, abs=5e-8)
    assert told.odds_ratio == pytest.approx(0.04693661, rel=1e-5)
    assert (told.low, told.high) == pytest.approx((0.003325764, 0.363182271), rel=0.005)


@pytest.mark.slow
def test_agrestis_job_satisfaction():
    """Agresti 2002, p. 57, by R's help page of fisher.test: ``Job``; R 4.2.2 gives 0.782684939."""
    job = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]
    p, how = freeman_halton(job, seed=1, samples=100_000)
    # Three standard errors of so many draws.
    assert p == pytest.approx(0.7827, abs=3 * (0.7827 * 0.2173 / 100_000) ** 0.5)
    assert how == "100,000 tables drawn with seed 1"
    assert freeman_halton(job, seed=1, samples=1000) == freeman_halton(job, seed=1, samples=1000)
    assert freeman_halton(job, seed=2, samples=1000) != freeman_halton(job, seed=1, samples=1000)


def test_fisher_is_what_r_gives():
    """Results of R 3.6.2 that scipy keeps: scipy/stats/tests/data/fisher_exact_results_from_r.py.

    Their bounds are found to few digits: scipy's own test allows 2 %, and 10 % beyond 400.
    """
    kept = pytest.importorskip("scipy.stats.tests.data.fisher_exact_results_from_r").data
    both = [one for one in kept if one[0].alternative == "two.sided"]
    assert len(both) > 20
    for (table, confidence, _), (p, ratio, bounds) in both:
        told = fisher(*np.ravel(table).tolist(), confidence)
        if np.isnan(told.odds_ratio):
            assert told.p == p == 1
            continue
        large = told.odds_ratio > 400
        assert told.p == pytest.approx(p, rel=1e-6)
        assert told.odds_ratio == pytest.approx(ratio, rel=0.05 if large else 5e-4)
        assert (told.low, told.high) == pytest.approx(bounds, rel=0.1 if large else 0.02)


@pytest.mark.parametrize(
    ("rows", "p"),
    [  # By fisher.test of R 4.2.2.
        ([[10, 18], [20, 25], [25, 38]], 0.784708186296),
        ([[3, 1], [5, 7], [0, 9], [6, 2]], 0.0035050363381359),
    ],
)
def test_freeman_halton_is_what_r_gives(rows, p):
    assert freeman_halton(rows) == (pytest.approx(p, rel=1e-9), "all tables")


def test_a_sampled_table_is_what_r_gives():
    """R's fisher.test gives 0.03928964365533, as scipy's test_resampling_rxc keeps (``MP6``)."""
    table = [[1, 2, 2, 1, 1, 0, 1], [2, 0, 0, 2, 3, 0, 0], [0, 1, 1, 1, 2, 7, 3],
             [1, 1, 2, 0, 0, 0, 1], [0, 1, 1, 1, 1, 0, 0]]  # fmt: skip
    found, _ = freeman_halton(table, samples=20_000)
    # Four standard errors of so many draws.
    assert found == pytest.approx(0.03928964365533, abs=4 * (0.0393 * 0.9607 / 20_000) ** 0.5)


@QUICK
@given(CELL, CELL, CELL, CELL)
def test_fisher_is_scipys_and_its_interval_inverts_the_test(a, b, c, d):
    told = fisher(a, b, c, d)
    if 0 in (a + b, c + d, a + c, b + d):
        assert told.p == 1
        assert np.isnan([told.odds_ratio, told.low, told.high]).all()
        return
    assert told.p == pytest.approx(float(fisher_exact([[a, b], [c, d]]).pvalue))
    assert told.low <= told.odds_ratio <= told.high
    given_margins = (a + b + c + d, a + b, a + c)
    if told.low > 0:
        assert nchypergeom_fisher.sf(a - 1, *given_margins, told.low) == pytest.approx(
            0.025, rel=1e-3
        )
    if np.isfinite(told.high):
        assert nchypergeom_fisher.cdf(a, *given_margins, told.high) == pytest.approx(
            0.025, rel=1e-3
        )


@QUICK
@given(CELL, CELL, CELL, CELL)
def test_a_turned_table_says_the_same(a, b, c, d):
    told, turned = fisher(a, b, c, d), fisher(a, c, b, d)
    assert told.p == pytest.approx(turned.p)
    assert told.odds_ratio == pytest.approx(turned.odds_ratio, rel=1e-6, nan_ok=True)
    swapped = fisher(c, d, a, b)
    assert told.p == pytest.approx(swapped.p)
    if told.odds_ratio > 0 and np.isfinite(told.odds_ratio):
        assert told.odds_ratio == pytest.approx(1 / swapped.odds_ratio, rel=1e-4)


ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=4)


@QUICK
@given(ROWS, st.randoms())
def test_freeman_halton_of_two_columns(rows, random):
    """Fisher's test where there are two rows; and the same whatever the order, or turned round."""
    p, how = freeman_halton(rows)
    assert how == "all tables"
    assert 0 < p <= 1
    if len(rows) == 2:
        assert p == pytest.approx(fisher(*rows[0], *rows[1]).p)
    shuffled = random.sample(rows, len(rows))
    assert freeman_halton(shuffled)[0] == pytest.approx(p)
    assert freeman_halton([[a for a, _ in rows], [b for _, b in rows]])[0] == pytest.approx(p)
    assert freeman_halton([*rows, (0, 0)])[0] == pytest.approx(p)


def test_exact_and_sampled_agree():
    counts = [[10, 18, 0], [20, 25, 0], [25, 38, 0]]
    exact, how = freeman_halton(counts)
    assert how == "all tables"
    third = [[*row[:2], 1] for row in counts]
    sampled = freeman_halton(third, samples=5000)[0]
    from scipy.stats import MonteCarloMethod

    peer = fisher_exact(
        third, method=MonteCarloMethod(n_resamples=5000, rng=np.random.default_rng(3))
    ).pvalue
    assert sampled == pytest.approx(float(peer), abs=0.035)
    assert exact == pytest.approx(freeman_halton([row[:2] for row in counts])[0])


@pytest.mark.parametrize("rows", [[[1, -1], [1, 1]], [[1, 2], [3]]])
def test_what_is_no_table_is_refused(rows):
    with pytest.raises(UseError, match="rows of one length"):
        freeman_halton(rows)


@pytest.mark.parametrize(
    ("a", "n", "c", "m", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10, examples (a) to
        # (h). The R packages keep (a) and (b), propint in test_Two_Independent_Props_CI.R, and
        # (d), ratesci in tests/testthat/test3.R.
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombes_differences(a, n, c, m, low, high):
    apart, *bounds = risk_difference(a, n, c, m)
    assert apart == pytest.approx(a / n - c / m)
    assert bounds == pytest.approx([low, high], abs=0.00005)


@QUICK
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_differences_are_statsmodels(n, m, data):
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    a, c = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    apart, low, high = risk_difference(a, n, c, m)
    peer = proportion.confint_proportions_2indep(a, n, c, m, method="newcomb", compare="diff")
    assert (low, high) == pytest.approx(peer, abs=1e-9)
    turned = risk_difference(c, m, a, n)
    assert turned == pytest.approx((-apart, -high, -low))


def test_an_empty_group_has_no_difference():
    assert np.isnan(risk_difference(0, 0, 1, 2)).all()


@QUICK
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjustments_are_those_of_others(p):
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    assert holm(p) == pytest.approx(list(multitest.multipletests(p, method="holm")[1]))
    assert benjamini_hochberg(p) == pytest.approx(list(false_discovery_control(p)))


def test_the_fifteen_of_benjamini_and_hochberg():
    """Benjamini and Hochberg 1995: four found at 5 %, three by Bonferroni.

    Their example is told in scipy's help of false_discovery_control, and kept in statsmodels'
    test_fdr_bky (statsmodels/stats/tests/test_multi.py). The adjusted ones are p.adjust of R 4.2.2.
    """
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
         0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]  # fmt: skip
    assert sum(q <= 0.05 for q in benjamini_hochberg(p)) == 4
    assert sum(adjusted <= 0.05 for adjusted in holm(p)) == 3
    assert sum(len(p) * one <= 0.05 for one in p) == 3
    assert benjamini_hochberg(p) == pytest.approx(
        [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571, 0.0638571428571, 0.0645, 0.0765,
         0.486, 0.5811818181818, 0.714875, 0.7532307692308, 0.8132142857143, 1],
    )  # fmt: skip
    assert holm(p) == pytest.approx(
        [0.0015, 0.0056, 0.0247, 0.114, 0.2211, *[0.278] * 3, 0.3213, *[1] * 6]
    )


@QUICK
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=30))
def test_rank_correlation_turns_with_the_scale(pairs):
    x, y = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    told, turned = spearman(x, y), spearman([9 - a for a in x], y)
    assert told.n == len(pairs)
    assert (told.rho, told.low, told.high) == pytest.approx(
        (-turned.rho, -turned.high, -turned.low), abs=1e-9, nan_ok=True
    )


def test_the_interval_of_a_rank_correlation():
    """The formula of Bonett and Wright 2000: tanh(atanh r ± z sqrt((1 + r²/2) / (n - 3)))."""
    x = [float(i) for i in range(30)]
    y = [float((7 * i) % 30) for i in range(30)]
    told = spearman(x, y)
    reach = 1.959963984540054 * ((1 + told.rho**2 / 2) / 27) ** 0.5
    assert np.arctanh(told.high) - np.arctanh(told.low) == pytest.approx(2 * reach)
    assert np.isnan(spearman([1, 2, 3], [1, 2, 3]).rho)
    with pytest.raises(UseError):
        spearman([1.0], [1.0, 2.0])
