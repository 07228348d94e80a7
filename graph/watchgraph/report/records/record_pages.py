"""The pages of all deployments, loans and sources, and their directories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from watchgraph.render import Document
from watchgraph.report.paths.flips import Flip
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.records.deployment_pages import deployment_pages
from watchgraph.report.records.loan_pages import loan_pages
from watchgraph.report.records.record_directories import record_directories
from watchgraph.report.records.source_pages import source_pages


def record_pages(
    of: Gathered, flips: Mapping[str, Sequence[Flip]] | None = None
) -> tuple[Document, ...]:
    """Return the directories, and a page for each deployment, loan and source.

    Parameters
    ----------
    of
        What pages are made from.
    flips
        Findings that would be others, by the publisher without whose sources they are; None if
        they were not computed.

    Returns
    -------
    tuple of Document
        The directories first.
    """
    return (
        *record_directories(of),
        *deployment_pages(of),
        *loan_pages(of),
        *source_pages(of, flips),
    )
