"""What the pages of things are made from, computed once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.profiles import (
    Known,
    Pair,
    Reading,
    Standing,
    TurtleBook,
    by_end,
    gather,
    pairs_of,
    readings,
    standings,
    turtle_book,
)
from watchgraph.report.paths.paths import Paths

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.store import KnowledgeGraph


@dataclass(frozen=True)
class Gathered:
    """What the graph states and what was computed from it.

    Attributes
    ----------
    known
        All statements.
    book
        What may be passed on of them, in Turtle.
    to
        The way from a page of a thing to the others.
    pairs
        Suppliers and countries, by either end.
    readings
        What the editions say, by country.
    supply, origin
        Ranks in the two networks.
    communities
        Community of each supplier and country in the supply network, and its stability.
    """

    known: Known
    book: TurtleBook
    to: Paths
    pairs: Mapping[str, tuple[Pair, ...]]
    readings: Mapping[str, tuple[Reading, ...]]
    supply: Mapping[str, Standing]
    origin: Mapping[str, Standing]
    communities: Mapping[str, tuple[int, float]]


def gathered(
    kg: KnowledgeGraph,
    supply: nx.Graph[str],
    ranks: Mapping[str, pd.DataFrame],
    communities: pd.DataFrame,
) -> Gathered:
    """Gather what the pages of things are made from.

    Parameters
    ----------
    kg
        The graph.
    supply
        Its supply network.
    ranks
        What :func:`watchgraph.report.checking.rankings_page.ranks_of` gives.
    communities
        Communities of the supply network: ``community`` and ``stability`` by node.

    Returns
    -------
    Gathered
        For all pages.
    """
    known = gather(kg)
    return Gathered(
        known=known,
        book=turtle_book(kg),
        to=Paths(known, networks=_networks(kg, supply)),
        pairs=by_end(pairs_of(supply)),
        readings=readings(kg, known),
        supply=standings(ranks["ranks-supply"]),
        origin=standings(ranks["ranks-origin"]),
        communities={
            str(iri): (int(own["community"]), float(own["stability"]))
            for iri, own in zip(communities.index, communities.to_dict("records"), strict=True)
        },
    )


def _networks(kg: KnowledgeGraph, supply: nx.Graph[str]) -> dict[str, str]:
    """Return the network in which each node is best seen: the first of these that has it."""
    made: dict[str, str] = {}
    for name in ("supply", "finance", "origin"):
        network = supply if name == "supply" else kg.network(name)
        for iri in network:
            made.setdefault(str(iri), name)
    return made
