"""Nodes gathered into few, for networks of which a picture of every node says nothing."""

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from watchgraph.render.layout import positions
from watchgraph.render.roles import text

if TYPE_CHECKING:
    import networkx as nx

#: Above this a page opens with the gathered view.
PICTURE_NODES, PICTURE_EDGES = 2_000, 6_000

_STEP = 13.0  # distance of neighbours in the spiral of a bundle's members
_TURN = math.pi * (3 - math.sqrt(5))


def bundle_of(graph: "nx.Graph[Any]", node: Hashable) -> str:
    """Return what a node is gathered under: countries by region, suppliers by origin.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    node : hashable
        One of its nodes.

    Returns
    -------
    str
        The words for it.
    """
    facts = graph.nodes[node]
    kind = text(facts.get("kind"))
    if kind in ("supplier", "lender"):
        state = text(facts.get("origin_label")) or text(facts.get("origin"))
        where = "of unknown origin" if state in ("", "unknown") else f"from {state}"
        return f"{kind.capitalize()}s {where}"
    if kind == "country":
        return f"Countries: {text(facts.get('region')) or 'no region given'}"
    if kind == "deployment":
        regions = sorted(
            text(graph.nodes[end].get("region"))
            for end in graph[node]
            if text(graph.nodes[end].get("kind")) == "country"
        )
        return f"Deployments: {(regions or [''])[0] or 'no region given'}"
    return f"{kind.capitalize()}s" if kind else "Other nodes"


def is_large(graph: "nx.Graph[Any]") -> bool:
    """Return whether a network opens with its nodes gathered."""
    return graph.number_of_nodes() > PICTURE_NODES or graph.number_of_edges() > PICTURE_EDGES


def places_of_members(
    graph: "nx.Graph[Any]", radii: Mapping[Hashable, float], *, seed: int = 1
) -> dict[Hashable, tuple[float, float]]:
    """Place the nodes of a large network in spirals, one for each bundle.

    Distances along a graph of thousands take minutes to lay out; bundles take no time.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    radii : mapping of node to float
        Radii of the nodes.
    seed : int, default 1
        Seed of the layout of the bundles.

    Returns
    -------
    dict of node to (float, float)
        x and y, rounded to a tenth.
    """
    import networkx as nx

    members: dict[str, list[Hashable]] = {}
    for node in sorted(graph, key=lambda node: (-radii[node], str(node))):
        members.setdefault(bundle_of(graph, node), []).append(node)
    of = {node: name for name, own in members.items() for node in own}
    gathered: nx.Graph[str] = nx.Graph()
    gathered.add_nodes_from(sorted(members))
    ends = {(min(of[a], of[b]), max(of[a], of[b])) for a, b in graph.edges()}
    gathered.add_edges_from(sorted(pair for pair in ends if pair[0] != pair[1]))
    room: dict[Hashable, float] = {
        name: _STEP * (math.sqrt(len(own)) + 2) for name, own in members.items()
    }
    centres = positions(gathered, room, seed=seed)
    places: dict[Hashable, tuple[float, float]] = {}
    for name, own in members.items():
        x, y = centres[name]
        for k, node in enumerate(own):
            away, angle = _STEP * math.sqrt(k), k * _TURN
            places[node] = (
                round(x + away * math.cos(angle), 1) + 0.0,
                round(y + away * math.sin(angle), 1) + 0.0,
            )
    return places
