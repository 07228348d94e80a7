"""The world as SVG in a page, and as a script that pages share."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from watchgraph.render.atlas.marks import RADIUS
from watchgraph.render.atlas.outlines import FINE, HEIGHT, WIDTH, World, spot
from watchgraph.render.atlas.places import Place
from watchgraph.render.atlas.seam import MIDDLE
from watchgraph.render.atlas.topology import Point
from watchgraph.render.atlas.views import View
from watchgraph.render.escape import json_for_script
from watchgraph.render.templating import asset, render_fragment

if TYPE_CHECKING:
    from markupsafe import Markup

#: Parts of the world to look into: words, and west, south, east and north of them.
REGIONS: dict[str, tuple[str, tuple[float, float, float, float]]] = {
    "africa": ("Africa", (-24, -36, 58, 38)),
    "asia": ("Asia", (58, -12, 150, 55)),
    "europe": ("Europe", (-25, 34, 45, 71)),
    "middle-east": ("Middle East", (25, 11, 66, 43)),
    "north-america": ("North America", (-167, 6, -52, 72)),
    "caribbean": ("Caribbean and Central America", (-93, 6, -58, 28)),
    "south-america": ("South America", (-84, -56, -33, 13)),
    "oceania": ("Oceania", (110, -48, 190, 20)),
}
_MARGIN = 8


def still(
    drawn: World,
    view: View,
    places: Sequence[Place],
    *,
    label: str,
    linked: Collection[str] = (),
    root: str = "",
) -> "Markup":
    """Return a view of the world as SVG, in the coarse grain.

    Parameters
    ----------
    drawn : World
        The outlines and marks.
    view : View
        What is said of each place.
    places : sequence of Place
        The places, in the order of the drawing.
    label : str
        What the picture shows, for those who do not see it.
    linked : collection of str
        Codes of the places that have a page of their own.
    root : str
        The way up to the folder of the site.

    Returns
    -------
    markupsafe.Markup
        One ``<svg>``. A place has its class as ``a-...``, its name and words as ``title``.
    """
    return render_fragment(
        "atlas.svg.j2",
        width=WIDTH,
        height=HEIGHT,
        sea=_sea(),
        land=drawn.land_coarse,
        label=label,
        radius=RADIUS,
        places=[
            {
                "code": place.code,
                "title": f"{place.name}: {view.words(place.code)}",
                "look": view.cells[place.code].look,
                "href": f"{root}country/{place.code}.html" if place.code in linked else "",
                "path": drawn.coarse.get(place.code, ""),
                "mark": drawn.marks.get(place.code),
            }
            # Marks are drawn last, so that no outline covers them.
            for place in sorted(places, key=lambda one: one.code in drawn.marks)
            if place.code in drawn.coarse or place.code in drawn.marks
        ],
    )


def world_script(drawn: World, places: Sequence[Place], linked: Collection[str] = ()) -> str:
    """Return the script that draws the world in any page: the geometry and ``WGMap``.

    Parameters
    ----------
    drawn : World
        The outlines and marks.
    places : sequence of Place
        The places.
    linked : collection of str
        Codes of the places that have a page of their own.

    Returns
    -------
    str
        A classic script.
    """
    told: dict[str, Any] = {
        "width": WIDTH,
        "height": HEIGHT,
        "fine": FINE,
        "radius": RADIUS,
        "outlined": drawn.outlined,
        "sea": _sea(),
        "land": drawn.land_fine,
        "regions": {key: _view_box(box) for key, (_, box) in REGIONS.items()},
        "places": {place.code: _shape(drawn, place, linked) for place in places},
    }
    return f"window.WGWorld = {json_for_script(told)};\n{asset('atlas.js')}"


def _shape(drawn: World, place: Place, linked: Collection[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": place.name}
    if place.code in linked:
        made["page"] = True
    if place.code in drawn.fine:
        made["path"] = drawn.fine[place.code]
    if place.code in drawn.marks:
        mark = drawn.marks[place.code]
        made["mark"] = [mark.x, mark.y, mark.dx, mark.dy]
    if place.point:
        made["at"] = [round(part) for part in spot(place.point)]
    return made


def _sea() -> str:
    """Return the edge of the map: the meridians at its sides, the lines of the poles."""
    heights = range(-90, 91, 6)
    # As near to the edge as is still on its own side.
    edge: list[Point] = [(MIDDLE + 179.999, float(y)) for y in heights]
    edge += [(MIDDLE - 179.999, float(-y)) for y in heights]
    spots = [spot(point) for point in edge]
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in spots) + "z"


def _view_box(box: tuple[float, float, float, float]) -> list[int]:
    west, south, east, north = box
    spots = [
        spot((x, y))
        for x in (west, (west + east) / 2, east)
        for y in (south, (south + north) / 2, north)
    ]
    left, right = min(x for x, _ in spots) - _MARGIN, max(x for x, _ in spots) + _MARGIN
    head, foot = min(y for _, y in spots) - _MARGIN, max(y for _, y in spots) + _MARGIN
    # All have the shape of the whole map, so that nothing jumps.
    width = max(right - left, (foot - head) * WIDTH / HEIGHT)
    height = width * HEIGHT / WIDTH
    middle = (left + right) / 2, (head + foot) / 2
    return [
        round(middle[0] - width / 2),
        round(middle[1] - height / 2),
        round(width),
        round(height),
    ]
