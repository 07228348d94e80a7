"""A page of the site as plain data, and a file that pages share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

    from watchgraph.render.templating import Link


@dataclass(frozen=True)
class Asset:
    """A file made for this site: one that pages share, or one that lies beside a page.

    Attributes
    ----------
    name : str
        Name of the file in its folder: that of the assets, or that of a page.
    content : str or bytes
        What is in it.
    """

    name: str
    content: str | bytes


@dataclass(frozen=True)
class Document:
    """A page of text and tables, such as the audit.

    Attributes
    ----------
    name : str
        Name of the file, without ``.html``.
    title, standfirst : str
        Heading, and a sentence beneath.
    body : markupsafe.Markup
        What stands in the page: HTML from a template that escapes every value.
    blurb : str
        A sentence on the first page; empty if the first page does not name it.
    sections : tuple of Link
        The way into a long page: words and fragments such as ``#classes``.
    style : str
        Name of a style sheet that is added to the common one: a file of the templates folder, or
        one of `SiteContent.assets`.
    nav : str
        A word for the head of every page; empty if this page is not named there.
    group : str
        The group in the foot of every page, one of `watchgraph.render.frame.GROUPS`; empty if
        this page is not named there.
    kind : str
        What the page is about, such as ``Country``; empty for a page about many things.
    aliases : tuple of str
        Other names by which the search finds the page, in any script.
    summary : str
        A few words that tell it from its like in the results of a search.
    scripts : tuple of str
        Names of scripts, found as `style` is.
    allows : tuple of str
        What else the page's policy lets scripts do, such as ``'wasm-unsafe-eval'``.
    works_apart : bool
        Whether the page starts workers.
    edits : bool
        Whether the page holds an editor: in one, browsers write style attributes of their own.
    whole : bool
        Whether the body is all that stands between head and foot, heading included.
    linked_data : mapping, optional
        What the page is about, in schema.org's JSON-LD.
    turtle : str
        The same in Turtle, written beside the page.
    beside : tuple of Asset
        Files that lie beside the page, such as its table in CSV.
    """

    name: str
    title: str
    standfirst: str
    body: "Markup"
    blurb: str = ""
    sections: tuple["Link", ...] = ()
    style: str = ""
    nav: str = ""
    group: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    summary: str = ""
    scripts: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    works_apart: bool = False
    edits: bool = False
    whole: bool = False
    linked_data: Mapping[str, Any] | None = None
    turtle: str = ""
    beside: tuple[Asset, ...] = ()
