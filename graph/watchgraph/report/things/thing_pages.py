"""The pages of all things, and their directories."""

from __future__ import annotations

from watchgraph.render import Document
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.things.country_pages import country_pages
from watchgraph.report.things.directory_pages import directory_pages
from watchgraph.report.things.lender_pages import lender_pages
from watchgraph.report.things.supplier_pages import supplier_pages


def thing_pages(of: Gathered) -> tuple[Document, ...]:
    """Return the directories, and a page for each country, supplier and lender.

    Parameters
    ----------
    of
        What pages are made from.

    Returns
    -------
    tuple of Document
        The directories first.
    """
    makers = (directory_pages, country_pages, supplier_pages, lender_pages)
    return tuple(page for make in makers for page in make(of))
