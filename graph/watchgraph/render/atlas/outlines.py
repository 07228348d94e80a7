"""The world as paths and marks, in two grains: one to look into, a coarse one for a still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from watchgraph.render.atlas.marks import Mark, moved_apart
from watchgraph.render.atlas.places import Place, place_of
from watchgraph.render.atlas.projection import equal_earth
from watchgraph.render.atlas.seam import laid_flat
from watchgraph.render.atlas.thinning import RADIUS_KM, thinned, weights
from watchgraph.render.atlas.topology import Point, Topology, read_topology, ring_points

#: Units of the drawing from its left to its right, and from its head to its foot.
WIDTH = 2000
HEIGHT = 974
#: Steps of the fine grain in a unit of the drawing.
FINE = 4
#: A place smaller than this gets a round mark, in square kilometres.
MARKED_BELOW = 6_500.0

_SCALE = WIDTH / 2 / equal_earth(180, 0)[0]
_NOTHING = 0.1  # square kilometres
_KM2 = (RADIUS_KM / _SCALE) ** 2  # in a square unit


@dataclass(frozen=True)
class _Grain:
    """How much is left out: points and islands of less area, and how exact a point is."""

    point: float
    island: float
    steps: int


_FINE = _Grain(point=25.0, island=25.0, steps=FINE)
_COARSE = _Grain(point=650.0, island=1_800.0, steps=1)


@dataclass(frozen=True)
class World:
    """What is drawn.

    Attributes
    ----------
    fine, coarse : dict
        Path of each place that has an outline, by code; the fine ones in `FINE` steps a unit, the
        coarse ones without the places that have a mark.
    marks : dict
        Mark of each place that is small or has no outline.
    land_fine, land_coarse : str
        Path of the land that is no place of the graph.
    """

    fine: dict[str, str] = field(default_factory=dict)
    coarse: dict[str, str] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    land_fine: str = ""
    land_coarse: str = ""

    @property
    def outlined(self) -> bool:
        """Whether there are outlines, not marks alone."""
        return bool(self.fine)


def world(places: Sequence[Place], topology: str | None = None) -> World:
    """Draw the places.

    Parameters
    ----------
    places : sequence of Place
        The places; one without an outline and without a label point is not drawn.
    topology : str, optional
        TopoJSON with the collection ``countries``; without it all places are marks.

    Returns
    -------
    World
        Each place once: an outline, a mark, or in the fine grain both.
    """
    if topology is None:
        return World(marks=_marks(places, {}))
    read = read_topology(topology)
    heavy = [weights(arc) for arc in read.arcs]
    arcs = {
        grain: [thinned(a, w, grain.point) for a, w in zip(read.arcs, heavy, strict=True)]
        for grain in (_FINE, _COARSE)
    }
    parts = _parts(read, places)
    areas = {
        code: sum(_size(polygon, arcs[_FINE]) for polygon in polygons)
        for code, polygons in parts.items()
    }
    known = {place.code for place in places}
    marks = _marks(places, areas)
    fine = {code: _path(parts[code], arcs[_FINE], _FINE) for code in sorted(known & set(parts))}
    coarse = {
        code: _path(parts[code], arcs[_COARSE], _COARSE)
        for code in sorted(known & set(parts) - set(marks))
    }
    rest = [polygon for code in sorted(set(parts) - known) for polygon in parts[code]]
    return World(
        fine={code: path for code, path in fine.items() if path},
        coarse=coarse,
        marks=marks,
        land_fine=_path(rest, arcs[_FINE], _FINE),
        land_coarse=_path(rest, arcs[_COARSE], _COARSE),
    )


def spot(point: Point) -> tuple[float, float]:
    """Return where a point stands in the drawing.

    Parameters
    ----------
    point : tuple of float
        Degrees east and north.

    Returns
    -------
    tuple of float
        Units from the left and from the head.

    Examples
    --------
    >>> spot((11.0, 0.0))
    (1000.0, 487.0)
    """
    return _flat_spot(laid_flat([point])[0])


def _flat_spot(point: Point) -> tuple[float, float]:
    x, y = equal_earth(*point)
    return WIDTH / 2 + x * _SCALE, HEIGHT / 2 - y * _SCALE


def _spots(ring: tuple[int, ...], arcs: Sequence[tuple[Point, ...]]) -> list[tuple[float, float]]:
    return [_flat_spot(point) for point in laid_flat(ring_points(arcs, ring))]


Polygon = tuple[tuple[int, ...], ...]


def _parts(read: Topology, places: Iterable[Place]) -> dict[str, list[Polygon]]:
    """Return the polygons of each place; those of none under an empty code."""
    by_number = {place.number: place.code for place in places if place.number}
    parts: dict[str, list[Polygon]] = {}
    for shape in read.shapes:
        for polygon in shape.polygons:
            xs, ys = zip(*ring_points(read.arcs, polygon[0]), strict=True)
            middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            code = place_of(shape.number, shape.name, middle, by_number)
            parts.setdefault(code, []).append(polygon)
    return parts


def _marks(places: Iterable[Place], areas: dict[str, float]) -> dict[str, Mark]:
    return moved_apart(
        {
            place.code: spot(place.point)
            for place in places
            if place.point and areas.get(place.code, 0.0) < MARKED_BELOW
        }
    )


def _size(polygon: Polygon, arcs: Sequence[tuple[Point, ...]]) -> float:
    # The outer ring of Antarctica is the pole, without an area, and its coast the hole in it.
    return max(_area(ring, arcs) for ring in polygon)


def _area(ring: tuple[int, ...], arcs: Sequence[tuple[Point, ...]]) -> float:
    points = _spots(ring, arcs)
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2 * _KM2


def _path(polygons: Sequence[Polygon], arcs: Sequence[tuple[Point, ...]], grain: _Grain) -> str:
    """Return the polygons as one path: the largest, and what is not too small beside it."""
    sizes = [_size(polygon, arcs) for polygon in polygons]
    least = min(grain.island, max(sizes, default=inf))
    made = []
    for polygon, size in zip(polygons, sizes, strict=True):
        if size >= least:
            for i, ring in enumerate(polygon):
                # A hole too small to be seen is filled; a ring without an area is not drawn.
                if _area(ring, arcs) >= (grain.island if i else _NOTHING):
                    made.append(_ring(_spots(ring, arcs), grain.steps))
    return "".join(made)


def _ring(points: Sequence[tuple[float, float]], steps: int) -> str:
    """Return a ring as SVG, in whole steps from point to point."""
    placed: list[tuple[int, int]] = []
    for x, y in points:
        step = round(x * steps), round(y * steps)
        if not placed or step != placed[-1]:
            placed.append(step)
    if placed and placed[0] == placed[-1]:
        placed.pop()
    if len(placed) < 3:
        return ""
    text = [f"M{placed[0][0]} {placed[0][1]}l"]
    for (x, y), (u, v) in pairwise(placed):
        across, down = u - x, v - y
        gap = "" if text[-1][-1] == "l" or across < 0 else " "
        text.append(f"{gap}{across}{'' if down < 0 else ' '}{down}")
    return "".join(text) + "z"
