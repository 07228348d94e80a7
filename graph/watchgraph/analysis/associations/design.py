"""The cases and columns of a logistic model: dummies with the commonest level as reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.associations.hypotheses import Hypothesis
from watchgraph.analysis.associations.tables import Table
from watchgraph.analysis.associations.units import Unit
from watchgraph.analysis.associations.words import level_words

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

#: Exposures that the model takes as a number, and the variable that holds it.
NUMERIC = {"top_fifty": "rank"}


@dataclass(frozen=True)
class Column:
    """A term of the model.

    Attributes
    ----------
    variable
        ``intercept``, ``exposure``, ``regime`` or ``region``.
    level
        What the dummy stands for; empty for a number.
    label
        Words.
    values
        One for each case.
    """

    variable: str
    level: str
    label: str
    values: NDArray[float64]


def cases_of(table: Table) -> tuple[list[Unit], dict[str, int]]:
    """Return the units of a table whose region and regime class are known, and their number.

    The number is that of :data:`NUMERIC`, where the exposure is taken as one.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    tuple
        The units by record, and how many are left out by reason.
    """
    left_out = {why: len(units) for why, units in table.left_out.items()}
    kept = []
    exposure = table.hypothesis.exposure
    needed = [*([NUMERIC[exposure]] if exposure in NUMERIC else []), "regime", "region"]
    for unit in sorted(
        (unit for units in table.cells.values() for unit in units), key=lambda unit: unit.record
    ):
        missing = [unit.of(name).why for name in needed if not unit.of(name).value]
        if missing:
            left_out[missing[0]] = left_out.get(missing[0], 0) + 1
        else:
            kept.append(unit)
    return kept, dict(sorted(left_out.items()))


def columns_of(
    hypothesis: Hypothesis, units: Sequence[Unit], region_names: dict[str, str]
) -> tuple[list[Column], dict[str, str]]:
    """Return the columns of a model, the intercept first, and the reference levels.

    Where the exposure is the regime itself, only the region stands beside it.

    Parameters
    ----------
    hypothesis
        What is asked.
    units
        The cases.
    region_names
        Names of the regions by code.

    Returns
    -------
    tuple
        The columns; the reference level of each variable.
    """
    columns = [Column("intercept", "", "Intercept", np.ones(len(units)))]
    reference: dict[str, str] = {}
    beside = ["region"] if hypothesis.exposure in ("regime", "democracy") else ["regime", "region"]
    if hypothesis.exposure in NUMERIC:
        ranks = [float(unit.of(NUMERIC[hypothesis.exposure]).value) for unit in units]
        label = "Rank number doubled"
        columns.append(Column("exposure", "", label, np.log2(ranks)))
        chosen = beside
    else:
        chosen = [hypothesis.exposure, *beside]
    for variable in chosen:
        values = [unit.of(variable).value for unit in units]
        levels = sorted(set(values), key=lambda level: (-values.count(level), level))
        kind = "exposure" if variable == hypothesis.exposure else variable
        if set(levels) <= {"yes", "no"}:
            levels = ["no", *(level for level in levels if level == "yes")]
        reference[kind] = levels[0]
        for level in sorted(levels[1:]):
            label = region_names.get(level) or level_words(variable, level)
            dummy = np.array([value == level for value in values], float)
            columns.append(Column(kind, level, label, dummy))
    return columns, reference


def term_name(column: Column) -> str:
    """Return the name of a term, such as ``region=aigs-af``.

    Parameters
    ----------
    column
        Its column.

    Returns
    -------
    str
        The name.
    """
    return f"{column.variable}={column.level}" if column.level else column.variable
