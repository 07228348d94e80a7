"""The deployments and loans of a supplier on a page of their own, where they are many."""

from __future__ import annotations

from watchgraph.profiles import SupplierProfile
from watchgraph.render import Document, Link, render_fragment
from watchgraph.render.words import counted
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.telling import credits_of
from watchgraph.report.rows.system_rows import deployment_rows, loan_rows
from watchgraph.vocabulary import key

#: Ends the name of that page; no key holds a full stop.
APART = ".systems"
# More deployments and loans than this stand apart, to keep each page light.
_ROWS = 60


def is_long(supplier: SupplierProfile) -> bool:
    """Tell whether the deployments and loans of a supplier stand on a page of their own."""
    return len(supplier.deployments) + len(supplier.loans) > _ROWS


def systems_page(of: Gathered, supplier: SupplierProfile) -> Document:
    """Return the page of a supplier's deployments and loans, if they are many.

    Parameters
    ----------
    of
        What pages are made from.
    supplier
        The supplier.

    Returns
    -------
    Document
        Both tables and their sources.
    """
    thing = supplier.entity
    number = counted(len(supplier.deployments), "deployment")
    loans = counted(len(supplier.loans), "loan, credit or grant", "loans, credits and grants")
    return Document(
        name=f"supplier/{key(thing.iri)}{APART}",
        title=f"{thing.label}: deployments and loans",
        standfirst=f"{number} that name {thing.label}, and {loans} that name it as contractor.",
        body=render_fragment(
            "systems.html.j2",
            thing=thing,
            back=of.to.link(thing.iri),
            deployments=deployment_rows(of.to, supplier.deployments),
            loans=loan_rows(of.to, supplier.loans),
            sources=credits_of(of.to, (*supplier.deployments, *supplier.loans)),
        ),
        sections=(
            Link("Deployments", "#deployments"),
            Link("Loans", "#loans"),
            Link("Sources", "#sources"),
        ),
        style="profile.css",
    )
