"""Plain prose with code, links and emphasis, as the readme of the data is written, as HTML."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from watchgraph.render.escape import web_address

if TYPE_CHECKING:
    from markupsafe import Markup

_PARTS = re.compile(r"`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*([^*]+)\*")


def prose(text: str, place: Callable[[str], str] = lambda address: "") -> "Markup":
    """Return a paragraph as HTML.

    Parameters
    ----------
    text : str
        The paragraph: code in backticks, links in brackets, emphasis in single asterisks.
    place : callable, optional
        The place in the site of what a link names relative to the text; empty if there is none,
        and the words stand without a link.

    Returns
    -------
    markupsafe.Markup
        Every other character is escaped.

    Examples
    --------
    >>> prose("`a<b` and *Weak*: [here](x.md), [there](https://example.org)")
    Markup('<code>a&lt;b</code> and <em>Weak</em>: here, <a href="https://example.org" \
rel="noopener noreferrer">there</a>')
    """
    from markupsafe import Markup

    made, end = Markup(""), 0
    for found in _PARTS.finditer(text):
        code, words, address, strong = found.groups()
        made += text[end : found.start()]
        if code:
            made += Markup("<code>{}</code>").format(code)
        elif strong:
            made += Markup("<em>{}</em>").format(strong)
        elif href := web_address(address):
            made += Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(href, words)
        elif href := place(address):
            made += Markup('<a href="{}">{}</a>').format(href, prose(words))
        else:
            made += prose(words)
        end = found.end()
    return made + text[end:]
