"""Where in the site the page of a thing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from watchgraph.vocabulary import ID


class Addresses:
    """Where the pages of things are, relative to the folder of the site.

    Parameters
    ----------
    pages
        Names of the pages of things: each the end of its thing's IRI, such as ``country/KEN``.
    places
        For records without a page of their own: IRI, and the place in another's page, such as
        ``country/KEN.html#assessment-2019-KEN``.

    Attributes
    ----------
    pages
        Those names.

    Examples
    --------
    >>> Addresses([])("https://w3id.org/watchgraph/id/country/KEN")
    ''
    """

    def __init__(self, pages: Iterable[str], places: Mapping[str, str] | None = None) -> None:
        self.pages = frozenset(pages)
        self._places = dict(places or {})

    def __call__(self, iri: str) -> str:
        """Return the address of a thing's page; empty if the site has none."""
        if iri in self._places:
            return self._places[iri]
        name = iri.removeprefix(ID)
        return f"{quote(name)}.html" if name in self.pages else ""
