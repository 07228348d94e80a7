"""The map: outlines are read, projected, thinned out and joined to places, each once."""

import csv
import itertools
import json
import math
import os
import re
import subprocess
import sys

import pytest

from watchgraph.render.atlas import Place, world, world_script
from watchgraph.render.atlas.marks import RADIUS, moved_apart
from watchgraph.render.atlas.outlines import HEIGHT, WIDTH, spot
from watchgraph.render.atlas.places import place_of
from watchgraph.render.atlas.projection import equal_earth
from watchgraph.render.atlas.seam import MIDDLE, laid_flat
from watchgraph.render.atlas.thinning import RADIUS_KM, thinned, weights
from watchgraph.render.atlas.topology import read_topology, ring_points
from watchgraph.resources import data_folder, web_folder

# Two squares of ten degrees that share a border with a small dent, and an island with a lake.
TINY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [0, 0]},
    "arcs": [
        [[20, 0], [0, 9], [0, 2], [0, 9]],
        [[20, 20], [-20, 0], [0, -20], [20, 0]],
        [[20, 0], [20, 0], [0, 20], [-20, 0]],
        [[60, 0], [40, 0], [0, 40], [-40, 0], [0, -40]],
        [[70, 10], [0, 20], [20, 0], [0, -20], [-20, 0]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "Polygon",
                    "id": "001",
                    "arcs": [[0, 1]],
                    "properties": {"name": "West"},
                },
                {
                    "type": "MultiPolygon",
                    "id": "002",
                    "arcs": [[[2, ~0]], [[3], [4]]],
                    "properties": {"name": "East"},
                },
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Kosovo"}},
                {"type": None, "id": "003", "properties": {"name": "Nowhere"}},
            ],
        }
    },
}


def corners(path):
    """The corners of each ring of a path."""
    rings = []
    for ring in re.findall(r"M([^z]*)z", path):
        start, steps = ring.split("l")
        at = tuple(map(int, start.split()))
        found = [at]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + across, at[1] + down)
            found.append(at)
        rings.append(found)
    return rings


def test_quantised_steps_become_degrees_and_arcs_join_to_rings():
    read = read_topology(json.dumps(TINY))
    assert [(one.number, one.name) for one in read.shapes] == [
        ("001", "West"),
        ("002", "East"),
        ("", "Kosovo"),
    ]
    west, east, _ = read.shapes
    assert ring_points(read.arcs, west.polygons[0][0]) == [
        *((10, 0), (10, 4.5), (10, 5.5), (10, 10), (0, 10), (0, 0)),
    ]
    # The shared border, the other way round.
    assert ring_points(read.arcs, east.polygons[0][0])[3:] == [(10, 10), (10, 5.5), (10, 4.5)]
    assert [len(polygon) for polygon in east.polygons] == [1, 2]


def test_arcs_that_are_not_quantised_are_degrees_as_they_are():
    plain = {**TINY, "arcs": [[[1.25, 2], [3, 4.5], [1, 1], [1.25, 2]]], "transform": None}
    plain["objects"] = {
        "countries": {"geometries": [{"type": "Polygon", "id": "1", "arcs": [[0]]}]}
    }
    assert read_topology(json.dumps(plain)).arcs == (((1.25, 2), (3, 4.5), (1, 1), (1.25, 2)),)


@pytest.mark.parametrize(
    ("longitude", "latitude", "radius", "x", "y"),
    [
        # mapshaper's test of the projection, on a sphere of 6,400 km.
        (2, 1, 6_400_000, 192457.4623920805, 129648.29470155617),
        (-2, -1, 6_400_000, -192457.4623920805, -129648.29470155617),
        # The extent that PROJ states for a sphere of radius 1: MAX_Y of eqearth.cpp.
        (0, 90, 1, 0, 1.3173627591574),
        # The extent of EPSG:8857, whose sphere has as much surface as the ellipsoid WGS 84.
        (180, 0, 6_371_007.1809, 17_243_959.06, 0),
        (0, -90, 6_371_007.1809, 0, -8_392_927.6),
    ],
)
def test_the_projection_gives_published_coordinates(longitude, latitude, radius, x, y):
    made = equal_earth(longitude, latitude)
    assert made[0] * radius == pytest.approx(x, rel=2e-9, abs=1e-9)
    assert made[1] * radius == pytest.approx(y, rel=2e-9, abs=1e-9)


def test_equal_areas_stay_equal():
    """A degree of longitude between two parallels has as much area as the sphere says."""
    for south, north in ((0, 1), (45, 46), (80, 81)):
        heights = [south + i / 50 for i in range(51)]
        edge = [equal_earth(1, y) for y in heights] + [equal_earth(0, y) for y in reversed(heights)]
        pairs = zip(edge, edge[1:] + edge[:1], strict=True)
        area = abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2
        band = math.sin(math.radians(north)) - math.sin(math.radians(south))
        assert area == pytest.approx(math.radians(1) * band, rel=1e-6)


def test_a_point_weighs_the_area_it_stands_for():
    line = [(0, 0), (1, 0.1), (2, 0), (3, 1), (4, 0)]
    found = weights(line)
    degree = math.radians(1) * RADIUS_KM
    assert found[0] == found[-1] == math.inf
    # The dent of a tenth of a degree goes first; afterwards the peak stands for 1.5 degrees².
    assert found[1] == pytest.approx(0.1 * degree**2, rel=0.01)
    assert found[3] == max(found[1:-1])
    assert thinned(line, found, found[3]) == ((0, 0), (3, 1), (4, 0))
    ring = [(0, 0), (0, 3), (1, 4), (3, 3), (3.2, 1), (0, 0)]
    assert len(thinned(ring, weights(ring), math.inf)) == 4


def test_a_border_that_two_shapes_share_stays_one_line():
    places = [Place("AAA", "West", "001"), Place("BBB", "East", "002")]
    drawn = world(places, json.dumps(TINY))
    west, (east, island, lake) = corners(drawn.fine["AAA"])[0], corners(drawn.fine["BBB"])
    assert len(set(west) & set(east)) >= 2
    assert set(corners(drawn.coarse["AAA"])[0]) & set(corners(drawn.coarse["BBB"])[0])
    assert len(island) == len(lake) == 4
    # The shape without a code that is no place of these is land.
    assert drawn.land_fine and drawn.land_coarse


def test_a_ring_over_the_edge_of_the_map_is_not_torn():
    ring = [(179, 60), (-179, 60), (-179, 61), (179, 61)]
    assert [x for x, _ in laid_flat(ring)] == [168, 170, 170, 168]
    flat = laid_flat([(x, -70) for x in range(-180, 180, 10)])
    assert min(x for x, _ in flat) == -180 and max(x for x, _ in flat) == 180
    assert flat[-2:] == [(180, -90), (-180, -90)]
    steps = [abs(b[0] - a[0]) for a, b in itertools.pairwise(flat[:-2])]
    assert max(steps) <= 10


def test_parts_with_a_code_of_their_own_are_told_from_the_shape_they_are_drawn_in():
    by_number = {"250": "FRA", "578": "NOR"}
    assert place_of("250", "France", (2, 47), by_number) == "FRA"
    assert place_of("250", "France", (55.5, -21.1), by_number) == "REU"
    assert place_of("578", "Norway", (25, 70.5), by_number) == "NOR"
    assert place_of("578", "Norway", (16, 78), by_number) == "SJM"
    assert place_of("", "Kosovo", (21, 42.6), by_number) == "XKX"
    assert place_of("", "N. Cyprus", (33, 35), by_number) == ""


def test_marks_never_cover_each_other_and_stay_near():
    points = {f"P{i}": (100 + i % 3, 100 + i // 3) for i in range(9)} | {"Q": (100, 100)}
    marks = moved_apart(points)
    assert list(marks) == sorted(points)
    for one, two in itertools.combinations(marks.values(), 2):
        away = math.hypot(one.x + one.dx - two.x - two.dx, one.y + one.dy - two.y - two.dy)
        assert away > 1.8 * RADIUS
    assert all(math.hypot(mark.dx, mark.dy) <= 4 * RADIUS + 0.2 for mark in marks.values())
    assert moved_apart({"A": (5, 5)})["A"].dx == 0


@pytest.fixture(scope="module")
def places():
    def rows(name):
        with (data_folder() / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    points = {
        row["country"]: (float(row["longitude_deg"]), float(row["latitude_deg"]))
        for row in rows("country_points.csv")
    }
    return [
        Place(row["country"], row["name"], row["iso_numeric"], points.get(row["country"]))
        for row in rows("countries.csv")
    ]


@pytest.fixture(scope="module")
def drawn(places):
    folder = web_folder()
    if folder is None:
        pytest.skip("web/dist was not built")
    return world(places, (folder / "countries-50m.json").read_text(encoding="utf-8"))


def test_every_country_has_a_shape_or_a_mark_in_the_still_and_none_both(places, drawn):
    codes = {place.code for place in places}
    assert drawn.coarse.keys() | drawn.marks.keys() == codes
    assert not drawn.coarse.keys() & drawn.marks.keys()
    assert drawn.fine.keys() <= codes and all(drawn.fine.values()) and all(drawn.coarse.values())
    assert {"SGP", "BHR", "MLT", "MUS", "LUX", "TUV"} <= drawn.marks.keys()
    assert {"XKX", "TWN", "PRK", "GUF", "SJM", "ATA"} <= drawn.coarse.keys()


def test_no_two_countries_have_the_same_shape(drawn):
    for paths in (drawn.fine, drawn.coarse):
        rings = [ring for path in paths.values() for ring in re.findall(r"M[^z]*z", path)]
        assert len(rings) == len(set(rings))


def test_a_country_is_drawn_where_its_label_stands(places, drawn):
    """The label point lies in the box of the outline, for every country that has one."""
    for place in places:
        if place.code in drawn.coarse:
            points = [point for ring in corners(drawn.coarse[place.code]) for point in ring]
            xs, ys = zip(*points, strict=True)
            x, y = spot(place.point)
            assert min(xs) - 9 <= x <= max(xs) + 9, place.code
            assert min(ys) - 9 <= y <= max(ys) + 9, place.code


def test_all_is_drawn_within_the_map_and_is_light(places, drawn):
    for path in drawn.coarse.values():
        for x, y in itertools.chain(*corners(path)):
            assert -2 <= x <= WIDTH + 2 and -2 <= y <= HEIGHT + 2
    assert sum(map(len, drawn.coarse.values())) < 60_000
    assert len(world_script(drawn, places)) < 250_000


def test_without_outlines_every_country_is_a_mark(places):
    drawn = world(places)
    assert not drawn.outlined
    assert drawn.marks.keys() == {place.code for place in places}


def test_the_same_places_give_the_same_bytes_under_any_hash_seed():
    code = (
        "import json, sys; from watchgraph.render.atlas import Place, world, world_script\n"
        "places = [Place(c, c, n, (x, 5.0)) for c, n, x in (('AAA', '001', 5.0), "
        "('BBB', '002', 15.0), ('CCC', '', 16.0))]\n"
        "sys.stdout.write(world_script(world(places, sys.argv[1]), places))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code, json.dumps(TINY)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] and b"WGMap" in made[0]


def test_the_middle_of_the_map_is_the_middle_meridian():
    assert spot((MIDDLE, 0)) == (WIDTH / 2, HEIGHT / 2)
