"""Which nodes of a network belong together, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from watchgraph.analysis.plain import plain_network
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    from numpy import float64, int64
    from numpy.typing import NDArray

# The consensus holds one number for each pair of nodes: 0.9 GB here.
_MOST_NODES = 15_000
_METHOD = (
    "Louvain on the undirected weighted network, Newman's modularity; consensus of the runs by "
    "average linkage of co-assignment, cut at one half"
)


def communities(
    net: nx.Graph[Any], seed: int = 1, runs: int = 20, resolution: float = 1.0
) -> pd.DataFrame:
    """Find communities by the consensus of many seeded runs.

    Each run is Louvain [1]_ on the same sorted copy of the network with a seed of its own. Two
    nodes are joined as far as the runs put them together: groups merge, the closest first, as
    long as their nodes share a community in at least half of the runs on average [2]_. The
    answer depends on the network and the seed, not on the order in which it was built.

    Parameters
    ----------
    net
        Network; directions are dropped and weights of opposite edges added. It is left as it
        is. A bipartite network is taken as it stands: the null model of its modularity knows
        of no sides.
    seed
        Seed of the ensemble, zero or more.
    runs
        Number of runs.
    resolution
        Above 1 for smaller communities, below 1 for larger ones.

    Returns
    -------
    pandas.DataFrame
        Index ``node``; columns ``label``, ``kind``, ``community`` (1 is the largest; of equal
        ones that with the smallest node comes first), ``size`` (nodes in it), ``stability``
        (mean share of runs in which the node stands with another node of its community; 1 for
        a node on its own). By community, then stability, then node. ``attrs`` holds seed, runs,
        resolution, method, ``modularity`` of the consensus, data version and engine.

    Raises
    ------
    UseError
        If seed, runs or resolution make no sense, the network is too large for a consensus,
        has parallel edges, or a weight is no number.

    References
    ----------
    .. [1] Blondel, V. D., Guillaume, J.-L., Lambiotte, R., Lefebvre, E. (2008). Fast unfolding
       of communities in large networks. Journal of Statistical Mechanics, P10008.
    .. [2] Fred, A. L. N., Jain, A. K. (2005). Combining multiple clusterings using evidence
       accumulation. IEEE Transactions on Pattern Analysis and Machine Intelligence 27, 835-850.

    Examples
    --------
    >>> import networkx as nx
    >>> communities(nx.barbell_graph(4, 0))["size"].tolist()
    [4, 4, 4, 4, 4, 4, 4, 4]
    """
    import pandas as pd

    _check(seed, runs, resolution)
    plain = plain_network(net)
    graph = _undirected(plain.graph)
    if len(graph) > _MOST_NODES:
        raise UseError(
            f"A consensus of {len(graph):,} nodes is too large.",
            name="network",
            value=len(graph),
            remedy=f"Filter the network to {_MOST_NODES:,} nodes or fewer.",
        )
    together = _co_assignment(_runs(graph, seed, runs, resolution))
    groups = _consensus(together)
    community = np.zeros(len(graph), np.int64)
    for number, group in enumerate(groups, start=1):
        community[group] = number
    frame = pd.DataFrame(
        {
            "label": plain.labels(),
            "kind": plain.texts("kind"),
            "community": community,
            "size": np.bincount(community, minlength=1)[community],
            "stability": _stability(together, groups),
        },
        index=plain.index(),
    )
    frame.attrs = plain.attributes(
        seed=seed,
        runs=runs,
        resolution=resolution,
        communities=len(groups),
        modularity=_modularity(graph, groups, resolution),
        method=_METHOD,
    )
    order = np.lexsort((np.arange(len(graph)), -frame["stability"].to_numpy(), community))
    return frame.iloc[order]


def _check(seed: int, runs: int, resolution: float) -> None:
    for name, value, good, needed in (
        ("seed", seed, isinstance(seed, Integral) and seed >= 0, "a whole number of zero or more"),
        ("runs", runs, isinstance(runs, Integral) and runs >= 1, "a whole number of one or more"),
        ("resolution", resolution, 0 < resolution < float("inf"), "a number above zero"),
    ):
        if not good:
            raise UseError(
                f"{name} is {value!r}.", name=name, value=value, remedy=f"It must be {needed}."
            )


def _undirected(graph: nx.Graph[int]) -> nx.Graph[int]:
    """Return the network without directions, opposite weights added, edges sorted."""
    weights: dict[tuple[int, int], float] = {}
    for a, b, facts in graph.edges(data=True):
        ends = (min(a, b), max(a, b))
        weights[ends] = weights.get(ends, 0) + facts["weight"]
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(graph)))
    made.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return made


def _runs(graph: nx.Graph[int], seed: int, runs: int, resolution: float) -> list[NDArray[int64]]:
    """Return for each run the community of every node."""
    made = []
    for own in np.random.SeedSequence(int(seed)).generate_state(int(runs)):
        found = nx.community.louvain_communities(
            graph, weight="weight", resolution=resolution, seed=int(own)
        )
        membership = np.zeros(len(graph), np.int64)
        for number, group in enumerate(found):
            membership[sorted(group)] = number
        made.append(membership)
    return made


def _co_assignment(memberships: Sequence[NDArray[int64]]) -> NDArray[float64]:
    """Return the share of runs in which two nodes stand together, for every pair."""
    count = np.zeros((len(memberships[0]),) * 2, np.uint16)
    for membership in memberships:
        count += membership[:, None] == membership[None, :]
    return count / len(memberships)


def _consensus(together: NDArray[float64]) -> list[list[int]]:
    """Return the groups, the largest first, then that with the smallest node."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(together) < 2:
        return [[i] for i in range(len(together))]
    tree = linkage(squareform(1.0 - together, checks=False), method="average")
    # A hair above one half, which rounding must not tip over.
    flat = fcluster(tree, t=0.5 + 1e-9, criterion="distance")
    groups: dict[int, list[int]] = {}
    for node, number in enumerate(flat):
        groups.setdefault(int(number), []).append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def _stability(together: NDArray[float64], groups: list[list[int]]) -> NDArray[float64]:
    values = np.ones(len(together))
    for group in groups:
        if len(group) > 1:
            own = together[np.ix_(group, group)]
            values[group] = (own.sum(axis=1) - 1.0) / (len(group) - 1)
    return values


def _modularity(graph: nx.Graph[int], groups: list[list[int]], resolution: float) -> float:
    if not graph.size(weight="weight"):
        return float("nan")
    sets = [set(group) for group in groups]
    return float(nx.community.modularity(graph, sets, weight="weight", resolution=resolution))
