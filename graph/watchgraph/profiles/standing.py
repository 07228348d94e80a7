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
        Rank among things of its kind, and the bounds of its 95 % interval.
    among
        How many things of its kind are ranked.
    moved_by, rank_without
        The publisher whose sources move it most, and the rank without them; empty and the rank
        itself if none moves it.
    """

    value: int
    rank: int
    low: int
    high: int
    among: int
    moved_by: str
    rank_without: int


def standings(ranks: pd.DataFrame) -> Mapping[str, Standing]:
    """Return the ranks of a table of intervals by thing.

    Parameters
    ----------
    ranks
        What :func:`watchgraph.analysis.rank_intervals` gives.

    Returns
    -------
    mapping of str to Standing
        By IRI.
    """
    among = ranks["kind"].value_counts()
    return {
        str(iri): Standing(
            value=int(row["value"]),
            rank=int(row["rank"]),
            low=int(row["rank_low"]),
            high=int(row["rank_high"]),
            among=int(among[row["kind"]]),
            moved_by=str(row["moved_by"] or ""),
            rank_without=int(row["rank_without"]),
        )
        for iri, row in zip(ranks.index, ranks.to_dict("records"), strict=True)
    }
