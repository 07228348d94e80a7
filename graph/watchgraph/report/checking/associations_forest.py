"""The odds ratios of the associations on one logarithmic axis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from watchgraph.analysis.associations.sentence import ratio_words
from watchgraph.render.charts import Interval, IntervalChart, interval_chart, log_scale

if TYPE_CHECKING:
    import pandas as pd


def forest(tests: pd.DataFrame, level: float) -> IntervalChart | None:
    """Draw the odds ratios of all tests that have one.

    Parameters
    ----------
    tests
        Of :func:`watchgraph.analysis.associations`.
    level
        Marks of tests whose probability by Holm is below this are filled.

    Returns
    -------
    IntervalChart, optional
        None if no test has an odds ratio.
    """
    rows = [
        Interval(
            label=row["title"],
            value=row["odds_ratio"],
            low=row["low"],
            high=row["high"],
            told=interval_words(row["odds_ratio"], row["low"], row["high"]),
            href=f"#{name}",
            key=row["edition"],
            firm=row["p_holm"] < level,
        )
        for name, row in zip(tests.index, tests.to_dict("records"), strict=True)
        if not math.isnan(row["odds_ratio"])
    ]
    if not rows:
        return None
    # The axis ends at a power of ten beyond the finite ends of the intervals.
    ends = [one for row in rows for one in (row.low, row.high) if 0 < one < math.inf]
    powers = [math.log10(one) for one in (*ends, 0.1, 10.0)]
    low, high = math.floor(min(powers)), math.ceil(max(powers))
    return interval_chart(
        *("odds", "Odds ratios of all tests of two by two"),
        "Odds ratio; each step ten times as far; line at 1: no difference",
        log_scale(10.0**low, 10.0**high, [10.0**power for power in range(low, high + 1)]),
        rows,
        line=1,
        note=(
            "Dot: odds ratio; line: 95 % interval; arrow: no bound. Filled: holds against all "
            "tests together (Holm). Tables of more than two rows have no odds ratio."
        ),
    )


def interval_words(value: float, low: float, high: float) -> str:
    """Return an odds ratio and its interval in words; nothing if there is none."""
    if math.isnan(value):
        return ""
    return f"{ratio_words(value)} ({ratio_words(low)} to {ratio_words(high)})"
