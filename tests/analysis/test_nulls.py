"""Random networks of the same numbers of links: that they are, and that all come alike often."""

import itertools
import os
import subprocess
import sys
from collections import Counter
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.stats import chisquare

from watchgraph.analysis import null_samples
from watchgraph.errors import UseError

small = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.booleans(), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def states(matrix: np.ndarray) -> list[tuple[int, ...]]:
    """All matrices with the sums of one, each as its cells."""
    columns = matrix.sum(axis=0)
    rows = [
        [np.isin(np.arange(len(columns)), chosen).astype(int) for chosen in
         itertools.combinations(range(len(columns)), int(total))]
        for total in matrix.sum(axis=1)
    ]  # fmt: skip
    return [
        tuple(np.concatenate(made).tolist())
        for made in itertools.product(*rows)
        if (np.sum(made, axis=0) == columns).all()
    ]


@given(small, st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_every_row_and_column_keeps_its_number_of_links(cells: list, seed: int) -> None:
    matrix = np.array(cells)
    null = null_samples(matrix, samples=5, seed=seed)
    assert len(null) == 5
    for sample in null:
        dense = sample.toarray()
        assert dense.max(initial=0) <= 1
        assert (dense.sum(axis=0) == matrix.sum(axis=0)).all()
        assert (dense.sum(axis=1) == matrix.sum(axis=1)).all()


@given(small)
@settings(max_examples=60, deadline=None)
def test_one_state_is_known_when_there_is_one(cells: list) -> None:
    matrix = np.array(cells, dtype=int)
    null = null_samples(matrix, samples=3)
    assert null.one_state == (len(states(matrix)) == 1)
    if null.one_state:
        assert all((sample.toarray() == matrix).all() for sample in null)
        assert null.diagnosis["moved"] == 0


@pytest.mark.parametrize(
    ("matrix", "count"),
    [
        # The number of matrices with two links in each row and column: OEIS A001499, a(4) = 90.
        ([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]], 90),
        # Wide and tall, so that both sides trade; counted by :func:`states`.
        ([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 0, 1]], 15),
        ([[1, 1, 0], [1, 0, 1], [0, 1, 0], [1, 0, 0], [0, 0, 1]], 31),
        ([[1, 1, 1, 0, 0], [1, 1, 0, 1, 0], [0, 0, 1, 0, 1], [1, 0, 0, 0, 0]], 65),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_all_matrices_of_the_same_sums_come_equally_often(
    matrix: list, count: int, seed: int
) -> None:
    every = states(np.array(matrix))
    null = null_samples(matrix, samples=min(100 * len(every), 6000), seed=seed, trades=40)
    seen = Counter(tuple(sample.toarray().ravel().tolist()) for sample in null)
    assert set(seen) == set(every)
    assert len(every) == count
    assert chisquare([seen[state] for state in every]).pvalue > 0.001


def placed(rows: list[int], columns: list[int], later: int) -> Counter[tuple[int, ...]]:
    """Count the ways to place rows, by how many columns still lack 0, 1, 2 and so on thereafter.

    So many rows come later; no column may lack more than can yet be placed.
    """
    have = Counter(columns)
    ways = Counter({tuple(have[lack] for lack in range(len(rows) + later + 1)): 1})
    for row, total in enumerate(rows):
        after = len(rows) + later - row - 1
        made: Counter[tuple[int, ...]] = Counter()
        for lacking, number in ways.items():
            # By what is lacking, from most to least: how many of such columns get one.
            part: list[tuple[int, tuple[int, ...], int]] = [(0, (), 1)]
            for lack in range(after + 1, 0, -1):
                fits = range(0 if lack <= after else lacking[lack], lacking[lack] + 1)
                part = [
                    (used + some, (some, *rest), choices * comb(lacking[lack], some))
                    for used, rest, choices in part
                    for some in fits
                    if used + some <= total <= used + some + sum(lacking[1:lack])
                ]
            for _, taken, choices in part:
                now = [n - some for n, some in zip(lacking, (0, *taken), strict=True)]
                for lack, some in enumerate(taken):
                    now[lack] += some
                made[tuple(now[: after + 1])] += number * choices
        ways = made
    return ways


def test_samples_with_the_sums_of_darwins_finches() -> None:
    """Thirteen species on seventeen islands; how many two rare ones share, against exact chances.

    Chen, Diaconis, Holmes and Liu (2005), Journal of the American Statistical Association 100,
    109-120, report 67,149,106,137,567,626 tables with these sums, as the R package networksis
    says in man/finch.Rd. The count here is the same, and so gives the chances.
    """
    islands = [14, 13, 14, 10, 12, 2, 10, 1, 10, 11, 6, 2, 17]
    species = [4, 4, 11, 10, 10, 8, 9, 10, 8, 9, 3, 10, 4, 7, 9, 3, 3]
    # Last come the two species with two islands each: those that lack two are shared.
    ways: Counter[int] = Counter()
    others = sorted((total for total in islands if total != 2), reverse=True)
    for (_, once, twice), count in placed(others, species, 2).items():
        ways[twice] += count * comb(once, once // 2)
    every = sum(ways.values())
    assert every == 67_149_106_137_567_626

    # Any table with these sums does as a start: each row takes the columns that lack most.
    matrix = np.zeros((13, 17), int)
    lacking = np.array(species)
    for row in np.argsort(islands)[::-1]:
        matrix[row, np.argsort(-lacking, kind="stable")[: islands[row]]] = 1
        lacking = np.array(species) - matrix.sum(axis=0)
    assert (lacking == 0).all()
    rare = np.flatnonzero(matrix.sum(axis=1) == 2)
    null = null_samples(matrix, samples=2000, seed=1)
    seen = Counter(int(sample.toarray()[rare].prod(axis=0).sum()) for sample in null)
    expected = [2000 * ways[shared] / every for shared in range(3)]
    assert chisquare([seen[shared] for shared in range(3)], expected).pvalue > 0.001


def test_sparse_and_dense_and_weighted_are_one() -> None:
    matrix = np.array([[2, 0, 5], [0, 1, 1], [3, 1, 0]])
    one = null_samples(matrix, 10)
    for other in (matrix > 0, csr_array(matrix), matrix.astype(float), matrix.tolist()):
        assert (null_samples(other, 10).links == one.links).all()


def test_by_row_and_by_column_tell_the_same() -> None:
    matrix = np.random.default_rng(1).random((9, 6)) < 0.4
    null = null_samples(matrix, 20)
    assert null.turned
    for k, sample in enumerate(null):
        starts, links, _ = null.by_column
        dense = sample.toarray()
        for column in range(6):
            own = links[k, starts[column] : starts[column + 1]]
            assert sorted(own) == np.flatnonzero(dense[:, column]).tolist()


def test_renamed_rows_and_columns_have_the_same_chances() -> None:
    matrix = np.random.default_rng(3).random((8, 12)) < 0.35
    rows, columns = (
        np.random.default_rng(4).permutation(8),
        np.random.default_rng(5).permutation(12),
    )

    def shares(one: np.ndarray, seed: int) -> np.ndarray:
        return sum(sample.toarray() for sample in null_samples(one, 1000, seed)) / 1000

    here, there = shares(matrix, 1), shares(matrix[rows][:, columns], 2)
    # Four standard errors of a difference of shares.
    assert np.abs(here[rows][:, columns] - there).max() < 4 * np.sqrt(2 * 0.25 / 1000)


def test_mixing_is_told() -> None:
    matrix = np.random.default_rng(1).random((30, 40)) < 0.1
    null = null_samples(matrix, 500)
    told = null.attributes()
    assert told["settled"]
    assert abs(told["autocorrelation"]) < 0.15
    trades, shares = zip(*told["pilot"], strict=True)
    able = (matrix.sum(axis=1) > 0).sum()
    assert list(trades) == [4 * able * 2**k for k in range(len(trades))]
    assert abs(shares[-1] - shares[-2]) <= 0.01
    assert told["trades"] == trades[-2]
    assert told["burn_in"] == 10 * told["trades"]
    assert told["moved"] == pytest.approx(shares[-1], abs=0.03)
    # Too few trades give themselves away.
    slow = null_samples(matrix, 500, trades=1).attributes()
    assert slow["autocorrelation"] > 0.5
    assert slow["settled"] is None


def test_the_seed_decides_and_nothing_else() -> None:
    matrix = np.random.default_rng(1).random((10, 8)) < 0.4
    one, two = null_samples(matrix, 50, seed=7), null_samples(matrix, 50, seed=7)
    assert (one.links == two.links).all()
    assert one.attributes() == two.attributes()
    assert (one.links != null_samples(matrix, 50, seed=8).links).any()


@pytest.mark.parametrize("matrix", [np.zeros((0, 0)), np.zeros((3, 2)), np.ones((2, 3)), [[1]]])
def test_matrices_with_nothing_to_trade(matrix: object) -> None:
    null = null_samples(matrix, 4)
    assert null.one_state
    assert len(list(null)) == 4
    assert null.diagnosis["autocorrelation"] == 0


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"samples": 0}, "samples"),
        ({"samples": 10**9}, "samples"),
        ({"samples": 2.5}, "samples"),
        ({"seed": -1}, "seed"),
        ({"trades": 0}, "trades"),
        ({"matrix": [1, 0]}, "matrix"),
        ({"matrix": [[1, 0], [1]]}, "matrix"),
        ({"matrix": [["a"]]}, "matrix"),
        ({"matrix": [[float("nan")]]}, "matrix"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: dict, name: str) -> None:
    with pytest.raises(UseError) as caught:
        null_samples(**{"matrix": [[1, 0], [0, 1]], **arguments})
    assert caught.value.name == name


def test_without_the_compiler_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "import networkx as nx\n"
        "from watchgraph.analysis import *\n"
        "from watchgraph.errors import UseError\n"
        "net = nx.davis_southern_women_graph()\n"
        "assert len(communities(net)) == 32\n"
        "for wanted in (\n"
        "    lambda: null_samples([[1]]),\n"
        "    lambda: pair_significance(net),\n"
        "    lambda: nestedness(net),\n"
        "    lambda: communities(net, method='brim'),\n"
        "    lambda: communities(net, null_samples=5),\n"
        "):\n"
        "    try:\n"
        "        wanted()\n"
        "    except UseError as error:\n"
        "        assert \"pip install 'watchgraph[analysis]'\" in str(error)\n"
        "    else:\n"
        "        raise SystemExit('not refused')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)


def test_a_place_that_cannot_be_written_to_needs_no_cache() -> None:
    code = (
        "import numba.core.caching as caching\n"
        "caching.CacheImpl._locator_classes = []\n"
        "from watchgraph.analysis.compiler import cached\n"
        "assert cached(lambda one: one + 1)(1) == 2\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)
