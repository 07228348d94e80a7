"""Belt and Road memberships as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import record
from watchgraph.render import SourceLine
from watchgraph.render.words import BRI
from watchgraph.report.paths.paths import Paths, in_page
from watchgraph.report.paths.telling import source_line
from watchgraph.vocabulary import key


@dataclass(frozen=True)
class MembershipRow:
    """A membership; what is not stated is empty."""

    href: str
    status: str
    start: str
    precision: str
    end: str
    document: str
    note: str
    sources: tuple[SourceLine, ...]


def membership_rows(to: Paths, iris: Iterable[str]) -> tuple[MembershipRow, ...]:
    """Return memberships as rows.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        The memberships.

    Returns
    -------
    tuple of MembershipRow
        A status that is unclear stays so.
    """
    known, made = to.known, []
    for iri in sorted(set(iris)):
        found = record(known, iri)
        status = key(known.first(iri, "wg:membershipStatus"))
        made.append(
            MembershipRow(
                href=in_page(found.iri),
                status=BRI.get(status, status),
                start=found.date,
                precision=found.start.precision if found.start else "",
                end=found.end.text if found.end else "",
                document=known.first(iri, "wg:firstDocument"),
                note=found.note,
                sources=tuple(source_line(to, one) for one in found.sources),
            )
        )
    return tuple(made)
