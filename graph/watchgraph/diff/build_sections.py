"""The comparison of two builds, laid out for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from watchgraph.diff.builds import BuildDiff
from watchgraph.diff.community_section import community_section
from watchgraph.diff.frames import rows_of
from watchgraph.diff.sections import Grid, Line, Section, counted, listed

Rows = list[dict[str, Any]]


def build_sections(diff: BuildDiff) -> tuple[Section, ...]:
    """Lay a comparison of builds out in tables.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    tuple of Section
        Records and things, then findings.
    """
    changes = rows_of(diff.changes)
    return (
        Section(
            "counts",
            "Records and things",
            "Records are statements of sources; things are the countries, suppliers, sources and "
            "others that they speak of.",
            (_counts(rows_of(diff.counts)),),
        ),
        Section(
            "changes",
            "What was added, removed and changed",
            "A record that got a new id is moved, not removed, if a tombstone leads to the new "
            "one. An id that is gone without a tombstone leaves addresses that lead nowhere.",
            (
                _added(changes),
                _gone(changes),
                _changed(changes),
            ),
        ),
        Section(
            "links",
            "Who supplies whom",
            "Links of the supply network: a supplier and a country that a record names together.",
            (_links(rows_of(diff.links)),),
        ),
        Section(
            "ranks",
            "Ranks",
            "Degree is the number of countries of a supplier, or of suppliers of a country; the "
            "largest has rank 1, and equal degrees share a rank.",
            _ranks(rows_of(diff.ranks)),
        ),
        Section(
            "audit",
            "Audit",
            "Published figures, recomputed from both builds by the queries of this version.",
            (_audit(rows_of(diff.audit)),),
        ),
        community_section(diff.communities),
    )


def _counts(rows: Rows) -> Grid:
    heads = ("Class", "Before", "After", "Added", "Removed", "Moved", "Changed")
    names = [head.lower() for head in heads[1:]]
    changed = [row for row in rows if any(row[name] for name in names[2:])]
    lines = [Line((row["label"], *(f"{row[name]:,}" for name in names))) for row in changed]
    caption = f"Classes with a change: {len(lines)} of {len(rows)}"
    return Grid(caption, heads, tuple(lines), frozenset(heads[1:]))


def _added(changes: Rows) -> Grid:
    lines = tuple(
        Line((row["record"], row["label"]), (row["record"],))
        for row in changes
        if row["change"] == "added"
    )
    return Grid(f"Added: {len(lines):,}", ("Id", "Name"), lines)


def _gone(changes: Rows) -> Grid:
    lines = []
    for row in changes:
        if row["change"] in ("removed", "moved"):
            stands = listed(row["moved_to"])
            became = f"{row['change']} to {stands}" if row["change"] == "moved" else row["note"]
            if row["change"] == "removed" and stands:
                became = f"replaced by {stands}"
            lines.append(Line((row["record"], row["label"], became), (row["record"],)))
    caption = f"Removed or moved: {len(lines):,}"
    return Grid(caption, ("Id", "Name", "What became of it"), tuple(lines))


def _changed(changes: Rows) -> Grid:
    own = [row for row in changes if row["change"] == "changed"]
    lines = tuple(
        Line(
            (
                row["record"],
                row["property"],
                listed(row["before"]) or "not stated",
                listed(row["after"]) or "not stated",
            ),
            (row["record"],),
        )
        for row in own
    )
    ids = len({row["record"] for row in own})
    heads = ("Id", "Property", "From", "To")
    return Grid(f"Changed: {ids:,}", heads, lines)


def _links(rows: Rows) -> Grid:
    lines = tuple(
        Line((row["name"], row["country_name"], row["change"]), tuple(row["records"]))
        for row in rows
    )
    return Grid(counted(len(lines), "link"), ("Supplier", "Country", "Change"), lines)


def _ranks(rows: Rows) -> tuple[Grid, ...]:
    heads = ("Name", "Degree before", "Degree after", "Rank before", "Rank after")
    made = []
    for kind, many in (("supplier", "suppliers"), ("country", "countries")):
        own = [row for row in rows if row["kind"] == kind]
        moved = [row for row in own if row["before"] != row["after"]]
        lines = tuple(
            Line(
                (
                    row["name"],
                    *(
                        _number(row[name])
                        for name in ("before", "after", "rank_before", "rank_after")
                    ),
                ),
                tuple(row["records"]),
            )
            for row in moved
        )
        only = len(own) - len(moved)
        caption = f"{many.capitalize()} with another degree: {len(moved):,}"
        caption += f"; {counted(only, kind, many)} more with another rank only" if only else ""
        made.append(Grid(caption, heads, lines, frozenset(heads[1:])))
    return tuple(made)


def _audit(rows: Rows) -> Grid:
    lines = tuple(
        Line(
            (
                f"{row['claim']}: {row['statement']}",
                _pair(row, "published"),
                _pair(row, "recomputed"),
                _pair(row, "verdict"),
            ),
            tuple(row["records"]),
        )
        for row in rows
    )
    heads = ("Claim", "Published", "Recomputed", "Verdict")
    return Grid(counted(len(lines), "claim") + " with another figure or verdict", heads, lines)


def _pair(row: Mapping[str, Any], name: str) -> str:
    one, two = (row[f"{name}_{side}"] or "none" for side in ("before", "after"))
    return str(one) if one == two else f"{one} → {two}"


def _number(value: int | None) -> str:
    return "not there" if value is None else f"{value:,}"
