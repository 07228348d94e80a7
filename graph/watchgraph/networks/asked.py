"""What is asked of a named network: whether it is there, and takes the filters."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.networks.filters import EVIDENCE, Filters, check_filters
from watchgraph.networks.registry import NETWORKS

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def check_asked(
    kg: KnowledgeGraph,
    name: str,
    *,
    edition: int | str | None = None,
    technology: str | None = None,
    date: datetime.date | str | None = None,
    region: str | None = None,
    evidence: str | None = None,
) -> Filters:
    """Check the name of a network and its filters.

    Parameters
    ----------
    kg
        The graph.
    name
        Name of the network.
    edition, technology, date, region, evidence
        As :func:`watchgraph.networks.project`.

    Returns
    -------
    Filters
        The filters as text.

    Raises
    ------
    UseError
        If the network is unknown, takes no such filter, or a value is unknown.
    """
    if name not in NETWORKS:
        raise UseError(
            f"The network {name!r} is unknown.",
            name="network",
            value=name,
            choices=tuple(NETWORKS),
            remedy=f"Choose one of: {', '.join(NETWORKS)}.",
        )
    network = NETWORKS[name]
    for filter_, value in (("edition", edition), ("technology", technology)):
        if value is not None and filter_ not in network.filters:
            raise UseError(
                f"The network {name!r} takes no {filter_}: its records have none.",
                name=filter_,
                value=value,
                choices=network.filters,
                remedy=f"It takes: {', '.join(network.filters)}.",
            )
    if evidence in EVIDENCE and evidence not in network.evidence:
        raise UseError(
            f"The network {name!r} has no evidence of the kind {evidence!r}.",
            name="evidence",
            value=evidence,
            choices=network.evidence,
            remedy=f"Choose one of: {', '.join(network.evidence)}.",
        )
    return check_filters(kg, edition, technology, date, region, evidence)
