"""A small still of a picture as SVG: the same places, colours and sizes as its page."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchgraph.render.payload import Picture

Box = tuple[float, float, float, float]  # left, top, right, bottom

_MARGIN = 24.0
_LETTER = 0.56  # width of a letter of the sans serif, in ems, to keep labels inside
_NAMED = 9  # so many of the largest are named
_EMS = 34.0  # height of the picture in ems: what keeps names readable in a card


def preview_svg(shown: "Picture") -> str:
    """Return a still of the largest connected part of a picture, without style of its own.

    Parameters
    ----------
    shown : Picture
        The prepared network.

    Returns
    -------
    str
        One ``<svg>`` element for inlining. Lines have the classes ``line`` and ``g-...``, shapes
        ``shape`` and ``g-...`` (with ``hollow``), names ``name``; see `palette_css`.
    """
    from markupsafe import escape

    nodes = sorted(_largest_part(shown), key=lambda node: (-shown.radii[node], str(node)))
    frame = _frame(shown, nodes)
    left, top, right, bottom = frame
    view = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    label = escape(f"A still of the picture: {shown.title}")
    parts = [f'<svg class="preview" viewBox="{view}" role="img" aria-label="{label}">']
    for key, path in _lines(shown, set(nodes)).items():
        parts.append(f'<path class="line g-{key}" d="{path}"/>')
    parts += [_shape(shown, node) for node in nodes]
    em = (bottom - top) / _EMS
    taken: list[Box] = []
    for i, node in enumerate(nodes[:_NAMED]):
        name = _short(shown.label(node))
        # On a larger shape it would be read as that one's name.
        larger = [_around(shown, other) for other in nodes[:i]]
        box = _place(_around(shown, node), len(name) * em * _LETTER, em, frame, taken + larger)
        if box:
            taken.append(box)
            spot = f'x="{(box[0] + box[2]) / 2:.0f}" y="{box[3] - em * 0.3:.0f}"'
            size = f'font-size="{em:.1f}"'
            parts.append(f'<text class="name" {spot} {size}>{escape(name)}</text>')
    parts.append("</svg>")
    return "".join(parts)


def _largest_part(shown: "Picture") -> set[Hashable]:
    import networkx as nx

    undirected = shown.graph.to_undirected(as_view=True)
    parts: list[set[Hashable]] = list(nx.connected_components(undirected))
    return max(parts, key=lambda part: (len(part), min(map(str, part))))


def _around(shown: "Picture", node: Hashable) -> Box:
    (x, y), r = shown.places[node], shown.radii[node]
    return x - r, y - r, x + r, y + r


def _frame(shown: "Picture", nodes: list[Hashable]) -> Box:
    boxes = [_around(shown, node) for node in nodes]
    left, top = (min(box[i] for box in boxes) - _MARGIN for i in (0, 1))
    right, bottom = (max(box[i] for box in boxes) + _MARGIN for i in (2, 3))
    return left, top, right, bottom


def _lines(shown: "Picture", nodes: set[Hashable]) -> dict[str, str]:
    """Return the edges of each group as one path: smaller than a line for each."""
    paths: dict[str, list[str]] = {}
    for a, b, _ in shown.edges:
        start, end = shown.nodes[a], shown.nodes[b]
        if start in nodes:
            (x, y), (u, v) = shown.places[start], shown.places[end]
            line = f"M{x:.0f} {y:.0f}L{u:.0f} {v:.0f}"
            paths.setdefault(shown.styles[start].key, []).append(line)
    return {key: "".join(lines) for key, lines in sorted(paths.items())}


def _shape(shown: "Picture", node: Hashable) -> str:
    style, (x, y), r = shown.styles[node], shown.places[node], shown.radii[node]
    kind = f"shape g-{style.key}{' hollow' if style.hollow else ''}"
    if style.shape == "dot":
        return f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="{r:.1f}"/>'
    if style.shape == "diamond":
        h = r * 1.253
        path = f"M{x:.1f} {y - h:.1f}l{h:.1f} {h:.1f}-{h:.1f} {h:.1f}-{h:.1f}-{h:.1f}Z"
        return f'<path class="{kind}" d="{path}"/>'
    # The side of a square that has the circle's area.
    side = r * 1.772
    corner = f'x="{x - side / 2:.1f}" y="{y - side / 2:.1f}"'
    return f'<rect class="{kind}" {corner} width="{side:.1f}" height="{side:.1f}"/>'


def _place(around: Box, width: float, em: float, frame: Box, taken: list[Box]) -> Box | None:
    """Return where a name goes: beneath, above, right or left, wherever nothing is yet."""
    x, y = (around[0] + around[2]) / 2, (around[1] + around[3]) / 2
    height, gap = em * 1.3, em * 0.2
    for u, v in (
        (x - width / 2, around[3] + gap),
        (x - width / 2, around[1] - gap - height),
        (around[2] + gap, y - height / 2),
        (around[0] - gap - width, y - height / 2),
    ):
        box = (u, v, u + width, v + height)
        inside = box[0] > frame[0] and box[1] > frame[1] and box[2] < frame[2] and box[3] < frame[3]
        if inside and not any(
            box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken
        ):
            return box
    return None


def _short(label: str) -> str:
    return label if len(label) <= 24 else label[:23].rstrip() + "…"
