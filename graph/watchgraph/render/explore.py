"""The explorer of the site: one page for all networks, each network's data loaded when chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.render.document import Asset, Document
from watchgraph.render.escape import json_for_script
from watchgraph.render.graph import check_drawable, graph_data
from watchgraph.render.graph_page import explorer_script
from watchgraph.render.lenses import Measures
from watchgraph.render.measures import Size
from watchgraph.render.payload import Picture, picture
from watchgraph.render.templating import render_fragment
from watchgraph.render.vis import vis_script

if TYPE_CHECKING:
    import networkx as nx

#: Name of the explorer's page.
EXPLORER = "explore"


@dataclass(frozen=True)
class ExploredNetwork:
    """A network of the explorer.

    Attributes
    ----------
    name : str
        Its name, which its address uses.
    label : str
        Its words in the menu.
    graph : networkx.Graph
        The network, with what `KnowledgeGraph.network` carries along.
    measures, communities : DataFrame or mapping, optional
        As `watchgraph.render.draw` takes them.
    size : str
        The measure that the size of a node shows at first.
    seed : int
        Seed of the layout.
    """

    name: str
    label: str
    graph: "nx.Graph[Any]"
    measures: Measures = None
    communities: Measures = None
    size: Size = "degree"
    seed: int = 1


def explored_picture(network: ExploredNetwork) -> Picture:
    """Prepare a network of the explorer for drawing.

    Parameters
    ----------
    network : ExploredNetwork
        The network.

    Returns
    -------
    Picture
        All that is shown of it.

    Raises
    ------
    UseError
        If it cannot be drawn.
    """
    check_drawable(network.graph)
    return picture(
        network.graph,
        size=network.size,
        seed=network.seed,
        measures=network.measures,
        communities=network.communities,
    )


def explore_document(networks: Sequence[ExploredNetwork]) -> Document:
    """Return the page of the explorer; what it shows it loads from `explore_assets`.

    Parameters
    ----------
    networks : sequence of ExploredNetwork
        In the order of the menu; the first one opens where an address names none.

    Returns
    -------
    Document
        A page of the site.
    """
    title = "Explore the networks"
    standfirst = "Every network of the graph as a picture and as tables, with the records behind."
    body = render_fragment(
        "graph/body.html.j2",
        title=title,
        standfirst=standfirst,
        networks=[{"name": one.name, "label": one.label} for one in networks],
        assets="assets/",
        home=None,
        notice="",
    )
    return Document(
        EXPLORER,
        title,
        standfirst,
        body,
        style="graph.css",
        scripts=("vis-network.js", "explorer.js"),
        whole=True,
    )


def explore_assets(
    networks: Sequence[ExploredNetwork],
    pictures: Sequence[Picture],
    *,
    pages: bool = True,
    footer: str = "",
) -> tuple[Asset, ...]:
    """Return the files that the page of the explorer loads.

    Parameters
    ----------
    networks : sequence of ExploredNetwork
        As of `explore_document`.
    pictures : sequence of Picture
        What `explored_picture` made of each.
    pages : bool, default True
        Whether the site has a page for each country, supplier, lender, deployment, loan and
        source, to which the panel leads.
    footer : str
        A line on data and licences.

    Returns
    -------
    tuple of Asset
        ``vis-network.js``, ``explorer.js``, and ``network-<name>.js`` for each network.
    """
    made = [Asset("vis-network.js", vis_script()), Asset("explorer.js", explorer_script())]
    for network, shown in zip(networks, pictures, strict=True):
        data = json_for_script(graph_data(shown, pages=pages, footer=footer))
        name = json_for_script(network.name)
        script = f"(window.WGNetworks = window.WGNetworks || {{}})[{name}] = {data};\n"
        made.append(Asset(f"network-{network.name}.js", script))
    return tuple(made)
