"""Deployments, and the loans that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

from watchgraph.networks.labels import kind_of
from watchgraph.profiles.known import Known
from watchgraph.profiles.records import Record, record
from watchgraph.vocabulary import key


@dataclass(frozen=True)
class Tie:
    """A loan and a deployment that belong together, by a source or by a rule.

    Attributes
    ----------
    link
        The record, or the derived link.
    other
        The deployment of a loan, or the loan of a deployment.
    stated
        Whether a source says that the loan finances the deployment; else the two only share
        contractor and country.
    """

    link: str
    other: str
    stated: bool


@dataclass(frozen=True)
class Deployment:
    """A named system of a state body.

    Attributes
    ----------
    record
        The record.
    place, operator
        As stated; empty if not.
    suppliers, assumed
        Those that it names, and those whose name could only be read by assumption.
    technologies, stage, financing
        Codes; empty if not stated.
    cameras, value, currency
        As stated; empty if not.
    ties
        Loans that finance it, or share contractor and country with it.
    searches
        Searches that found it.
    """

    record: Record
    place: str
    operator: str
    suppliers: tuple[str, ...]
    assumed: tuple[str, ...]
    technologies: tuple[str, ...]
    stage: str
    financing: str
    cameras: str
    value: str
    currency: str
    ties: tuple[Tie, ...]
    searches: tuple[str, ...]


@dataclass(frozen=True)
class Loan:
    """A loan, credit or grant.

    Attributes
    ----------
    record
        The record.
    lender
        Who lends.
    contractors, assumed
        Suppliers that it names as contractors, and those read by assumption.
    instrument, purpose, status, concessional, flow
        Codes; empty if not stated.
    amount, currency, usd_2021
        Amount in its currency and in US dollars of 2021; empty if not stated.
    interest, maturity, grace
        Percent a year, years and years; empty if not stated.
    ties
        Deployments that it finances, or that share contractor and country with it.
    """

    record: Record
    lender: str
    contractors: tuple[str, ...]
    assumed: tuple[str, ...]
    instrument: str
    purpose: str
    status: str
    concessional: str
    flow: str
    amount: str
    currency: str
    usd_2021: str
    interest: str
    maturity: str
    grace: str
    ties: tuple[Tie, ...]


def deployment(known: Known, iri: str) -> Deployment:
    """Return a deployment.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The deployment.

    Returns
    -------
    Deployment
        What is known of it.
    """
    return Deployment(
        record=record(known, iri),
        place=known.first(iri, "wg:placeName"),
        operator=known.first(iri, "wg:operator"),
        suppliers=known.all(iri, "wg:namesSupplier"),
        assumed=known.all(iri, "wg:namesSupplierAssumed"),
        technologies=known.all(iri, "wg:technology"),
        stage=known.first(iri, "wg:stage"),
        financing=known.first(iri, "wg:financingKind"),
        cameras=known.first(iri, "wg:cameraCount"),
        value=known.first(iri, "wg:contractValue"),
        currency=known.first(iri, "wg:contractCurrency"),
        ties=_ties(known, known.to(iri, "wg:deployment"), "wg:loan"),
        searches=known.to(iri, "wg:foundDeployment"),
    )


def loan(known: Known, iri: str) -> Loan:
    """Return a loan, credit or grant.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The loan.

    Returns
    -------
    Loan
        What is known of it.
    """
    return Loan(
        record=record(known, iri),
        lender=known.first(iri, "wg:lender"),
        contractors=known.all(iri, "wg:namesSupplier"),
        assumed=known.all(iri, "wg:namesSupplierAssumed"),
        instrument=known.first(iri, "wg:instrument"),
        purpose=known.first(iri, "wg:purpose"),
        status=known.first(iri, "wg:loanStatus"),
        concessional=known.first(iri, "wg:concessional"),
        flow=known.first(iri, "wg:flowClass"),
        amount=known.first(iri, "wg:amount"),
        currency=known.first(iri, "wg:currency"),
        usd_2021=known.first(iri, "wg:amountUsd2021"),
        interest=known.first(iri, "wg:interestRatePercent"),
        maturity=known.first(iri, "wg:maturityYears"),
        grace=known.first(iri, "wg:graceYears"),
        ties=_ties(known, known.to(iri, "wg:loan"), "wg:deployment"),
    )


def _ties(known: Known, links: tuple[str, ...], end: str) -> tuple[Tie, ...]:
    """Return the other ends of links, what a source states first and each end once."""
    found: dict[str, Tie] = {}
    for link in links:
        if kind_of(link) != "loan-deployment":
            continue
        other = known.first(link, end)
        stated = key(known.first(link, "wg:linkKind")) == "finances"
        if stated or other not in found:
            found[other] = Tie(link, other, stated)
    return tuple(sorted(found.values(), key=lambda one: (not one.stated, one.other)))
