"""What surrounds each page of the site: the way about, shared style and scripts, the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.render.document import Document
from watchgraph.render.escape import json_for_script
from watchgraph.render.palette import palette_css
from watchgraph.render.templating import Link, asset, environment

if TYPE_CHECKING:
    from markupsafe import Markup

#: The style sheet of every page, put together from these.
_SHEETS = ("index.css", "document.css", "shell.css", "atlas.css", "charts.css")
#: What is served from the folder of assets on every page.
SHARED_STYLE = "site.css"
SHARED_SCRIPT = "site.js"
_SCRIPTS = ("fold.js", "find.js", "finder.js", "tables.js", "start.js")

#: The groups of pages, in the order of the foot of a page.
GROUPS = ("Look up", "Look", "Check", "Take away")


@dataclass(frozen=True)
class Frame:
    """What all pages of one site share.

    Attributes
    ----------
    title : str
        Name of the site.
    footer : str
        A line on data and licences.
    documents : tuple of Document
        The pages that the site has; those with a `Document.nav` stand in the head, those with a
        `Document.group` in the foot.
    notice : str
        What stands at the top of every page; empty for nothing.
    """

    title: str
    footer: str = ""
    documents: tuple[Document, ...] = ()
    notice: str = ""


def shared_style() -> str:
    """Return the style sheet that every page of the site links to.

    Returns
    -------
    str
        CSS.
    """
    return asset("tokens.css") + palette_css() + "".join(asset(name) for name in _SHEETS)


def shared_script() -> str:
    """Return the script of every page of the site: its search and its tables.

    Returns
    -------
    str
        A classic script; browsers refuse modules from a folder on disk.
    """
    parts = "".join(asset(f"site/{name}") for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{parts}}})();\n'


def root_of(name: str) -> str:
    """Return the way from a page up to the folder of the site.

    Parameters
    ----------
    name : str
        Name of the page, such as ``country/KEN``.

    Returns
    -------
    str
        ``""`` for a page in that folder, ``"../"`` for one in a folder of it.

    Examples
    --------
    >>> root_of("index"), root_of("country/KEN")
    ('', '../')
    """
    return "../" * name.count("/")


def framed_page(
    frame: Frame, document: Document, template: str = "document.html.j2", **values: Any
) -> str:
    """Return a page of the site.

    Its policy admits the site's own files and nothing else.

    Parameters
    ----------
    frame : Frame
        What surrounds it.
    document : Document
        What it says.
    template : str
        The template, which extends ``layout``.
    **values
        What else the template uses; all of it is escaped.

    Returns
    -------
    str
        The page.
    """
    root = root_of(document.name)
    return (
        environment()
        .get_template(template)
        .render(
            layout="shell.html.j2",
            policy=_policy(document),
            root=root,
            styles=(SHARED_STYLE, *((document.style,) if document.style else ())),
            scripts=(SHARED_SCRIPT, *document.scripts),
            nav=_links(frame.documents, document, root),
            groups=_groups(frame.documents, document, root),
            linked_data=_linked_data(document),
            turtle=f"{document.name.rsplit('/', 1)[-1]}.ttl" if document.turtle else "",
            home=Link(frame.title, f"{root}index.html"),
            title=document.title,
            site=frame.title,
            document=document,
            footer=frame.footer,
            notice=frame.notice,
            **values,
        )
    )


def _policy(document: Document) -> str:
    scripts = " ".join(("'self'", *document.allows))
    parts = [
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if document.edits:
        # Attributes alone: no style element, and no script, is let in by it.
        parts.insert(3, "style-src-attr 'unsafe-inline'")
    if document.works_apart:
        parts.insert(2, "worker-src blob:")
    return "; ".join(parts)


def _links(documents: Sequence[Document], here: Document, root: str) -> list[tuple[str, str, bool]]:
    """Return word, address and whether it is this page, for the head of the page."""
    return [
        (document.nav, f"{root}{document.name}.html", document.name == here.name)
        for document in documents
        if document.nav
    ]


def _groups(
    documents: Sequence[Document], here: Document, root: str
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    made = []
    for group in GROUPS:
        links = [
            (document.title, f"{root}{document.name}.html", document.name == here.name)
            for document in documents
            if document.group == group
        ]
        if links:
            made.append((group, links))
    return made


def _linked_data(document: Document) -> "Markup | None":
    from markupsafe import Markup

    return Markup(json_for_script(document.linked_data)) if document.linked_data else None
