"""A page for each supplier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from watchgraph.profiles import SupplierProfile, record, supplier_profile
from watchgraph.render import Document, Event, Link, neighbourhood, timeline
from watchgraph.render.palette import origin_style
from watchgraph.render.words import counted
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.paths import in_page
from watchgraph.report.paths.telling import events_of, source_line
from watchgraph.report.rows.pair_rows import pair_rows
from watchgraph.report.rows.search_rows import search_rows
from watchgraph.report.rows.standing_rows import standing_row
from watchgraph.report.rows.system_rows import deployment_rows, loan_rows
from watchgraph.report.things.around import countries_around, lent_around
from watchgraph.report.things.supplier_words import standfirst, summary, unknown
from watchgraph.report.things.systems_page import APART, is_long, systems_page
from watchgraph.report.things.thing_page import thing_page
from watchgraph.vocabulary import key

#: So many other suppliers are shown that share countries.
_SHARED = 15


def supplier_pages(of: Gathered) -> Iterator[Document]:
    """Return the page of each supplier, in the order of their keys.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        The next page.
    """
    for iri in of.known.of_type("wg:Supplier"):
        supplier = supplier_of(of, iri)
        yield supplier_page(of, supplier)
        if is_long(supplier):
            yield systems_page(of, supplier)


def supplier_of(of: Gathered, iri: str) -> SupplierProfile:
    """Return what is known of a supplier."""
    return supplier_profile(of.known, iri, of.pairs, of.supply)


def supplier_page(of: Gathered, supplier: SupplierProfile) -> Document:
    """Return the page of a supplier.

    Parameters
    ----------
    of
        What pages are made from.
    supplier
        The supplier.

    Returns
    -------
    Document
        Its figures, tables, pictures, gaps, records and sources.
    """
    known, to, thing = of.known, of.to, supplier.entity
    # Mentions say what their records say; they are counted as printed names.
    records = [one for one in supplier.records if one not in set(supplier.mentions)]
    apart = {*supplier.deployments, *supplier.loans} if is_long(supplier) else set()
    return thing_page(
        of,
        thing,
        kind="Supplier",
        type="Organization",
        template="supplier.html.j2",
        standfirst=standfirst(known, supplier),
        summary=summary(known, supplier),
        sections=(
            ("Countries", "countries"),
            ("Deployments", "deployments"),
            ("Loans", "loans"),
            ("Listings", "listings"),
            ("Control", "control"),
            ("Others beside it", "beside"),
            ("Searches", "searches"),
            ("Time", "time"),
            ("Not known", "unknown"),
            ("Sources", "sources"),
            ("Cite", "take"),
        ),
        records=records,
        listed=(*supplier.controlled, *supplier.listings),
        credited=[one for one in records if one not in apart],
        apart=f"{key(thing.iri)}{APART}.html" if apart else "",
        more=supplier.mentions,
        facts=_schema(of, supplier),
        supplier=supplier,
        office=to.link(supplier.headquarters) if supplier.headquarters else None,
        ownership=known.label(supplier.ownership),
        origin=known.label(supplier.origin),
        basis=known.label(supplier.basis),
        focus=[known.label(code) for code in known.by_label(supplier.focus)],
        around=neighbourhood(
            thing.label,
            origin_style(key(supplier.headquarters)),
            [
                *countries_around(of, supplier.pairs),
                *lent_around(of, supplier.loans, "lenders"),
            ],
        ),
        explore=to.explore(thing.iri),
        pairs=pair_rows(to, supplier.pairs, "country"),
        assumed=[to.link(known.first(one, "wg:mentionedIn")) for one in supplier.assumed],
        standings=[
            standing_row(
                *(known, "Countries it is named for", ("supplier", "suppliers"), "supply"),
                supplier.standing,
            )
        ]
        if supplier.standing
        else [],
        deployments=deployment_rows(to, set(supplier.deployments) - apart),
        loans=loan_rows(to, set(supplier.loans) - apart),
        listings=[_listing(of, iri) for iri in supplier.listings],
        relatives=_listed_relatives(of, supplier),
        controlled=[_control(of, iri) for iri in supplier.controlled],
        controls=[_control(of, iri) for iri in supplier.controls],
        shared=[
            (to.link(other), len(countries))
            for other, countries in list(supplier.shared.items())[:_SHARED]
        ],
        others=len(supplier.shared),
        community=_community(of, thing.iri),
        searches=search_rows(to, supplier.searches),
        printed=_printed(of, supplier),
        unknown=unknown(known, supplier),
        line=timeline(f"Dated records of {thing.label}", _events(of, supplier)),
    )


def _events(of: Gathered, supplier: SupplierProfile) -> list[Event]:
    """Return the dated records, the assessments of an edition as one event."""
    editions: dict[str, list[str]] = {}
    for pair in supplier.pairs:
        for iri in pair.assessments:
            editions.setdefault(of.known.first(iri, "wg:edition"), []).append(iri)
    grouped = [
        replace(
            events_of(of.to, own[:1])[0],
            label=f"{of.known.label(edition)}: {counted(len(own), 'country', 'countries')}",
            href="#countries",
        )
        for edition, own in sorted(editions.items())
    ]
    rest = (*supplier.deployments, *supplier.loans, *supplier.listings, *supplier.controlled)
    return [*grouped, *events_of(of.to, rest)]


def _schema(of: Gathered, supplier: SupplierProfile) -> dict[str, Any]:
    known = of.known
    website = supplier.website
    parents = [known.first(one, "wg:controller") for one in supplier.controlled]
    return {
        "legalName": known.first(supplier.entity.iri, "wg:legalName"),
        "foundingDate": supplier.founded,
        "url": website if "://" in website or not website else f"https://{website}",
        "location": {
            "@type": "Country",
            "@id": supplier.headquarters,
            "name": known.label(supplier.headquarters),
        }
        if supplier.headquarters
        else None,
        "parentOrganization": [
            {"@type": "Organization", "@id": iri, "name": known.label(iri)}
            for iri in parents
            if iri
        ],
    }


def _listing(of: Gathered, iri: str) -> dict[str, Any]:
    found = record(of.known, iri)
    code = of.known.first(iri, "wg:list")
    return {
        "href": in_page(found.iri),
        "list": of.known.label(code),
        "of": of.known.first(code, "skos:definition"),
        "listed": found.date,
        "delisted": found.end.text if found.end else "",
        "reason": of.known.first(iri, "wg:reason"),
        "sources": [source_line(of.to, one) for one in found.sources],
    }


def _listed_relatives(of: Gathered, supplier: SupplierProfile) -> list[dict[str, Any]]:
    """Return those who control a supplier, or are controlled by it, and are listed themselves."""
    known = of.known
    ends = [("parent", known.first(one, "wg:controller")) for one in supplier.controlled]
    ends += [("subsidiary", known.first(one, "wg:controlled")) for one in supplier.controls]
    found = []
    for relation, iri in dict.fromkeys(ends):
        own = [one for one in known.to(iri, "wg:supplier") if known.is_a(one, "wg:Listing")]
        if own and iri != supplier.entity.iri:
            found.append({"relation": relation, "link": of.to.link(iri), "listings": len(own)})
    return found


def _control(of: Gathered, iri: str) -> dict[str, Any]:
    known = of.known
    found = record(known, iri)
    controller = known.first(iri, "wg:controller")
    return {
        "href": of.to.href(iri),
        "kind": known.label(known.first(iri, "wg:controlKind")),
        "name": known.first(iri, "wg:newName"),
        "controller": of.to.link(controller) if controller else Link("", ""),
        "controlled": of.to.link(known.first(iri, "wg:controlled")),
        "since": found.date,
        "until": found.end.text if found.end else "",
        "basis": known.label(known.first(iri, "wg:basis")),
        "note": found.note,
        "sources": [source_line(of.to, one) for one in found.sources],
    }


def _community(of: Gathered, iri: str) -> dict[str, Any]:
    """Return the others of a supplier's community; empty if it is in none."""
    if iri not in of.communities:
        return {}
    number, stability = of.communities[iri]
    members = [other for other, (own, _) in of.communities.items() if own == number]
    suppliers = [one for one in members if of.known.is_a(one, "wg:Supplier") and one != iri]
    return {
        "number": number,
        "stability": f"{100 * stability:.0f}",
        "suppliers": of.to.links(suppliers),
        "countries": len(members) - len(suppliers) - 1,
    }


def _printed(of: Gathered, supplier: SupplierProfile) -> list[tuple[str, int]]:
    """Return the names as printed, and how often each is."""
    counts = Counter(of.known.first(one, "wg:asPrinted") for one in supplier.mentions)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
