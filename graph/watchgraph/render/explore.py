"""The explorer of the site: one page for all networks, each network's data loaded when chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.files import write_text
from watchgraph.render.escape import json_for_script
from watchgraph.render.graph import check_drawable, graph_data, vis_script
from watchgraph.render.graph_page import explorer_css, explorer_script
from watchgraph.render.lenses import Measures
from watchgraph.render.measures import Size
from watchgraph.render.payload import Picture, picture
from watchgraph.render.templating import Link, environment

if TYPE_CHECKING:
    import networkx as nx
    from markupsafe import Markup

#: Scripts and styles by address alone: a page from a disk asks for nothing else.
EXPLORER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


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


def write_explorer(
    folder: str | Path,
    networks: Sequence[ExploredNetwork],
    *,
    home: Link | None = None,
    header: "Markup | str" = "",
    footer: str = "",
    pages: bool = True,
) -> list[Picture]:
    """Write the page of the explorer and its files into the folder of a site.

    Parameters
    ----------
    folder : str or pathlib.Path
        The site's folder: it gets ``explore.html`` and ``assets/``.
    networks : sequence of ExploredNetwork
        In the order of the menu.
    home, header
        As of `explore_page`.
    footer, pages
        As of `explore_assets`.

    Returns
    -------
    list of Picture
        The prepared networks, in the same order, for whatever else shows them.

    Raises
    ------
    UseError
        If a network cannot be drawn or a file cannot be written.
    """
    folder = Path(folder)
    pictures = [explored_picture(network) for network in networks]
    write_text(folder / "explore.html", explore_page(networks, home=home, header=header))
    (folder / "assets").mkdir(exist_ok=True)
    for name, words in explore_assets(networks, pictures, pages=pages, footer=footer).items():
        write_text(folder / "assets" / name, words)
    return pictures


def explore_page(
    networks: Sequence[ExploredNetwork],
    *,
    title: str = "Explore the networks",
    home: Link | None = None,
    header: "Markup | str" = "",
    assets: str = "assets/",
) -> str:
    """Return the page of the explorer.

    Parameters
    ----------
    networks : sequence of ExploredNetwork
        In the order of the menu; the first one opens where an address names none.
    title : str
        Title of the page until a network is open.
    home : Link, optional
        The page to go back to.
    header : Markup
        What stands above the explorer, such as the site's own header; text is escaped.
    assets : str
        Where the files of `explore_assets` are, relative to the page.

    Returns
    -------
    str
        HTML that loads `explore_assets` and nothing else.
    """
    return (
        environment()
        .get_template("explore.html.j2")
        .render(
            policy=EXPLORER_POLICY,
            title=title,
            standfirst="",
            networks=[{"name": one.name, "label": one.label} for one in networks],
            home=home,
            header=header,
            assets=assets,
        )
    )


def explore_assets(
    networks: Sequence[ExploredNetwork],
    pictures: Sequence[Picture],
    *,
    pages: bool = True,
    footer: str = "",
) -> dict[str, str]:
    """Return the files that the page of the explorer loads, by name.

    Parameters
    ----------
    networks : sequence of ExploredNetwork
        As of `explore_page`.
    pictures : sequence of Picture
        What `explored_picture` made of each.
    pages : bool, default True
        Whether the site has a page for each country, supplier, lender, deployment, loan and
        source, to which the panel leads.
    footer : str
        A line on data and licences.

    Returns
    -------
    dict of str to str
        ``vis-network.js``, ``explorer.js``, ``explorer.css`` and ``network-<name>.js`` for each.
    """
    made = {
        "vis-network.js": vis_script(),
        "explorer.js": explorer_script(),
        "explorer.css": explorer_css(),
    }
    for network, shown in zip(networks, pictures, strict=True):
        data = json_for_script(graph_data(shown, pages=pages, footer=footer))
        name = json_for_script(network.name)
        made[f"network-{network.name}.js"] = (
            f"(window.WGNetworks = window.WGNetworks || {{}})[{name}] = {data};\n"
        )
    return made
