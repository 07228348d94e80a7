"""The tables of null models and communities, as ``watchgraph analyze --table`` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations.reading import editions
from watchgraph.analysis.assortativity import assortativity
from watchgraph.analysis.classes import node_classes
from watchgraph.analysis.communities import communities
from watchgraph.analysis.nestedness import nestedness
from watchgraph.analysis.pairs import pair_significance

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_RANDOM = 100


def _cosupply_pairs(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    return pair_significance(net, "supplier", seed=seed)


def _shared_pairs(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    return pair_significance(net, "country", seed=seed)


def _nestedness(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    return nestedness(net, seed=seed)


def _assortativity(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    frame = assortativity(net, node_classes(kg, net), seed=seed)
    day = editions(kg).get(str(net.graph.get("edition", "")))
    if day and not kg.moment:
        frame.attrs["membership"] = f"of the day of the edition, {day.earliest}"
    return frame


def _communities_brim(kg: KnowledgeGraph, net: nx.Graph[Any], seed: int) -> pd.DataFrame:
    return communities(net, seed=seed, method="brim", null_samples=_RANDOM)


#: Name to function of graph, network and seed.
NULL_TABLES: dict[str, Callable[[KnowledgeGraph, nx.Graph[Any], int], pd.DataFrame]] = {
    "cosupply_pairs": _cosupply_pairs,
    "shared_pairs": _shared_pairs,
    "nestedness": _nestedness,
    "assortativity": _assortativity,
    "communities_brim": _communities_brim,
}
