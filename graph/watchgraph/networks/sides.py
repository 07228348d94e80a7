"""The typed nodes of networks, and the guards of functions that need them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError
from watchgraph.networks.registry import NETWORKS

if TYPE_CHECKING:
    import networkx as nx


def require_network(net: object) -> None:
    """Refuse what is no network.

    Parameters
    ----------
    net
        What was given.

    Raises
    ------
    UseError
        If it is no graph of networkx.
    """
    import networkx as nx

    if not isinstance(net, nx.Graph):
        raise UseError(
            f"A {type(net).__name__} is no network.",
            name="network",
            value=net if isinstance(net, str) else type(net).__name__,
            remedy='Take one of the graph, such as kg.network("supply"), or a networkx.Graph.',
        )


def require_bipartite(net: nx.Graph[Any]) -> tuple[list[Any], list[Any]]:
    """Return the two sides of a network, or refuse it.

    Parameters
    ----------
    net
        Network whose nodes say their side in the attribute ``bipartite``, 0 or 1.

    Returns
    -------
    first, second : list of node
        The nodes of side 0 and of side 1, sorted by their text.

    Raises
    ------
    UseError
        If this is no network, is directed, has parallel edges, a node says no side, or an edge
        joins two nodes of one side.
    """
    require_network(net)
    if net.is_directed() or net.is_multigraph():
        raise _refusal(net, "its edges have directions or stand side by side")
    sides: tuple[list[Any], list[Any]] = ([], [])
    for node, facts in net.nodes(data=True):
        side = facts.get("bipartite")
        if side not in (0, 1) or isinstance(side, bool):
            raise _refusal(net, f"the node {node} says no side")
        sides[side].append(node)
    within = _edge_within(net)
    if within:
        raise _refusal(net, f"an edge joins {within[0]} and {within[1]}, which are of one side")
    return sorted(sides[0], key=str), sorted(sides[1], key=str)


def suppliers_of(net: nx.Graph[Any]) -> list[Any]:
    """Return the suppliers of a bipartite network.

    Parameters
    ----------
    net
        A network such as ``supply``.

    Returns
    -------
    list of node
        Sorted.

    Raises
    ------
    UseError
        If the network is not bipartite.
    """
    return require_bipartite(net)[0]


def countries_of(net: nx.Graph[Any]) -> list[Any]:
    """Return the countries of a bipartite network.

    Parameters
    ----------
    net
        A network such as ``supply``.

    Returns
    -------
    list of node
        Sorted.

    Raises
    ------
    UseError
        If the network is not bipartite.
    """
    return require_bipartite(net)[1]


def nodes_of(net: nx.Graph[Any], kind: str) -> list[Any]:
    """Return the nodes of one kind, of any network.

    Parameters
    ----------
    net
        Network whose nodes say their ``kind``.
    kind
        ``"supplier"``, ``"country"``, ``"lender"`` or ``"deployment"``.

    Returns
    -------
    list of node
        Sorted by their text.

    Raises
    ------
    UseError
        If the network has nodes, but none of this kind.

    Examples
    --------
    >>> import networkx as nx
    >>> net = nx.Graph()
    >>> net.add_node("huawei", kind="supplier")
    >>> nodes_of(net, "supplier")
    ['huawei']
    """
    kinds = {str(facts.get("kind", "")) for _, facts in net.nodes(data=True)} - {""}
    if len(net) and kind not in kinds:
        name = net.graph.get("name") or "This network"
        raise UseError(
            f"{name} has no nodes of the kind {kind!r}.",
            name="kind",
            value=kind,
            choices=tuple(sorted(kinds)),
            remedy=f"It has: {', '.join(sorted(kinds)) or 'no node that says its kind'}.",
        )
    found = [node for node, facts in net.nodes(data=True) if facts.get("kind") == kind]
    return sorted(found, key=str)


def layers_of(net: nx.Graph[Any]) -> tuple[list[Any], list[Any], list[Any]] | None:
    """Return the three layers of a tripartite network.

    Parameters
    ----------
    net
        Network; in a tripartite one nodes say their layer in the attribute ``layer``: 0, 1 or 2.

    Returns
    -------
    first, middle, last : list of node, or None
        Sorted by their text; None if no node says a layer.

    Raises
    ------
    UseError
        If only some nodes say a layer, or an edge does not join the middle layer to another.
    """
    layers: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    layer = {node: facts["layer"] for node, facts in net.nodes(data=True) if "layer" in facts}
    if not layer:
        return None
    faulty = next((node for node in net if layer.get(node) not in (0, 1, 2)), None)
    if faulty is not None:
        raise _no_layers(net, f"the node {faulty} says no layer")
    for a, b in net.edges:
        if (layer[a] == 1) == (layer[b] == 1):
            raise _no_layers(net, f"an edge joins {a} and {b} without the middle layer")
    for node in sorted(net, key=str):
        layers[layer[node]].append(node)
    return layers


def _no_layers(net: nx.Graph[Any], reason: str) -> UseError:
    name = net.graph.get("name") or "This network"
    return UseError(
        f"{name} is not a tripartite network: {reason}.",
        name="network",
        value=name,
        choices=("deployment",),
        remedy="Use the deployment network, or give each node its layer as layer=0, 1 or 2.",
    )


def _edge_within(net: nx.Graph[Any]) -> tuple[Hashable, Hashable] | None:
    side = {node: facts.get("bipartite") for node, facts in net.nodes(data=True)}
    return next(((a, b) for a, b in net.edges if side[a] == side[b]), None)


def _refusal(net: nx.Graph[Any], reason: str) -> UseError:
    name = net.graph.get("name") or "This network"
    remedy = "Use the supply network, or give each node its side as bipartite=0 or 1."
    if name in NETWORKS and name != "supply":
        remedy = f"The network {name} has not two sides; use the network supply."
    return UseError(
        f"{name} is not a bipartite network: {reason}.",
        name="network",
        value=name,
        choices=("supply",),
        remedy=remedy,
    )
