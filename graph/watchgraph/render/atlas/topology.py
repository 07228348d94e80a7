"""Outlines from TopoJSON [1]_: shapes that share their borders as arcs.

References
----------
.. [1] M. Bostock, C. Metcalf, "The TopoJSON Format Specification", 2013,
   https://github.com/topojson/topojson-specification
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Point = tuple[float, float]  # degrees east and north
Ring = tuple[int, ...]  # numbers of arcs; ~n is arc n backwards


@dataclass(frozen=True)
class Shape:
    """A unit that is drawn.

    Attributes
    ----------
    number : str
        ISO 3166-1 numeric code, empty if it has none.
    name : str
        As the file names it.
    polygons : tuple
        Each a tuple of rings, the outer one first; a ring is a tuple of arcs.
    """

    number: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Topology:
    """Shapes and the arcs that they are made of.

    Attributes
    ----------
    arcs : tuple
        Lines, each a tuple of points.
    shapes : tuple of Shape
        The units, in the order of the file.
    """

    arcs: tuple[tuple[Point, ...], ...]
    shapes: tuple[Shape, ...]


def read_topology(text: str, name: str = "countries") -> Topology:
    """Read a collection of polygons.

    Parameters
    ----------
    text : str
        TopoJSON, quantised or not.
    name : str
        Name of the collection.

    Returns
    -------
    Topology
        Its shapes; those without an area are left out.
    """
    read = json.loads(text)
    shapes = tuple(
        Shape(str(one.get("id", "")), str(one.get("properties", {}).get("name", "")), polygons)
        for one in read["objects"][name]["geometries"]
        if (polygons := _polygons(one))
    )
    return Topology(tuple(_arc(arc, read.get("transform")) for arc in read["arcs"]), shapes)


def ring_points(arcs: Sequence[tuple[Point, ...]], ring: Ring) -> list[Point]:
    """Return the points of a ring, the first one not repeated at the end.

    Parameters
    ----------
    arcs : sequence
        The arcs of the topology, or the same ones with fewer points.
    ring : tuple of int
        What the ring is made of.

    Returns
    -------
    list of tuple
        Points.
    """
    points: list[Point] = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        # Each arc begins where the former one ends.
        points += line[:-1]
    return points


def _polygons(one: dict[str, Any]) -> tuple[tuple[Ring, ...], ...]:
    if one["type"] == "Polygon":
        return (tuple(tuple(ring) for ring in one["arcs"]),)
    if one["type"] == "MultiPolygon":
        return tuple(tuple(tuple(ring) for ring in polygon) for polygon in one["arcs"])
    return ()


def _arc(arc: list[list[float]], transform: dict[str, list[float]] | None) -> tuple[Point, ...]:
    if transform is None:
        return tuple((point[0], point[1]) for point in arc)
    # Quantised arcs give steps from point to point.
    across, up = transform["scale"]
    left, bottom = transform["translate"]
    steps = zip(
        accumulate(point[0] for point in arc),
        accumulate(point[1] for point in arc),
        strict=True,
    )
    return tuple((left + x * across, bottom + y * up) for x, y in steps)
