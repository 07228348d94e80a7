"""Which nodes of a network belong together, and how surely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from watchgraph.analysis.against import against
from watchgraph.analysis.compiler import engine
from watchgraph.analysis.consensus import co_assignment, consensus, stability
from watchgraph.analysis.louvain import louvain_runs, newman_modularity, undirected
from watchgraph.analysis.plain import PlainNetwork, plain_network
from watchgraph.analysis.whole_numbers import require_whole
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    from numpy import int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: The methods.
METHODS = ("louvain", "brim")

# The consensus holds one number for each pair of nodes: 0.9 GB here.
_MOST_NODES = 15_000
_CONSENSUS = "consensus of the runs by average linkage of co-assignment, cut at one half"
_WORDS = {
    "louvain": f"Louvain on the undirected weighted network, Newman's modularity; {_CONSENSUS}",
    "brim": f"BRIM with merging on the links alone, Barber's modularity; {_CONSENSUS}",
}


@dataclass(frozen=True)
class _Method:
    """How to find communities, and to judge them, in one network; nodes by number."""

    runs: Callable[[NDArray[Any]], list[NDArray[int64]]]
    modularity: Callable[[NDArray[int64]], float]


def communities(
    net: nx.Graph[Any],
    seed: int = 1,
    runs: int = 20,
    resolution: float = 1.0,
    *,
    method: str = "louvain",
    null_samples: int = 0,
) -> pd.DataFrame:
    """Find communities by the consensus of many seeded runs.

    Each run works on the same sorted copy of the network with a seed of its own. Two nodes are
    joined as far as the runs put them together: groups merge, the closest first, as long as
    their nodes share a community in at least half of the runs on average [1]_. The answer
    depends on the network and the seed, not on the order in which it was built.

    Parameters
    ----------
    net
        Network; it is left as it is.
    seed
        Seed of the ensemble, zero or more.
    runs
        Number of runs.
    resolution
        Above 1 for smaller communities, below 1 for larger ones.
    method
        ``"louvain"`` [2]_: directions are dropped and weights of opposite edges added; a
        bipartite network is taken as it stands, for the modularity of Newman knows of no sides.
        ``"brim"`` [3]_: for bipartite networks, by their links alone; a number of records tells
        how much is written. See :func:`watchgraph.analysis.barber.barber_runs`. There is no
        Leiden: networkx has the interface without an engine.
    null_samples
        Compare with so many random networks of the same numbers of links (see
        :func:`watchgraph.analysis.null_samples`), for bipartite networks only; 0 for none. Each
        takes the time of one run.

    Returns
    -------
    pandas.DataFrame
        Index ``node``; columns ``label``, ``kind``, ``community`` (1 is the largest; of equal
        ones that with the smallest node comes first), ``size`` (nodes in it), ``stability``
        (mean share of runs in which the node stands with another node of its community; 1 for
        a node on its own). By community, then stability, then node. ``attrs`` holds seed, runs,
        resolution, method, data version, engine, and

        ``modularity``, ``best_modularity``
            Of the consensus, and of the best run. Those of different methods cannot be compared.
        ``run_modularity``, ``null_values``, ``null_mean``, ``null_sd``, ``z``, ``p_low``,
        ``p_high``
            With ``null_samples``: the mean of the runs on the links alone, without weights; that
            of one run in each random network, with mean and standard deviation; z is missing
            (NaN) where these all have one value.

    Raises
    ------
    UseError
        If this is no network, a parameter makes no sense, the network is too large for a
        consensus, has parallel edges, or a weight is no number; if it is not bipartite though
        the method or the comparison needs that; if these need numba and it is missing.

    References
    ----------
    .. [1] Fred, A. L. N., Jain, A. K. (2005). Combining multiple clusterings using evidence
       accumulation. IEEE Transactions on Pattern Analysis and Machine Intelligence 27, 835-850.
    .. [2] Blondel, V. D., Guillaume, J.-L., Lambiotte, R., Lefebvre, E. (2008). Fast unfolding
       of communities in large networks. Journal of Statistical Mechanics, P10008.
    .. [3] Barber, M. J. (2007). Modularity and community detection in bipartite networks.
       Physical Review E 76, 066102.

    Examples
    --------
    >>> import networkx as nx
    >>> communities(nx.barbell_graph(4, 0))["size"].tolist()
    [4, 4, 4, 4, 4, 4, 4, 4]
    """
    import pandas as pd

    _check(seed, runs, resolution, method, null_samples)
    plain = plain_network(net)
    if len(plain.nodes) > _MOST_NODES:
        raise UseError(
            f"A consensus of {len(plain.nodes):,} nodes is too large.",
            name="network",
            value=len(plain.nodes),
            remedy=f"Filter the network to {_MOST_NODES:,} nodes or fewer.",
        )
    way = _louvain(undirected(plain.graph), resolution)
    matrix, place = None, np.empty(0, np.int64)
    if method == "brim" or null_samples:
        matrix, place = _links(plain)
    if method == "brim" and matrix is not None:
        way = _brim(matrix, place, resolution)
    seeds = _seeds(seed, runs, method)
    memberships = way.runs(seeds)
    together = co_assignment(memberships)
    groups = consensus(together)
    community = np.zeros(len(plain.nodes), np.int64)
    for number, group in enumerate(groups, start=1):
        community[group] = number
    frame = pd.DataFrame(
        {
            "label": plain.labels(),
            "kind": plain.texts("kind"),
            "community": community,
            "size": np.bincount(community, minlength=1)[community],
            "stability": stability(together, groups),
        },
        index=plain.index(),
    )
    compared = {}
    if null_samples and matrix is not None:
        compared = _compared(matrix, place, seed, seeds, resolution, method, null_samples)
    frame.attrs = plain.attributes(
        seed=seed,
        runs=runs,
        resolution=resolution,
        communities=len(groups),
        modularity=way.modularity(community),
        best_modularity=max(map(way.modularity, memberships)),
        method=_WORDS[method],
        **compared,
    )
    if method == "brim":
        frame.attrs["engine"] = engine()
    elif compared:
        frame.attrs["engine"] += f", {engine()}"
    order = np.lexsort((np.arange(len(plain.nodes)), -frame["stability"].to_numpy(), community))
    return frame.iloc[order]


def _check(seed: int, runs: int, resolution: float, method: str, null_samples: int) -> None:
    if method not in METHODS:
        raise UseError(
            f"There is no method {method!r}.",
            name="method",
            value=method,
            choices=METHODS,
            remedy=f"Choose one of: {', '.join(METHODS)}.",
        )
    require_whole("seed", seed, 0)
    require_whole("runs", runs, 1)
    require_whole("null_samples", null_samples, 0)
    number = isinstance(resolution, Real) and not isinstance(resolution, bool)
    if not number or not 0 < resolution < float("inf"):
        raise UseError(
            f"resolution is {resolution!r}.",
            name="resolution",
            value=resolution,
            remedy="It must be a number above zero.",
        )


def _seeds(seed: int, runs: int, method: str) -> NDArray[Any]:
    bits = np.uint32 if method == "louvain" else np.uint64
    return np.random.SeedSequence(int(seed)).generate_state(int(runs), bits)


def _links(plain: PlainNetwork) -> tuple[csr_array[int64], NDArray[int64]]:
    """Return the matrix of links, and for each node its place among rows, then columns."""
    from watchgraph.analysis.twomode import two_mode

    two = two_mode(plain.source)
    number = {node: i for i, node in enumerate([*two.first, *two.second])}
    return two.matrix, np.array([number[node] for node in plain.nodes], np.int64)


def _louvain(graph: nx.Graph[int], resolution: float) -> _Method:
    return _Method(
        lambda seeds: louvain_runs(graph, seeds, resolution),
        lambda membership: newman_modularity(graph, membership, resolution),
    )


def _brim(matrix: csr_array[int64], place: NDArray[int64], resolution: float) -> _Method:
    from watchgraph.analysis.barber import barber_modularity, barber_runs

    def modularity(membership: NDArray[int64]) -> float:
        in_order = np.empty_like(membership)
        in_order[place] = membership
        return barber_modularity(matrix, in_order, resolution)

    return _Method(
        lambda seeds: [own[place] for own in barber_runs(matrix, seeds, resolution)], modularity
    )


def _compared(
    matrix: csr_array[int64],
    place: NDArray[int64],
    seed: int,
    seeds: NDArray[Any],
    resolution: float,
    method: str,
    samples: int,
) -> dict[str, Any]:
    """Compare the runs with one run in each random network, links alone."""
    from watchgraph.analysis.nulls import null_samples

    def values(one: csr_array[int64], own: NDArray[Any]) -> list[float]:
        way = (
            _brim(one, place, resolution)
            if method == "brim"
            else _louvain(_graph(one, place), resolution)
        )
        return [way.modularity(found) for found in way.runs(own)]

    null = null_samples(matrix, samples, seed)
    own = _seeds(seed, len(seeds) + samples, method)[len(seeds) :]
    random = np.array([values(one, own[k : k + 1])[0] for k, one in enumerate(null)])
    observed = float(np.mean(values(matrix, seeds)))
    found = against(observed, random)
    return {
        "run_modularity": observed,
        "null_mean": found["mean"],
        "null_sd": found["sd"],
        "z": found["z"],
        "p_low": found["p_low"],
        "p_high": found["p_high"],
        "null_values": random.tolist(),
        **{name: told for name, told in null.attributes().items() if name != "seed"},
    }


def _graph(matrix: csr_array[int64], place: NDArray[int64]) -> nx.Graph[int]:
    """Return the links as a network of the numbers of nodes, each of weight 1."""
    number = np.empty_like(place)
    number[place] = np.arange(len(place))
    rows, columns = matrix.nonzero()
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(place)))
    ends = zip(number[rows].tolist(), number[columns + matrix.shape[0]].tolist(), strict=True)
    made.add_edges_from(sorted(tuple(sorted(pair)) for pair in ends), weight=1)
    return made
