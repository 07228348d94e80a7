"""Contingency tables whose cells keep their units and records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.analysis.associations.hypotheses import Hypothesis, split_name
from watchgraph.analysis.associations.reading import editions
from watchgraph.analysis.associations.units import NO, YES, Unit
from watchgraph.analysis.associations.variables import country_units, supplier_units
from watchgraph.analysis.associations.words import level_words

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_CHINA = "country/CHN"


@dataclass(frozen=True)
class Table:
    """A hypothesis as a table of units.

    Attributes
    ----------
    hypothesis
        What is asked.
    edition
        Of which edition.
    rows, columns
        Levels of exposure and outcome.
    cells
        Units by row and column.
    left_out
        Units of the population without a value, by reason.
    """

    hypothesis: Hypothesis
    edition: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Unit, ...]]
    left_out: dict[str, tuple[Unit, ...]]

    @property
    def name(self) -> str:
        """Name of hypothesis and edition."""
        return f"{self.hypothesis.name}_{self.edition}"

    @property
    def counts(self) -> list[list[int]]:
        """Numbers of units, by row and column."""
        return [[len(self.cells[row, column]) for column in self.columns] for row in self.rows]

    @property
    def n(self) -> int:
        """How many units the table holds."""
        return sum(map(sum, self.counts))

    @property
    def two_by_two(self) -> bool:
        """Whether it has two rows and two columns."""
        return self.rows == (YES, NO)

    def records(self, units: Sequence[Unit]) -> tuple[str, ...]:
        """Return the records behind some of its units: the unit's own and those of both values."""
        own: set[str] = set()
        for unit in units:
            own.update(
                (unit.record,),
                unit.of(self.hypothesis.exposure).records,
                unit.of(self.hypothesis.outcome).records,
            )
        # A supplier is no record; what names it is.
        return tuple(sorted(record for record in own if not record.startswith("supplier/")))

    def all_records(self) -> tuple[str, ...]:
        """Return the records behind all cells."""
        return self.records([unit for units in self.cells.values() for unit in units])


def build_table(hypothesis: Hypothesis, edition: str, units: Sequence[Unit]) -> Table:
    """Sort units into the cells of a table.

    Parameters
    ----------
    hypothesis
        What is asked.
    edition
        Of which edition.
    units
        All units, countries or suppliers as the hypothesis asks.

    Returns
    -------
    Table
        Every unit of the population stands in one cell or under one reason.
    """
    cells: dict[tuple[str, str], list[Unit]] = {}
    left_out: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: (unit.label, unit.record)):
        if hypothesis.population != "suppliers":
            looked = unit.of("adopter")
            if hypothesis.population == "adopters" and looked.value != YES:
                continue
            if not looked.value:
                left_out.setdefault(looked.why, []).append(unit)
                continue
        if hypothesis.without_china and unit.place == _CHINA:
            left_out.setdefault("China itself", []).append(unit)
            continue
        exposure, outcome = unit.of(hypothesis.exposure), unit.of(hypothesis.outcome)
        if exposure.value and outcome.value:
            cells.setdefault((exposure.value, outcome.value), []).append(unit)
        else:
            why = exposure.why if not exposure.value else outcome.why
            left_out.setdefault(why, []).append(unit)
    levels = {row for row, _ in cells}
    rows = (YES, NO) if hypothesis.exposure != "regime" else tuple(sorted(levels))
    return Table(
        hypothesis,
        edition,
        rows,
        (YES, NO),
        {
            (row, column): tuple(cells.get((row, column), ()))
            for row in rows
            for column in (YES, NO)
        },
        {why: tuple(own) for why, own in sorted(left_out.items())},
    )


def tables_of(kg: KnowledgeGraph, edition: str, hypotheses: Sequence[Hypothesis]) -> list[Table]:
    """Gather the units of an edition once and build the tables of several hypotheses.

    Parameters
    ----------
    kg
        The graph.
    edition
        Edition of the index.
    hypotheses
        What is asked.

    Returns
    -------
    list of Table
        In the order given.
    """
    countries = suppliers = None
    made = []
    for hypothesis in hypotheses:
        if hypothesis.population == "suppliers":
            suppliers = suppliers if suppliers is not None else supplier_units(kg, edition)
            made.append(build_table(hypothesis, edition, suppliers))
        else:
            countries = countries if countries is not None else country_units(kg, edition)
            made.append(build_table(hypothesis, edition, countries))
    return made


def contingency(kg: KnowledgeGraph, name: str) -> pd.DataFrame:
    """Return the table of a hypothesis with the units and records of each cell.

    Parameters
    ----------
    kg
        The graph.
    name
        Name and edition, such as ``china_loan_2019``.

    Returns
    -------
    pandas.DataFrame
        One row for each cell, then one for each reason why units are left out. Columns
        ``exposure``, ``outcome`` (levels; empty for units left out), ``exposure_label``,
        ``outcome_label``, ``left_out`` (the reason), ``count``, ``units`` (labels joined by
        ``"; "``), ``unit_records`` and ``records`` (``kind/key`` joined by blanks: of the units
        themselves; of the units and of both values). ``attrs`` holds name, question, edition,
        limits and data version.

    Raises
    ------
    UseError
        If there is no such hypothesis.
    """
    hypothesis, edition = split_name(name, tuple(editions(kg)))
    (table,) = tables_of(kg, edition, [hypothesis])
    return cells_of(table, kg.version)


def cells_of(table: Table, data_version: str = "") -> pd.DataFrame:
    """Return the cells of a table as :func:`contingency` does.

    Parameters
    ----------
    table
        The table.
    data_version
        Version of the data.

    Returns
    -------
    pandas.DataFrame
        One row for each cell, then one for each reason why units are left out.
    """
    import pandas as pd

    hypothesis = table.hypothesis
    rows = [
        ((row, column), "", table.cells[row, column])
        for row in table.rows
        for column in table.columns
    ] + [(("", ""), why, units) for why, units in table.left_out.items()]
    frame = pd.DataFrame(
        [
            {
                "exposure": row,
                "outcome": column,
                "exposure_label": level_words(hypothesis.exposure, row),
                "outcome_label": level_words(hypothesis.outcome, column),
                "left_out": why,
                "count": len(units),
                "units": "; ".join(unit.label for unit in units),
                "unit_records": " ".join(unit.record for unit in units),
                "records": " ".join(table.records(units)),
            }
            for (row, column), why, units in rows
        ]
    )
    frame.attrs = {
        "name": table.name,
        "question": hypothesis.question,
        "edition": table.edition,
        "limits": hypothesis.limits,
        "data_version": data_version,
    }
    return frame
