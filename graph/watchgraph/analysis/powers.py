"""Leading vectors of many copies of a network at once: eigenvector, hubs and authorities."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.arrays import Batch
from watchgraph.analysis.batches import largest_component, out_strength
from watchgraph.analysis.spectral import leading_eigenvector

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

_TOLERANCE = 1e-12
_ROUNDS = 2000
# Steps below this are rounding; a ratio of steps beyond the other is not told from 1.
_NOISE, _SLOWEST = 1e-15, 0.9999
# So many rounds lie between two leaps.
_AHEAD = 16


def eigenvector(batch: Batch, hubs: NDArray[float64] | None = None) -> NDArray[float64]:
    """Find the leading eigenvector of the largest component of each copy.

    Parameters
    ----------
    batch
        Copies of a network.
    hubs
        Of a bipartite network the hubs that :func:`hits` has found, at any length; this spares
        finding them again.

    Returns
    -------
    numpy.ndarray
        Of Euclidean length 1; NaN outside the component. The component is the one with most
        nodes, then most weight, then the smallest node; what weighs nothing joins nothing.
    """
    inside = largest_component(Batch(batch.net, batch.weights, batch.weights > 0))
    if batch.copies == 1 and batch.present.all():
        # Exact also where two values are so close that rounds would not tell them apart.
        return leading_eigenvector(batch.net, inside[:, 0])[:, None]
    if batch.net.first is None:
        squared, root = _power(batch, inside.astype(float), _twice)
    else:
        squared, root = _first_side(batch, inside & batch.net.first[:, None], hubs)
    # The square has the values of +λ and of -λ in one: this leaves the part of +λ.
    values = squared + _around(batch, squared) / root
    length = np.sqrt((values**2).sum(axis=0))
    values = np.divide(values, length, out=np.full_like(values, np.nan), where=length > 0)
    return np.where(inside, values, np.nan)


def _first_side(
    batch: Batch, start: NDArray[bool_], hubs: NDArray[float64] | None
) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return the first side of the vector and the root of the square's value, for each copy."""
    if hubs is None:
        return _power(batch, start.astype(float), _there_and_back)
    own = np.where(start, np.nan_to_num(hubs), 0.0)
    # Components do not touch each other: where this one has not faded, its part is the vector.
    held = (own**2).sum(axis=0) > 0.5 * (np.nan_to_num(hubs) ** 2).sum(axis=0)
    vector, _ = _unit(own)
    root = _unit(_on(batch, vector))[1]
    if not held.all():
        rest = batch.chosen(~held)
        found = _power(rest, start[:, ~held].astype(float), _there_and_back)
        vector[:, ~held], root[~held] = found
    return vector, np.where(root > 0, root, 1.0)


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
    start = out_strength(batch) > 0
    hubs, _ = _power(batch, start.astype(float), _there_and_back)
    both = []
    for values, own in (
        (hubs, net.first),
        (_on(batch, hubs), None if net.first is None else ~net.first),
    ):
        total = values.sum(axis=0)
        scaled = np.divide(values, total, out=np.full_like(values, np.nan), where=total > 0)
        both.append(scaled if own is None else np.where(own[:, None], scaled, np.nan))
    return both[0], both[1]


def _on(batch: Batch, x: NDArray[float64]) -> NDArray[float64]:
    """Pass values on from tails to heads."""
    net = batch.net
    return np.asarray(net.at_head @ (batch.weights * x[net.tail]))


def _there_and_back(batch: Batch, x: NDArray[float64]) -> NDArray[float64]:
    net = batch.net
    return np.asarray(net.at_tail @ (batch.weights * _on(batch, x)[net.head]))


def _around(batch: Batch, x: NDArray[float64]) -> NDArray[float64]:
    """Pass values on in both directions; a loop is one entry of the matrix."""
    net = batch.net
    y = net.at_tail @ (batch.weights * x[net.head])
    back = np.where((net.tail == net.head)[:, None], 0.0, batch.weights)
    return np.asarray(y + net.at_head @ (back * x[net.tail]))


def _twice(batch: Batch, x: NDArray[float64]) -> NDArray[float64]:
    return _around(batch, _around(batch, x))


def _power(
    batch: Batch,
    start: NDArray[float64],
    step: Callable[[Batch, NDArray[float64]], NDArray[float64]],
) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return the leading vector of a step, and the root of its value, for each copy.

    How fast a copy settles tells how far it is from its end, however small its steps; and now
    and then it is sent there at once, from where it settles on.

    References
    ----------
    Aitken, A. C. (1937). The evaluation of the latent roots and latent vectors of a matrix.
    Proceedings of the Royal Society of Edinburgh 57, 269-304.
    """
    vector, value = _unit(start)
    left = np.arange(batch.copies)
    part, old = batch, vector.copy()
    last, slowest = np.full(batch.copies, np.inf), np.zeros(batch.copies)
    for round_ in range(1, _ROUNDS + 1):
        new, length = _unit(step(part, old))
        change = new - old
        size = np.sqrt((change**2).sum(axis=0))
        ratio = np.where(size > _NOISE, np.minimum(size / last, _SLOWEST), 0.0)
        slowest, last = np.maximum(slowest, ratio), np.maximum(size, _NOISE)
        moving = (size > _TOLERANCE * (1 - slowest)) & (size > _NOISE)
        if round_ % _AHEAD == 0:
            ahead = np.maximum(new + change * (ratio / (1 - ratio)), 0.0)
            new = np.where(moving, _unit(ahead)[0], new)
        vector[:, left], value[left] = new, length
        if not moving.any():
            break
        old = new
        # Copies that stand still are done; to drop them costs about a round.
        if moving.sum() < 0.7 * len(left):
            part, old, left = part.chosen(moving), new[:, moving], left[moving]
            last, slowest = last[moving], slowest[moving]
    return vector, np.sqrt(np.where(value > 0, value, 1.0))


def _unit(vector: NDArray[float64]) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return each column at length 1, and the length that it had."""
    length = np.sqrt((vector**2).sum(axis=0))
    return np.divide(vector, length, out=np.zeros_like(vector), where=length > 0), length
