"""The tables that ``watchgraph analyze --table`` can print, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.null_tables import NULL_TABLES

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

    #: Takes the graph, a network of it and a seed.
    Table = Callable[[KnowledgeGraph, nx.Graph[Any], int], pd.DataFrame]


def _centrality(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.centrality import centrality

    return centrality(net)


def _communities(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.communities import communities

    return communities(net, seed=seed)


def _ranks(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.resampling import rank_intervals

    # Who supplies is what a directed network is asked for.
    return rank_intervals(net, "out_degree" if net.is_directed() else "degree", seed=seed)


def _concentration(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.concentration import concentration

    return concentration(net, intervals=True, seed=seed)


def _regions(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.concentration import concentration

    return concentration(net, "region", intervals=True, seed=seed)


def _sensitivity(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.sensitivity import sensitivity

    return sensitivity(kg)


def _associations(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.associations import associations

    return associations(kg, seed)


def _coverage(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    from watchgraph.analysis.associations import coverage

    return coverage(kg)


#: Name to function of graph, network and seed, in the order in which they are offered.
TABLES: dict[str, Table] = {
    "centrality": _centrality,
    "communities": _communities,
    "ranks": _ranks,
    "concentration": _concentration,
    "regions": _regions,
    "sensitivity": _sensitivity,
    **NULL_TABLES,
    "associations": _associations,
    "coverage": _coverage,
}
