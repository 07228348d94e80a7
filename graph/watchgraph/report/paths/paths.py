"""Where in the site each thing of the graph is told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from watchgraph.networks.labels import kind_of
from watchgraph.profiles import Known, anchor_of
from watchgraph.render import Link
from watchgraph.render.escape import web_address
from watchgraph.render.explore import EXPLORER
from watchgraph.vocabulary import key

#: Kinds of things that have a page each, in the folder of that name.
PAGED = frozenset({"country", "supplier", "lender", "deployment", "loan", "source"})
#: On whose page a record without one of its own stands: the property that leads there, by kind.
_HOMES = {
    **dict.fromkeys(("assessment", "index-unit", "deployment", "loan"), ("wg:country",)),
    **dict.fromkeys(("membership", "indicator", "evidence-search"), ("wg:country",)),
    "loan-deployment": ("wg:loan",),
    "listing": ("wg:supplier",),
    "control": ("wg:controlled",),
}
#: What is derived has no row; the table of suppliers on the page of the country tells of it.
_DERIVED = frozenset({"supply", "origin-supply"})


def in_page(iri: str) -> str:
    """Return the link to the place of a record in the page that holds it.

    Parameters
    ----------
    iri
        The record.

    Returns
    -------
    str
        A fragment, with its ``#``.

    Examples
    --------
    >>> in_page("https://w3id.org/watchgraph/id/loan/a%20b")
    '#loan-a%2520b'
    """
    return f"#{quote(anchor_of(iri))}"


@dataclass(frozen=True)
class Paths:
    """The way to each thing.

    Attributes
    ----------
    known
        What the graph states.
    paged
        Kinds of things that have a page each.
    root
        The way from the page that links up to the folder of the site, such as ``../``.
    networks
        The network of the explorer in which a thing is best seen, by IRI.
    """

    known: Known
    paged: frozenset[str] = PAGED
    root: str = "../"
    networks: Mapping[str, str] = field(default_factory=dict)

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
        if page := self.page(iri) or self.place(iri):
            return f"{self.root}{page}"
        # The rest of the web, for sources.
        return web_address(self.known.first(iri, "wg:url"))

    def place(self, iri: str) -> str:
        """Return where on the page of another thing a record stands; empty if on none."""
        kind, home = kind_of(iri), iri
        if kind == "mention":
            # A mention stands on the page of its record, or else where its record stands.
            record = self.known.first(iri, "wg:mentionedIn")
            page = self.page(record)
            return page + in_page(iri) if page else self.place(record)
        if kind == "claim" and iri in self.known.facts:
            return f"audit.html#{quote(key(iri))}"
        if kind in _DERIVED:
            page = self.page(self.known.first(iri, "wg:country"))
            return f"{page}#suppliers" if page else ""
        for name in _HOMES.get(kind, ()):
            home = self.known.first(home, name)
        page = self.page(home) if kind in _HOMES else ""
        return page + in_page(iri) if page else ""

    def places(self) -> dict[str, str]:
        """Return that place for each record that has no page of its own."""
        found = ((iri, self.place(iri)) for iri in self.known.facts if not self.page(iri))
        return {iri: place for iri, place in found if place}

    def page(self, iri: str) -> str:
        """Return the page of a thing, from the folder of the site; empty if it has none."""
        kind = kind_of(iri)
        if kind not in self.paged or iri not in self.known.facts:
            return ""
        # What is percent-encoded in the IRI is so in the file's name, and once more in a link.
        return f"{kind}/{quote(key(iri))}.html"

    def explore(self, iri: str) -> str:
        """Return the address of a thing in the explorer; empty if no network has it."""
        network = self.networks.get(iri)
        if not network:
            return ""
        return f"{self.root}{EXPLORER}.html#network={network}&focus={quote(key(iri))}"

    def link(self, iri: str, label: str = "") -> Link:
        """Return a link to a thing, by its name if no other words are given."""
        return Link(label or self.known.label(iri), self.href(iri))

    def links(self, iris: tuple[str, ...] | list[str] | set[str]) -> tuple[Link, ...]:
        """Return links to things in the order of their names."""
        return tuple(self.link(iri) for iri in self.known.by_label(iris))
