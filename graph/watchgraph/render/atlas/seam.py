"""Where the round world is cut to lie flat: in the Bering Strait, so that no land is divided."""

from collections.abc import Sequence

Point = tuple[float, float]

#: The meridian in the middle of the map, in degrees east; the edge is opposite.
MIDDLE = 11.0


def laid_flat(ring: Sequence[Point]) -> list[Point]:
    """Return a ring with longitudes from the middle of the map, none jumping over its edge.

    Parameters
    ----------
    ring : sequence of tuple
        Degrees east and north, the first point not repeated.

    Returns
    -------
    list of tuple
        A ring of which most lies within 180 degrees of the middle; one around a pole is closed
        along the edges of the map.
    """
    steady = _steady([(_within(x - MIDDLE), y) for x, y in ring])
    first, last = steady[0][0], steady[-1][0]
    if abs(last + _within(first - last) - first) > 180:
        return _around_pole([(_within(x), y) for x, y in steady])
    xs = [x for x, _ in steady]
    middle = (min(xs) + max(xs)) / 2
    shift = _within(middle) - middle
    return [(x + shift, y) for x, y in steady]


def _steady(ring: list[Point]) -> list[Point]:
    """Return the ring with longitudes that never jump, though they may leave the map."""
    steady = [ring[0]]
    for x, y in ring[1:]:
        last = steady[-1][0]
        steady.append((last + _within(x - last), y))
    return steady


def _around_pole(ring: list[Point]) -> list[Point]:
    """Return the ring from one edge of the map to the other, and back by way of the pole."""
    start = next(i for i in range(len(ring)) if abs(ring[i][0] - ring[i - 1][0]) > 180)
    opened = _steady(ring[start:] + ring[:start])
    first, last = opened[0], opened[-1]
    near, far = (-180.0, 180.0) if first[0] < 0 else (180.0, -180.0)
    pole = 90.0 if first[1] > 0 else -90.0
    return [(near, first[1]), *opened, (far, last[1]), (far, pole), (near, pole)]


def _within(longitude: float) -> float:
    return (longitude + 180.0) % 360.0 - 180.0
