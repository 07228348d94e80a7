"""Networks projected from the graph, whose edges know their records and sources."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from watchgraph.networks.about import records_about, records_in
from watchgraph.networks.asked import check_asked, describe_network
from watchgraph.networks.biadjacency import biadjacency
from watchgraph.networks.filters import EVIDENCE, region_label
from watchgraph.networks.registry import NETWORKS, NetworkDescription
from watchgraph.networks.sides import (
    countries_of,
    nodes_of,
    require_bipartite,
    suppliers_of,
)

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.store import KnowledgeGraph

__all__ = [
    "EVIDENCE",
    "NETWORKS",
    "NetworkDescription",
    "biadjacency",
    "countries_of",
    "describe_network",
    "nodes_of",
    "project",
    "records_in",
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
    region: str | None = None,
    evidence: str | None = None,
) -> nx.Graph[str]:
    """Project the graph to a named network.

    :data:`NETWORKS` says of each network what is a node, an edge and a weight, and what is left
    out. Nodes are IRIs; they and the edges are inserted in sorted order.

    Parameters
    ----------
    kg
        The graph.
    name
        One of :data:`NETWORKS`, such as ``"supply"``.
    edition
        Only assessments of this edition of the index, such as 2019; deployments are left out.
    technology
        Only records that report this technology, by its code. An assessment counts if its
        country reports it: the index does not say which supplier supplies what, and the edge's
        ``technologies_basis`` is ``country`` then.
    date
        Only records dated up to this day, YYYY-MM-DD: deployments that may have begun by then,
        assessments published by then. Records without a date are left out and counted.
    region
        Only records of countries in this region, by its code, such as ``aigs-af``; in a directed
        network, of receiving countries.
    evidence
        ``"all"`` (default); ``"independent"`` for links with at least two independent sources,
        as their ``independent_sources`` counts them; ``"deployments"`` for deployments only.
        In ``cosupply`` and ``shared`` it is the links of ``supply`` beneath that are chosen:
        what two nodes share counts if each half has two sources of its own, as
        ``shared_independent`` says. Their ``independent_sources`` counts the sources of both
        halves together, which need not confirm each other.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        The network. Its attributes are ``name``, ``edition``, ``technology``, ``date``,
        ``region`` and ``region_label`` (empty where nothing is filtered), ``evidence_filter``,
        ``data_version`` and ``coverage`` (counts of records). If the graph is one as of a day,
        ``as_of`` and ``known`` are its days, and ``as_of_coverage`` counts which of the records
        that the network is made from it has; they are empty otherwise.

    Raises
    ------
    UseError
        If the network or the value of a filter is unknown, with the choices; the date is none;
        or the network takes no such filter.

    Notes
    -----
    ``date`` chooses among the links' own records and knows only beginnings; the graph's other
    records stay. :meth:`KnowledgeGraph.as_of` cuts the whole graph, heeds ends and knows when
    sources were published as well. For one day, both give the same links.
    """
    filters = check_asked(
        kg,
        name,
        edition=edition,
        technology=technology,
        date=date,
        region=region,
        evidence=evidence,
    )
    from watchgraph.networks.builders import BUILDERS

    net = BUILDERS[name](kg, filters)
    behind = {record for *_, edge in net.edges(data=True) for record in edge["records"]}
    for node, records in records_about(kg, net.nodes, filters.date).items():
        net.nodes[node]["about"] = tuple(record for record in records if record not in behind)
    net.graph.update(
        name=name,
        edition=filters.edition,
        technology=filters.technology,
        date=filters.date,
        region=filters.region,
        region_label=region_label(kg, filters.region),
        evidence_filter=filters.evidence,
        data_version=kg.version,
        as_of=kg.moment.valid if kg.moment else "",
        known=kg.moment.known if kg.moment else "",
        as_of_coverage=kg.moment.coverage(*NETWORKS[name].records) if kg.moment else {},
    )
    return net
