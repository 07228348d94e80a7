"""A thing and its neighbours as a small still: lines as wide as they have records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.render.palette import Style
from watchgraph.render.words import counted

if TYPE_CHECKING:
    from markupsafe import Markup

#: So many neighbours are drawn; the rest is said in words.
DRAWN = 24

_ROW = 23  # pixels from one neighbour to the next
_HEAD = 26  # pixels for the name of a group
_EGO, _OTHER = 9.0, 6.0  # radii in pixels
_LEFT, _RIGHT = "6%", "30%"  # where the two columns stand
_WIDEST = 7.0  # pixels
_LETTERS = 30  # of a name
# Corners of shapes of about the area of the circle, in radii.
_CORNERS = {
    "triangle": ((0, -1.45), (1.35, 0.85), (-1.35, 0.85)),
    "hexagon": ((0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0), (-0.55, -0.95)),
}


@dataclass(frozen=True)
class Neighbour:
    """What a thing is linked with.

    Attributes
    ----------
    label : str
        Its name.
    href : str
        Its page, relative to this one; empty if it has none.
    style : Style
        How it is drawn.
    records : int
        How many records link the two.
    group : str
        A word for what it is to the thing, such as ``Suppliers``.
    detail : str
        A few more words, for the list.
    derived : bool
        Whether no source says that the two belong together; its line is dashed.
    """

    label: str
    href: str
    style: Style
    records: int
    group: str
    detail: str = ""
    derived: bool = False


@dataclass(frozen=True)
class Neighbourhood:
    """A still and the list that says the same.

    Attributes
    ----------
    svg : markupsafe.Markup
        The still; empty if there is no neighbour.
    groups : tuple of (str, tuple of Neighbour)
        Those that are drawn, by group.
    weighed : bool
        Whether the numbers of records differ, so that lines and lists show them.
    more : int
        How many are not drawn.
    """

    svg: "Markup"
    groups: tuple[tuple[str, tuple[Neighbour, ...]], ...]
    more: int
    weighed: bool = True


def neighbourhood(
    label: str, style: Style, neighbours: Sequence[Neighbour], *, name: str = "neighbourhood"
) -> Neighbourhood:
    """Draw a thing and its neighbours.

    Parameters
    ----------
    label : str
        Name of the thing.
    style : Style
        How it is drawn.
    neighbours : sequence of Neighbour
        In any order; those with most records are drawn, group by group in the order in which the
        groups come.
    name : str
        What the ids of its title and description begin with.

    Returns
    -------
    Neighbourhood
        The same neighbours give the same still. Its style is that of ``profile.css``.
    """
    from markupsafe import Markup

    order = {one.group: place for place, one in reversed(list(enumerate(neighbours)))}
    ranked = sorted(neighbours, key=lambda one: (-one.records, one.label, one.href))
    drawn = sorted(ranked[:DRAWN], key=lambda one: order[one.group])
    groups = tuple(
        (group, tuple(one for one in drawn if one.group == group))
        for group in dict.fromkeys(one.group for one in drawn)
    )
    more = len(neighbours) - len(drawn)
    weighed = any(one.records != 1 for one in drawn)
    svg = Markup(_svg(label, style, groups, more, weighed, name)) if drawn else Markup("")
    return Neighbourhood(svg, groups, more, weighed)


def _svg(
    label: str,
    style: Style,
    groups: Sequence[tuple[str, Sequence[Neighbour]]],
    more: int,
    weighed: bool,
    name: str,
) -> str:
    from markupsafe import escape

    # Where each is linked by one record, no line is to look like many.
    most = max(one.records for _, own in groups for one in own) if weighed else _WIDEST
    lines, shapes, texts = [], [], []
    y = 0.0
    for group, own in groups:
        texts.append(
            f'<text class="of" x="{_RIGHT}" dx="-6" y="{y + 16:.0f}">{escape(group)}</text>'
        )
        y += _HEAD
        for one in own:
            at = y + _ROW / 2
            lines.append((at, one))
            shapes.append(_shape(one.style, _RIGHT, at, _OTHER))
            # The number first: on a narrow page the end of a long name is cut off.
            number = f'<tspan class="count">{one.records:,}</tspan> ' if weighed else ""
            texts.append(
                f'<text class="name" x="{_RIGHT}" dx="14" y="{at + 4:.1f}">'
                f"{number}{escape(_short(one.label))}</text>"
            )
            y += _ROW
        y += 6
    middle = y / 2
    drawn = "".join(
        f'<line class="g-{one.style.key}{" derived" if one.derived else ""}"'
        f' x1="{_LEFT}" y1="{middle:.1f}" x2="{_RIGHT}"'
        f' y2="{at:.1f}" stroke-width="{1 + (_WIDEST - 1) * one.records / most:.1f}"/>'
        for at, one in lines
    )
    told = [f"{group}: {', '.join(one.label for one in own)}." for group, own in groups]
    if more:
        told.append(f"{counted(more, 'more', 'more')} not drawn.")
    return (
        f'<svg class="ego" width="100%" height="{y:.0f}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(f"{label} and what it is linked with")}</title>'
        f'<desc id="{name}-desc">{escape(" ".join(told))}</desc>'
        f"<g>{drawn}</g>{''.join(shapes)}{_shape(style, _LEFT, middle, _EGO)}{''.join(texts)}</svg>"
    )


def _shape(style: Style, x: str, y: float, r: float) -> str:
    """Return a shape at a place across in percent and down in pixels."""
    kind = f"shape g-{style.key}{' hollow' if style.hollow else ''}"
    if style.shape == "dot":
        return f'<circle class="{kind}" cx="{x}" cy="{y:.1f}" r="{r:.1f}"/>'
    if one := _CORNERS.get(style.shape):
        points = " ".join(f"{r * across:.1f},{r * down:.1f}" for across, down in one)
        return (
            f'<svg class="at" x="{x}" y="{y:.1f}"><polygon class="{kind}" points="{points}"/></svg>'
        )
    # The side of a square that has the circle's area; a diamond is one that stands on a corner.
    side = r * 1.772
    half = side / 2
    square = f'x="{-half:.1f}" y="{-half:.1f}" width="{side:.1f}" height="{side:.1f}"'
    turned = ' transform="rotate(45)"' if style.shape == "diamond" else ""
    return f'<svg class="at" x="{x}" y="{y:.1f}"><rect class="{kind}" {square}{turned}/></svg>'


def _short(label: str) -> str:
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
