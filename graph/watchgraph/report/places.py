"""Which place in the site tells of what has no page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from watchgraph.networks.labels import kind_of
from watchgraph.profiles import Known
from watchgraph.vocabulary import key

#: Kinds of things that have a page each, in the folder of that name.
PAGED = frozenset({"country", "supplier", "lender", "deployment", "loan", "source"})

#: Where a record without a page stands: the property that leads to the thing on whose page it
#: is, and the part of that page; None for a row of its own there.
_HOMES: Mapping[str, tuple[str, str | None]] = {
    "assessment": ("wg:country", None),
    "index-unit": ("wg:country", None),
    "membership": ("wg:country", None),
    "indicator": ("wg:country", None),
    "evidence-search": ("wg:country", None),
    "listing": ("wg:supplier", None),
    "control": ("wg:controlled", None),
    "loan-deployment": ("wg:loan", None),
    # What is derived is told of by the table of suppliers, whose rows it counts.
    "supply": ("wg:country", "suppliers"),
    "origin-supply": ("wg:country", "suppliers"),
}


def page_of(known: Known, iri: str, paged: frozenset[str] = PAGED) -> str:
    """Return the page of a thing.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The thing.
    paged
        Kinds of things that have a page each.

    Returns
    -------
    str
        From the folder of the site; empty if the thing has no page.
    """
    kind = kind_of(iri)
    if kind not in paged or iri not in known.facts:
        return ""
    # What is percent-encoded in the IRI is so in the file's name, and once more in a link.
    return f"{kind}/{quote(key(iri))}.html"


def place_of(known: Known, iri: str, paged: frozenset[str] = PAGED) -> str:
    """Return the page of a thing, or its place in another's page.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The thing, such as a record.
    paged
        Kinds of things that have a page each.

    Returns
    -------
    str
        From the folder of the site; empty if nothing there tells of it.
    """
    if page := page_of(known, iri, paged):
        return page
    kind = kind_of(iri)
    if kind == "claim" and iri in known.facts:
        return f"audit.html#{quote(key(iri))}"
    if kind == "mention":
        return _of_mention(known, iri, paged)
    name, part = _HOMES.get(kind, ("", None))
    page = page_of(known, known.first(iri, name), paged) if name else ""
    return f"{page}#{quote(part or f'{kind}-{key(iri)}')}" if page else ""


def _of_mention(known: Known, iri: str, paged: frozenset[str]) -> str:
    """Return the place of a printed name: in its record's page, or where its record stands."""
    there = known.first(iri, "wg:mentionedIn")
    if page := page_of(known, there, paged):
        return f"{page}#{quote(f'mention-{key(iri)}')}"
    return place_of(known, there, paged)
