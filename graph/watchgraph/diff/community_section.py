"""How far the communities of two networks agree, laid out for readers."""

from __future__ import annotations

from watchgraph.diff.findings import Communities
from watchgraph.diff.frames import rows_of
from watchgraph.diff.sections import Grid, Line, Section, counted


def community_section(own: Communities) -> Section:
    """Lay the comparison of communities out.

    Parameters
    ----------
    own
        The comparison.

    Returns
    -------
    Section
        The agreement in words, and the nodes that moved.
    """
    heads = ("Node", "Kind", "Community before", "Matched with", "Community after")
    lines = tuple(
        Line(
            (
                *(row["name"], row["kind"], str(row["before"])),
                *(str(row["matched"] or "none"), str(row["after"])),
            )
        )
        for row in rows_of(own.moved)
    )
    caption = f"Nodes that left the community of theirs: {len(lines):,}"
    grid = Grid(caption, heads, lines, frozenset(heads[2:]))
    return Section("communities", "Communities", _note(own), (grid,))


def community_sentence(own: Communities) -> str:
    """Say in a sentence how far the communities agree.

    Parameters
    ----------
    own
        The comparison.

    Returns
    -------
    str
        With the seed, for communities depend on it.
    """
    if own.adjusted_rand is None:
        return "Communities of the supply network: no node in common."
    return (
        f"Communities of the supply network (seed {own.seed}): {own.before} before, {own.after} "
        f"after; of {counted(own.nodes, 'common node')} {len(own.moved)} left theirs; adjusted "
        f"Rand index {own.adjusted_rand:.2f}."
    )


def _note(own: Communities) -> str:
    if own.adjusted_rand is None or own.information is None or own.reseeded is None:
        return "The two supply networks have no node in common."
    return (
        f"{counted(own.before, 'community', 'communities')} of the supply network before and "
        f"{own.after} after, seed {own.seed}. Over the {counted(own.nodes, 'node')} that both "
        f"networks have: adjusted Rand index {own.adjusted_rand:.2f}, normalised mutual "
        f"information {own.information:.2f} (1 is the same). For scale: the later network alone, "
        f"under another seed, agrees with itself to {own.reseeded:.2f}. Communities are numbered "
        "by size and matched so that as many nodes as possible stay."
    )
