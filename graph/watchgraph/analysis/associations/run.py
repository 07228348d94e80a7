"""All hypotheses in one table, tested as one family."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations.difference import risk_difference
from watchgraph.analysis.associations.exact import fisher, freeman_halton
from watchgraph.analysis.associations.family import benjamini_hochberg, holm
from watchgraph.analysis.associations.hypotheses import HYPOTHESES
from watchgraph.analysis.associations.reading import editions
from watchgraph.analysis.associations.sentence import finding
from watchgraph.analysis.associations.tables import Table, tables_of
from watchgraph.analysis.whole_numbers import require_whole

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_METHOD = (
    "Fisher's exact test with conditional odds ratio and exact interval; Freeman-Halton for more "
    "than two rows; risk difference by Newcombe's method 10; Holm and Benjamini-Hochberg over all "
    "rows"
)
_COLUMNS = (
    *("title", "question", "edition", "a", "b", "c", "d", "table", "odds_ratio", "low", "high"),
    *("p", "p_holm", "q", "difference", "difference_low", "difference_high", "least_expected"),
    *("units", "left_out", "why_left_out", "test", "sentence", "limits", "records"),
)


def associations(kg: KnowledgeGraph, seed: int = 1) -> pd.DataFrame:
    """Test which properties of countries go together, and say what each test can carry.

    Units are what an edition of the index surely looked at: nearly all states, no sample, and
    not independent of each other, for neighbours buy alike. Probabilities and intervals tell how
    easily so few units could fall so by chance, no more. A unit whose value is not known stands
    in no cell and is counted with its reason.

    Parameters
    ----------
    kg
        The graph.
    seed
        Seed of the tests that draw tables; none of the packaged data needs it.

    Returns
    -------
    pandas.DataFrame
        One row for each hypothesis and edition that the graph holds. Index ``name``; columns:

        ``title``, ``question``, ``edition``
            What is asked.
        ``a``, ``b``, ``c``, ``d``
            Counts of a 2×2 table: exposed with and without the outcome, not exposed with and
            without it; missing where there are more rows.
        ``table``
            All counts, rows joined by ``" | "``.
        ``odds_ratio``, ``low``, ``high``
            Conditional estimate and exact interval [1]_; not numbers where they do not exist.
            The interval leaves half of the error to either side and ``p`` does not, so that it
            may hold 1 although ``p`` is a little below 0.05.
        ``p``, ``p_holm``, ``q``
            Two-sided exact probability; adjusted for the family of all rows by Holm [2]_, which
            holds whatever the dependence; and by Benjamini and Hochberg [3]_.
        ``difference``, ``difference_low``, ``difference_high``
            Difference of the shares with the outcome, and its interval [4]_.
        ``least_expected``
            Smallest count that chance alone would lead one to expect; below five, a test that is
            not exact would mislead.
        ``units``, ``left_out``, ``why_left_out``
            Units in the table; units left out, and the reasons with their numbers.
        ``test``
            The test.
        ``sentence``, ``limits``
            What the table shows in words, and what it does not.
        ``records``
            ``kind/key`` of every record behind the cells, joined by blanks;
            :func:`contingency` gives them cell by cell.

        ``attrs`` holds method, engine, seed, family and data version.

    Raises
    ------
    UseError
        If the seed is no whole number of zero or more.

    References
    ----------
    .. [1] Agresti, A. (2002). Categorical Data Analysis, 2nd edition, section 3.6. Wiley.
    .. [2] Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
       Journal of Statistics 6, 65-70.
    .. [3] Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of
       the Royal Statistical Society B 57, 289-300.
    .. [4] Newcombe, R. G. (1998). Interval estimation for the difference between independent
       proportions. Statistics in Medicine 17, 873-890.
    """
    require_whole("seed", seed, 0)
    return tested(all_tables(kg), kg.version, seed)


def tested(tables: Sequence[Table], data_version: str = "", seed: int = 1) -> pd.DataFrame:
    """Test tables as one family; the result is that of :func:`associations`.

    Parameters
    ----------
    tables
        The family.
    data_version
        Version of the data.
    seed
        As :func:`associations`.

    Returns
    -------
    pandas.DataFrame
        One row for each table.
    """
    import pandas as pd

    rows = [_row(table, seed) for table in tables]
    p = [row["p"] for row in rows]
    for row, table, by_holm, q in zip(rows, tables, holm(p), benjamini_hochberg(p), strict=True):
        row["p_holm"], row["q"] = by_holm, q
        row["sentence"] = finding(
            table, row["odds_ratio"], row["low"], row["high"], row["p"], by_holm, len(rows)
        )
    index = pd.Index([table.name for table in tables], name="name", dtype="object")
    frame = pd.DataFrame(rows, columns=list(_COLUMNS), index=index)
    for name in ("a", "b", "c", "d"):
        frame[name] = frame[name].astype("Int64")
    frame.attrs = {
        "method": _METHOD,
        "engine": f"scipy {version('scipy')}",
        "seed": seed,
        "family": len(rows),
        "data_version": data_version,
    }
    return frame


def all_tables(kg: KnowledgeGraph) -> list[Table]:
    """Build the tables of all hypotheses for all editions that the graph holds.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    list of Table
        By hypothesis as declared, then by edition.
    """
    by_edition = [tables_of(kg, edition, list(HYPOTHESES.values())) for edition in editions(kg)]
    return [table for tables in zip(*by_edition, strict=True) for table in tables]


def _row(table: Table, seed: int) -> dict[str, Any]:
    left_out = {why: len(units) for why, units in table.left_out.items()}
    row: dict[str, Any] = {
        "title": table.hypothesis.title,
        "question": table.hypothesis.question,
        "edition": table.edition,
        "table": " | ".join(" ".join(map(str, counts)) for counts in table.counts),
        "least_expected": _least_expected(table.counts),
        "units": table.n,
        "left_out": sum(left_out.values()),
        "why_left_out": "; ".join(f"{why}: {count}" for why, count in left_out.items()),
        "limits": table.hypothesis.limits,
        "records": " ".join(table.all_records()),
    }
    row |= dict.fromkeys(
        ("odds_ratio", "low", "high", "difference", "difference_low", "difference_high"), math.nan
    )
    if not table.two_by_two:
        row["p"], how = freeman_halton(table.counts, seed)
        return row | {"test": f"Freeman-Halton, {how}"}
    (a, b), (c, d) = table.counts
    odds = fisher(a, b, c, d)
    apart, low, high = risk_difference(a, a + b, c, c + d)
    return row | {
        "a": a,
        "b": b,
        "c": c,
        "d": d,
        "p": odds.p,
        "odds_ratio": odds.odds_ratio,
        "low": odds.low,
        "high": odds.high,
        "difference": apart,
        "difference_low": low,
        "difference_high": high,
        "test": "Fisher, two-sided",
    }


def _least_expected(counts: list[list[int]]) -> float:
    total = sum(map(sum, counts))
    columns = [sum(column) for column in zip(*counts, strict=True)]
    return min((sum(row) * column / total for row in counts for column in columns), default=0.0) \
        if total else 0.0  # fmt: skip
