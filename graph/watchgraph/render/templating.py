"""The templates: HTML with every value escaped, style and script inline, named by their hash."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from watchgraph.render.escape import csp_hash

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


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
