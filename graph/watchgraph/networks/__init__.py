"""Networks projected from the graph, whose edges know their records and sources."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.networks.about import records_about
from watchgraph.networks.filters import check_filters
from watchgraph.networks.registry import NETWORKS, NetworkDescription
from watchgraph.networks.sides import countries_of, require_bipartite, suppliers_of

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.store import KnowledgeGraph

__all__ = [
    "NETWORKS",
    "NetworkDescription",
    "countries_of",
    "project",
    "require_bipartite",
    "suppliers_of",
]


def project(
    kg: KnowledgeGraph,
    name: str,
    *,
    edition: int | str | None = None,
    technology: str | None = None,
    date: datetime.date | str | None = None,
) -> nx.Graph[str]:
    """Project the graph to a named network.

    :data:`NETWORKS` says of each network what is a node, an edge and a weight, and what is left
    out. Nodes are IRIs; they and the edges are inserted in sorted order.

    Parameters
    ----------
    kg
        The graph.
    name
        ``"supply"`` or ``"origin"``.
    edition
        Only assessments of this edition of the index, such as 2019; deployments are left out.
    technology
        Only records that report this technology, by its code. An assessment counts if its
        country reports it: the index does not say which supplier supplies what, and the edge's
        ``technologies_basis`` is ``country`` then.
    date
        Only records dated up to this day, YYYY-MM-DD: deployments that may have begun by then,
        assessments published by then. Records without a date are left out and counted.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        The network. Its attributes are ``name``, ``edition``, ``technology`` and ``date`` (empty
        where nothing is filtered), ``data_version`` and ``coverage`` (counts of records). If the
        graph is one as of a day, ``as_of`` and ``known`` are its days, and ``as_of_coverage``
        counts which assessments and deployments it has; they are empty otherwise.

    Raises
    ------
    UseError
        If the network, edition or technology is unknown or the date is none; with the choices.

    Notes
    -----
    ``date`` chooses among the links' own records and knows only beginnings; the graph's other
    records stay. :meth:`KnowledgeGraph.as_of` cuts the whole graph, heeds ends and knows when
    sources were published as well. For one day, both give the same links.
    """
    if name not in NETWORKS:
        raise UseError(
            f"The network {name!r} is unknown.",
            name="network",
            value=name,
            choices=tuple(NETWORKS),
            remedy=f"Choose one of: {', '.join(NETWORKS)}.",
        )
    filters = check_filters(kg, edition, technology, date)
    net: nx.Graph[str]
    if name == "supply":
        from watchgraph.networks.supply import supply_network

        net = supply_network(kg, filters)
    else:
        from watchgraph.networks.origin import origin_network

        net = origin_network(kg, filters)
    for node, records in records_about(kg, net.nodes, filters.date).items():
        net.nodes[node]["about"] = records
    net.graph.update(
        name=name,
        edition=filters.edition,
        technology=filters.technology,
        date=filters.date,
        data_version=kg.version,
        as_of=kg.moment.valid if kg.moment else "",
        known=kg.moment.known if kg.moment else "",
        as_of_coverage=kg.moment.coverage("Assessment", "Deployment") if kg.moment else {},
    )
    return net
