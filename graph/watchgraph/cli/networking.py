"""The commands ``network`` and ``draw``: a network as a table, as GraphML or as a picture."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.cli.commands import open_graph, print_frame
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def network(arguments: Namespace) -> int:
    """Write a network as a table of edges or as GraphML."""
    from watchgraph.export import edge_table, graphml, write_graphml

    if arguments.about:
        from watchgraph.cli.explaining import about_network

        print(about_network(arguments.network))
        return 0
    net = _network_to_take(arguments)
    if arguments.format == "graphml":
        if arguments.out is None:
            sys.stdout.buffer.write(graphml(net))
        else:
            print(write_graphml(net, arguments.out))
    else:
        private = bool(net.graph.get("private"))
        print_frame(edge_table(net), arguments.format, arguments.out, private=private)
    return 0


def draw(arguments: Namespace) -> int:
    """Draw a network as one interactive HTML file."""
    from watchgraph.analysis import centrality, communities
    from watchgraph.render import draw as draw_network
    from watchgraph.render.drawable import check_drawable

    out = arguments.out or Path(f"{arguments.network}.html")
    net = _network_to_take(arguments)
    most = {"max_nodes": arguments.max_nodes, "max_edges": arguments.max_edges}
    # Said before anything is measured, which takes long on a large network.
    check_drawable(net, **most)
    grouped = None
    try:
        grouped = communities(net)
    except UseError as error:
        print(f"Drawn without communities: {error}", file=sys.stderr)
    print(
        draw_network(
            net,
            out,
            seed=arguments.seed,
            measures=centrality(net),
            communities=grouped,
            **most,
        )
    )
    return 0


def open_network(arguments: Namespace, kg: KnowledgeGraph | None = None) -> Any:
    """Project the network that the arguments name, from a graph that may be open already."""
    return (kg or open_graph(arguments)).network(
        arguments.network,
        edition=arguments.edition,
        technology=arguments.technology,
        date=arguments.date,
        region=arguments.region,
        evidence=arguments.evidence,
    )


def _network_to_take(arguments: Namespace) -> Any:
    """Project the network of what may be passed on, and say what is left out of it."""
    from watchgraph.export import passable_network

    kg = open_graph(arguments)
    narrowed = {
        name: getattr(arguments, name)
        for name in ("edition", "technology", "date", "region", "evidence")
    }
    net, words = passable_network(kg, open_network(arguments, kg), arguments.network, **narrowed)
    for line in words:
        print(line, file=sys.stderr)
    return net
