"""Sources as they are read on a page, and how many of them are independent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.profiles.known import Known
from watchgraph.vocabulary import key


@dataclass(frozen=True)
class Source:
    """A publication that says something.

    Attributes
    ----------
    iri, key, title
        The source.
    url, locator
        Its address, and the part of it that is meant; empty if not stated.
    publisher, licence, redistribution, dataset
        Names of who publishes it, of its terms, and of the data set of its records.
    kept_back
        Whether its records may be quoted but not passed on in bulk.
    rows_kept_back
        How many rows of it are in no graph, for it may not be passed on; empty if none.
    published, accessed
        Dates as stated; empty if not stated.
    derived_from
        Sources that it repeats or updates.
    families
        The publishers at its roots, by which it counts as independent of another.
    note
        A remark.
    """

    iri: str
    key: str
    title: str
    url: str
    locator: str
    publisher: str
    licence: str
    redistribution: str
    dataset: str
    kept_back: bool
    rows_kept_back: str
    published: str
    accessed: str
    derived_from: tuple[str, ...]
    families: tuple[str, ...]
    note: str


def source(known: Known, iri: str) -> Source:
    """Return a source.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The source.

    Returns
    -------
    Source
        What is known of it.
    """
    rule = known.first(iri, "wg:redistribution")
    return Source(
        iri=iri,
        key=key(iri),
        title=known.label(iri),
        url=known.first(iri, "wg:url"),
        locator=known.first(iri, "wg:locator"),
        publisher=known.label(known.first(iri, "dcterms:publisher")),
        licence=known.label(known.first(iri, "dcterms:license")),
        redistribution=known.label(rule),
        dataset=known.label(known.first(iri, "wg:dataset")),
        kept_back=key(rule) == "quotation",
        rows_kept_back=known.first(iri, "wg:rowsKeptBack"),
        published=known.first(iri, "wg:published"),
        accessed=known.first(iri, "wg:accessed"),
        derived_from=known.all(iri, "wg:derivedFrom"),
        families=_families(known, iri),
        note=known.first(iri, "wg:note"),
    )


def families_of(known: Known, records: Iterable[str]) -> tuple[str, ...]:
    """Return the publishers at the roots of what some records rest on.

    Parameters
    ----------
    known
        What the graph states.
    records
        The records.

    Returns
    -------
    tuple of str
        As many as there are independent sources, sorted. Further sources, which say only a part
        of a record, do not count.
    """
    sources = {one for iri in records for one in known.all(iri, "prov:wasDerivedFrom")}
    return tuple(sorted({family for one in sources for family in _families(known, one)}))


def _families(known: Known, iri: str) -> tuple[str, ...]:
    # A source without a publisher stands for itself.
    return known.all(iri, "wg:evidenceFamily") or (iri,)
