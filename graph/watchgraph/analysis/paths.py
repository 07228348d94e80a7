"""Betweenness and closeness: shortest paths, by compiled code where it pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.normalise import largest_betweenness
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

    from watchgraph.analysis.arrays import Arrays, Batch

_Z95 = 1.959963984540054


@dataclass(frozen=True)
class Paths:
    """What shortest paths tell of each node, edges all of length 1.

    Attributes
    ----------
    betweenness
        Normalised as in :func:`watchgraph.analysis.centrality`.
    closeness
        Normalised likewise.
    betweenness_error
        Half the width of a 95 % interval by the normal approximation; 0 where every node was a
        source. It is too narrow for a node whose paths start from few nodes.
    """

    betweenness: NDArray[float64]
    closeness: NDArray[float64]
    betweenness_error: NDArray[float64]


def shortest_paths(net: Arrays, *, pivots: int | None = None, seed: int = 1) -> Paths:
    """Measure the shortest paths of a network.

    Parameters
    ----------
    net
        The network.
    pivots
        Number of nodes to start paths from, drawn without replacement; default all.
    seed
        Seed of the draw.

    Returns
    -------
    Paths
        Exact values; with pivots, estimates of the same and the error of the betweenness. Of a
        node that no pivot reaches nothing is known: its closeness is 0.

    Raises
    ------
    UseError
        If numba is not installed or the number of pivots is none.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical
    Sociology 25, 163-177.

    Brandes, U., Pich, C. (2007). Centrality estimation in large networks. International Journal
    of Bifurcation and Chaos 17, 2303-2318.
    """
    require_numba()
    from watchgraph.analysis.compiled import paths_from

    n = net.nodes
    if pivots is not None and pivots < 2:
        raise UseError("At least two pivots are needed.", name="pivots", value=pivots)
    chosen = np.arange(n)
    if pivots is not None and pivots < n:
        chosen = np.sort(np.random.default_rng(seed).choice(n, pivots, replace=False))
    indptr, indices, _ = _arcs(net)
    through, squares, far, reached = (np.zeros(n) for _ in range(4))
    paths_from(indptr, indices, chosen, through, squares, far, reached)
    k = max(len(chosen), 1)
    scale = n / k
    variance = np.maximum(squares / k - (through / k) ** 2, 0) * k / max(k - 1, 1)
    # Drawn without replacement: the more of all nodes are pivots, the smaller the error.
    error = _Z95 * n * np.sqrt(variance / k * (1 - k / max(n, 1)))
    largest = _largest(net)
    return Paths(
        _over(through * scale, largest),
        _closeness(net, far * scale, np.where(reached > 0, reached * scale, 1)),
        _over(error, largest),
    )


def paths_of_batch(batch: Batch) -> tuple[NDArray[float64], NDArray[float64]]:
    """Measure the shortest paths of many copies of a network.

    Parameters
    ----------
    batch
        The copies.

    Returns
    -------
    betweenness, closeness : numpy.ndarray, shape (nodes, copies)
        As :func:`shortest_paths` gives for each copy, all nodes being sources.

    Raises
    ------
    UseError
        If numba is not installed.

    References
    ----------
    Baglioni, M., Geraci, F., Pellegrini, M., Lastres, E. (2012). Fast exact computation of
    betweenness centrality in social networks. IEEE/ACM International Conference on Advances in
    Social Networks Analysis and Mining, 450-456.
    """
    require_numba()
    from watchgraph.analysis.compiled import paths_of_copies

    net = batch.net
    indptr, indices, edge = _arcs(net)
    # Copies with the same edges have the same paths, whatever the edges weigh.
    packed, place = np.unique(np.packbits(batch.present, axis=0), axis=1, return_inverse=True)
    present = np.unpackbits(packed, axis=0, count=len(net.tail)).astype(bool)
    through, far, reached = paths_of_copies(
        indptr, indices, edge, np.ascontiguousarray(present.T), net.directed
    )
    place = place.ravel()
    return (
        _over(through.T, _largest(net)[:, None])[:, place],
        _closeness(net, far.T, reached.T)[:, place],
    )


def require_numba() -> None:
    """Refuse to go on without numba.

    Raises
    ------
    UseError
        With the extra that brings it.
    """
    try:
        import numba  # noqa: F401
    except ImportError:
        raise UseError(
            "Shortest paths of many networks need numba, which is not installed.",
            name="numba",
            remedy="Install it with: pip install 'watchgraph[analysis]'.",
        ) from None


def has_numba() -> bool:
    """Return whether numba is installed."""
    try:
        require_numba()
    except UseError:
        return False
    return True


def _arcs(net: Arrays) -> tuple[NDArray[int64], NDArray[int64], NDArray[int64]]:
    """Return the arcs by their start, and the edge of each; against the arrows if directed."""
    start, end = net.head, net.tail
    edge = np.arange(len(start))
    if not net.directed:
        start, end = np.concatenate([start, end]), np.concatenate([end, start])
        edge = np.concatenate([edge, edge])
    order = np.lexsort((end, start))
    indptr = np.concatenate([[0], np.cumsum(np.bincount(start, minlength=net.nodes))])
    return indptr.astype(np.int64), end[order].astype(np.int64), edge[order].astype(np.int64)


def _largest(net: Arrays) -> NDArray[float64]:
    """Return the largest betweenness that each node can have, each pair of nodes twice."""
    n = net.nodes
    if net.first is None:
        return np.full(n, float(max((n - 1) * (n - 2), 0)))
    first = int(net.first.sum())
    sides = largest_betweenness(first, n - first), largest_betweenness(n - first, first)
    return 2 * np.where(net.first, *sides)


def _closeness(net: Arrays, far: NDArray[float64], reached: NDArray[float64]) -> NDArray[float64]:
    n = net.nodes
    others = np.maximum(reached - 1, 0)
    nearest = others
    if net.first is not None:
        first = int(net.first.sum())
        # The nearest that all others can be: the other side at 1, one's own at 2.
        least = np.where(net.first, n - first + 2 * (first - 1), first + 2 * (n - first - 1))
        nearest = least.astype(float) if far.ndim == 1 else least.astype(float)[:, None]
    return _over(nearest, far) * others / max(n - 1, 1)


def _over(value: NDArray[float64], by: NDArray[float64]) -> NDArray[float64]:
    value, by = np.broadcast_arrays(value, by)
    return np.divide(value, by, out=np.zeros(value.shape), where=by > 0)
