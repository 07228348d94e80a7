"""A picture as the compact data that the scripts of its page read."""

from collections.abc import Mapping
from typing import Any

from watchgraph.notice import not_for_publication
from watchgraph.render.bundles import PICTURE_EDGES, PICTURE_NODES, bundle_of
from watchgraph.render.captions import caption
from watchgraph.render.cells import edge_columns, graph_cells, node_columns
from watchgraph.render.derived import halves_of, way_of
from watchgraph.render.facts import node_facts
from watchgraph.render.palette import CATEGORIES
from watchgraph.render.payload import Picture
from watchgraph.render.roles import aliases, legend, node_kind, slug, text
from watchgraph.render.told import Pool, spoken_codes, told_records
from watchgraph.render.words import BASIS, BRI, STATUSES, TECHNOLOGIES_BASIS, reading_notes


def page_data(shown: Picture, *, pages: bool = False, footer: str = "") -> dict[str, Any]:
    """Return what the scripts of the page read beside the nodes and edges that they draw.

    Parameters
    ----------
    shown : Picture
        The prepared network.
    pages : bool, default False
        Whether the page stands in a site with a page for each country, supplier and so on.
    footer : str
        A line on data and licences.

    Returns
    -------
    dict
        Plain JSON values. Nodes and edges are in the order of the picture.
    """
    graph, details = shown.graph, shown.details
    name = text(graph.graph.get("name"))
    edges = [facts for _, _, facts in shown.edges]
    way = "" if graph.is_multigraph() else way_of(details, name, edges)
    pool = Pool()
    names, columns = edge_columns(edges, bool(way))
    groups = _groups(shown)
    number = {str(node): i for i, node in enumerate(shown.nodes)}
    ends = [(shown.nodes[a], shown.nodes[b], facts) for a, b, facts in shown.edges]
    bundles = {bundle_of(graph, node): 0 for node in shown.nodes}
    place = {label: i for i, label in enumerate(sorted(bundles))}
    rows = [record[0] for record in shown.evidence.records]
    data = {
        "name": name,
        "title": shown.title,
        "standfirst": shown.standfirst,
        "notes": reading_notes(graph),
        "footer": footer,
        "notice": not_for_publication(graph.graph.get("private", ())),
        "pages": pages,
        "directed": shown.directed,
        "groups": groups,
        "facets": _facets(shown),
        "words": _words(shown, groups),
        "nodes": _nodes(shown, groups, place),
        "edges": _edges(shown, way),
        "bundles": sorted(bundles),
        "limit": [PICTURE_NODES, PICTURE_EDGES],
        "sizes": shown.sizes,
        "size": shown.size,
        "colourings": shown.colourings,
        "way": way,
        "names": names,
        "edgeColumns": columns,
        "nodeColumns": node_columns(graph, shown.nodes),
        "attributes": graph_cells(graph),
        "records": shown.evidence.records,
        "sources": shown.evidence.sources,
        "told": told_records(details, rows, number, pool) if details else [],
    }
    if way == "halves":
        data["halves"] = halves_of(details, name, ends, shown.nodes, shown.evidence.row)
    return data | {"pool": pool.texts}


def _groups(shown: Picture) -> list[dict[str, Any]]:
    """Return the entries of the key, which are the checkboxes of the filter by origin too."""
    origin = next((facet.codes for facet in shown.facets if facet.key == "origin"), [])
    return [
        entry | {"option": origin.index(entry["key"]) if entry["key"] in origin else None}
        for entry in legend(shown.graph, shown.styles)
    ]


def _facets(shown: Picture) -> list[dict[str, Any]]:
    """Return the facets; those of records hold what each record meets, the others edges do."""
    made = []
    for facet in shown.facets:
        one: dict[str, Any] = {
            "key": facet.key,
            "label": facet.label,
            "any": facet.any_label,
            "codes": facet.codes,
            "options": facet.options,
            "every": facet.every,
            "level": facet.level,
            "meets": facet.meets,
        }
        made.append(one)
    return made


def _nodes(
    shown: Picture, groups: list[dict[str, Any]], place: Mapping[str, int]
) -> list[dict[str, Any]]:
    graph, row = shown.graph, shown.evidence.row
    group = {entry["key"]: i for i, entry in enumerate(groups)}
    return [
        {
            "iri": str(node),
            "slug": slug(node, graph.nodes[node]),
            "kind": node_kind(graph, node),
            "group": group[shown.styles[node].key],
            "also": aliases(graph.nodes[node]),
            "facts": node_facts(graph, node),
            "about": _rows(graph.nodes[node].get("about"), row),
            "bundle": place[bundle_of(graph, node)],
        }
        for node in shown.nodes
    ]


def _edges(shown: Picture, way: str) -> list[dict[str, Any]]:
    """Return of each edge its records; the page finds those of two halves by itself."""
    row = shown.evidence.row
    made = []
    for _, _, facts in shown.edges:
        one: dict[str, Any] = {}
        if way != "halves":
            one["records"] = _rows(facts.get("records"), row)
        if facts.get("beside"):
            one["beside"] = _rows(facts["beside"], row)
        made.append(one)
    return made


def _rows(iris: Any, row: Mapping[str, int]) -> list[int]:
    return [row[iri] for iri in sorted(iris or ())]


def _words(shown: Picture, groups: list[dict[str, Any]]) -> dict[str, Any]:
    words = caption(shown.graph)
    return {
        "near": dict(words.near),
        "joint": words.joint,
        "unit": list(words.unit),
        "loans": words.loans,
        "weight": words.weight,
        "assessed": words.assessed,
        "largest": _largest(words.largest, groups),
        "basis": BASIS,
        "technologiesBasis": TECHNOLOGIES_BASIS,
        "statuses": STATUSES,
        "bri": BRI,
        "codes": spoken_codes(shown.details) if shown.details else {},
        "palette": [list(pair) for pair in CATEGORIES],
    }


def _largest(heads: Mapping[str, str], groups: list[dict[str, Any]]) -> list[list[Any]]:
    """Return the heads of the lists of largest nodes, each with the keys of its groups."""
    found = [
        [head, [group["key"] for group in groups if group["section"] == section]]
        for section, head in heads.items()
    ]
    return [[head, keys] for head, keys in found if keys]
