"""From a measure of the nodes to the size they are drawn in."""

import math
from collections.abc import Hashable, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError

if TYPE_CHECKING:
    import networkx as nx

#: What `size` may be: a measure's name, or a value for each node.
Size = str | Mapping[Any, float]

LARGEST, SMALLEST = 26.0, 4.5


def node_values(graph: "nx.Graph[Any]", size: Size) -> dict[Hashable, float]:
    """Return the value that each node's size shows.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    size : str or mapping of node to float
        ``degree`` (number of links); ``strength`` (their weights together, in records); the
        name of a number that each node carries, as an attribute or in its ``measures``; or the
        values themselves.

    Returns
    -------
    dict of node to float
        Values of zero or more, for every node.

    Raises
    ------
    UseError
        If a node has no such value, or one is negative or not finite.
    """
    if isinstance(size, str):
        found = _named(graph, size)
    else:
        found = {node: size.get(node) for node in graph}
    values: dict[Hashable, float] = {}
    for node, value in found.items():
        if isinstance(value, bool) or not isinstance(value, Real):
            raise _unusable(graph, size, f"{node} has no number for it")
        if not math.isfinite(value) or value < 0:
            raise _unusable(graph, size, f"{node} has {value}")
        values[node] = float(value)
    return values


def _named(graph: "nx.Graph[Any]", name: str) -> dict[Hashable, Any]:
    if name == "degree":
        return dict(graph.degree())
    if name == "strength":
        return dict(graph.degree(weight="weight"))
    return {
        node: (facts.get("measures") or {}).get(name, facts.get(name))
        for node, facts in graph.nodes(data=True)
    }


def _unusable(graph: "nx.Graph[Any]", size: Size, reason: str) -> UseError:
    name = size if isinstance(size, str) else "the given values"
    return UseError(
        f"The size of the nodes cannot show {name}: {reason}.",
        name="size",
        value=name,
        choices=_choices(graph),
        remedy="Give the name of a measure that every node has, or a mapping of node to number.",
    )


def _choices(graph: "nx.Graph[Any]") -> list[str]:
    """Return the measures that every node has."""
    common: set[str] | None = None
    for _, facts in graph.nodes(data=True):
        own = {k for k, v in facts.items() if isinstance(v, Real) and k != "bipartite"}
        own |= set(facts.get("measures") or {})
        common = own if common is None else common & own
    return ["degree", "strength", *sorted(common or ())]


def node_radii(values: Mapping[Hashable, float]) -> dict[Hashable, float]:
    """Return radii such that areas stand in proportion to values.

    Parameters
    ----------
    values : mapping of node to float
        Values of zero or more.

    Returns
    -------
    dict of node to float
        Radii in layout units; the smallest are lifted to where they can be seen.

    Examples
    --------
    >>> node_radii({"a": 100, "b": 25, "c": 0})
    {'a': 26.0, 'b': 13.0, 'c': 4.5}
    """
    largest = max(values.values(), default=0) or 1.0
    return {
        node: max(SMALLEST, round(LARGEST * math.sqrt(value / largest), 1))
        for node, value in values.items()
    }
