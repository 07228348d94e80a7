"""Networks as GraphML, which Gephi, Cytoscape, yEd, igraph and networkx read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx as nx

from watchgraph.files import write_bytes
from watchgraph.networks.flat import flat_attributes, network_attributes


def graphml(net: nx.Graph[Any]) -> bytes:
    """Return a network as GraphML.

    Parameters
    ----------
    net
        Network; it is left as it is.

    Returns
    -------
    bytes
        UTF-8; nodes, edges and attributes sorted, so that equal networks give equal bytes.
        Lists are joined by ``"; "``, and what is None is left out; so is the evidence, whose
        records the edges name.

    References
    ----------
    Brandes, U. et al. (2002). GraphML progress report. Graph Drawing 2001, LNCS 2265, 501-512.
    """
    plain: nx.Graph[str] = net.__class__()
    plain.graph.update(network_attributes(net.graph))
    for node in sorted(net, key=str):
        plain.add_node(str(node), **_cells(net.nodes[node]))
    edges = []
    for a, b, facts in net.edges(data=True):
        start, end = (str(a), str(b)) if net.is_directed() else sorted((str(a), str(b)))
        edges.append((start, end, _cells(facts)))
    for start, end, cells in sorted(edges, key=repr):
        plain.add_edge(start, end, **cells)
    out = io.BytesIO()
    # The writer of the standard library: that of lxml, if installed, gives other bytes.
    nx.write_graphml_xml(plain, out)
    return out.getvalue() + b"\n"


def write_graphml(net: nx.Graph[Any], path: Path | str) -> Path:
    """Write a network as GraphML.

    Parameters
    ----------
    net
        Network; it is left as it is.
    path
        File to write; written beside and swapped in. If the network holds private records, only
        its owner may read it.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the file cannot be written.
    """
    return write_bytes(path, graphml(net), private=bool(net.graph.get("private")))


def _cells(attributes: dict[str, Any]) -> dict[str, Any]:
    return dict(flat_attributes(attributes))
