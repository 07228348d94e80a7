"""Ranks with their intervals as rows of the table on pages of things."""

from __future__ import annotations

from dataclasses import dataclass

from watchgraph.profiles import Known, Standing
from watchgraph.render.words import counted


@dataclass(frozen=True)
class StandingRow:
    """A rank in a table."""

    what: str
    value: int
    rank: int
    interval: str
    among: str
    moved: str
    network: str


def standing_row(
    known: Known, what: str, kind: tuple[str, str], network: str, of: Standing
) -> StandingRow:
    """Return a rank as a row.

    Parameters
    ----------
    known
        What the graph states.
    what
        What it is a rank by.
    kind
        What it is a rank among, one and many.
    network
        The network, whose page shows it.
    of
        The rank.

    Returns
    -------
    StandingRow
        With the publisher that moves it most, in words.
    """
    moved = "none moves it"
    if of.moved_by:
        left = "nothing left" if of.rank_without is None else f"{of.rank_without:,}"
        beside = f" (one of {of.equals + 1:,} that move it as far)" if of.equals else ""
        moved = f"{known.label(of.moved_by)}{beside}: {left} without it"
    interval = "one family of sources"
    if of.low is not None and of.high is not None:
        interval = f"{of.low:,} to {of.high:,}" + (", drawn to one side" if of.open_side else "")
    return StandingRow(what, of.value, of.rank, interval, counted(of.among, *kind), moved, network)
