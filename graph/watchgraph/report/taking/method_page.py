"""The page that says how records are made and figures computed, and what they do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.networks.units import published_units
from watchgraph.render import Document, Link, render_fragment
from watchgraph.render.content import VERDICTS
from watchgraph.report.paths.editions import editions_by_day

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def method_page(kg: KnowledgeGraph) -> Document:
    """Return the page of the method.

    Parameters
    ----------
    kg
        The graph, for the numbers in the text.

    Returns
    -------
    Document
        ``method.html``.
    """
    sources, undated = _counts(kg)
    editions = editions_by_day(kg)
    return Document(
        name="method",
        title="Method and limits",
        standfirst=(
            "How a statement of a source becomes a record, how figures are made of records, and "
            "what neither of them says."
        ),
        body=render_fragment(
            "method.html.j2",
            verdicts=VERDICTS,
            sources=sources,
            undated=undated,
            looked=[(edition, published_units(kg, edition)) for edition in editions],
            # Two editions are set side by side; one has no such page.
            compared=len(editions) > 1,
            version=kg.version,
        ),
        blurb="How records are made, what the figures mean, and their limits.",
        sections=(
            Link("Records", "#records"),
            Link("Absence", "#absence"),
            Link("Independent sources", "#sources"),
            Link("Verdicts", "#verdicts"),
            Link("Intervals", "#intervals"),
            Link("Chance", "#chance"),
            Link("Associations", "#associations"),
            Link("Dates and editions", "#dates"),
            Link("Limits", "#limits"),
        ),
        style="data.css",
    )


def _counts(kg: KnowledgeGraph) -> tuple[int, int]:
    """Return how many sources there are, and how many bear no date of publication."""
    rows = kg.rows(
        "SELECT (COUNT(?source) AS ?all) (COUNT(?date) AS ?dated) { ?source a wg:Source . "
        "OPTIONAL { ?source wg:published ?date } }"
    )
    every, dated = (int(number or 0) for number in rows[0])
    return every, every - dated
