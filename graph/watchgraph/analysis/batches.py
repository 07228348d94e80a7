"""Measures of many copies of a network at once, by sums over arrays of edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

    from watchgraph.analysis.arrays import Batch

DAMPING = 0.85
_TOLERANCE = 1e-12
_ROUNDS = 2000


def degree(batch: Batch) -> NDArray[float64]:
    """Count the neighbours; both directions of a directed network."""
    return in_degree(batch) + out_degree(batch)


def in_degree(batch: Batch) -> NDArray[float64]:
    """Count the edges that end in a node."""
    return np.asarray(batch.net.at_head @ batch.present.astype(float))


def out_degree(batch: Batch) -> NDArray[float64]:
    """Count the edges that start from a node."""
    return np.asarray(batch.net.at_tail @ batch.present.astype(float))


def strength(batch: Batch) -> NDArray[float64]:
    """Add up the weights; both directions of a directed network."""
    return in_strength(batch) + out_strength(batch)


def in_strength(batch: Batch) -> NDArray[float64]:
    """Add up the weights of the edges that end in a node."""
    return np.asarray(batch.net.at_head @ batch.weights)


def out_strength(batch: Batch) -> NDArray[float64]:
    """Add up the weights of the edges that start from a node."""
    return np.asarray(batch.net.at_tail @ batch.weights)


def pagerank(batch: Batch) -> NDArray[float64]:
    """Let rank flow along the weights; in a directed network against the arrows.

    References
    ----------
    Page, L., Brin, S., Motwani, R., Winograd, T. (1999). The PageRank citation ranking. Stanford
    InfoLab, technical report 1999-66.
    """
    net = batch.net
    if not net.nodes:
        return np.zeros((0, batch.copies))
    given = in_strength(batch) if net.directed else strength(batch)
    share = np.divide(1.0, given, out=np.zeros_like(given), where=given > 0)
    to_tail = batch.weights * share[net.head]
    stuck = given <= 0
    rank = np.full(given.shape, 1 / net.nodes)
    if not net.directed:
        return _both_ways(batch, to_tail, batch.weights * share[net.tail], stuck, rank)
    for _ in range(_ROUNDS):
        moved = net.at_tail @ (to_tail * rank[net.head])
        lost = (rank * stuck).sum(axis=0)
        new = DAMPING * (moved + lost / net.nodes) + (1 - DAMPING) / net.nodes
        change = np.abs(new - rank).sum(axis=0).max()
        rank = new
        if change < _TOLERANCE:
            break
    return np.asarray(rank / rank.sum(axis=0))


def _both_ways(
    batch: Batch,
    to_tail: NDArray[float64],
    to_head: NDArray[float64],
    stuck: NDArray[bool_],
    rank: NDArray[float64],
) -> NDArray[float64]:
    """Let rank flow along edges without directions, with steps by Chebyshev.

    Who has no edge gives its rank to all alike and gets none but that, so that it is known
    beforehand. What is left is a matrix with values from -1 to 1, times the damping.

    References
    ----------
    Golub, G. H., Varga, R. S. (1961). Chebyshev semi-iterative methods, successive
    overrelaxation iterative methods, and second order Richardson iterative methods. Numerische
    Mathematik 3, 147-156.
    """
    net = batch.net
    least = (1 - DAMPING) / (net.nodes - DAMPING * stuck.sum(axis=0))
    rank, before, step = rank * 1.0, rank, 1.0
    for round_ in range(_ROUNDS):
        moved = net.at_tail @ (to_tail * rank[net.head]) + net.at_head @ (to_head * rank[net.tail])
        new = step * (DAMPING * moved + least - before) + before
        change = np.abs(new - rank).sum(axis=0).max()
        before, rank = rank, new
        if change < _TOLERANCE:
            break
        step = 1 / (1 - DAMPING**2 * (step / 4 if round_ else 1 / 2))
    return np.asarray(rank / rank.sum(axis=0))


def core(batch: Batch) -> NDArray[float64]:
    """Find the largest k such that a node is in a part where all have k neighbours.

    A loop is no neighbour; in a directed network both directions count.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269-287.
    """
    net = batch.net
    left = batch.present & (net.tail != net.head)[:, None]
    found = np.zeros((net.nodes, batch.copies))
    k = 0
    while left.any():
        k += 1
        while True:
            held = left.astype(float)
            many = (net.at_tail @ held + net.at_head @ held) >= k
            stays = left & many[net.tail] & many[net.head]
            if (stays == left).all():
                break
            left = stays
        found[many] = k
    return found


def participation(batch: Batch, modules: NDArray[int64]) -> NDArray[float64]:
    r"""Measure how evenly the neighbours of a node lie in different modules.

    Parameters
    ----------
    batch
        Copies of a network.
    modules
        Number of each node's module; -1 if it is not known. Such neighbours are left out.

    Returns
    -------
    numpy.ndarray
        :math:`1 - \sum_s (k_s / k)^2`: 0 if all neighbours are in one module; NaN without a
        neighbour whose module is known.

    References
    ----------
    Guimerà, R., Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks.
    Nature 433, 895-900.
    """
    net = batch.net
    squares = np.zeros((net.nodes, batch.copies))
    known = np.zeros_like(squares)
    held = batch.present.astype(float)
    for module in np.unique(modules[modules >= 0]):
        inside = modules == module
        count = net.at_tail @ (held * inside[net.head, None])
        count = count + net.at_head @ (held * inside[net.tail, None])
        squares += count**2
        known += count
    shares = np.divide(squares, known**2, out=np.full_like(squares, np.nan), where=known > 0)
    return np.asarray(1 - shares)


def largest_component(batch: Batch) -> NDArray[bool_]:
    """Mark the nodes of the largest component of each copy; none where there is no edge."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    net, copies = batch.net, batch.copies
    edge, copy = np.nonzero(batch.present)
    # All copies side by side in one matrix, a block each.
    ends = copy * net.nodes + net.tail[edge], copy * net.nodes + net.head[edge]
    size = net.nodes * copies
    blocks = coo_array((np.ones(len(edge), np.int8), ends), shape=(size, size))
    number, label = connected_components(blocks, directed=False)
    nodes = np.bincount(label, minlength=number)
    weight = np.bincount(label, strength(batch).T.ravel(), number)
    smallest = np.full(number, size)
    np.minimum.at(smallest, label, np.arange(size))
    order = np.lexsort((smallest, -weight, -nodes, smallest // max(net.nodes, 1)))
    best = order[np.unique(smallest[order] // max(net.nodes, 1), return_index=True)[1]]
    chosen = np.zeros(number, bool)
    chosen[best[nodes[best] > 1]] = True
    return np.asarray(chosen[label].reshape(copies, net.nodes).T)
