"""What is known of records and of the sources that say them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.networks.answers import ANSWER_PROPERTIES, noted, reasons_of
from watchgraph.networks.facts import Facts, facts, first
from watchgraph.networks.labels import (
    LINKS,
    NAME_PROPERTIES,
    RECORD_PROPERTIES,
    kind_of,
    name_of,
    record_date,
    record_label,
)
from watchgraph.networks.overlays import overlays_of
from watchgraph.retired import refuse_left_out, refuse_retired
from watchgraph.vocabulary import iri_term

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_SOURCE_PROPERTIES = (
    *("dcterms:title", "wg:url", "dcterms:publisher", "dcterms:license"),
    *("wg:published", "wg:accessed"),
)


def evidence(
    kg: KnowledgeGraph, records: Iterable[str], *, further: bool = False
) -> list[dict[str, str]]:
    """Return what is known of records and their sources.

    Parameters
    ----------
    kg
        The graph.
    records
        IRIs of records, such as the ``records`` of an edge.
    further
        Whether a deployment's further sources are given as well, each in a row of its own
        after the first.

    Returns
    -------
    list of dict of str to str
        In the order given, one for each record: ``record``, ``kind`` (such as ``assessment``
        or ``deployment``), ``label``, ``country``, ``date`` (as stated), ``note``, ``source``,
        ``title``, ``url``, ``publisher``, ``published``, ``accessed``, ``licence``. What is not
        stated is empty. The note ends with what the organisation replied and what is withheld.
        If any of the records comes from an overlay, ``overlay`` too: its name, and empty for
        those of the edition.

    Raises
    ------
    UseError
        If a text is no IRI, or no record with a source has it; of a retired id it says what
        replaced it, of a record that a graph as of a day leaves out why it does.
    """
    if isinstance(records, str):
        records = [records]
    given = list(records)
    for iri in given:
        iri_term(iri)
    own = facts(kg, given, *RECORD_PROPERTIES, *ANSWER_PROPERTIES)
    for iri in given:
        if not own.get(iri, {}).get("prov:wasDerivedFrom"):
            refuse_retired(kg, iri)
            refuse_left_out(kg, iri)
            raise UseError(
                f"No record with a source has the IRI {iri!r}.",
                name="record",
                value=iri,
                remedy="Take the IRIs from the edges of a network of this graph.",
            )
    known = facts(
        kg,
        {iri for one in own.values() for link in LINKS for iri in one.get(link, ())},
        *NAME_PROPERTIES,
    )
    sources = _sources(kg, own.values(), further)
    hiding = [iri for iri, one in own.items() if "wg:withheld" in one]
    reasons = reasons_of(kg, hiding)
    overlays = overlays_of(kg, given)
    made: list[dict[str, str]] = []
    for iri in given:
        one = own[iri]
        row = {
            "record": iri,
            "kind": kind_of(iri),
            "label": record_label(iri, one, known),
            "country": name_of(one, "wg:country", known),
            "date": record_date(one, known),
            "note": noted(one, reasons.get(iri, {})),
        }
        if overlays:
            row["overlay"] = overlays.get(iri, "")
        made += [row | sources[source] for source in _said_by(one, further)]
    return made


def _said_by(one: Facts, further: bool) -> tuple[str, ...]:
    """Return the sources of a record to show."""
    sources = one["prov:wasDerivedFrom"][:1]
    if not further:
        return sources
    others = (*one["prov:wasDerivedFrom"][1:], *one.get("wg:furtherSource", ()))
    return tuple(dict.fromkeys(sources + others))


def _sources(
    kg: KnowledgeGraph, records: Iterable[Facts], further: bool
) -> dict[str, dict[str, str]]:
    wanted = {source for one in records for source in _said_by(one, further)}
    own = facts(kg, wanted, *_SOURCE_PROPERTIES)
    names = facts(
        kg,
        {
            iri
            for one in own.values()
            for link in ("dcterms:publisher", "dcterms:license")
            for iri in one.get(link, ())
        },
        *NAME_PROPERTIES,
    )
    return {
        source: {
            "source": source,
            "title": first(own.get(source, {}), "dcterms:title"),
            "url": first(own.get(source, {}), "wg:url"),
            "publisher": name_of(own.get(source, {}), "dcterms:publisher", names),
            "published": first(own.get(source, {}), "wg:published"),
            "accessed": first(own.get(source, {}), "wg:accessed"),
            "licence": name_of(own.get(source, {}), "dcterms:license", names),
        }
        for source in sorted(wanted)
    }
