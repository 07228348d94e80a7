"""Measures of a network beside those of random networks: figures, words and charts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from watchgraph.analysis import assortativity, nestedness, node_classes
from watchgraph.analysis.associations.family import benjamini_hochberg
from watchgraph.analysis.assortativity import assortativity_values
from watchgraph.analysis.classes import MEANINGS
from watchgraph.analysis.nestedness import LINES, nodf_values
from watchgraph.render.charts import NullChart, null_chart

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.analysis import NullSamples
    from watchgraph.analysis.twomode import TwoMode
    from watchgraph.store import KnowledgeGraph

_LEVEL = 0.05
_NAMES = {
    "region": "Region",
    "regime": "Regime class",
    "bri": "Belt and Road membership",
    "origin": "Headquarters of suppliers",
}
_PAIRS = {
    "suppliers": "Suppliers, by their countries",
    "countries": "Countries, by their suppliers",
    "all": "Both together",
}


@dataclass(frozen=True)
class Measure:
    """A measure of the network and of random networks.

    Attributes
    ----------
    key
        What tells it from the others of a page.
    name
        What is measured.
    of
        Of which nodes, in words.
    observed, mean, sd, z, p
        Figures as text; p on the side where the observed value lies.
    both
        Twice the smaller p, at most 1.
    sign
        Above zero if there is more than in the mean of the random networks; NaN if all these
        have one value.
    values
        Of the random networks.
    value
        The observed one.
    q
        As text: what ``both`` is worth among all measures of the page.
    verdict
        In words.
    chart
        How the values are spread.
    """

    key: str
    name: str
    of: str
    observed: str
    mean: str
    sd: str
    z: str
    p: str
    both: float
    sign: float
    values: tuple[float, ...]
    value: float
    q: str = ""
    verdict: str = ""
    chart: NullChart | None = None


def number_words(value: float, digits: int = 2) -> str:
    """Return a number as text, with a minus sign; a word where there is none."""
    if math.isnan(value):
        return "none"
    text = f"{value:.{digits}f}"
    # What rounds to zero has no sign.
    text = text.lstrip("-") if float(text) == 0 else text
    return text.replace("-", "\N{MINUS SIGN}")


def nested_measures(supply: nx.Graph[str], null: NullSamples) -> list[Measure]:
    """Return nestedness by suppliers, by countries and over all pairs.

    Parameters
    ----------
    supply
        The network.
    null
        Its random networks.

    Returns
    -------
    list of Measure
        Those that are defined.
    """
    frame = nestedness(supply, null=null)
    observed, values = nodf_values(null)
    return [
        _measure(
            f"nodf-{name}", _PAIRS[name], "", frame.loc[name].to_dict(), "nodf", values[:, k], 1
        )
        for k, name in enumerate(LINES)
        if not math.isnan(observed[k])
    ]


def mixed_measures(
    kg: KnowledgeGraph, supply: nx.Graph[str], two: TwoMode, null: NullSamples
) -> list[Measure]:
    """Return assortativity by each class of nodes.

    Parameters
    ----------
    kg
        The graph.
    supply, two
        The network, twice.
    null
        Its random networks.

    Returns
    -------
    list of Measure
        Those that are defined.
    """
    classes = node_classes(kg, supply)
    frame = assortativity(supply, classes, null=null)
    made = []
    for name, own in classes.items():
        row = frame.loc[name].to_dict()
        if math.isnan(row["observed"]):
            continue
        side = str(row["side"])
        nodes = f"{row['nodes']} {'countries' if side == 'country' else 'suppliers'}"
        left = f", {row['left_out']} left out" if row["left_out"] else ""
        values = assortativity_values(two, null, side, own)[1]
        meaning = MEANINGS[name]
        of = f"{meaning[:1].upper()}{meaning[1:]}; {nodes}{left}"
        made.append(_measure(f"mixing-{name}", _NAMES[name], of, row, "observed", values, 3))
    return made


def modular_measure(grouped: pd.DataFrame) -> list[Measure]:
    """Return modularity, if the communities were compared with random networks.

    Parameters
    ----------
    grouped
        Of :func:`watchgraph.analysis.communities`.

    Returns
    -------
    list of Measure
        One, or none if it is not defined.
    """
    told = grouped.attrs
    values = told.get("null_values", [])
    if not values or math.isnan(told["run_modularity"]) or any(map(math.isnan, values)):
        return []
    row = {
        "observed": told["run_modularity"],
        "mean": told["null_mean"],
        "sd": told["null_sd"],
        **{name: told[name] for name in ("z", "p_low", "p_high")},
    }
    name = "Modularity of one run, on average"
    return [_measure("modularity", name, "", row, "observed", values, 3)]


def judged(measures: Sequence[Measure], titles: dict[str, str]) -> list[Measure]:
    """Judge measures together, and draw them.

    Parameters
    ----------
    measures
        All of the page: they are one family of tests.
    titles
        By the first part of a key, what the measure is called.

    Returns
    -------
    list of Measure
        The same with q, verdict and chart.
    """
    qs = benjamini_hochberg([one.both for one in measures])
    made = []
    for one, q in zip(measures, qs, strict=True):
        if math.isnan(one.sign):
            verdict = "one value only"
        elif q > _LEVEL:
            verdict = "as by chance"
        else:
            verdict = f"{'more' if one.sign > 0 else 'less'} than by chance"
        title = titles[one.key.partition("-")[0]]
        told = (
            f"Observed {one.observed}; {len(one.values):,} random networks {one.mean} ± {one.sd}: "
            f"z {one.z}, p {one.p}, q {number_words(q, 3)}, {verdict}."
        )
        heading = f"{title}: {one.name}" if title else one.name
        chart = null_chart(f"{one.key}-drawn", heading, told, one.values, one.value, one.observed)
        made.append(replace(one, q=number_words(q, 3), verdict=verdict, chart=chart))
    return made


def _measure(
    key: str, name: str, of: str, row: dict[Any, Any], column: str, values: Any, digits: int
) -> Measure:
    least = min(row["p_low"], row["p_high"])
    return Measure(
        key=key,
        name=name,
        of=of,
        observed=number_words(row[column], digits),
        mean=number_words(row["mean"], digits),
        sd=number_words(row["sd"], digits),
        z=number_words(row["z"], 1),
        p=number_words(least, 4 if len(values) > 999 else 3),
        both=min(1.0, 2 * least),
        sign=float(row["z"]),
        values=tuple(float(value) for value in values),
        value=float(row[column]),
    )
