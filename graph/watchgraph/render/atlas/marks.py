"""Round marks for places too small to be seen, moved apart where they would cover each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, hypot, sin

#: Radius of a mark, in units of the drawing.
RADIUS = 8.0
_BETWEEN = 2 * RADIUS + 1
_FURTHEST = 4 * RADIUS
_ROUNDS = 120


@dataclass(frozen=True)
class Mark:
    """A round mark.

    Attributes
    ----------
    x, y : float
        Where the place is.
    dx, dy : float
        How far the mark stands from there, so that it covers no other one.
    """

    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0


def moved_apart(points: Mapping[str, tuple[float, float]]) -> dict[str, Mark]:
    """Return a mark for each point.

    Parameters
    ----------
    points : mapping
        Places by code, in units of the drawing.

    Returns
    -------
    dict
        Marks in the order of the codes, none further than four radii from its place.
    """
    codes = sorted(points)
    moved = [list(points[code]) for code in codes]
    for _ in range(_ROUNDS):
        for i in range(len(codes)):
            for j in range(i):
                _push(moved[i], moved[j], i)
        for code, place in zip(codes, moved, strict=True):
            x, y = points[code]
            away = hypot(place[0] - x, place[1] - y)
            if away > _FURTHEST:
                place[0] = x + (place[0] - x) * _FURTHEST / away
                place[1] = y + (place[1] - y) * _FURTHEST / away
    made = {}
    for code, place in zip(codes, moved, strict=True):
        x, y = points[code]
        made[code] = Mark(
            round(x, 1), round(y, 1), round(place[0] - x, 1) + 0.0, round(place[1] - y, 1) + 0.0
        )
    return made


def _push(one: list[float], other: list[float], turn: int) -> None:
    across, down = one[0] - other[0], one[1] - other[1]
    if abs(across) >= _BETWEEN or abs(down) >= _BETWEEN:
        return
    away = hypot(across, down)
    lack = (_BETWEEN - away) / 2
    if lack <= 0:
        return
    # Two marks on one spot part in a direction of their own.
    across, down = (across / away, down / away) if away else (cos(turn), sin(turn))
    one[0] += across * lack
    one[1] += down * lack
    other[0] -= across * lack
    other[1] -= down * lack
