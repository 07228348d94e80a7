"""Records beside the links of a network: loans, memberships, listings, control."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.store import KnowledgeGraph

_RECORDS = """
SELECT DISTINCT ?thing ?record ?start
WHERE {
  { ?record a wg:SoftLoan ; wg:country ?thing }
  UNION { ?record a wg:BRIMembership ; wg:country ?thing }
  UNION { ?record a wg:Listing ; wg:supplier ?thing }
  UNION { ?record a wg:SupplierControl ; wg:controlled ?thing }
  OPTIONAL { ?record wg:startEarliest ?start }
}
"""


def records_about(
    kg: KnowledgeGraph, nodes: Iterable[str], date: str = ""
) -> dict[str, tuple[str, ...]]:
    """Return the records that speak of countries and suppliers themselves.

    They stand beside the links of a network: the loans and the Belt and Road membership of a
    country, the listings and the control of a supplier.

    Parameters
    ----------
    kg
        The graph.
    nodes
        Countries and suppliers.
    date
        Day, YYYY-MM-DD, up to which records count; undated ones are left out then. Empty for
        all.

    Returns
    -------
    dict of str to tuple of str
        Records of each node, sorted; empty where there are none.
    """
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for thing, record, start in kg.rows(_RECORDS):
        if str(thing) in found and (not date or (start is not None and str(start) <= date)):
            found[str(thing)].add(str(record))
    return {node: tuple(sorted(records)) for node, records in found.items()}


def records_in(net: nx.Graph[Any]) -> list[str]:
    """Return all records of a network.

    Parameters
    ----------
    net
        A network as :func:`watchgraph.networks.project` returns it.

    Returns
    -------
    list of str
        IRIs, each once, sorted: those that the edges rest on, those beside an edge, and those
        that speak of a node.
    """
    found: set[str] = set()
    for *_, edge in net.edges(data=True):
        found.update(edge["records"], edge.get("beside", ()))
    for _, node in net.nodes(data=True):
        found.update(node["about"])
    return sorted(found)
