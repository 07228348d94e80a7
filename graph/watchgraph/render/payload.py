"""A network as the compact data of its page: groups, facets, nodes, edges, evidence."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.render.evidence import Evidence, EvidenceTables, evidence_tables, records_of
from watchgraph.render.facets import Facet, edge_facets
from watchgraph.render.layout import positions
from watchgraph.render.measures import Size, node_radii, node_values
from watchgraph.render.palette import Style
from watchgraph.render.roles import (
    Facts,
    aliases,
    legend,
    node_facts,
    node_kind,
    node_style,
    reached,
    slug,
    text,
)
from watchgraph.render.words import BASIS, TECHNOLOGIES_BASIS, TITLES, counted, spoken

if TYPE_CHECKING:
    import networkx as nx

_SIZES = {"degree": "number of links", "strength": "number of records on the links"}


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
    return Picture(
        graph=graph,
        title=title or TITLES.get(name, spoken(name) or "A network"),
        standfirst=_standfirst(graph),
        nodes=nodes,
        edges=[(number[a], number[b], facts) for a, b, facts in edges],
        styles=styles,
        values=values,
        radii=radii,
        places=positions(graph, radii, seed=seed),
        facets=edge_facets(graph, edges, styles),
        evidence=evidence_tables(records_of(graph), evidence),
        size_label=_size_label(graph, size),
    )


def page_data(shown: Picture) -> dict[str, Any]:
    """Return what the script of the page reads beside the nodes and edges it draws.

    Parameters
    ----------
    shown : Picture
        The prepared network.

    Returns
    -------
    dict
        Plain JSON values. Nodes and edges are in the order of the picture.
    """
    graph = shown.graph
    origin = next((facet.codes for facet in shown.facets if facet.key == "origin"), [])
    groups = [
        # The entry of the key is also the filter's checkbox.
        entry | {"option": origin.index(entry["key"]) if entry["key"] in origin else None}
        for entry in legend(graph, shown.styles)
    ]
    group = {entry["key"]: i for i, entry in enumerate(groups)}
    nodes = [
        {
            "iri": str(node),
            "slug": slug(node, graph.nodes[node]),
            "kind": node_kind(graph, node),
            "group": group[shown.styles[node].key],
            "also": aliases(graph.nodes[node]),
            "facts": node_facts(graph, node),
            "about": [
                shown.evidence.row[iri] for iri in sorted(graph.nodes[node].get("about") or ())
            ],
        }
        for node in shown.nodes
    ]
    edges = [
        {
            "facts": edge_facts(facts),
            "records": [shown.evidence.row[iri] for iri in sorted(facts.get("records") or ())],
            "meets": [facet.meets[i] for facet in shown.facets],
        }
        for i, (_, _, facts) in enumerate(shown.edges)
    ]
    return {
        "directed": shown.directed,
        "groups": groups,
        "facets": [
            {
                "key": facet.key,
                "label": facet.label,
                "any": facet.any_label,
                "options": facet.options,
            }
            for facet in shown.facets
        ],
        "nodes": nodes,
        "edges": edges,
        "records": shown.evidence.records,
        "sources": shown.evidence.sources,
    }


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
    rows: Facts = []
    if facts.get("independent_sources"):
        rows.append(["Independent sources", f"{facts['independent_sources']:,}"])
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
    first, last = text(facts.get("first_date")), text(facts.get("last_date"))
    if "first_date" in facts:
        if not first:
            rows.append(["Dated", "No record here has a date"])
        else:
            rows.append(["Dated", first if first == last else f"{first} to {last}"])
    return rows


def _from_supplier(
    graph: "nx.Graph[Any]", edge: tuple[Hashable, Hashable, dict[str, Any]]
) -> tuple[Hashable, Hashable, dict[str, Any]]:
    """Turn an undirected edge so that it starts at the supplier."""
    a, b, facts = edge
    if not graph.is_directed():
        supplies = [graph.nodes[end].get("kind") == "supplier" for end in (a, b)]
        if supplies == [False, True] or (supplies[0] == supplies[1] and str(b) < str(a)):
            return b, a, facts
    return a, b, facts


def _standfirst(graph: "nx.Graph[Any]") -> str:
    links = counted(graph.number_of_edges(), "link")
    kinds = [facts.get("kind") for _, facts in graph.nodes(data=True)]
    suppliers, countries = kinds.count("supplier"), kinds.count("country")
    if graph.is_directed():
        supplying = sum(reached(graph, node) > 0 for node in graph)
        receiving = counted(countries, "country", "countries")
        things = f"{counted(supplying, 'state')} whose suppliers reach {receiving}"
    elif suppliers or countries:
        things = (
            f"{counted(suppliers, 'supplier')} and {counted(countries, 'country', 'countries')}"
        )
    else:
        things = counted(graph.number_of_nodes(), "node")
    parts = [f"{things}, {links}."]
    if date := text(graph.graph.get("date")):
        parts.append(f"As it stood on {date}.")
        coverage = graph.graph.get("coverage") or {}
        if undated := coverage.get("undated"):
            parts.append(
                f"{counted(undated, 'record')} without a date could not be placed in time."
            )
    if day := text(graph.graph.get("as_of")):
        parts.append(f"As it stood on {day}.")
    if day := text(graph.graph.get("known")):
        parts.append(f"As known by {day}, from what had been published.")
    counts = graph.graph.get("as_of_coverage") or {}
    if unplaced := counts.get("undated", 0) + counts.get("publication_unknown", 0):
        parts.append(f"{counted(unplaced, 'record')} could not be placed for want of a date.")
    if edition := text(graph.graph.get("edition")):
        parts.append(f"Index of {edition} only.")
    if technology := text(graph.graph.get("technology")):
        parts.append(f"{spoken(technology)} only.")
    return " ".join(parts)


def _size_label(graph: "nx.Graph[Any]", size: Size) -> str:
    if not isinstance(size, str):
        return "the given value"
    return _SIZES.get(size, spoken(size).lower())
