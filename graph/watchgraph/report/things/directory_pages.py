"""The directories: all countries, all suppliers, all lenders, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from watchgraph.networks.answers import WITHHELD
from watchgraph.networks.labels import kind_of
from watchgraph.profiles import families_of, lender_profile, loan
from watchgraph.render import Document, render_fragment
from watchgraph.render.words import BRI, counted
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.paths import Paths
from watchgraph.report.things.country_pages import country_of
from watchgraph.report.things.supplier_pages import supplier_of
from watchgraph.vocabulary import key

_FOUND = {
    "adopter": "found",
    "none found": "none found",
    "not looked": "not looked at",
    "not known": "not known",
}


def directory_pages(of: Gathered) -> Iterator[Document]:
    """Return the directories.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        ``countries``, ``suppliers`` and ``lenders``.
    """
    # These stand at the root, so the way to things is another one.
    to = Paths(of.known, of.to.paged, root="")
    countries = [_country(of, to, iri) for iri in _ordered(of, "wg:Country")]
    suppliers = [_supplier(of, to, iri) for iri in _ordered(of, "wg:Supplier")]
    lenders = [_lender(of, to, iri) for iri in _ordered(of, "wg:Lender")]
    editions = [one.edition for one in next(iter(of.readings.values()), ())]
    yield _page(
        "countries",
        "Countries",
        f"{counted(len(countries), 'country or economy', 'countries and economies')}: what each "
        "edition of the index found, and how much is recorded.",
        rows=countries,
        editions=editions,
    )
    yield _page(
        "suppliers",
        "Suppliers",
        f"{counted(len(suppliers), 'supplier')}: head office, countries that records name them "
        "for, listings by regulators.",
        rows=suppliers,
    )
    yield _page(
        "lenders",
        "Lenders",
        f"{counted(len(lenders), 'lender')} of loans, credits and grants for such systems.",
        rows=lenders,
    )


def _page(name: str, title: str, standfirst: str, **values: Any) -> Document:
    return Document(
        name=name,
        title=title,
        standfirst=standfirst,
        body=render_fragment(f"{name}.html.j2", **values),
        style="profile.css",
    )


def _ordered(of: Gathered, kind: str) -> tuple[str, ...]:
    return of.known.by_label(of.known.of_type(kind))


def _country(of: Gathered, to: Paths, iri: str) -> dict[str, Any]:
    known, found = of.known, country_of(of, iri)
    statuses = [key(known.first(one, "wg:membershipStatus")) for one in found.memberships]
    return {
        "link": to.link(iri),
        "findings": [_FOUND[one.finding] for one in found.readings],
        "regime": _regime(of, found.indicators),
        "suppliers": len(found.pairs),
        "deployments": len(found.deployments),
        "loans": len(found.loans),
        "sources": len(families_of(known, found.evidence)),
        "belt_and_road": ", ".join(BRI.get(one, one).lower() for one in statuses),
    }


def _regime(of: Gathered, indicators: tuple[str, ...]) -> str:
    """Return the latest regime class, by its source if several speak of that year."""
    classes = [
        (of.known.first(one, "wg:year"), of.known.label(of.known.first(one, "wg:classValue")))
        for one in indicators
        if key(of.known.first(one, "wg:measure")) == "regime_class"
    ]
    if not classes:
        return ""
    latest = max(year for year, _ in classes)
    names = sorted({name for year, name in classes if year == latest})
    return f"{' or '.join(names)}, {latest}"


def _supplier(of: Gathered, to: Paths, iri: str) -> dict[str, Any]:
    found = supplier_of(of, iri)
    return {
        "link": to.link(iri),
        "office": to.link(found.headquarters) if found.headquarters else None,
        "countries": len(found.pairs),
        "by_index": sum(bool(pair.assessments) for pair in found.pairs),
        "by_deployment": sum(bool(pair.deployments) for pair in found.pairs),
        "deployments": len(found.deployments),
        "loans": len(found.loans),
        "listings": len(found.listings),
        "sources": len(families_of(of.known, found.evidence)),
    }


def _lender(of: Gathered, to: Paths, iri: str) -> dict[str, Any]:
    known, found = of.known, lender_profile(of.known, iri)
    loans = [loan(known, one) for one in found.loans]
    amounts = [float(one.usd_2021) for one in loans if one.usd_2021 not in ("", WITHHELD)]
    return {
        "link": to.link(iri),
        "type": known.label(found.type),
        "home": to.link(found.home) if found.home else None,
        "loans": len(loans),
        "countries": len({one.record.country for one in loans}),
        "contractors": len(
            {end for one in loans for end in one.contractors if kind_of(end) == "supplier"}
        ),
        "amount": f"{round(sum(amounts)):,}" if amounts else "",
        "stated": len(amounts),
    }
