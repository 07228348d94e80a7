"""Searches for evidence as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import record
from watchgraph.render import Link
from watchgraph.report.paths.paths import Paths


@dataclass(frozen=True)
class SearchRow:
    """A search for evidence of a supplier in a country."""

    supplier: Link
    country: Link
    result: str
    meaning: str
    day: str
    found: tuple[Link, ...]
    note: str
    link: str


def search_rows(to: Paths, iris: Iterable[str]) -> tuple[SearchRow, ...]:
    """Return searches as rows, by supplier and country.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        The searches.

    Returns
    -------
    tuple of SearchRow
        With what each result means.
    """
    known, made = to.known, []
    for iri in sorted(set(iris)):
        found = record(known, iri)
        result = known.first(iri, "wg:result")
        made.append(
            SearchRow(
                supplier=to.link(known.first(iri, "wg:supplier")),
                country=to.link(found.country),
                result=known.label(result),
                meaning=known.first(result, "skos:definition"),
                day=found.date,
                found=to.links(known.all(iri, "wg:foundDeployment")),
                note=found.note,
                link=to.href(iri),
            )
        )
    return tuple(sorted(made, key=lambda one: (one.supplier.label, one.country.label, one.link)))
