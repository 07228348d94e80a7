"""A network as its measures read it: sorted, numbered, with weights only."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from importlib.metadata import version
from numbers import Real
from typing import TYPE_CHECKING, Any

import networkx as nx

from watchgraph.errors import UseError
from watchgraph.networks.sides import require_network

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PlainNetwork:
    """A copy of a network in which nothing depends on how the caller built it.

    Attributes
    ----------
    source
        The caller's network, only read.
    nodes
        Its nodes, sorted by their text; a node's place is its number in ``graph``.
    graph
        The same nodes by number and the same edges in sorted order, with ``weight`` alone.
    """

    source: nx.Graph[Any]
    nodes: list[Any]
    graph: nx.Graph[int]

    @property
    def directed(self) -> bool:
        """Whether the edges have a direction."""
        return self.graph.is_directed()

    def texts(self, attribute: str) -> list[str]:
        """Return a text attribute of every node, empty where it is missing."""
        return [str(self.source.nodes[node].get(attribute, "")) for node in self.nodes]

    def labels(self) -> list[str]:
        """Return the label of every node; the node's own text where it has none."""
        return [str(self.source.nodes[node].get("label", node)) for node in self.nodes]

    def index(self) -> pd.Index[Any]:
        """Return the nodes as the index of a table."""
        import pandas as pd

        index: pd.Index[Any] = pd.Index(self.nodes, name="node")
        return index if self.nodes else index.astype("object")

    def attributes(self, **more: object) -> dict[Hashable | None, Any]:
        """Return what a table of this network carries: the data, the filters, the engine."""
        own = self.source.graph
        made: dict[Hashable | None, Any] = {"network": own.get("name", "")}
        for name in (
            *("edition", "technology", "date", "region", "evidence_filter"),
            *("as_of", "known", "data_version"),
        ):
            made[name] = own.get(name, "")
        for name, value in more.items():
            made[name] = value
        made["engine"] = f"networkx {version('networkx')}"
        return made


def plain_network(net: nx.Graph[Any]) -> PlainNetwork:
    """Copy a network so that its measures do not depend on the order it was built in.

    Parameters
    ----------
    net
        Network; an edge without ``weight`` weighs 1.

    Returns
    -------
    PlainNetwork
        The copy; the caller's network is left as it is.

    Raises
    ------
    UseError
        If this is no network, edges stand side by side, or a weight is no number of zero or
        more.
    """
    require_network(net)
    if net.is_multigraph():
        raise UseError(
            "A network with parallel edges cannot be measured.",
            name="network",
            value=net.graph.get("name"),
            remedy="Join parallel edges into one and add up their weights.",
        )
    nodes = sorted(net, key=lambda node: (str(node), type(node).__name__))
    number = {node: i for i, node in enumerate(nodes)}
    graph: nx.Graph[int] = nx.DiGraph() if net.is_directed() else nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    edges = []
    for a, b, weight in net.edges(data="weight", default=1):
        ends = number[a], number[b]
        _check_weight(a, b, weight)
        edges.append((*(ends if net.is_directed() else sorted(ends)), weight))
    graph.add_weighted_edges_from(sorted(edges))
    return PlainNetwork(net, nodes, graph)


def _check_weight(a: object, b: object, weight: object) -> None:
    if isinstance(weight, Real) and math.isfinite(weight) and float(weight) >= 0:
        return
    raise UseError(
        f"The edge from {a} to {b} has the weight {weight!r}.",
        name="weight",
        value=weight,
        remedy="Weights are numbers of zero or more.",
    )
