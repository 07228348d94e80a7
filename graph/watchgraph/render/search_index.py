"""The index of the search: every page with its names, as a script that any page can load."""

from collections.abc import Iterable
from urllib.parse import quote

from watchgraph.render.document import Document
from watchgraph.render.escape import json_for_script

#: Name of the file among the assets.
SEARCH_INDEX = "search-index.js"


def search_index(documents: Iterable[Document]) -> str:
    r"""Return the index of the pages.

    It is searched as it stands: names are folded in the browser, and a word may begin anywhere in
    a name, since Chinese and Arabic names are looked for by their parts.

    Parameters
    ----------
    documents : iterable of Document
        The pages.

    Returns
    -------
    str
        A script that sets ``WGSearch`` to rows of address, kind, title, summary and aliases.

    Examples
    --------
    >>> from markupsafe import Markup
    >>> page = Document("country/KEN", "Kenya", "", Markup(""), kind="Country", aliases=("KEN",))
    >>> search_index([page])
    'window.WGSearch=[["country/KEN.html","Country","Kenya","","KEN"]];\n'
    """
    rows = [
        [
            f"{quote(one.name)}.html",
            one.kind or "Page",
            one.title,
            one.summary,
            *(alias for alias in dict.fromkeys(one.aliases) if alias != one.title),
        ]
        for one in documents
    ]
    return f"window.WGSearch={json_for_script(rows)};\n"
