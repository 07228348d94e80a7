"""What rests on a source, group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from watchgraph.networks.labels import record_label
from watchgraph.render import Link
from watchgraph.report.paths.paths import Paths

#: Kinds in words, and the page that lists them all; empty if none does.
_KINDS = {
    "assessment": ("Assessments of the index", "countries"),
    "claim": ("Published figures to be checked", "audit"),
    "control": ("Controls and changes of name", "suppliers"),
    "country": ("Countries", "countries"),
    "deployment": ("Deployments", "deployments"),
    "edition": ("Editions of the index", "editions"),
    "evidence-search": ("Searches for evidence", "countries"),
    "index-unit": ("Places that an edition looked at", "countries"),
    "indicator": ("Indicators", "countries"),
    "lender": ("Lenders", "lenders"),
    "listing": ("Listings by regulators", "suppliers"),
    "loan": ("Loans, credits and grants", "loans"),
    "loan-deployment": ("Links of a loan and a deployment", "loans"),
    "membership": ("Belt and Road memberships", "countries"),
    "mention": ("Printed names of suppliers", "suppliers"),
    "organisation": ("Organisations that control suppliers", ""),
    "supplier": ("Suppliers", "suppliers"),
    "territory": ("Territories", ""),
}
#: So many are shown at once, and so many at all.
_OPEN, _SHOWN = 25, 120


@dataclass(frozen=True)
class Group:
    """Things of one kind that rest on a source.

    Attributes
    ----------
    label
        What they are.
    number
        How many they are.
    links
        The first of them, by name.
    folded
        Whether they are too many to be shown at once.
    more
        How many are not shown.
    listing
        The page that lists all of the kind; None if none does.
    tally
        Of indicators, each measure and how many there are.
    """

    label: str
    number: int
    links: tuple[Link, ...]
    folded: bool
    more: int
    listing: Link | None
    tally: tuple[tuple[str, int], ...] = ()


def resting_groups(to: Paths, kinds: Mapping[str, tuple[str, ...]]) -> tuple[Group, ...]:
    """Return what rests on a source as groups.

    Parameters
    ----------
    to
        The way to each thing.
    kinds
        By kind, the records and things.

    Returns
    -------
    tuple of Group
        In the order given. Indicators are counted by measure; they stand on the pages of
        countries.
    """
    return tuple(_group(to, kind, iris) for kind, iris in kinds.items())


def _group(to: Paths, kind: str, iris: tuple[str, ...]) -> Group:
    label, page = _KINDS.get(kind, (kind.replace("-", " ").capitalize(), ""))
    listing = Link(label, f"{to.root}{page}.html") if page else None
    if kind == "indicator":
        counts = Counter(to.known.label(to.known.first(iri, "wg:measure")) for iri in iris)
        return Group(label, len(iris), (), False, 0, listing, tuple(sorted(counts.items())))
    named = sorted((_label(to, kind, iri), iri) for iri in iris)
    shown = named[:_SHOWN]
    return Group(
        label=label,
        number=len(iris),
        links=tuple(Link(name, _there(to, iri)) for name, iri in shown),
        folded=len(iris) > _OPEN,
        more=len(iris) - len(shown),
        listing=listing,
    )


def _label(to: Paths, kind: str, iri: str) -> str:
    if kind == "mention":
        known = to.known
        there = known.first(iri, "wg:mentionedIn")
        record = record_label(there, known.facts.get(there, {}), known.facts)
        return f"{known.first(iri, 'wg:asPrinted')}, in {record}"
    return record_label(iri, to.known.facts.get(iri, {}), to.known.facts)


def _there(to: Paths, iri: str) -> str:
    place = to.page(iri) or to.place(iri)
    return f"{to.root}{place}" if place else ""
