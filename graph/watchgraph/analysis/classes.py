"""The classes that countries and suppliers fall into, as far as records say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations import reading
from watchgraph.analysis.associations.dated import held
from watchgraph.networks.sides import require_bipartite
from watchgraph.vocabulary import key, mint

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.store import KnowledgeGraph

#: What the classes are, in words.
MEANINGS = {
    "region": "of the index",
    "regime": "as the index prints it",
    "bri": "member, withdrawn, or none recorded",
    "origin": "state in which they have it",
}
_LATEST = "2022"
_REGIMES = """
SELECT DISTINCT ?country ?class
WHERE {{
  <{edition}> prov:wasDerivedFrom ?source .
  ?record wg:country ?country ; wg:classValue ?class ; prov:wasDerivedFrom ?source ;
          wg:measure <{measure}> .
}}
"""


def node_classes(kg: KnowledgeGraph, net: nx.Graph[Any]) -> dict[str, dict[Any, str]]:
    """Return the classes of the nodes of the network ``supply``.

    Parameters
    ----------
    kg
        The graph.
    net
        The network.

    Returns
    -------
    dict of str to dict
        By name (:data:`MEANINGS`) the class of each node; nodes whose class no record says are
        left out. Names that class no node are left out. The regime class is that of the
        network's edition, else of the edition of 2022. Belt and Road membership is that of the
        day on which the network's edition came out; of a network without one, or of a graph as
        of a day, it is what its nodes say. Where no membership is recorded the class is ``none
        recorded``, which is no proof that there is none; where records leave open whether it
        held there is no class.

    Raises
    ------
    UseError
        If the network is not bipartite.
    """
    suppliers, countries = require_bipartite(net)
    regions: dict[str, str] = {}
    for country, region in kg.rows(
        "SELECT DISTINCT ?country ?region { ?country a wg:Country ; wg:inRegion ?region }"
    ):
        if key(str(region)).startswith("aigs-"):
            regions[str(country)] = key(str(region))
    regimes: dict[str, str] = {}
    query = _REGIMES.format(
        edition=mint("edition", str(net.graph.get("edition") or _LATEST)),
        measure=mint("measure", "regime_class"),
    )
    for country, class_ in sorted((str(a), str(b)) for a, b in kg.rows(query)):
        regimes[country] = key(class_)
    memberships = _memberships(kg, net)
    made: dict[str, dict[Any, str]] = {
        "region": {node: regions[node] for node in countries if node in regions},
        "regime": {node: regimes[node] for node in countries if node in regimes},
        "bri": {
            node: memberships[node]
            for node in countries
            if memberships.get(node, "unclear") != "unclear"
        },
        "origin": {
            node: str(net.nodes[node]["origin"])
            for node in suppliers
            if net.nodes[node].get("origin", "unknown") != "unknown"
        },
    }
    return {name: own for name, own in made.items() if own}


def _memberships(kg: KnowledgeGraph, net: nx.Graph[Any]) -> dict[Any, str]:
    """Return each country's membership on the day of the network's edition."""
    countries = require_bipartite(net)[1]
    edition = str(net.graph.get("edition") or "")
    day = reading.editions(kg).get(edition)
    if day is None or kg.moment:
        return {node: str(net.nodes[node].get("bri", "unclear")) for node in countries}
    spans = reading.memberships(kg)
    words = {"yes": "member", "": "unclear"}
    made: dict[Any, str] = {}
    for node in countries:
        own = spans.get(reading.short(node), [])
        gone = any(span.end_latest and span.end_latest <= day.earliest for span in own)
        absent = "withdrawn" if gone else "none recorded"
        made[node] = words.get(held(own, day, "").value, absent) if own else absent
    return made
