"""Draw a network as one offline HTML file. The only module that knows pyvis.

pyvis's `Network` carries the nodes, edges and options, and its package the vis-network script.
Its own page is not used: in every mode it asks a content network for Bootstrap, prints the
heading unescaped, and renders without escaping at all. So the three are taken from
`Network.get_network_data` and rendered by a template of ours, which escapes by place and
admits no script but its own.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.files import write_text
from watchgraph.render.drawable import MOST_EDGES, MOST_NODES, check_drawable
from watchgraph.render.escape import json_for_script
from watchgraph.render.evidence import Evidence
from watchgraph.render.graph_page import render_graph_page
from watchgraph.render.lenses import Measures
from watchgraph.render.measures import Size
from watchgraph.render.page_data import page_data
from watchgraph.render.payload import Picture, picture
from watchgraph.render.roles import text
from watchgraph.render.templating import Link
from watchgraph.render.vis import vis_script

if TYPE_CHECKING:
    import networkx as nx

_THIN, _THICK = 0.8, 4.5

# vis-network's size of a shape that has the area of a circle of radius one.
_SAME_AREA = {"dot": 1.0, "square": math.sqrt(math.pi) / 2, "diamond": math.sqrt(math.pi / 2)}

_OPTIONS: dict[str, Any] = {
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "font": {"size": 0}},
    "edges": {
        "smooth": False,
        "selectionWidth": 1,
        "hoverWidth": 0.5,
        "selfReference": {"size": 9, "angle": 0.8},
    },
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 100,
    },
    "layout": {"improvedLayout": False},
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {
            "gravitationalConstant": -40,
            "centralGravity": 0.008,
            "springLength": 60,
            "springConstant": 0.06,
            "avoidOverlap": 0.6,
        },
        "stabilization": {"enabled": False},
        "maxVelocity": 20,
        "minVelocity": 0.4,
    },
}


def draw(
    graph: "nx.Graph[Any]",
    path: str | Path,
    *,
    title: str | None = None,
    evidence: Evidence | None = None,
    size: Size = "degree",
    seed: int = 1,
    measures: Measures = None,
    communities: Measures = None,
    max_nodes: int = MOST_NODES,
    max_edges: int = MOST_EDGES,
) -> Path:
    r"""Draw a network as one HTML file that needs no network.

    The page has a search, filters, a legend, a table of the same nodes and links, and a panel
    that lists the records and sources behind the chosen node, link or path. It keeps its state
    in its address and saves what it shows as PNG, SVG, CSV and GraphML. A network of more than
    2,000 nodes or 6,000 edges opens with its nodes gathered by origin and region. The graph is
    left as it is.

    Parameters
    ----------
    graph : networkx.Graph
        A network as `KnowledgeGraph.network` returns it, or one with the same attributes; those
        that are missing are done without. Parallel edges are all drawn.
    path : str or pathlib.Path
        The file to write; an existing one is replaced whole. If the network holds private
        records, only its owner may read it.
    title : str, optional
        Heading; by default the one of the named network.
    evidence : iterable or mapping, optional
        What `KnowledgeGraph.evidence` says of the edges' records; by default
        ``graph.graph["evidence"]``. Without either the panel gives the records' ids alone.
    size : str or mapping of node to float, default "degree"
        What the area of a node shows: ``degree``, ``strength`` (the weights of its links), the
        name of a number that each node carries (as an attribute or in its ``measures``), or the
        values themselves.
    seed : int, default 1
        Seed of the layout.
    measures : DataFrame or mapping, optional
        Measures that a reader may size the nodes by, as `watchgraph.centrality` gives them, or
        values by node by name. Number and weight of the links are always there.
    communities : DataFrame or mapping, optional
        Columns ``community`` and ``stability``, as `watchgraph.communities` gives them, to
        colour the nodes by.
    max_nodes, max_edges : int, default 10,000 and 50,000
        What the network may have; of more a browser becomes slow, or gives up.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    UseError
        If the network has no nodes, more nodes or edges than it may have, no such measure, or if
        the file cannot be written.

    References
    ----------
    vis-network, https://visjs.github.io/vis-network/; pyvis, https://pyvis.readthedocs.io/

    Examples
    --------
    >>> import networkx, tempfile
    >>> net = networkx.Graph([("AT&T", "Chile")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = draw(net, f"{folder}/net.html").read_text(encoding="utf-8")
    >>> "AT\\u0026T" in page, "https://cdn" in page
    (True, False)
    """
    check_drawable(graph, max_nodes=max_nodes, max_edges=max_edges)
    shown = picture(
        graph,
        title=title,
        evidence=evidence,
        size=size,
        seed=seed,
        measures=measures,
        communities=communities,
    )
    return write_text(Path(path), graph_page(shown), private=bool(graph.graph.get("private")))


def graph_page(shown: Picture, *, home: Link | None = None, footer: str = "") -> str:
    """Return the HTML page of a picture.

    Parameters
    ----------
    shown : Picture
        The prepared network.
    home : Link, optional
        The page to go back to.
    footer : str, optional
        A line on data and licences.

    Returns
    -------
    str
        One self-contained page.
    """
    data = graph_data(shown, footer=footer or _footer(shown))
    return render_graph_page(shown, data=json_for_script(data), vis=vis_script(), home=home)


def graph_data(shown: Picture, *, pages: bool = False, footer: str = "") -> dict[str, Any]:
    """Return all that the scripts of a page read of a picture.

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
        Plain JSON values: `page_data`, and ``draw`` with what vis-network is given.
    """
    nodes, edges, _, _, _, options = network(shown).get_network_data()
    draw = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
    return page_data(shown, pages=pages, footer=footer) | {"draw": draw}


def network(shown: Picture) -> Any:
    """Return the pyvis `Network` of a picture, fed with numbers as ids, physics off.

    Parameters
    ----------
    shown : Picture
        The prepared network.

    Returns
    -------
    pyvis.network.Network
        Nodes with place, size, shape and name; edges with width, arrow and bend.
    """
    from pyvis.network import Network

    # Directed throughout: an undirected Network drops parallel edges. Arrows are ours to set.
    net = Network(directed=True, cdn_resources="in_line")
    for i, node in enumerate(shown.nodes):
        x, y = shown.places[node]
        net.add_node(
            i,
            label=shown.label(node),
            shape=shown.styles[node].shape,
            # No colour here: it follows the reader's light or dark theme.
            color=None,
            size=round(shown.radii[node] * _SAME_AREA[shown.styles[node].shape], 1),
            x=x,
            y=y,
        )
    heaviest = max((_weight(facts) for _, _, facts in shown.edges), default=1.0)
    drawn: dict[tuple[int, int], int] = {}
    for i, (a, b, facts) in enumerate(shown.edges):
        pair = (min(a, b), max(a, b))
        twin = drawn[pair] = drawn.get(pair, -1) + 1
        share = (_weight(facts) / heaviest) ** 0.5
        net.add_edge(
            a,
            b,
            id=i,
            width=round(_THIN + (_THICK - _THIN) * share, 2),
            arrows="to" if shown.directed else "",
            **_bend(twin, shown.directed),
        )
    net.set_options(json.dumps(_OPTIONS))
    return net


def _bend(twin: int, directed: bool) -> dict[str, Any]:
    """Bend arrows, so that there and back part, and parallel edges, each one further."""
    if not twin and not directed:
        return {}
    return {
        "smooth": {
            "enabled": True,
            "type": "curvedCW",
            "roundness": round(0.12 * (twin + directed), 2),
        }
    }


def _weight(facts: Mapping[str, Any]) -> float:
    return max(float(facts.get("weight") or 1), 0.0)


def _footer(shown: Picture) -> str:
    version = text(shown.graph.graph.get("data_version"))
    return f"WatchGraph data {version}." if version else "Drawn by WatchGraph."
