"""A page for each loan, credit and grant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from watchgraph.networks.answers import WITHHELD
from watchgraph.profiles import Loan, entity, loan, mentions_in
from watchgraph.render import Document, Neighbour, neighbourhood, timeline
from watchgraph.render.palette import COUNTRY, DEPLOYMENT, LENDER, LOAN, Style, origin_style
from watchgraph.report.paths.coded import coded
from watchgraph.report.paths.dated import in_words, precision_of
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.telling import events_of
from watchgraph.report.records.not_stated import granted, not_stated_of_loan
from watchgraph.report.rows.name_rows import name_rows
from watchgraph.report.rows.reply_rows import reply_rows
from watchgraph.report.rows.source_rows import source_rows
from watchgraph.report.rows.system_rows import grouped, money
from watchgraph.report.rows.tie_rows import tie_rows
from watchgraph.report.things.thing_page import thing_page
from watchgraph.vocabulary import key


def loan_pages(of: Gathered) -> Iterator[Document]:
    """Return the page of each loan, credit and grant, in the order of their keys.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        The next page.
    """
    for iri in of.known.of_type("wg:SoftLoan"):
        yield loan_page(of, loan(of.known, iri))


def loan_page(of: Gathered, one: Loan) -> Document:
    """Return the page of a loan, credit or grant.

    Parameters
    ----------
    of
        What pages are made from.
    one
        The loan.

    Returns
    -------
    Document
        Its terms, deployments, what is not stated, records and sources.
    """
    known, to, iri = of.known, of.to, one.record.iri
    ties = tie_rows(to, one.ties, "deployment")
    mentions = mentions_in(known, iri)
    events = events_of(to, (iri, *(tie.other for tie in one.ties)))
    dated = sum(bool(event.date) for event in events)
    return thing_page(
        of,
        entity(known, iri),
        kind=kind_of_loan(of, one),
        type="MonetaryGrant" if granted(one) else "LoanOrCredit",
        template="loan.html.j2",
        standfirst=_standfirst(of, one),
        summary=", ".join(
            part
            for part in (known.label(one.record.country), amount_of(one), one.record.date)
            if part
        ),
        sections=(
            ("What is said", "said"),
            ("Deployments", "deployments"),
            ("Not stated", "unknown"),
            ("Around it", "around"),
            *((("Time", "time"),) if dated > 1 else ()),
            ("Records", "records"),
            ("Sources", "sources"),
            ("Cite", "take"),
        ),
        records=(iri, *(mention.iri for mention in mentions), *(tie.link for tie in one.ties)),
        facts=_facts(of, one),
        one=one,
        country=to.link(one.record.country),
        lender=to.link(one.lender) if one.lender else None,
        names=name_rows(to, mentions),
        granted=granted(one),
        instrument=coded(known, one.instrument),
        purpose=coded(known, one.purpose),
        status=coded(known, one.status),
        flow=coded(known, one.flow),
        concessional=coded(known, one.concessional),
        precision=precision_of(one.record.start),
        amount=amount_of(one),
        usd_2021=grouped(one.usd_2021),
        stated=[tie for tie in ties if tie.stated],
        derived=[tie for tie in ties if not tie.stated],
        gaps=not_stated_of_loan(one),
        replies=reply_rows(to, (iri, *(mention.iri for mention in mentions))),
        origins=source_rows(to, one.record.sources, one.record.further),
        around=neighbourhood(known.label(iri), LOAN, _around(of, one)),
        line=timeline(f"Dated records of {known.label(iri)}", events) if dated > 1 else None,
    )


def amount_of(one: Loan) -> str:
    """Return the amount with its currency; empty if none is stated."""
    return money(one.currency, one.amount)


def kind_of_loan(of: Gathered, one: Loan) -> str:
    """Return what it is in a word or two, such as ``Grant``."""
    return of.known.label(one.instrument) or "Loan or grant"


def _standfirst(of: Gathered, one: Loan) -> str:
    known = of.known
    lender = known.label(one.lender) or "a lender that is not stated"
    amount = amount_of(one) or "an amount that is not stated"
    status = known.label(one.status).lower()
    date = in_words(one.record.date) or ("date withheld" if one.record.day else "undated")
    return (
        f"From {lender} to {known.label(one.record.country)}: {amount}; {date}; "
        f"{f'status: {status}' if status else 'status not stated'}."
    )


def _around(of: Gathered, one: Loan) -> list[Neighbour]:
    known, to = of.known, of.to

    def near(
        iri: str, style: Style, group: str, detail: str = "", *, derived: bool = False
    ) -> Neighbour:
        return Neighbour(known.label(iri), to.href(iri), style, 1, group, detail, derived)

    made = [near(one.lender, LENDER, "Lender")] if one.lender else []
    made.append(near(one.record.country, COUNTRY, "Recipient"))
    for iri in known.by_label(one.contractors):
        office = known.first(iri, "wg:headquarters")
        state = known.label(office) if office else "head office not stated"
        made.append(near(iri, origin_style(key(office)), "Contractors", state))
    for stated, group in ((True, "Finances"), (False, "Same contractor and country")):
        made += [
            near(tie.other, DEPLOYMENT, group, derived=not stated)
            for tie in one.ties
            if tie.stated == stated
        ]
    return made


def _facts(of: Gathered, one: Loan) -> dict[str, Any]:
    known = of.known
    amount: dict[str, Any] | None = None
    if one.amount not in ("", WITHHELD):
        amount = {"@type": "MonetaryAmount", "value": one.amount, "currency": one.currency}
    lender = {"@type": "Organization", "@id": one.lender, "name": known.label(one.lender)}
    party = lender if one.lender else None
    common = {
        "description": one.record.note,
        "amount": {name: value for name, value in (amount or {}).items() if value},
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in (
                ("recipient", known.label(one.record.country)),
                ("date", one.record.date),
                ("status", known.label(one.status)),
                ("purpose", known.label(one.purpose)),
                ("interest, percent a year", one.interest),
                ("maturity, years", one.maturity),
                ("grace, years", one.grace),
            )
            if value not in ("", WITHHELD)
        ],
    }
    if granted(one):
        return common | {"funder": party}
    return common | {"provider": party, "loanType": known.label(one.instrument)}
