"""What the panel says of a node, as pairs of words."""

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

from watchgraph.render.roles import aliases, reached, text
from watchgraph.render.words import (
    ADOPTER,
    BRI,
    LENDER_TYPES,
    counted,
    spoken,
)

if TYPE_CHECKING:
    import networkx as nx

Facts = list[list[str]]


def node_facts(graph: "nx.Graph[Any]", node: Hashable) -> Facts:
    """Return the facts of a node as pairs of words; an absence is said, never left out.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    node : hashable
        One of its nodes.

    Returns
    -------
    list of [str, str]
        Term and description.
    """
    facts = graph.nodes[node]
    told = _NODE_FACTS.get(text(facts.get("kind")))
    rows = told(graph, node) if told else []
    if names := aliases(facts):
        rows.append(["Also", "; ".join(names)])
    return rows


def _supplier(graph: "nx.Graph[Any]", node: Hashable) -> Facts:
    office = _state(graph.nodes[node])
    rows = [["Head office", office or "Unknown: no source here gives it"]]
    degree, name = graph.degree(node), graph.graph.get("name")
    if name == "cosupply":
        return [*rows, ["Shares countries with", counted(degree, "supplier")]]
    if name == "deployment":
        return [*rows, ["Named in", counted(degree, "deployment")]]
    return [*rows, ["Supplies", counted(degree, "country", "countries")]]


def _lender(graph: "nx.Graph[Any]", node: Hashable) -> Facts:
    facts = graph.nodes[node]
    rows = [["Home country", _state(facts) or "Unknown: no source here gives it"]]
    if kind := text(facts.get("lender_type")):
        rows.append(["Kind", LENDER_TYPES.get(kind, spoken(kind))])
    return [*rows, ["Lends to", counted(reached(graph, node), "country", "countries")]]


def _deployment(graph: "nx.Graph[Any]", node: Hashable) -> Facts:
    facts = graph.nodes[node]
    stage = text(facts.get("stage"))
    cameras = facts.get("cameras")
    return [
        ["Place", text(facts.get("place")) or "Not stated"],
        ["Operator", text(facts.get("operator")) or "Not stated"],
        ["Stage", spoken(stage) if stage else "Not stated"],
        ["Began", text(facts.get("start")) or "Not stated"],
        ["Cameras", "Not stated" if cameras is None else f"{cameras:,}"],
    ]


def _country(graph: "nx.Graph[Any]", node: Hashable) -> Facts:
    facts = graph.nodes[node]
    rows: Facts = []
    if region := text(facts.get("region")):
        rows.append(["Region", region])
    if bri := text(facts.get("bri")):
        rows.append(["Belt and Road", BRI.get(bri, bri)])
    for edition in ("2019", "2022"):
        if finding := text(facts.get(f"adopter_{edition}")):
            rows.append([f"Index of {edition}", ADOPTER.get(finding, finding)])
    return [*rows, *_links_of_country(graph, node)]


def _links_of_country(graph: "nx.Graph[Any]", node: Hashable) -> Facts:
    degree, name = graph.degree(node), graph.graph.get("name")
    if name == "finance":
        return [["Loans from", counted(degree, "lender")]]
    if name == "shared":
        return [["Shares suppliers with", counted(degree, "country", "countries")]]
    if name == "deployment":
        return [["Deployments shown", f"{degree:,}"]]
    if not graph.is_directed():
        return [["Supplied by", counted(degree, "supplier")]]
    rows: Facts = []
    if number := reached(graph, node):
        rows.append(["Its suppliers reach", counted(number, "country", "countries")])
    return [*rows, ["Technology from", counted(degree - reached(graph, node), "state")]]


_NODE_FACTS: dict[str, Callable[["nx.Graph[Any]", Hashable], Facts]] = {
    "supplier": _supplier,
    "lender": _lender,
    "deployment": _deployment,
    "country": _country,
}


def _state(facts: Mapping[str, Any]) -> str:
    """Return the name of the state of a supplier or lender; empty if it is not known."""
    origin = text(facts.get("origin"))
    return "" if origin in ("", "unknown") else text(facts.get("origin_label")) or origin
