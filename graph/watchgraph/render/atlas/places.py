"""Which shape of the file belongs to which place of the graph, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from watchgraph.render.atlas.topology import Point


@dataclass(frozen=True)
class Place:
    """A country, economy or territory of the graph.

    Attributes
    ----------
    code : str
        ISO 3166-1 alpha-3 code, or the key of a territory.
    name : str
        Its name.
    number : str
        ISO 3166-1 numeric code; empty if it has none.
    point : tuple of float, optional
        Where its label stands, in degrees east and north.
    """

    code: str
    name: str
    number: str = ""
    point: Point | None = None


#: Shapes that bear no code: the place they belong to. Kosovo has no ISO 3166-1 code, the graph uses
#: the user-assigned XKX; Somaliland is a unit of the index that has none.
_BY_NAME = {"Kosovo": "XKX", "Somaliland": "somaliland"}

Box = tuple[float, float, float, float]  # west, south, east, north

#: Natural Earth draws some places within the shape of another one that have a code of their own:
#: overseas departments with France, Svalbard and Jan Mayen with Norway, the Caribbean Netherlands
#: with the Netherlands, and two territories as one without a code. (Number or name of the shape,
#: box around the part, place.)
_PARTS: tuple[tuple[str, Box, str], ...] = (
    ("250", (-55, 1, -51, 7), "GUF"),
    ("250", (-62, 15.7, -60.9, 16.7), "GLP"),
    ("250", (-61.4, 14.2, -60.6, 15), "MTQ"),
    ("250", (44.5, -13.5, 45.5, -12.3), "MYT"),
    ("250", (55, -21.7, 56.1, -20.6), "REU"),
    ("578", (-10, 70, -7, 72), "SJM"),
    ("578", (9, 74, 36, 82), "SJM"),
    ("528", (-69, 11.9, -67.9, 12.5), "BES"),
    ("528", (-63.6, 17.2, -62.7, 17.8), "BES"),
    ("Indian Ocean Ter.", (105, -11, 106.5, -10), "CXR"),
    ("Indian Ocean Ter.", (96, -13, 97.5, -11), "CCK"),
)


def place_of(number: str, name: str, middle: Point, by_number: Mapping[str, str]) -> str:
    """Return the code of the place that a polygon belongs to.

    Parameters
    ----------
    number, name : str
        Code and name of the shape that holds the polygon.
    middle : tuple of float
        The middle of the box around the polygon.
    by_number : mapping
        Codes of places by ISO 3166-1 numeric code.

    Returns
    -------
    str
        The code; empty for land that is no place of the graph.

    Examples
    --------
    >>> place_of("250", "France", (-53.0, 4.0), {"250": "FRA"})
    'GUF'
    """
    for owner, (west, south, east, north), code in _PARTS:
        inside = west <= middle[0] <= east and south <= middle[1] <= north
        if inside and owner == (number or name):
            return code
    return by_number.get(number, "") if number else _BY_NAME.get(name, "")
