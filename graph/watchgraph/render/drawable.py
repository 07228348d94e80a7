"""How large a network may be that is drawn."""

from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError

if TYPE_CHECKING:
    import networkx as nx

#: More than this no browser can hold; from a fifth of it on a page opens with its nodes gathered.
MOST_NODES, MOST_EDGES = 10_000, 50_000


def check_drawable(
    graph: "nx.Graph[Any]", *, max_nodes: int = MOST_NODES, max_edges: int = MOST_EDGES
) -> None:
    """Refuse a network that no picture can show.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    max_nodes, max_edges : int, default 10,000 and 50,000
        What it may have.

    Raises
    ------
    UseError
        If it has no nodes, or more nodes or edges than it may have.
    """
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    if not nodes:
        raise UseError(
            "The network has no nodes: there is nothing to draw.",
            name="graph",
            value=0,
            remedy="Ask for a wider edition, technology, region, date or evidence.",
        )
    if nodes > max_nodes or edges > max_edges:
        raise UseError(
            f"The network has {nodes:,} nodes and {edges:,} edges; a picture shows at most "
            f"{max_nodes:,} and {max_edges:,}.",
            name="graph",
            value=nodes if nodes > max_nodes else edges,
            remedy="Narrow it by edition, technology, region, date or evidence, draw the "
            "neighbourhood of one node, write it as GraphML for a program made for large "
            "graphs, or allow more (max_nodes, max_edges; --max-nodes N, --max-edges N).",
        )
