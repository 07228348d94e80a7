"""Indicators as rows: regime, freedom, military spending, repression."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import record
from watchgraph.render import SourceLine
from watchgraph.report.paths.paths import Paths, in_page
from watchgraph.report.paths.telling import source_line
from watchgraph.report.rows.system_rows import grouped
from watchgraph.vocabulary import key

#: Measures that are shown first, in this order.
FIRST = (
    *("regime_class", "regime_score", "military_expenditure_rank", "military_expenditure"),
    *("freedom_on_the_net_status", "freedom_on_the_net_score", "digital_repression_index"),
)


@dataclass(frozen=True)
class IndicatorRow:
    """A value of a measure in a year."""

    measure: str
    name: str
    definition: str
    year: str
    value: str
    unit: str
    note: str
    href: str
    sources: tuple[SourceLine, ...]


def indicator_rows(to: Paths, iris: Iterable[str]) -> tuple[IndicatorRow, ...]:
    """Return indicators as rows, those of :data:`FIRST` first, then by name and year.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        The indicators.

    Returns
    -------
    tuple of IndicatorRow
        A class by its name, a number with its unit.
    """
    known, made = to.known, []
    for iri in sorted(set(iris)):
        found = record(known, iri)
        measure = known.first(iri, "wg:measure")
        of_class = known.first(iri, "wg:classValue")
        unit = known.first(iri, "wg:unit")
        made.append(
            IndicatorRow(
                measure=key(measure),
                name=known.label(measure),
                definition=known.first(measure, "skos:definition"),
                year=known.first(iri, "wg:year"),
                value=known.label(of_class) if of_class else grouped(known.first(iri, "wg:value")),
                unit="" if of_class else known.label(unit),
                note=found.note,
                href=in_page(found.iri),
                sources=tuple(source_line(to, one) for one in found.sources),
            )
        )
    return tuple(sorted(made, key=_order))


def _order(row: IndicatorRow) -> tuple[int, str, str, str]:
    place = FIRST.index(row.measure) if row.measure in FIRST else len(FIRST)
    return place, row.name, row.year, row.href
