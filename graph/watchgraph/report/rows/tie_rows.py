"""Loans beside deployments and deployments beside loans, what is stated apart from what is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles import Tie, deployment, loan
from watchgraph.render import Link
from watchgraph.report.paths.paths import Paths, in_page
from watchgraph.report.rows.system_rows import money


@dataclass(frozen=True)
class TieRow:
    """A loan of a deployment, or a deployment of a loan.

    Attributes
    ----------
    link
        The other end.
    stated
        Whether a source says that the loan finances the deployment.
    words
        What the source says, in the words of the record; empty if none says it.
    details
        A few words on the other end.
    sources
        Who says it.
    record
        The place of the link among the records of the page.
    """

    link: Link
    stated: bool
    words: str
    details: tuple[str, ...]
    sources: tuple[Link, ...]
    record: str


def tie_rows(to: Paths, ties: Iterable[Tie], other: str) -> tuple[TieRow, ...]:
    """Return ties as rows.

    Parameters
    ----------
    to
        The way to each thing.
    ties
        Of one loan or one deployment.
    other
        What stands at the other end: ``loan`` or ``deployment``.

    Returns
    -------
    tuple of TieRow
        What a source states first.
    """
    told = _of_loan if other == "loan" else _of_deployment
    return tuple(
        TieRow(
            link=to.link(one.other),
            stated=one.stated,
            words=to.known.first(one.link, "wg:note") if one.stated else "",
            details=tuple(part for part in told(to, one.other) if part),
            sources=to.links(to.known.all(one.link, "prov:wasDerivedFrom")),
            record=in_page(one.link),
        )
        for one in ties
    )


def _of_loan(to: Paths, iri: str) -> tuple[str, ...]:
    one = loan(to.known, iri)
    amount = money(one.currency, one.amount) or "amount not stated"
    return to.known.label(one.lender), amount, one.record.day or "date not stated"


def _of_deployment(to: Paths, iri: str) -> tuple[str, ...]:
    one = deployment(to.known, iri)
    return (
        one.place or "place not stated",
        to.known.label(one.stage).lower() or "stage not stated",
        one.record.day or "beginning not stated",
    )
