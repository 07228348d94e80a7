"""The templates: HTML with every value escaped, style and script inline, named by their hash."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from watchgraph.render.escape import csp_hash
from watchgraph.render.words import reading_notes

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from watchgraph.render.payload import Picture

# The parts of the page's own script, in the order they build on each other.
_SCRIPTS = ("dom.js", "data.js", "canvas.js", "filters.js", "panel.js", "search.js", "page.js")


@dataclass(frozen=True)
class Link:
    """A link: its words and its address.

    Attributes
    ----------
    label : str
        The words.
    href : str
        An address relative to the page, or one of the web.
    """

    label: str
    href: str


@cache
def environment() -> "Environment":
    """Return the Jinja environment: escaping on, missing names an error.

    Returns
    -------
    jinja2.Environment
        Templates from this package's ``templates`` folder.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("watchgraph.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["thousands"] = lambda number: f"{number:,}"
    return made


def render_page(template: str, *, css: str, scripts: tuple[str, ...] = (), **values: Any) -> str:
    """Render a page whose policy admits just the given style and scripts.

    Parameters
    ----------
    template : str
        Name of the template; it places ``css`` and each of ``scripts`` inline as they are.
    css : str
        The style sheet.
    scripts : tuple of str
        The scripts.
    **values
        What else the template uses; all of it is escaped.

    Returns
    -------
    str
        The page.
    """
    from markupsafe import Markup

    for script in scripts:
        # Nothing could escape these inside a script, or keep the hash; the scripts have none.
        if "</script" in script.lower() or "<!--" in script or "\r" in script:
            raise ValueError("a script cannot be inlined: it would not arrive as it is")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(csp_hash, scripts)) or chr(39) + 'none' + chr(39)}",
            f"style-src {csp_hash(css)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return (
        environment()
        .get_template(template)
        .render(
            policy=policy,
            css=Markup(css),
            scripts=[Markup(script) for script in scripts],
            **values,
        )
    )


def render_fragment(template: str, **values: Any) -> "Markup":
    """Render a piece of a page, such as the body of a document.

    Parameters
    ----------
    template : str
        Name of the template.
    **values
        What it uses; all of it is escaped.

    Returns
    -------
    markupsafe.Markup
        HTML.
    """
    from markupsafe import Markup

    return Markup(environment().get_template(template).render(**values))


def asset(name: str) -> str:
    """Return the text of a style sheet or script from the templates folder."""
    return (files("watchgraph.render") / "templates" / name).read_text(encoding="utf-8")


def render_graph_page(
    shown: "Picture",
    *,
    data: str,
    groups: list[dict[str, Any]],
    facets: list[dict[str, Any]],
    vis: str,
    home: Link | None,
    footer: str,
) -> str:
    """Render the page of one network.

    Parameters
    ----------
    shown : Picture
        The prepared network.
    data : str
        JSON, already safe inside a script element.
    groups, facets : list of dict
        Legend and filters, for the markup.
    vis : str
        vis-network's script.
    home : Link, optional
        The page to go back to.
    footer : str
        A line on data and licences.

    Returns
    -------
    str
        The page.
    """
    from markupsafe import Markup

    own = "".join(asset(f"graph/{name}") for name in _SCRIPTS)
    return render_page(
        "graph.html.j2",
        css=asset("tokens.css") + asset("graph.css"),
        scripts=(vis, f'(function () {{\n"use strict";\n{own}}})();\n'),
        data=Markup(data),
        title=shown.title,
        standfirst=shown.standfirst,
        sections=_sections(groups),
        choices=[facet for facet in facets if facet["any"]],
        sizes=_size_steps(shown),
        size_label=shown.size_label,
        notes=reading_notes(shown.graph),
        home=home,
        footer=footer,
    )


def _sections(groups: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the legend by section, in order of appearance."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for number, group in enumerate(groups):
        sections.setdefault(group["section"], []).append(group | {"number": number})
    return list(sections.items())


def _size_steps(shown: "Picture") -> list[tuple[str, float]]:
    """Return up to three values with the radii that stand for them, for the legend."""
    values = sorted(set(shown.values.values()))
    picked = sorted({values[0], values[len(values) // 2], values[-1]}) if values else []
    radius = {value: shown.radii[node] for node, value in shown.values.items()}
    return [(f"{value:,.6g}", radius[value]) for value in picked]
