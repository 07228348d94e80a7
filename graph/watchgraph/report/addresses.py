"""Where in the site each thing of the graph is told of."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from watchgraph.profiles import Known
from watchgraph.render import Link
from watchgraph.render.escape import web_address
from watchgraph.report.places import PAGED, page_of, place_of
from watchgraph.vocabulary import key

#: The page of the interactive graph; empty while the site has none.
EXPLORER = ""


@dataclass(frozen=True)
class Addresses:
    """The way to each thing.

    Attributes
    ----------
    known
        What the graph states.
    paged
        Kinds of things that have a page each.
    root
        The way from the page that links up to the folder of the site, such as ``../``.
    """

    known: Known
    paged: frozenset[str] = PAGED
    root: str = "../"

    def href(self, iri: str) -> str:
        """Return the address of a thing: its page, else its place in one, else the web.

        Parameters
        ----------
        iri
            The thing.

        Returns
        -------
        str
            Relative to the page that links; empty if there is nowhere to go.
        """
        if place := self.place(iri):
            return f"{self.root}{place}"
        # The rest of the web, for sources.
        return web_address(self.known.first(iri, "wg:url"))

    def page(self, iri: str) -> str:
        """Return the page of a thing, from the folder of the site; empty if it has none."""
        return page_of(self.known, iri, self.paged)

    def place(self, iri: str) -> str:
        """Return the page of a thing or its place in another's; empty if there is none."""
        return place_of(self.known, iri, self.paged)

    def explore(self, iri: str) -> str:
        """Return the address of a thing in the interactive graph; empty if there is none."""
        if not EXPLORER:
            return ""
        return f"{self.root}{EXPLORER}.html#network=supply&focus={quote(key(iri))}"

    def link(self, iri: str, label: str = "") -> Link:
        """Return a link to a thing, by its name if no other words are given."""
        return Link(label or self.known.label(iri), self.href(iri))

    def links(self, iris: tuple[str, ...] | list[str] | set[str]) -> tuple[Link, ...]:
        """Return links to things in the order of their names."""
        return tuple(self.link(iri) for iri in self.known.by_label(iris))
