"""A page for each lender."""

from __future__ import annotations

from collections.abc import Iterator

from watchgraph.profiles import LenderProfile, lender_profile, loan
from watchgraph.render import Document, neighbourhood, timeline
from watchgraph.render.palette import LENDER
from watchgraph.render.words import counted
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.telling import events_of
from watchgraph.report.rows.system_rows import loan_rows
from watchgraph.report.things.around import lent_around
from watchgraph.report.things.supplier_words import lender_standfirst
from watchgraph.report.things.thing_page import thing_page


def lender_pages(of: Gathered) -> Iterator[Document]:
    """Return the page of each lender, in the order of their keys.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        The next page.
    """
    for iri in of.known.of_type("wg:Lender"):
        yield lender_page(of, lender_profile(of.known, iri))


def lender_page(of: Gathered, lender: LenderProfile) -> Document:
    """Return the page of a lender.

    Parameters
    ----------
    of
        What pages are made from.
    lender
        The lender.

    Returns
    -------
    Document
        Its loans, countries, contractors, records and sources.
    """
    known, to, thing = of.known, of.to, lender.entity
    links = sorted({link for iri in lender.loans for link in known.to(iri, "wg:loan")})
    found = [loan(known, iri) for iri in lender.loans]
    return thing_page(
        of,
        thing,
        kind="Lender",
        type="Organization",
        template="lender.html.j2",
        standfirst=lender_standfirst(known, lender),
        summary=counted(len(lender.loans), "loan or grant", "loans or grants"),
        sections=(
            ("Countries and contractors", "around"),
            ("Loans", "loans"),
            ("Time", "time"),
            ("Not known", "unknown"),
            ("Sources", "sources"),
            ("Cite", "take"),
        ),
        records=(*lender.loans, *links),
        listed=(),
        facts={
            "location": {"@type": "Country", "@id": lender.home, "name": known.label(lender.home)}
            if lender.home
            else None
        },
        lender=lender,
        type_label=known.label(lender.type),
        home=to.link(lender.home) if lender.home else None,
        namesake=to.link(lender.namesake) if lender.namesake else None,
        around=neighbourhood(
            thing.label,
            LENDER,
            [
                *lent_around(of, lender.loans, "countries"),
                *lent_around(of, lender.loans, "contractors"),
            ],
        ),
        countries=len({one.record.country for one in found}),
        contractors=len({iri for one in found for iri in one.contractors}),
        loans=loan_rows(to, lender.loans),
        gaps=[
            (what, number)
            for what, number in (
                ("contractor", sum(not one.contractors for one in found)),
                ("date", sum(not one.record.date for one in found)),
                ("amount", sum(not one.amount for one in found)),
                ("amount in US dollars of 2021", sum(not one.usd_2021 for one in found)),
                ("rate of interest", sum(not one.interest for one in found)),
                ("status", sum(not one.status for one in found)),
            )
            if number
        ],
        line=timeline(f"Dated loans of {thing.label}", events_of(to, lender.loans)),
    )
