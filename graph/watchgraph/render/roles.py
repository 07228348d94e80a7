"""What each node is in the picture: which group, which words."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, cast

from watchgraph.render.captions import caption
from watchgraph.render.palette import (
    COUNTRY,
    DEPLOYMENT,
    STYLES,
    THING,
    Style,
    origin_style,
)

if TYPE_CHECKING:
    import networkx as nx


def node_style(graph: "nx.Graph[Any]", node: Hashable) -> Style:
    """Return how a node looks: suppliers, lenders and supplier states by origin, the rest by kind.

    Parameters
    ----------
    graph : networkx.Graph
        The network; in a directed one a country that supplies is a supplier state.
    node : hashable
        One of its nodes.

    Returns
    -------
    Style
        A row of the palette.
    """
    facts = graph.nodes[node]
    kind = facts.get("kind")
    if kind in ("supplier", "lender"):
        return origin_style(text(facts.get("origin")))
    if kind == "deployment":
        return DEPLOYMENT
    if kind != "country":
        return THING
    if reached(graph, node):
        return origin_style(slug(node, facts))
    return COUNTRY


def reached(graph: "nx.Graph[Any]", node: Hashable) -> int:
    """Return how many arrows leave a node; 0 in an undirected network."""
    return cast("nx.DiGraph[Any]", graph).out_degree(node) if graph.is_directed() else 0


def legend(graph: "nx.Graph[Any]", styles: Mapping[Hashable, Style]) -> list[dict[str, Any]]:
    """Return the groups that occur, in the order of the palette, with their counts.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    styles : mapping of node to Style
        The style of each node.

    Returns
    -------
    list of dict
        ``key``, ``label``, ``section``, ``shape``, ``hollow``, ``light``, ``dark``, ``count``.
    """
    count = {style.key: 0 for style in STYLES}
    for style in styles.values():
        count[style.key] += 1
    words = caption(graph)
    sections = {
        COUNTRY.key: words.receiving,
        DEPLOYMENT.key: "Deployments",
        THING.key: "Other things",
    }
    return [
        {
            "key": style.key,
            "label": style.label,
            "section": sections.get(style.key, words.supplying),
            "shape": style.shape,
            "hollow": style.hollow,
            "light": style.light,
            "dark": style.dark,
            "count": count[style.key],
        }
        for style in STYLES
        if count[style.key]
    ]


def node_kind(graph: "nx.Graph[Any]", node: Hashable) -> str:
    """Return what a node is, in words for the head of the panel.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    node : hashable
        One of its nodes.

    Returns
    -------
    str
        Such as ``Supplier`` or ``Country``.
    """
    kind = text(graph.nodes[node].get("kind"))
    if kind == "country" and reached(graph, node):
        return "Country that supplies"
    return kind[:1].upper() + kind[1:]


def aliases(facts: Mapping[str, Any]) -> list[str]:
    """Return the other names of a node, its label left out.

    Parameters
    ----------
    facts : mapping
        Attributes of the node; ``aliases`` is a sequence of names, a text that joins them
        by ``"; "``, or absent.

    Returns
    -------
    list of str
        The names in the order given.
    """
    given = facts.get("aliases") or ()
    names = given.split("; ") if isinstance(given, str) else [text(name) for name in given]
    return [name for name in names if name and name != facts.get("label")]


def slug(node: Hashable, facts: Mapping[str, Any]) -> str:
    """Return the short id of a node: its ``slug``, else the end of its IRI."""
    return text(facts.get("slug")) or str(node).rstrip("/").rsplit("/", 1)[-1]


def text(value: Any) -> str:
    """Return a value as text; None is empty."""
    return "" if value is None else str(value)
