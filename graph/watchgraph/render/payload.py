"""A network made ready to be drawn, whatever draws it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.render.bundles import is_large, places_of_members
from watchgraph.render.captions import caption
from watchgraph.render.evidence import Evidence, EvidenceTables, evidence_tables, records_of
from watchgraph.render.facets import Facet, edge_facets
from watchgraph.render.layout import positions
from watchgraph.render.lenses import Measures, colourings, sizes
from watchgraph.render.measures import Size, node_radii, node_values
from watchgraph.render.palette import Style
from watchgraph.render.record_facets import record_facets
from watchgraph.render.roles import node_style, slug, text
from watchgraph.render.standfirst import standfirst
from watchgraph.render.words import spoken

if TYPE_CHECKING:
    import networkx as nx

# What stands first on a line; of one kind, the smaller text does.
_ORDER = {"supplier": 0, "lender": 0, "deployment": 1, "country": 2}


@dataclass(frozen=True)
class Picture:
    """A network ready to be drawn, whatever draws it.

    Attributes
    ----------
    graph : networkx.Graph
        The caller's graph, only read.
    title, standfirst : str
        The heading, and a sentence with its figures.
    nodes : list of node
        Nodes sorted by their text; a node's place in the list is its number in the page.
    edges : list of (int, int, mapping)
        From what supplies to what receives, with the caller's attributes; parallel edges stand
        side by side.
    styles, values, radii, places : dict by node
        Look, measure, radius and position.
    facets : list of Facet
        What the reader may filter by.
    evidence : EvidenceTables
        Records and sources.
    size_label : str
        What the size of a node shows, in words.
    size : str
        Its key among `sizes`.
    sizes, colourings : list of dict
        What size and colour may show, as of `watchgraph.render.lenses`.
    """

    graph: "nx.Graph[Any]"
    title: str
    standfirst: str
    nodes: list[Hashable]
    edges: list[tuple[int, int, Mapping[str, Any]]]
    styles: dict[Hashable, Style]
    values: dict[Hashable, float]
    radii: dict[Hashable, float]
    places: dict[Hashable, tuple[float, float]]
    facets: list[Facet]
    evidence: EvidenceTables
    size_label: str
    size: str
    sizes: list[dict[str, Any]]
    colourings: list[dict[str, Any]]

    @property
    def details(self) -> Mapping[str, Any]:
        """What the network carries along of its records; empty if nothing."""
        return self.graph.graph.get("details") or {}

    @property
    def directed(self) -> bool:
        """Whether the edges have arrows."""
        return self.graph.is_directed()

    def label(self, node: Hashable) -> str:
        """Return the name of a node."""
        return text(self.graph.nodes[node].get("label")) or slug(node, self.graph.nodes[node])


def picture(
    graph: "nx.Graph[Any]",
    *,
    title: str | None = None,
    evidence: Evidence | None = None,
    size: Size = "degree",
    seed: int = 1,
    measures: Measures = None,
    communities: Measures = None,
) -> Picture:
    """Prepare a network for drawing; the graph itself is left as it is.

    Parameters
    ----------
    graph : networkx.Graph
        A network as `KnowledgeGraph.network` returns it; attributes that are missing are done
        without.
    title : str, optional
        Heading; by default the one of the named network.
    evidence : Evidence, optional
        What `KnowledgeGraph.evidence` says of the records; by default ``graph.graph["evidence"]``.
    size : str or mapping of node to float, default "degree"
        The measure that the size of a node shows.
    seed : int, default 1
        Seed of the layout.
    measures : DataFrame or mapping, optional
        Measures of the nodes that a reader may size them by, by name.
    communities : DataFrame or mapping, optional
        ``community`` and ``stability`` of the nodes, to colour them by.

    Returns
    -------
    Picture
        All that the page shows.
    """
    values = node_values(graph, size)
    radii = node_radii(values)
    nodes: list[Hashable] = sorted(graph, key=str)
    number = {node: i for i, node in enumerate(nodes)}
    styles = {node: node_style(graph, node) for node in nodes}
    edges = sorted(
        (_from_supplier(graph, edge) for edge in graph.edges(data=True)),
        key=lambda edge: (number[edge[0]], number[edge[1]], repr(sorted(edge[2].items(), key=str))),
    )
    if evidence is None:
        evidence = graph.graph.get("evidence")
    name = text(graph.graph.get("name"))
    tables = evidence_tables(records_of(graph), evidence, graph.graph.get("private", ()))
    details = graph.graph.get("details") or {}
    behind = {iri for _, _, facts in edges for iri in facts.get("records") or ()}
    key = size if isinstance(size, str) else "given"
    label = _size_label(graph, size)
    place = places_of_members if is_large(graph) else positions
    return Picture(
        graph=graph,
        title=title or caption(graph).title or spoken(name) or "A network",
        standfirst=standfirst(graph),
        nodes=nodes,
        edges=[(number[a], number[b], facts) for a, b, facts in edges],
        styles=styles,
        values=values,
        radii=radii,
        places=place(graph, radii, seed=seed),
        facets=[
            *edge_facets(graph, edges, styles),
            *(record_facets(details, tables, behind) if details else ()),
        ],
        evidence=tables,
        size_label=label,
        size=key,
        sizes=sizes(graph, nodes, measures, (key, spoken(label), values)),
        colourings=colourings(graph, nodes, communities),
    )


def _from_supplier(
    graph: "nx.Graph[Any]", edge: tuple[Hashable, Hashable, dict[str, Any]]
) -> tuple[Hashable, Hashable, dict[str, Any]]:
    """Turn an undirected edge so that it starts at the supplier, lender or deployment."""
    a, b, facts = edge
    if not graph.is_directed():
        first, second = (_ORDER.get(text(graph.nodes[end].get("kind")), 3) for end in (a, b))
        if second < first or (first == second and str(b) < str(a)):
            return b, a, facts
    return a, b, facts


def _size_label(graph: "nx.Graph[Any]", size: Size) -> str:
    if not isinstance(size, str):
        return "the given value"
    if size == "strength":
        return f"number of {caption(graph).weight} on the links"
    return "number of links" if size == "degree" else spoken(size).lower()
