"""Measures of many copies of a network at once, by sums over arrays of edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.spectral import leading_eigenvector

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
    to_tail, to_head = batch.weights * share[net.head], batch.weights * share[net.tail]
    stuck = given <= 0
    rank = np.full(given.shape, 1 / net.nodes)
    for _ in range(_ROUNDS):
        moved = net.at_tail @ (to_tail * rank[net.head])
        if not net.directed:
            moved = moved + net.at_head @ (to_head * rank[net.tail])
        lost = (rank * stuck).sum(axis=0)
        new = DAMPING * (moved + lost / net.nodes) + (1 - DAMPING) / net.nodes
        change = np.abs(new - rank).sum(axis=0).max()
        rank = new
        if change < _TOLERANCE:
            break
    return np.asarray(rank / rank.sum(axis=0))


def eigenvector(batch: Batch) -> NDArray[float64]:
    """Find the leading eigenvector of the largest component of each copy.

    Returns
    -------
    numpy.ndarray
        Of Euclidean length 1; NaN outside the component. The component is the one with most
        nodes, then most weight, then the smallest node.
    """
    inside = largest_component(batch)
    if batch.copies == 1 and batch.present.all():
        # Exact also where two values are so close that rounds would not tell them apart.
        return leading_eigenvector(batch.net, inside[:, 0])[:, None]

    def around(part: Batch, x: NDArray[float64]) -> NDArray[float64]:
        net = part.net
        y = net.at_tail @ (part.weights * x[net.head])
        # A loop is one entry of the matrix.
        back = np.where((net.tail == net.head)[:, None], 0.0, part.weights)
        return np.asarray(y + net.at_head @ (back * x[net.tail]))

    def twice(part: Batch, x: NDArray[float64]) -> NDArray[float64]:
        return around(part, around(part, x))

    squared, root = _power(batch, inside.astype(float), twice)
    # The square has the values of +λ and of -λ in one: this leaves the part of +λ.
    values = squared + around(batch, squared) / root
    length = np.sqrt((values**2).sum(axis=0))
    values = np.divide(values, length, out=np.full_like(values, np.nan), where=length > 0)
    return np.where(inside, values, np.nan)


def hits(batch: Batch) -> tuple[NDArray[float64], NDArray[float64]]:
    """Score hubs and authorities along the arrows, from the first side to the second.

    Returns
    -------
    hub, authority : numpy.ndarray
        Each sums to 1. In a bipartite network only the first side has hubs and only the second
        authorities; the others have NaN.

    References
    ----------
    Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the
    ACM 46, 604-632.
    """
    net = batch.net

    def on(part: Batch, x: NDArray[float64]) -> NDArray[float64]:
        return np.asarray(net.at_head @ (part.weights * x[net.tail]))

    def there_and_back(part: Batch, x: NDArray[float64]) -> NDArray[float64]:
        return np.asarray(net.at_tail @ (part.weights * on(part, x)[net.head]))

    start = out_strength(batch) > 0
    hubs, _ = _power(batch, start.astype(float), there_and_back)
    both = []
    for values, own in (
        (hubs, net.first),
        (on(batch, hubs), None if net.first is None else ~net.first),
    ):
        total = values.sum(axis=0)
        scaled = np.divide(values, total, out=np.full_like(values, np.nan), where=total > 0)
        both.append(scaled if own is None else np.where(own[:, None], scaled, np.nan))
    return both[0], both[1]


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


def _power(
    batch: Batch,
    start: NDArray[float64],
    step: Callable[[Batch, NDArray[float64]], NDArray[float64]],
) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return the leading vector of a step, and the root of its value, for each copy."""
    vector, value = _unit(start)
    left = np.arange(batch.copies)
    part, old = batch, vector
    for _ in range(_ROUNDS):
        new, length = _unit(step(part, old))
        vector[:, left], value[left] = new, length
        moving = np.abs(new - old).max(axis=0, initial=0.0) > _TOLERANCE
        if not moving.any():
            break
        old = new
        # Copies that stand still are done; to drop them costs about a round.
        if moving.sum() < 0.7 * len(left):
            part, old, left = part.chosen(moving), new[:, moving], left[moving]
    return vector, np.sqrt(np.where(value > 0, value, 1.0))


def _unit(vector: NDArray[float64]) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return each column at length 1, and the length that it had."""
    length = np.sqrt((vector**2).sum(axis=0))
    return np.divide(vector, length, out=np.zeros_like(vector), where=length > 0), length
