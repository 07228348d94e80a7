"""What each record of a comparison is called and who says it, for links to the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from watchgraph.networks.facts import Facts, facts, first
from watchgraph.networks.labels import (
    LINKS,
    NAME_PROPERTIES,
    RECORD_PROPERTIES,
    kind_of,
    name_of,
    record_label,
)
from watchgraph.vocabulary import ID, key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

COLUMNS = ("record", "label", "source", "title", "url", "publisher", "note")
_SOURCE = ("dcterms:title", "wg:url", "dcterms:publisher", "wg:note")


def sources_of(kg: KnowledgeGraph, records: Iterable[str]) -> list[dict[str, Any]]:
    """Return the sources of records and of things.

    Parameters
    ----------
    kg
        The graph.
    records
        Records or things as ``kind/key``.

    Returns
    -------
    list of dict
        One for each record and source, sorted: ``record``, ``label``, ``source`` (its key),
        ``title``, ``url``, ``publisher`` and ``note`` (of the source). A source is its own
        source; what has none, such as a code of a list, has one row without.
    """
    wanted = sorted({ID + record for record in records})
    own = facts(kg, wanted, *RECORD_PROPERTIES, "skos:prefLabel", "dcterms:title")
    known = facts(
        kg,
        {iri for one in own.values() for link in LINKS for iri in one.get(link, ())},
        *NAME_PROPERTIES,
    )
    said_by = {iri: _said_by(iri, own.get(iri, {})) for iri in wanted}
    sources = facts(kg, {s for said in said_by.values() for s in said}, *_SOURCE)
    names = facts(
        kg, {p for one in sources.values() for p in one.get("dcterms:publisher", ())}, "rdfs:label"
    )
    rows = []
    for iri in wanted:
        one = own.get(iri, {})
        label = first(one, "dcterms:title") or first(one, "skos:prefLabel")
        for source in said_by[iri] or ("",):
            told = sources.get(source, {})
            rows.append(
                {
                    "record": iri.removeprefix(ID),
                    "label": label or record_label(iri, one, known),
                    "source": key(source),
                    "title": first(told, "dcterms:title"),
                    "url": first(told, "wg:url"),
                    "publisher": name_of(told, "dcterms:publisher", names),
                    "note": first(told, "wg:note"),
                }
            )
    return rows


def _said_by(iri: str, own: Facts) -> tuple[str, ...]:
    if kind_of(iri) == "source":
        return (iri,)
    return tuple(
        dict.fromkeys((*own.get("prov:wasDerivedFrom", ()), *own.get("wg:furtherSource", ())))
    )
