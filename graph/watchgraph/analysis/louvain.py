"""Communities of a network by Louvain's method, run after run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray


def undirected(graph: nx.Graph[int]) -> nx.Graph[int]:
    """Return the network without directions, opposite weights added, edges sorted.

    An edge that weighs nothing is none: it adds nothing to modularity.

    Parameters
    ----------
    graph
        Network of the nodes 0 to n - 1 with weights.

    Returns
    -------
    networkx.Graph
        A new network.
    """
    weights: dict[tuple[int, int], float] = {}
    for a, b, facts in graph.edges(data=True):
        ends = (min(a, b), max(a, b))
        weights[ends] = weights.get(ends, 0) + facts["weight"]
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(graph)))
    made.add_weighted_edges_from(
        (a, b, weight) for (a, b), weight in sorted(weights.items()) if weight
    )
    return made


def louvain_runs(
    graph: nx.Graph[int], seeds: Iterable[int], resolution: float
) -> list[NDArray[int64]]:
    """Return for each seed the community of every node.

    Parameters
    ----------
    graph
        Undirected network of the nodes 0 to n - 1, its edges in sorted order.
    seeds
        One for each run.
    resolution
        Of Newman's modularity.

    Returns
    -------
    list of numpy.ndarray of int64
        Numbers of communities.
    """
    made = []
    for own in seeds:
        found = nx.community.louvain_communities(
            graph, weight="weight", resolution=resolution, seed=int(own)
        )
        membership = np.zeros(len(graph), np.int64)
        for number, group in enumerate(found):
            membership[sorted(group)] = number
        made.append(membership)
    return made


def newman_modularity(graph: nx.Graph[int], membership: NDArray[int64], resolution: float) -> float:
    """Return Newman's modularity of a partition.

    Parameters
    ----------
    graph
        Undirected network of the nodes 0 to n - 1.
    membership
        The community of every node.
    resolution
        Above 1 for smaller communities.

    Returns
    -------
    float
        NaN for a network without weight.
    """
    if not graph.size(weight="weight"):
        return float("nan")
    sets = [set(np.flatnonzero(membership == one).tolist()) for one in np.unique(membership)]
    return float(nx.community.modularity(graph, sets, weight="weight", resolution=resolution))
