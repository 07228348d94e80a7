"""The markup and the scripts of the explorer: one file of its own, or a page of the site."""

from typing import TYPE_CHECKING

from watchgraph.notice import not_for_publication
from watchgraph.render.templating import Link, asset, render_page

if TYPE_CHECKING:
    from watchgraph.render.payload import Picture

#: The parts of the explorer's script, in the order they build on each other.
SCRIPTS = (
    *("dom.js", "data.js", "filter.js", "attributes.js", "state.js", "lenses.js", "bundles.js"),
    *("canvas.js", "labels.js", "move.js", "key.js", "controls.js", "time.js", "facts.js"),
    *("cards.js", "panel.js", "path.js", "table.js", "search.js", "cells.js", "graphml.js"),
    *("svg.js", "save.js", "keyboard.js", "loader.js", "page.js"),
)


def explorer_script() -> str:
    """Return the explorer's own script, one function around all of its parts.

    Returns
    -------
    str
        JavaScript that needs vis-network's ``vis``.
    """
    own = asset("csv.js") + "".join(asset(f"graph/{name}") for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n{own}}})();\n'


def explorer_css() -> str:
    """Return the explorer's style sheet, with the tokens of every page.

    Returns
    -------
    str
        CSS.
    """
    return asset("tokens.css") + asset("graph.css")


def render_graph_page(shown: "Picture", *, data: str, vis: str, home: Link | None) -> str:
    """Render the page of one network as one file.

    Parameters
    ----------
    shown : Picture
        The prepared network.
    data : str
        JSON, already safe inside a script element.
    vis : str
        vis-network's script.
    home : Link, optional
        The page to go back to.

    Returns
    -------
    str
        The page.
    """
    from markupsafe import Markup

    return render_page(
        "graph.html.j2",
        css=explorer_css(),
        scripts=(vis, explorer_script()),
        data=Markup(data),
        title=shown.title,
        standfirst=shown.standfirst,
        networks=(),
        home=home,
        notice=not_for_publication(shown.graph.graph.get("private", ())),
    )
