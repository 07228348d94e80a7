"""The directories: all deployments, all loans, all sources, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from watchgraph.profiles import Deployment, Loan, deployment, loan, source
from watchgraph.render import Document, render_fragment
from watchgraph.render.words import counted
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.paths import Paths
from watchgraph.report.records.loan_pages import amount_of, kind_of_loan
from watchgraph.report.rows.system_rows import grouped, money, rounded


def record_directories(of: Gathered) -> Iterator[Document]:
    """Return the directories.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        ``deployments``, ``loans`` and ``sources``.
    """
    # These stand at the root, so the way to things is another one.
    known, to = of.known, Paths(of.known, of.to.paged, root="")
    deployments = [deployment(known, iri) for iri in _ordered(of, "wg:Deployment")]
    nameless = sum(not one.suppliers for one in deployments)
    undated = sum(not one.record.date for one in deployments)
    yield _page(
        "deployments",
        f"{counted(len(deployments), 'named system')} of state bodies. Of {nameless:,} no source "
        f"that was read says who supplies them, of {undated:,} none says when they began.",
        "Named systems of state bodies: who supplies them, where, since when.",
        rows=[_deployment(to, one) for one in deployments],
    )
    loans = [loan(known, iri) for iri in _ordered(of, "wg:SoftLoan")]
    financing = sum(any(tie.stated for tie in one.ties) for one in loans)
    yield _page(
        "loans",
        f"{counted(len(loans), 'loan, credit or grant', 'loans, credits and grants')} for such "
        f"systems. Of {financing:,} a source says which named deployment they finance.",
        "Loans, credits and grants for such systems: from whom, to whom, on what terms.",
        title="Loans, credits and grants",
        rows=[_loan(of, to, one) for one in loans],
    )
    sources = _ordered(of, "wg:Source")
    dated = sum(bool(known.first(iri, "wg:published")) for iri in sources)
    yield _page(
        "sources",
        f"{counted(len(sources), 'publication')} that records rest on or that others repeat; "
        f"{dated:,} bear a date of publication here.",
        "Every publication that a record rests on, with its terms.",
        rows=[_source(of, to, iri) for iri in sources],
    )


def _page(name: str, standfirst: str, blurb: str, title: str = "", **values: Any) -> Document:
    return Document(
        name=name,
        title=title or name.capitalize(),
        standfirst=standfirst,
        body=render_fragment(f"{name}.html.j2", **values),
        blurb=blurb,
        style="profile.css",
    )


def _ordered(of: Gathered, kind: str) -> tuple[str, ...]:
    return of.known.by_label(of.known.of_type(kind))


def _deployment(to: Paths, one: Deployment) -> dict[str, Any]:
    known = to.known
    return {
        "link": to.link(one.record.iri),
        "country": to.link(one.record.country),
        "suppliers": [known.label(iri) for iri in known.by_label(one.suppliers)],
        "assumed": [known.label(iri) for iri in known.by_label(one.assumed)],
        "technologies": [known.label(iri) for iri in known.by_label(one.technologies)],
        "stage": known.label(one.stage),
        "began": one.record.day,
        "cameras": grouped(one.cameras),
        "value": money(one.currency, one.value),
        "financing": known.label(one.financing),
    }


def _loan(of: Gathered, to: Paths, one: Loan) -> dict[str, Any]:
    known = to.known
    return {
        "link": to.link(one.record.iri),
        "country": to.link(one.record.country),
        "lender": to.link(one.lender) if one.lender else None,
        "contractors": to.links(one.contractors),
        "assumed": to.links(one.assumed),
        "kind": kind_of_loan(of, one),
        "amount": amount_of(one),
        "usd_2021": rounded(one.usd_2021),
        "date": one.record.day,
        "status": known.label(one.status),
        "stated": to.links([tie.other for tie in one.ties if tie.stated]),
    }


def _source(of: Gathered, to: Paths, iri: str) -> dict[str, Any]:
    known, found = of.known, source(of.known, iri)
    return {
        "link": to.link(iri),
        "publisher": found.publisher,
        "published": found.published,
        "records": len(known.to(iri, "prov:wasDerivedFrom")),
    }
