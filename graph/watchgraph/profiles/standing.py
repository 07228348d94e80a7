"""Where a thing stands in a network, and how firmly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Standing:
    """A rank and the interval in which it lies when sources are drawn anew.

    Attributes
    ----------
    value
        What is ranked: number of links.
    rank, low, high
        Rank among things of its kind, and the bounds of its 95 % interval; None where one family
        of sources stands behind the network.
    open_side
        ``low`` or ``high`` where nearly all draws lie to the other side of the rank.
    among
        How many things of its kind are ranked.
    moved_by, equals, rank_without
        The publisher whose sources move it most, how many others move it as far, and the rank
        without them: None if no link is left, the rank itself if none moves it.
    """

    value: int
    rank: int
    low: int | None
    high: int | None
    open_side: str
    among: int
    moved_by: str
    equals: int
    rank_without: int | None


def standings(ranks: pd.DataFrame) -> Mapping[str, Standing]:
    """Return the ranks of a table of intervals by thing.

    Parameters
    ----------
    ranks
        What :func:`watchgraph.analysis.rank_intervals` gives.

    Returns
    -------
    mapping of str to Standing
        By IRI; without those that have no rank.
    """
    ranks = ranks[ranks["rank"].notna()]
    among = ranks["kind"].value_counts()
    return {
        str(iri): Standing(
            value=int(row["value"]),
            rank=int(row["rank"]),
            low=_whole(row["rank_low"]),
            high=_whole(row["rank_high"]),
            open_side=str(row["open_side"]),
            among=int(among[row["kind"]]),
            moved_by=str(row["moved_by"] or ""),
            equals=int(row["moved_by_equals"]),
            rank_without=_whole(row["rank_without"]),
        )
        for iri, row in zip(ranks.index, ranks.to_dict("records"), strict=True)
    }


def _whole(value: object) -> int | None:
    """Return a whole number of a table, in which it may be missing."""
    return value if isinstance(value, int) else None
