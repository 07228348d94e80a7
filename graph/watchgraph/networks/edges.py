"""What an edge carries of the records that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from watchgraph.networks.filters import Filters
from watchgraph.networks.records import Link, Record

#: Fewer families of sources than this do not confirm each other.
INDEPENDENT = 2
#: Attributes of an edge that a loan cannot have: no edition lists it, it names no technology.
_NOT_OF_LOANS = ("editions", "technologies", "technologies_basis", "deployments")


def edge_attributes(records: Iterable[Record]) -> dict[str, Any]:
    """Return the attributes of an edge.

    Parameters
    ----------
    records
        The records that the edge rests on, at least one.

    Returns
    -------
    dict
        ``records`` and ``sources`` (IRIs, sorted), ``weight`` (number of records),
        ``independent_sources`` (number of evidence families), ``evidence_families`` (the
        publishers at the roots), ``family_records`` (how many of the records each of these
        families stands behind, in their order), ``editions``, ``technologies`` (codes),
        ``technologies_basis`` (``country``, ``deployment``, ``both`` or empty), ``first_date``
        and ``last_date`` (the first and the last day that the dates may mean, whatever their
        precision, YYYY-MM-DD or empty), ``deployments`` (how many of the records).
    """
    own = sorted(records, key=lambda record: record.iri)
    families = {family for record in own for family in record.families}
    # An assessment tells what its country reports, not what this supplier supplies.
    bases = {"country" if record.edition else "deployment" for record in own if record.technologies}
    return {
        "records": tuple(record.iri for record in own),
        "sources": tuple(sorted({source for record in own for source in record.sources})),
        "weight": len(own),
        "independent_sources": len(families),
        "evidence_families": tuple(sorted(families)),
        "family_records": tuple(
            sum(family in record.families for record in own) for family in sorted(families)
        ),
        "editions": tuple(sorted({record.edition for record in own if record.edition})),
        "technologies": tuple(sorted({code for record in own for code in record.technologies})),
        "technologies_basis": "both" if len(bases) == 2 else "".join(bases),
        "first_date": min((record.earliest for record in own if record.earliest), default=""),
        "last_date": max((record.latest for record in own if record.latest), default=""),
        "deployments": sum(record.kind == "deployment" for record in own),
    }


def by_pair(
    links: Iterable[Link], records: Mapping[str, Record], chosen: set[str]
) -> dict[tuple[str, str], list[Record]]:
    """Gather the chosen records of each pair.

    Parameters
    ----------
    links
        Two ends and a record each.
    records
        Records by IRI.
    chosen
        The records to keep.

    Returns
    -------
    dict of pair to list of Record
        Sorted by pair, the records by IRI.
    """
    pairs: dict[tuple[str, str], list[Record]] = {}
    for a, b, iri in sorted(links):
        if iri in chosen:
            pairs.setdefault((a, b), []).append(records[iri])
    return pairs


def evident(
    pairs: Mapping[tuple[str, str], list[Record]], filters: Filters, coverage: dict[str, int]
) -> dict[tuple[str, str], list[Record]]:
    """Keep the pairs with the evidence that is asked for, and count what goes.

    Parameters
    ----------
    pairs
        Records of each pair.
    filters
        If at least two independent sources are asked for, pairs with fewer go.
    coverage
        Counts of the network: ``used`` becomes the number of records that are left, and
        ``pairs_of_one_source`` the number of pairs that went.

    Returns
    -------
    dict of pair to list of Record
        In the same order.
    """
    if filters.evidence != "independent":
        return dict(pairs)
    kept = {
        pair: own
        for pair, own in pairs.items()
        if len({family for record in own for family in record.families}) >= INDEPENDENT
    }
    coverage["used"] = len({record.iri for own in kept.values() for record in own})
    coverage["pairs_of_one_source"] = len(pairs) - len(kept)
    return kept


def loan_edge_attributes(records: Iterable[Record]) -> dict[str, Any]:
    """Return the attributes of an edge that rests on loans.

    Parameters
    ----------
    records
        The loans, at least one.

    Returns
    -------
    dict
        As :func:`edge_attributes`, without what only assessments and deployments have.
    """
    made = edge_attributes(records)
    return {name: value for name, value in made.items() if name not in _NOT_OF_LOANS}
