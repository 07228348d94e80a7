"""Deployments and loans as rows of the tables on pages of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from watchgraph.networks.answers import WITHHELD
from watchgraph.profiles import Deployment, Loan, Tie, deployment, loan
from watchgraph.render import Link, SourceLine
from watchgraph.report.paths.paths import Paths
from watchgraph.report.paths.telling import source_line

_System = TypeVar("_System", Deployment, Loan)


@dataclass(frozen=True)
class DeploymentRow:
    """A deployment in a table; what is not stated is empty."""

    link: Link
    country: Link
    place: str
    operator: str
    suppliers: tuple[Link, ...]
    assumed: tuple[Link, ...]
    technologies: tuple[str, ...]
    stage: str
    began: str
    cameras: str
    value: str
    financing: str
    loans: tuple[tuple[Link, bool], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class LoanRow:
    """A loan in a table; what is not stated is empty."""

    link: Link
    country: Link
    lender: Link
    contractors: tuple[Link, ...]
    assumed: tuple[Link, ...]
    kind: str
    purpose: str
    amount: str
    usd_2021: str
    date: str
    status: str
    terms: tuple[str, ...]
    deployments: tuple[tuple[Link, bool], ...]
    sources: tuple[SourceLine, ...]


def deployment_rows(to: Paths, iris: Iterable[str]) -> tuple[DeploymentRow, ...]:
    """Return deployments as rows, the latest first and the undated last.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        The deployments.

    Returns
    -------
    tuple of DeploymentRow
        For ``tables.html.j2``.
    """
    found = _latest_first(deployment(to.known, iri) for iri in sorted(set(iris)))
    return tuple(_deployment(to, one) for one in found)


def loan_rows(to: Paths, iris: Iterable[str]) -> tuple[LoanRow, ...]:
    """Return loans as rows, the latest first and the undated last.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        The loans.

    Returns
    -------
    tuple of LoanRow
        For ``tables.html.j2``.
    """
    found = _latest_first(loan(to.known, iri) for iri in sorted(set(iris)))
    return tuple(_loan(to, one) for one in found)


def _latest_first(found: Iterable[_System]) -> list[_System]:
    """Return deployments or loans, the latest first, those of one day by name."""
    by_name = sorted(found, key=lambda one: one.record.label)
    return sorted(by_name, key=lambda one: one.record.date, reverse=True)


def grouped(text: str) -> str:
    """Return a number with its thousands parted, no digit of it changed.

    Parameters
    ----------
    text
        Digits as stated; anything else is returned as it is.

    Returns
    -------
    str
        The number.

    Examples
    --------
    >>> grouped("12434000"), grouped("3293358.6"), grouped("about 12")
    ('12,434,000', '3,293,358.6', 'about 12')
    """
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isascii() and whole.isdigit() else text


def money(currency: str, amount: str) -> str:
    """Return an amount with its currency; empty if none is stated.

    Examples
    --------
    >>> money("NAD", "1500000.50"), money("withheld", "withheld"), money("", "")
    ('NAD 1,500,000.50', 'withheld', '')
    """
    return f"{currency} {grouped(amount)}".strip() if amount not in ("", WITHHELD) else amount


def rounded(amount: str) -> str:
    """Return an amount without its decimals; what is no number as it is."""
    return f"{round(float(amount)):,}" if amount not in ("", WITHHELD) else amount


def _deployment(to: Paths, one: Deployment) -> DeploymentRow:
    known = to.known
    return DeploymentRow(
        link=to.link(one.record.iri),
        country=to.link(one.record.country),
        place=one.place,
        operator=one.operator,
        suppliers=to.links(one.suppliers),
        assumed=to.links(one.assumed),
        technologies=tuple(known.label(code) for code in known.by_label(one.technologies)),
        stage=known.label(one.stage),
        began=one.record.day,
        cameras=grouped(one.cameras),
        value=money(one.currency, one.value),
        financing=known.label(one.financing),
        loans=_ties(to, one.ties),
        sources=tuple(source_line(to, iri) for iri in one.record.sources),
    )


def _loan(to: Paths, one: Loan) -> LoanRow:
    known = to.known
    terms = (
        (one.interest, f"{one.interest} % interest"),
        (one.maturity, f"{one.maturity} years to maturity"),
        (one.grace, f"{one.grace} years of grace"),
    )
    return LoanRow(
        link=to.link(one.record.iri),
        country=to.link(one.record.country),
        lender=to.link(one.lender) if one.lender else Link("", ""),
        contractors=to.links(one.contractors),
        assumed=to.links(one.assumed),
        kind=known.label(one.instrument),
        purpose=known.label(one.purpose),
        amount=money(one.currency, one.amount),
        usd_2021=rounded(one.usd_2021),
        date=one.record.day,
        status=known.label(one.status),
        terms=tuple(words for stated, words in terms if stated not in ("", WITHHELD)),
        deployments=_ties(to, one.ties),
        sources=tuple(source_line(to, iri) for iri in one.record.sources),
    )


def _ties(to: Paths, ties: tuple[Tie, ...]) -> tuple[tuple[Link, bool], ...]:
    return tuple((to.link(one.other), one.stated) for one in ties)
