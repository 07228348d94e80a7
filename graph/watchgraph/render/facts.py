"""What the panel says of a node or a link, as pairs of words."""

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

from watchgraph.render.roles import aliases, reached, text
from watchgraph.render.words import (
    ADOPTER,
    BASIS,
    BRI,
    LENDER_TYPES,
    STATUSES,
    TECHNOLOGIES_BASIS,
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


def edge_facts(facts: Mapping[str, Any]) -> Facts:
    """Return the facts of a link as pairs of words.

    Parameters
    ----------
    facts : mapping
        Attributes of the edge; those that are missing are left out.

    Returns
    -------
    list of [str, str]
        Term and description.
    """
    rows = _shared(facts)
    if facts.get("independent_sources"):
        # Of what two nodes share, the sources of one half confirm nothing of the other.
        words = "Independent sources" + (
            ", both ends together" if "shared_independent" in facts else ""
        )
        rows.append([words, f"{facts['independent_sources']:,}"])
    if editions := facts.get("editions"):
        rows.append(["Index editions", ", ".join(text(edition) for edition in editions)])
    if "deployments" in facts:
        rows.append(
            ["Deployments", f"{facts['deployments']:,}" if facts["deployments"] else "None"]
        )
    if basis := text(facts.get("basis")):
        rows.append(["How known", BASIS.get(basis, spoken(basis))])
    if technologies := facts.get("technologies"):
        words = ", ".join(spoken(code) for code in technologies)
        rows.append(["Technologies", words])
        if basis := text(facts.get("technologies_basis")):
            rows.append(["", TECHNOLOGIES_BASIS.get(basis, spoken(basis))])
    rows += _loans(facts)
    first, last = text(facts.get("first_date")), text(facts.get("last_date"))
    if "first_date" in facts:
        if not first:
            rows.append(["Dated", "No record here has a date"])
        else:
            rows.append(["Dated", first if first == last else f"{first} to {last}"])
    return rows + _beside(facts)


def _shared(facts: Mapping[str, Any]) -> Facts:
    rows: Facts = []
    for name, words in (("countries", "Shared countries"), ("suppliers", "Shared suppliers")):
        if own := facts.get(f"shared_{name}"):
            listed = ", ".join(sorted(map(text, facts.get("shared_labels") or own)))
            rows.append([words, f"{len(own):,}: {listed}"])
            sure = facts.get("shared_independent")
            if sure is not None:
                rows.append(["", f"{sure:,} of them with two independent sources at both ends"])
    return rows


def _loans(facts: Mapping[str, Any]) -> Facts:
    if "contractors" not in facts:
        return []
    names = facts.get("contractor_labels") or facts["contractors"]
    rows = [["Contractors", ", ".join(map(text, names)) or "Not stated"]]
    for name, words in (("instruments", "Kind"), ("purposes", "Purpose")):
        if codes := facts.get(name):
            rows.append([words, ", ".join(map(spoken, codes))])
    statuses = [STATUSES.get(code, spoken(code)) for code in facts.get("statuses") or ()]
    if missing := facts.get("status_not_stated"):
        statuses.append(f"not stated of {missing:,}")
    rows.append(["Status", ", ".join(statuses) or "Not stated"])
    amount, stated = facts.get("amount_usd_2021"), facts.get("amounts_stated", 0)
    loans = counted(int(facts.get("weight") or 0), "record")
    if amount is None:
        rows.append(["Sum", "Not stated in US dollars of 2021"])
    else:
        rows.append(["Sum", f"{amount:,.0f} US dollars of 2021, stated by {stated:,} of {loans}"])
    return rows


def _beside(facts: Mapping[str, Any]) -> Facts:
    if "beside" not in facts:
        return []
    bri = text(facts.get("bri"))
    listed = ", ".join(map(text, facts.get("listed_labels") or ()))
    lists = counted(facts.get("listings") or 0, "listing")
    return [
        ["Belt and Road", f"{BRI.get(bri, bri)} (the receiving country)"],
        ["Loans", counted(facts["loans"], "record") if facts.get("loans") else "None recorded"],
        ["Listings", f"{lists}: {listed}" if listed else "None recorded"],
    ]
