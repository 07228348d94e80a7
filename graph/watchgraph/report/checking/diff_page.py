"""The page of a comparison: what changed, each row with its way to the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.diff import (
    BuildDiff,
    EditionDiff,
    diff_editions,
    sections,
    summary,
    title,
)
from watchgraph.diff.frames import rows_of
from watchgraph.diff.sections import Grid, Line, Section
from watchgraph.render import Document, Figure, Link, render_fragment
from watchgraph.render.escape import web_address
from watchgraph.report.paths.editions import editions_by_day

if TYPE_CHECKING:
    from markupsafe import Markup

    from watchgraph.audit import AuditRow
    from watchgraph.store import KnowledgeGraph

#: So many rows of a table are shown; a page must stay one that a phone can open.
_ROWS = 400
#: So many records stand open beside a row; more are folded away.
_OPEN = 4


@dataclass(frozen=True)
class Source:
    """A source as the page shows it.

    Attributes
    ----------
    number : int
        Its place in the list at the end of the page.
    title, publisher, note, href : str
        As the source says; the address only if a reader may follow it.
    """

    number: int
    title: str
    publisher: str
    note: str
    href: str


#: The sources of a record.
Said = tuple[Source, ...]


@dataclass(frozen=True)
class Records:
    """Records beside a row that the same sources say.

    An entry of an edition and its assessment share a key and a place, and are named once.

    Attributes
    ----------
    keys : tuple of str
        Their keys.
    sources : tuple of Source
        Who says them.
    """

    keys: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Row:
    """A row: its cells, and the ``count`` of records behind it by their sources."""

    cells: tuple[str, ...]
    records: tuple[Records, ...]
    count: int


@dataclass(frozen=True)
class Table:
    """A table of the page; ``more`` rows are left out."""

    grid: Grid
    rows: tuple[Row, ...]
    more: int
    with_records: bool


def edition_documents(
    kg: KnowledgeGraph, rows: Sequence[AuditRow] | None = None
) -> tuple[Document, ...]:
    """Return the page that sets the two latest editions of the index side by side.

    Parameters
    ----------
    kg
        The graph.
    rows
        Its audit; default computed here.

    Returns
    -------
    tuple of Document
        The page ``editions.html``; none if the graph holds fewer than two editions.
    """
    editions = editions_by_day(kg)
    if len(editions) < 2:
        return ()
    one, two = editions[-2:]
    return (diff_document(diff_editions(kg, one, two, audited=rows), name="editions"),)


def diff_document(diff: EditionDiff | BuildDiff, name: str = "diff") -> Document:
    """Return the page of a comparison.

    Parameters
    ----------
    diff
        The comparison.
    name
        Name of the file, without ``.html``.

    Returns
    -------
    Document
        The page.
    """
    parts = () if diff.empty else sections(diff)
    sources, records = _sources(diff)
    links = [Link("In short", "#summary")]
    links += [Link(part.title, f"#{part.name}") for part in parts]
    if sources:
        links.append(Link("Sources", "#sources"))
    return Document(
        name=name,
        title=title(diff),
        standfirst=_standfirst(diff),
        blurb=_blurb(diff),
        sections=tuple(links),
        style="diff.css",
        body=_body(diff, parts, sources, records),
    )


def standalone_page(diff: EditionDiff | BuildDiff, notice: str = "") -> str:
    """Return the page of a comparison as one file of its own.

    Parameters
    ----------
    diff
        The comparison.
    notice
        What stands at its top; empty for nothing.

    Returns
    -------
    str
        HTML that needs no network.
    """
    from watchgraph.render.pages import document_page

    if isinstance(diff, EditionDiff):
        versions = [diff.data_version]
    else:
        versions = [diff.before.version, diff.after.version]
    # A server does not say which version of the data it holds.
    known = " and ".join(dict.fromkeys(version for version in versions if version))
    footer = f"Data {known}." if known else ""
    return document_page(diff_document(diff), footer=footer, notice=notice)


def _standfirst(diff: EditionDiff | BuildDiff) -> str:
    if isinstance(diff, EditionDiff):
        return (
            "What changed between two editions of the index, like compared with like: only places "
            "that both looked at, and only what both ask for."
        )
    return "What changed between two builds of the graph: what they state and what they conclude."


def _blurb(diff: EditionDiff | BuildDiff) -> str:
    if isinstance(diff, EditionDiff):
        return f"What changed between {diff.before.edition} and {diff.after.edition}."
    return ""


def _figures(diff: EditionDiff | BuildDiff) -> tuple[Figure, ...]:
    if isinstance(diff, BuildDiff):
        names = ("added", "removed", "moved", "changed")
        own = dict.fromkeys(names, 0)
        for row in rows_of(diff.counts):
            for name in names:
                own[name] += row[name]
        return tuple(Figure(count, name) for name, count in own.items())
    places = list(diff.countries["change"])
    suppliers = list(diff.suppliers["change"])
    looked = len(places) - places.count("not comparable")
    changed = diff.technology_changes[diff.technology_changes["change"] == "added"]
    return (
        Figure(places.count("newly found"), f"countries newly found, of {looked} compared"),
        Figure(places.count("no longer found"), f"countries no longer found, of {looked}"),
        Figure(
            int(changed["country"].nunique()),
            f"countries with a technology added, of {places.count('found in both')} found in both",
        ),
        Figure(
            suppliers.count("newly named"),
            f"suppliers newly named, of {diff.after.suppliers} in {diff.after.edition}",
        ),
        Figure(
            suppliers.count("no longer named"),
            f"suppliers no longer named, of {diff.before.suppliers} in {diff.before.edition}",
        ),
    )


def _body(
    diff: EditionDiff | BuildDiff,
    parts: tuple[Section, ...],
    sources: tuple[Source, ...],
    records: Mapping[str, Said],
) -> Markup:
    return render_fragment(
        "diff.html.j2",
        figures=() if diff.empty else _figures(diff),
        summary=summary(diff),
        parts=[(part, [_table(grid, records) for grid in part.grids]) for part in parts],
        sources=sources,
        opened=_OPEN,
    )


def _table(grid: Grid, records: Mapping[str, Said]) -> Table:
    rows = tuple(_row(line, records) for line in grid.lines[:_ROWS])
    return Table(
        grid, rows, max(len(grid.lines) - _ROWS, 0), any(line.records for line in grid.lines)
    )


def _row(line: Line, records: Mapping[str, Said]) -> Row:
    by_key: dict[str, set[Source]] = {}
    for record in line.records:
        by_key.setdefault(record.partition("/")[2], set()).update(records.get(record, ()))
    by_sources: dict[Said, list[str]] = {}
    for key_, said in sorted(by_key.items()):
        numbered = tuple(sorted(said, key=lambda source: source.number))
        by_sources.setdefault(numbered, []).append(key_)
    behind = tuple(Records(tuple(keys), said) for said, keys in by_sources.items())
    return Row(line.cells, behind, len(by_key))


def _sources(diff: EditionDiff | BuildDiff) -> tuple[tuple[Source, ...], dict[str, Said]]:
    """Return the sources, the most used first, and what is behind each record."""
    rows = rows_of(diff.sources)
    uses: dict[str, int] = {}
    for row in rows:
        if row["source"]:
            uses[row["source"]] = uses.get(row["source"], 0) + 1
    first = {row["source"]: row for row in reversed(rows)}
    order = sorted(uses, key=lambda source: (-uses[source], source))
    made = {
        source: Source(
            number,
            first[source]["title"] or source,
            first[source]["publisher"],
            first[source]["note"],
            web_address(first[source]["url"]),
        )
        for number, source in enumerate(order, start=1)
    }
    said: dict[str, list[Source]] = {}
    for row in rows:
        own = said.setdefault(row["record"], [])
        if row["source"]:
            own.append(made[row["source"]])
    return tuple(made.values()), {record: tuple(own) for record, own in said.items()}
