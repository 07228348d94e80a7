"""Records, sources and events of the graph as what pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from watchgraph.profiles import Record, Source, record, records_of, source
from watchgraph.render import Event, Link, RecordRow, SourceLine
from watchgraph.render.escape import web_address
from watchgraph.render.words import KINDS, spoken
from watchgraph.report.paths.paths import Paths

_WORDS = KINDS | {
    "evidence-search": "Search for evidence",
    "index-unit": "Unit of an index",
    "loan-deployment": "Link of a loan and a deployment",
}
#: Lanes of a time line, in their order.
LANES = {
    "assessment": "Index editions",
    "deployment": "Deployments",
    "loan": "Loans and grants",
    "membership": "Belt and Road",
    "listing": "Listings by regulators",
    "control": "Control and names",
}
# What holds on after the day on which it began.
_LASTING = ("membership", "listing", "control")


def source_line(to: Paths, iri: str) -> SourceLine:
    """Return a source as it is named beside a record.

    Parameters
    ----------
    to
        The way to each thing.
    iri
        The source.

    Returns
    -------
    SourceLine
        Its title, with its page in the site or else its address.
    """
    found: Source = source(to.known, iri)
    anchor, page = f"source-{found.key}", to.page(iri)
    return SourceLine(
        link=Link(found.title, to.href(iri)),
        identifier=iri,
        web=web_address(found.url),
        place=f"{to.root}{page}" if page else f"#{quote(anchor)}",
        anchor=anchor,
        publisher=found.publisher,
        published=found.published,
        accessed=found.accessed,
    )


def record_row(to: Paths, found: Record) -> RecordRow:
    """Return a record as a row of a list.

    Parameters
    ----------
    to
        The way to each thing.
    found
        The record.

    Returns
    -------
    RecordRow
        Linked to its page, if it has one of its own.
    """
    page = to.page(found.iri)
    return RecordRow(
        anchor=found.anchor,
        link=Link(found.label, f"{to.root}{page}" if page else ""),
        kind=_WORDS.get(found.kind, spoken(found.kind)),
        date=found.day,
        sources=tuple(source_line(to, one) for one in found.sources),
        further=tuple(source_line(to, one) for one in found.further),
        locator=found.locator,
        note=found.note,
        printed=found.printed if found.printed not in found.label else "",
        table=found.table,
        key=found.key,
        reply=found.reply,
        withheld=found.withheld,
        overlay=found.overlay,
    )


def record_rows(to: Paths, iris: Iterable[str]) -> tuple[RecordRow, ...]:
    """Return records as rows of a list, by kind, date and name."""
    return tuple(record_row(to, one) for one in records_of(to.known, iris))


def credits_of(
    to: Paths, iris: Iterable[str], thing: str = ""
) -> tuple[tuple[SourceLine, int], ...]:
    """Return the sources of some records, and of how many each.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        The records.
    thing
        A thing whose own row, of names, codes and the like, has sources too.

    Returns
    -------
    tuple of (SourceLine, int)
        The most used first; zero are sources that only the row of the thing has.
    """

    def sources(iri: str) -> set[str]:
        known = to.known
        return {*known.all(iri, "prov:wasDerivedFrom"), *known.all(iri, "wg:furtherSource")}

    counts = Counter(one for iri in sorted(set(iris)) for one in sources(iri))
    for one in sorted(sources(thing)) if thing else ():
        counts.setdefault(one, 0)
    order = sorted(counts, key=lambda one: (-counts[one], to.known.label(one), one))
    return tuple((source_line(to, one), counts[one]) for one in order)


def events_of(to: Paths, iris: Iterable[str]) -> tuple[Event, ...]:
    """Return records as events of a time line, in the order of the lanes.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        Records of the kinds that have a lane; others are left out.

    Returns
    -------
    tuple of Event
        Dated or not.
    """
    found = [record(to.known, iri) for iri in sorted(set(iris))]
    order = list(LANES)
    return tuple(
        Event(
            lane=LANES[one.kind],
            label=one.label,
            href=to.href(one.iri),
            date=one.start.text if one.start else "",
            earliest=one.start.earliest if one.start else None,
            latest=one.start.latest if one.start else None,
            until=one.end.latest if one.end else None,
            ended=one.end.text if one.end else "",
            lasting=one.kind in _LASTING,
        )
        for one in sorted(
            (one for one in found if one.kind in LANES), key=lambda one: order.index(one.kind)
        )
    )
