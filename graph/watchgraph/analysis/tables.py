"""The tables that ``watchgraph analyze --table`` can print, by name."""

from __future__ import annotations

import re
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
    "ranks": _ranks,
    "communities": _communities,
    "concentration": _concentration,
    "regions": _regions,
    "sensitivity": _sensitivity,
    **NULL_TABLES,
    "associations": _associations,
    "coverage": _coverage,
}
#: Those that are of the whole graph, whichever network is named.
OF_THE_GRAPH = ("sensitivity", "associations", "coverage")

# Where each is described: the module and the function that make it.
_MADE_BY = {
    "centrality": ("centrality", "centrality"),
    "ranks": ("resampling", "rank_intervals"),
    "communities": ("communities", "communities"),
    "concentration": ("concentration", "concentration"),
    "regions": ("concentration", "concentration"),
    "sensitivity": ("sensitivity", "sensitivity"),
    "cosupply_pairs": ("pairs", "pair_significance"),
    "shared_pairs": ("pairs", "pair_significance"),
    "nestedness": ("nestedness", "nestedness"),
    "assortativity": ("assortativity", "assortativity"),
    "communities_brim": ("communities", "communities"),
    "associations": ("associations", "associations"),
    "coverage": ("associations", "coverage"),
}


def about_table(name: str) -> str:
    """Return what a table shows and what its columns hold.

    Parameters
    ----------
    name
        One of :data:`TABLES`.

    Returns
    -------
    str
        From the description of the function that makes it.

    Examples
    --------
    >>> print(about_table("nestedness").splitlines()[0])
    Measure by NODF how nested a bipartite network is, against chance.
    """
    from importlib import import_module
    from inspect import getdoc

    module, function = _MADE_BY[name]
    made = getattr(import_module(f"watchgraph.analysis.{module}"), function)
    parts = re.split(r"\n\n?(\w+)\n-+\n", getdoc(made) or "")
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return "\n\n".join(
        [parts[0].strip(), "What is returned", sections["Returns"].strip()]
        + (["References", sections["References"].strip()] if "References" in sections else [])
    )
