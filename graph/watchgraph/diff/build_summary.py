"""The comparison of two builds in a few sentences made of its figures."""

from __future__ import annotations

from watchgraph.diff.builds import BuildDiff
from watchgraph.diff.community_section import community_sentence
from watchgraph.diff.frames import rows_of
from watchgraph.diff.sections import counted

_CHANGES = ("added", "removed", "moved", "changed")


def build_summary(diff: BuildDiff) -> tuple[str, ...]:
    """Say what changed between two builds.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    tuple of str
        Sentences: records, things, links, ranks, audit, communities; one if nothing changed.
    """
    if diff.empty:
        records, things = (diff.before.records, diff.before.things)
        whole = f"{counted(records, 'record')} and {counted(things, 'thing')}"
        return (f"Nothing changed: both state the same of {whole}, and conclude the same.",)
    told = [
        _sort(diff, sort, label)
        for sort, label in (("record", "Records"), ("thing", "Things"), ("code", "Codes"))
    ]
    if gone := diff.without_tombstone:
        told.append(f"{counted(gone, 'id')} removed without a tombstone.")
    links = [row["change"] for row in rows_of(diff.links)]
    told.append(
        f"Supply links: {diff.before.links:,} before, {diff.after.links:,} after; "
        f"{links.count('added')} added, {links.count('removed')} removed."
    )
    ranks = [row for row in rows_of(diff.ranks) if row["kind"] == "supplier"]
    degree = sum(row["before"] != row["after"] for row in ranks)
    told.append(
        f"Ranks: {counted(degree, 'supplier')} with another degree, {len(ranks) - degree} more "
        "with another rank only."
    )
    return (*told, _audit(diff), community_sentence(diff.communities))


def _sort(diff: BuildDiff, sort: str, label: str) -> str:
    rows = [row for row in rows_of(diff.counts) if row["sort"] == sort]
    before, after = (sum(row[side] for row in rows) for side in ("before", "after"))
    changes = (f"{sum(row[change] for row in rows):,} {change}" for change in _CHANGES)
    return f"{label}: {before:,} before, {after:,} after; {', '.join(changes)}."


def _audit(diff: BuildDiff) -> str:
    rows = rows_of(diff.audit)
    turned = [row for row in rows if row["verdict_before"] != row["verdict_after"]]
    told = f"Audit: {counted(len(rows), 'claim')} with another figure or verdict"
    if turned:
        told += "; verdicts: " + "; ".join(
            f"{row['claim']} {row['verdict_before'] or 'not there'} → "
            f"{row['verdict_after'] or 'not there'}"
            for row in turned
        )
    return told + "."
