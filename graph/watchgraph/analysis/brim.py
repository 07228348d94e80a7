"""Compiled search for the communities of a bipartite network; import it by ``compiled`` only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.compiler import cached
from watchgraph.analysis.curveball import draw

if TYPE_CHECKING:
    from numpy import float64, int32, int64, uint64
    from numpy.typing import NDArray

# A gain below this is rounding.
_GAIN = 1e-10


@cached
def follow(
    starts: NDArray[int64],
    links: NDArray[int32],
    other: NDArray[int64],
    own: NDArray[int64],
    weight: NDArray[float64],
    factor: float,
    score: NDArray[float64],
) -> bool:
    """Give each node of one side the best community, those of the other side being fixed.

    A node keeps its community where no other is better; else the best with the smallest number
    is taken. ``weight`` is the number of links that each community has on the other side.
    """
    changed = False
    for node in range(len(own)):
        degree = starts[node + 1] - starts[node]
        for label in range(len(weight)):
            score[label] = -factor * degree * weight[label]
        for place in range(starts[node], starts[node + 1]):
            score[other[links[place]]] += 1.0
        best = own[node]
        for label in range(len(weight)):
            if score[label] > score[best] + _GAIN:
                best = label
        if best != own[node]:
            own[node] = best
            changed = True
    return changed


@cached
def weights(starts: NDArray[int64], own: NDArray[int64], weight: NDArray[float64]) -> None:
    """Add up the links of each community on one side."""
    weight[:] = 0.0
    for node in range(len(own)):
        weight[own[node]] += starts[node + 1] - starts[node]


@cached
def merge(
    starts: NDArray[int64],
    links: NDArray[int32],
    first: NDArray[int64],
    second: NDArray[int64],
    labels: int,
    factor: float,
) -> bool:
    """Join the two communities whose union gains most, as long as any gains."""
    inside = np.zeros((labels, labels))
    one = np.zeros(labels)
    two = np.zeros(labels)
    for node in range(len(first)):
        for place in range(starts[node], starts[node + 1]):
            a, b = first[node], second[links[place]]
            inside[a, b] += 1.0
            one[a] += 1.0
            two[b] += 1.0
    target = np.arange(labels)
    merged = False
    while True:
        best, g, h = _GAIN, -1, -1
        for a in range(labels):
            if one[a] + two[a] == 0.0:
                continue
            for b in range(a + 1, labels):
                if one[b] + two[b] == 0.0:
                    continue
                gain = inside[a, b] + inside[b, a] - factor * (one[a] * two[b] + one[b] * two[a])
                if gain > best:
                    best, g, h = gain, a, b
        if g < 0:
            break
        merged = True
        inside[g, :] += inside[h, :]
        inside[:, g] += inside[:, h]
        inside[h, :] = 0.0
        inside[:, h] = 0.0
        one[g] += one[h]
        two[g] += two[h]
        one[h] = two[h] = 0.0
        for label in range(labels):
            if target[label] == h:
                target[label] = g
    for node in range(len(first)):
        first[node] = target[first[node]]
    for node in range(len(second)):
        second[node] = target[second[node]]
    return merged


@cached
def modularity(
    starts: NDArray[int64],
    links: NDArray[int32],
    first: NDArray[int64],
    second: NDArray[int64],
    other_starts: NDArray[int64],
    labels: int,
    resolution: float,
) -> float:
    """Return Barber's modularity; 0 without links."""
    size = len(links)
    if size == 0:
        return 0.0
    one = np.zeros(labels)
    two = np.zeros(labels)
    weights(starts, first, one)
    weights(other_starts, second, two)
    inside = 0
    for node in range(len(first)):
        for place in range(starts[node], starts[node + 1]):
            inside += first[node] == second[links[place]]
    expected = 0.0
    for label in range(labels):
        expected += one[label] * two[label]
    return inside / size - resolution * expected / size / size


@cached
def search(
    starts: NDArray[int64],
    links: NDArray[int32],
    other_starts: NDArray[int64],
    other_links: NDArray[int32],
    labels: int,
    resolution: float,
    state: NDArray[uint64],
    first: NDArray[int64],
    second: NDArray[int64],
) -> float:
    """Search from a random start for communities of high modularity; return what it is.

    The nodes of the first side fall into a random number of communities at random. Each side in
    turn follows the other until nothing changes; then communities merge as long as that gains;
    and again, until neither helps.
    """
    factor = resolution / max(len(links), 1)
    weight = np.zeros(labels)
    score = np.zeros(labels)
    # From two communities on; from a single one nothing can start.
    begin = min(2 + draw(state, max(labels - 1, 1)), labels)
    for node in range(len(first)):
        first[node] = draw(state, begin)
    for node in range(len(second)):
        second[node] = draw(state, begin)
    while True:
        changed = True
        while changed:
            weights(starts, first, weight)
            changed = follow(other_starts, other_links, first, second, weight, factor, score)
            weights(other_starts, second, weight)
            changed |= follow(starts, links, second, first, weight, factor, score)
        if not merge(starts, links, first, second, labels, factor):
            break
    return modularity(starts, links, first, second, other_starts, labels, resolution)


@cached
def best_of(
    starts: NDArray[int64],
    links: NDArray[int32],
    other_starts: NDArray[int64],
    other_links: NDArray[int32],
    labels: int,
    resolution: float,
    state: NDArray[uint64],
    searches: int,
    first: NDArray[int64],
    second: NDArray[int64],
) -> None:
    """Write the communities of the best of so many searches; the first of equal ones."""
    own = np.zeros(len(first), np.int64)
    other = np.zeros(len(second), np.int64)
    best = -2.0
    for _ in range(searches):
        found = search(
            starts, links, other_starts, other_links, labels, resolution, state, own, other
        )
        if found > best + _GAIN:
            best = found
            first[:] = own
            second[:] = other
