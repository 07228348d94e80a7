"""A hypothesis with region and regime held beside, and what the model cannot bear."""

from __future__ import annotations

import math
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.associations.design import NUMERIC, cases_of, columns_of, term_name
from watchgraph.analysis.associations.fitting import fit, ratio_test
from watchgraph.analysis.associations.hypotheses import Hypothesis, split_name
from watchgraph.analysis.associations.reading import editions, regions
from watchgraph.analysis.associations.separation import separation
from watchgraph.analysis.associations.tables import Table, tables_of
from watchgraph.analysis.associations.units import YES
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    from numpy import float64
    from numpy.typing import NDArray

    from watchgraph.store import KnowledgeGraph

# Below so many cases of the rarer outcome a term, estimates are known to be biased upwards.
_ENOUGH = 10
_METHOD = "Logistic regression by maximum likelihood, Wald intervals"


def logistic(kg: KnowledgeGraph, name: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """Fit the outcome of a hypothesis on its exposure, with region and regime class beside.

    The regions are those of the index. The most frequent class and region are the reference. For
    military spending the exposure is the logarithm of the rank, not the top fifty. The model
    takes units as independent, which neighbours are not; ``attrs["warnings"]`` says what it
    cannot bear.

    Parameters
    ----------
    kg
        The graph.
    name
        Name and edition, such as ``china_loan_2019``.
    confidence
        Confidence of the intervals.

    Returns
    -------
    pandas.DataFrame
        One row for each term, the exposure first. Index ``term``; columns ``label``,
        ``coefficient``, ``odds_ratio``, ``low``, ``high``, ``p`` (Wald), ``with_outcome`` and
        ``units`` (cases of the level; missing for numbers), ``separated``. A separated term [1]_
        has an odds ratio of 0 or infinity, and neither interval nor probability; the other terms
        are then estimated from the cases that are not fitted perfectly.

        ``attrs`` holds name, question, edition, ``units``, ``events`` (cases of the rarer
        outcome), ``events_per_term`` [2]_, ``p_exposure`` (likelihood ratio test of the
        exposure, which separation does not harm), ``p_curvature`` (whether the logarithm of
        rank is enough), ``pseudo_r2`` (McFadden), ``converged``, ``separated``, ``reference``,
        ``left_out`` (units by reason), ``warnings``, ``records``, method, engine and data
        version.

    Raises
    ------
    UseError
        If there is no such hypothesis, its units are not countries, statsmodels is missing, or
        there is nothing to fit.

    References
    ----------
    .. [1] Albert, A., Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
       logistic regression models. Biometrika 71, 1-10.
    .. [2] Peduzzi, P. et al. (1996). A simulation study of the number of events per variable in
       logistic regression analysis. Journal of Clinical Epidemiology 49, 1373-1379.
    """
    hypothesis, edition = split_name(name, tuple(editions(kg)))
    if hypothesis.population == "suppliers":
        raise UseError(
            f"The units of {name!r} are suppliers, which have no region and no regime.",
            name="name",
            value=name,
        )
    (table,) = tables_of(kg, edition, [hypothesis])
    names = dict(regions(kg).values())
    return fit_table(table, names, kg.version, confidence)


def fit_table(
    table: Table, region_names: dict[str, str], data_version: str = "", confidence: float = 0.95
) -> pd.DataFrame:
    """Fit the model of a table; parameters, result and errors as :func:`logistic`.

    Parameters
    ----------
    table
        The table.
    region_names
        Names of the regions by code.
    data_version
        Version of the data.
    confidence
        Confidence of the intervals.

    Returns
    -------
    pandas.DataFrame
        The terms.

    Raises
    ------
    UseError
        If statsmodels is missing or there is nothing to fit.
    """
    import pandas as pd

    units, left_out = cases_of(table)
    outcome = np.array([unit.of(table.hypothesis.outcome).value == YES for unit in units], int)
    if len(set(outcome.tolist())) < 2:
        raise _nothing(table, "All its units have the same outcome")
    columns, reference = columns_of(table.hypothesis, units, region_names)
    design = np.column_stack([column.values for column in columns])
    if np.linalg.matrix_rank(design) < len(columns):
        raise _nothing(table, "Its variables cannot be told apart in so few units")
    signs, perfect = separation(design, outcome)
    fitted = fit(design, outcome, signs, perfect, confidence)
    rows = [
        {
            "label": column.label,
            **{key: values[i] for key, values in fitted.terms.items()},
            "with_outcome": int(outcome[column.values == 1].sum()) if column.level else None,
            "units": int((column.values == 1).sum()) if column.level else None,
            "separated": bool(signs[i]),
        }
        for i, column in enumerate(columns)
    ]
    index = pd.Index([term_name(column) for column in columns], name="term", dtype="object")
    frame = pd.DataFrame(rows, index=index)
    for count in ("with_outcome", "units"):
        frame[count] = frame[count].astype("Int64")
    # The intercept first in the fit, last to the reader.
    frame = frame.iloc[[*range(1, len(frame)), 0]]
    exposed = [i for i, column in enumerate(columns) if column.variable == "exposure"]
    facts: dict[str, Any] = {
        "name": table.name,
        "question": table.hypothesis.question,
        "edition": table.edition,
        "units": len(units),
        "events": int(min(outcome.sum(), len(outcome) - outcome.sum())),
        "separated": tuple(str(term) for term in frame.index[frame["separated"]]),
        "reference": reference,
        "left_out": left_out,
        "pseudo_r2": fitted.pseudo_r2,
        "converged": fitted.converged,
        "p_exposure": ratio_test(design, outcome, exposed),
        "p_curvature": _curvature(table.hypothesis, design, outcome, exposed),
    }
    facts["events_per_term"] = facts["events"] / (len(columns) - 1)
    frame.attrs.update(facts)
    frame.attrs |= {
        "warnings": _warnings(facts, frame),
        "records": " ".join(table.records(units)),
        "method": _METHOD,
        "engine": f"statsmodels {version('statsmodels')}",
        "data_version": data_version,
    }
    return frame


def _nothing(table: Table, why: str) -> UseError:
    return UseError(
        f"There is nothing to fit for {table.name!r}. {why}.", name="name", value=table.name
    )


def _curvature(
    hypothesis: Hypothesis, design: NDArray[float64], outcome: NDArray[Any], exposed: list[int]
) -> float:
    if hypothesis.exposure not in NUMERIC:
        return math.nan
    column = design[:, exposed[0]]
    squared = np.column_stack([design, (column - column.mean()) ** 2])
    return ratio_test(squared, outcome, [design.shape[1]])


def _warnings(facts: dict[str, Any], frame: pd.DataFrame) -> tuple[str, ...]:
    said = []
    if facts["separated"]:
        labels = ", ".join(str(label) for label in frame.loc[list(facts["separated"]), "label"])
        said.append(
            f"Separation: {labels}. The outcome is foretold without exception, so that no finite "
            "estimate exists."
        )
    if frame["low"].isna().all():
        said.append("The reference itself is separated, so that no term has an estimate.")
    if facts["events_per_term"] < _ENOUGH:
        said.append(
            f"Only {facts['events_per_term']:.1f} cases of the rarer outcome for each term, where "
            f"{_ENOUGH} are wanted: odds ratios lean away from 1, and intervals are too narrow."
        )
    small = frame[(frame["units"] < 5).fillna(False)]
    if len(small):
        said.append("Fewer than five units: " + ", ".join(small["label"]) + ".")
    if facts["p_curvature"] < 0.05:
        said.append("The logarithm of the rank does not describe the shape well.")
    if not facts["converged"]:
        said.append("The fit did not converge; do not use it.")
    said.append("Units are taken as independent; neighbours and members of a bloc are not.")
    return tuple(said)
