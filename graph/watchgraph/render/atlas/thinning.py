"""Fewer points for the same shape, by the method of Visvalingam and Whyatt [1]_.

References
----------
.. [1] M. Visvalingam, J. D. Whyatt, "Line generalisation by repeated elimination of points",
   The Cartographic Journal 30 (1), 1993, https://doi.org/10.1179/000870493786962263
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import inf, radians, sin

Point = tuple[float, float]

#: Mean radius of the Earth in km.
RADIUS_KM = 6371.0088


def weights(line: Sequence[Point]) -> list[float]:
    """Return how much area each point of a line stands for.

    A line with only the points above some weight is the line thinned out to that area. A border
    that two shapes share is one line, and stays one.

    Parameters
    ----------
    line : sequence of tuple
        Degrees east and north.

    Returns
    -------
    list of float
        Square kilometres, as on an equal-area map; endless for the ends.
    """
    # Cylindrical equal-area coordinates: areas there are areas on the sphere.
    places = [(radians(x) * RADIUS_KM, sin(radians(y)) * RADIUS_KM) for x, y in line]
    last = len(places) - 1
    found = [inf] * len(places)
    before, after = [i - 1 for i in range(len(places))], [i + 1 for i in range(len(places))]
    current = [inf] * len(places)
    heap: list[tuple[float, int]] = []

    def area(i: int) -> float:
        (a, b), (c, d), (e, f) = places[before[i]], places[i], places[after[i]]
        return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2

    for i in range(1, last):
        current[i] = area(i)
        heap.append((current[i], i))
    heapify(heap)
    reached = 0.0
    while heap:
        size, i = heappop(heap)
        if size != current[i] or found[i] != inf:
            continue
        # A point is never lighter than one that had to go before it.
        reached = found[i] = max(reached, size)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < last:
                current[j] = area(j)
                heappush(heap, (current[j], j))
    return found


def thinned(line: Sequence[Point], weight: Sequence[float], least: float) -> tuple[Point, ...]:
    """Return a line with the points of at least so much weight.

    Parameters
    ----------
    line : sequence of tuple
        Its points.
    weight : sequence of float
        What `weights` gives.
    least : float
        Square kilometres.

    Returns
    -------
    tuple of tuple
        Points; a closed line keeps three.
    """
    kept = tuple(point for point, size in zip(line, weight, strict=True) if size >= least)
    if line[0] != line[-1] or len(kept) >= 4 or len(line) <= 4:
        return kept
    heaviest = sorted(weight, reverse=True)[3]
    return tuple(point for point, size in zip(line, weight, strict=True) if size >= heaviest)
