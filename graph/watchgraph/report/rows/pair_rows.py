"""Suppliers and countries as rows of the tables on pages of either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import Pair, stated_span
from watchgraph.render import Link
from watchgraph.report.paths.paths import Paths
from watchgraph.vocabulary import key


@dataclass(frozen=True)
class PairRow:
    """The other end of a pair and what joins the two."""

    link: Link
    office: Link
    assessments: tuple[Link, ...]
    deployments: int
    independent: int
    first: str
    last: str


def pair_rows(to: Paths, pairs: Iterable[Pair], end: str) -> tuple[PairRow, ...]:
    """Return pairs as rows, in the order given.

    Parameters
    ----------
    to
        The way to each thing.
    pairs
        The pairs.
    end
        ``supplier`` or ``country``: the end that a row names.

    Returns
    -------
    tuple of PairRow
        With the head office of a supplier, if a source says it.
    """
    made = []
    for one in pairs:
        office = to.known.first(one.supplier, "wg:headquarters")
        first, last = stated_span(to.known, one.records)
        made.append(
            PairRow(
                link=to.link(one.supplier if end == "supplier" else one.country),
                office=to.link(office) if office else Link("", ""),
                assessments=tuple(
                    to.link(iri, key(to.known.first(iri, "wg:edition"))) for iri in one.assessments
                ),
                deployments=len(one.deployments),
                independent=one.independent,
                first=first,
                last=last,
            )
        )
    return tuple(made)
