"""A page for each country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from watchgraph.profiles import CountryProfile, Reading, country_profile
from watchgraph.render import Document, neighbourhood, timeline
from watchgraph.render.palette import COUNTRY
from watchgraph.render.words import ADOPTER, joined
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.paths import in_page
from watchgraph.report.paths.telling import events_of, source_line
from watchgraph.report.rows.indicator_rows import indicator_rows
from watchgraph.report.rows.membership_rows import membership_rows
from watchgraph.report.rows.pair_rows import pair_rows
from watchgraph.report.rows.search_rows import search_rows
from watchgraph.report.rows.standing_rows import StandingRow, standing_row
from watchgraph.report.rows.system_rows import deployment_rows, loan_rows
from watchgraph.report.things.around import lent_around, suppliers_around
from watchgraph.report.things.country_words import standfirst, summary, unknown
from watchgraph.report.things.thing_page import thing_page


def country_pages(of: Gathered) -> Iterator[Document]:
    """Return the page of each country, in the order of their codes.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        The next page.
    """
    for iri in of.known.of_type("wg:Country"):
        yield country_page(of, country_of(of, iri))


def country_of(of: Gathered, iri: str) -> CountryProfile:
    """Return what is known of a country."""
    return country_profile(of.known, iri, of.readings, of.pairs, of.supply, of.origin)


def country_page(of: Gathered, country: CountryProfile) -> Document:
    """Return the page of a country.

    Parameters
    ----------
    of
        What pages are made from.
    country
        The country.

    Returns
    -------
    Document
        Its figures, tables, pictures, gaps, records and sources.
    """
    events = events_of(of.to, country.records)
    abroad = _abroad(of, country)
    return thing_page(
        of,
        country.entity,
        kind="Country",
        type="Country",
        template="country.html.j2",
        standfirst=standfirst(of.known, country),
        summary=summary(country),
        sections=(
            ("The index", "index"),
            ("Suppliers", "suppliers"),
            *((("From here", "from-here"),) if abroad else ()),
            ("Deployments", "deployments"),
            ("Loans", "loans"),
            ("Belt and Road", "belt-and-road"),
            ("Time", "time"),
            ("Regime and spending", "indicators"),
            ("Searches", "searches"),
            ("Not known", "unknown"),
            ("Records", "records"),
            ("Cite", "take"),
        ),
        records=country.records,
        facts={
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (
                    ("ISO 3166-1 alpha-3", country.iso3),
                    ("ISO 3166-1 alpha-2", country.iso2),
                    ("ISO 3166-1 numeric", country.iso_numeric),
                )
                if value
            ]
        },
        country=country,
        regions=[
            (of.known.label(of.known.first(one, "skos:broader")), of.known.label(one))
            for one in country.regions
        ],
        readings=[_reading(of, one) for one in country.readings],
        around=neighbourhood(
            country.entity.label,
            COUNTRY,
            [
                *suppliers_around(of, country.pairs),
                *lent_around(of, country.loans, "lenders"),
            ],
        ),
        explore=of.to.explore(country.entity.iri),
        pairs=pair_rows(of.to, country.pairs, "supplier"),
        contractors=of.to.links(of.known.by_label(country.contractors)),
        standings=_standings(of, country),
        abroad=abroad,
        deployments=deployment_rows(of.to, country.deployments),
        loans=loan_rows(of.to, country.loans),
        memberships=membership_rows(of.to, country.memberships),
        indicators=indicator_rows(of.to, country.indicators),
        searches=search_rows(of.to, country.searches),
        searched=_searched(of, country),
        unknown=unknown(of.known, country),
        line=timeline(f"Dated records of {country.entity.label}", events),
    )


def _reading(of: Gathered, one: Reading) -> dict[str, Any]:
    """Return what an edition says, in words and links."""
    known, to = of.known, of.to

    def labels(codes: tuple[str, ...]) -> list[str]:
        return [known.label(code) for code in known.by_label(codes)]

    record = one.assessment or one.unit
    return {
        "edition": one.edition,
        "title": one.title,
        "finding": one.finding,
        "told": ADOPTER[one.finding],
        "reported": labels(one.reported),
        "not_reported": labels(one.not_reported),
        "unstated": labels(one.unstated),
        "suppliers": to.links(one.suppliers),
        "assumed": to.links(one.assumed),
        "several": one.several,
        "marked": to.links(one.marked),
        "not_marked": to.links(one.not_marked),
        "unmarked": to.links(one.unmarked),
        "belt_and_road": {"true": "marked", "false": "not marked"}.get(one.belt_and_road, ""),
        "printed": known.first(record, "wg:asPrinted"),
        "record": in_page(record) if record else "",
        "sources": [source_line(to, iri) for iri in known.all(record, "prov:wasDerivedFrom")],
    }


def _searched(of: Gathered, country: CountryProfile) -> str:
    """Return the suppliers that were searched for in a country, in words."""
    named = {of.known.first(one, "wg:supplier") for one in country.searches}
    return joined([of.known.label(one) for one in of.known.by_label(named)]) if named else ""


def _standings(of: Gathered, country: CountryProfile) -> list[StandingRow]:
    rows = []
    if country.supply:
        rows.append(
            standing_row(
                *(of.known, "Suppliers named for it", ("country", "countries"), "supply"),
                country.supply,
            )
        )
    if country.origin and country.origin.value:
        rows.append(
            standing_row(
                *(of.known, "Countries with its technology", ("state", "states"), "origin"),
                country.origin,
            )
        )
    return rows


def _abroad(of: Gathered, country: CountryProfile) -> dict[str, Any]:
    """Return what a state supplies and lends abroad; empty if nothing is recorded."""
    if not (country.suppliers_here or country.lenders_here or country.marked_in):
        return {}
    suppliers = [
        {
            "link": of.to.link(iri),
            "countries": len(of.pairs.get(iri, ())),
            "abroad": sum(one.country != country.entity.iri for one in of.pairs.get(iri, ())),
            "ownership": of.known.label(of.known.first(iri, "wg:ownership")),
        }
        for iri in of.known.by_label(country.suppliers_here)
    ]
    return {
        "suppliers": sorted(suppliers, key=lambda one: -int(str(one["countries"]))),
        "lenders": [
            (of.to.link(iri), len(of.known.to(iri, "wg:lender")))
            for iri in of.known.by_label(country.lenders_here)
        ],
        "marked": [
            (edition, of.to.links(countries)) for edition, countries in country.marked_in.items()
        ],
    }
