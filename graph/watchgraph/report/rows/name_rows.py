"""Printed names of suppliers as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import Known, Mention
from watchgraph.render import Link
from watchgraph.render.words import counted
from watchgraph.report.paths.paths import Paths, in_page


@dataclass(frozen=True)
class NameRow:
    """A supplier as a record names it; `read` has no label if the name is read as none."""

    read: Link
    printed: str
    certain: bool
    record: str


def name_rows(to: Paths, mentions: Iterable[Mention]) -> tuple[NameRow, ...]:
    """Return printed names as rows.

    Parameters
    ----------
    to
        The way to each thing.
    mentions
        The names.

    Returns
    -------
    tuple of NameRow
        In the order given.
    """
    return tuple(
        NameRow(
            read=to.link(one.supplier) if one.supplier else Link("", ""),
            printed=one.printed,
            certain=one.certain,
            record=in_page(one.iri),
        )
        for one in mentions
    )


def printed_in(known: Known, mentions: Iterable[str]) -> str:
    """Return how many names are printed, and in how many records.

    Parameters
    ----------
    known
        What the graph states.
    mentions
        Printed names, each in a record.

    Returns
    -------
    str
        Such as ``1 printed name, in 2 records,``.
    """
    own = tuple(mentions)
    names = {known.first(one, "wg:asPrinted") for one in own}
    records = {known.first(one, "wg:mentionedIn") for one in own}
    if len(names) == len(records):
        return counted(len(names), "printed name")
    return f"{counted(len(names), 'printed name')}, in {counted(len(records), 'record')},"
