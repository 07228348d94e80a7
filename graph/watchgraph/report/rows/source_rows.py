"""Sources in full as rows: what they are, and on what terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import source
from watchgraph.render import Link
from watchgraph.render.escape import web_address
from watchgraph.report.paths.paths import Paths


@dataclass(frozen=True)
class SourceRow:
    """A source beside a record; what is not stated is empty."""

    link: Link
    role: str
    address: str
    publisher: str
    published: str
    accessed: str
    licence: str
    redistribution: str
    repeats: tuple[Link, ...]


def source_rows(
    to: Paths, sources: Iterable[str], further: Iterable[str] = ()
) -> tuple[SourceRow, ...]:
    """Return the sources of a record as rows.

    Parameters
    ----------
    to
        The way to each thing.
    sources
        Those that say it.
    further
        Those that say a part of it, or say it too.

    Returns
    -------
    tuple of SourceRow
        In the order given, each once.
    """
    roles = dict.fromkeys(sources, "says it")
    for one in further:
        roles.setdefault(one, "further")
    made = []
    for iri, role in roles.items():
        found = source(to.known, iri)
        made.append(
            SourceRow(
                link=to.link(iri),
                role=role,
                address=web_address(found.url),
                publisher=found.publisher,
                published=found.published,
                accessed=found.accessed,
                licence=found.licence,
                redistribution=found.redistribution,
                repeats=to.links(found.derived_from),
            )
        )
    return tuple(made)
