"""Things that have a name: other names, identifiers, and the row that says so."""

from __future__ import annotations

from dataclasses import dataclass

from watchgraph.names import sort_key
from watchgraph.networks.labels import kind_of
from watchgraph.profiles.known import Known
from watchgraph.profiles.records import TABLES
from watchgraph.vocabulary import key


@dataclass(frozen=True)
class Entity:
    """A thing and what it is called.

    Attributes
    ----------
    iri, kind, key, label
        The thing, such as ``…/supplier/huawei``, ``supplier``, ``huawei`` and ``Huawei``.
    aliases
        Other names in any script, also legal and later ones; sorted.
    printed
        Names as sources print them, those above left out; sorted.
    wikidata
        Address of its item in Wikidata; empty if none is stated.
    sources
        Sources of its row, and further ones of parts of it.
    note
        A remark.
    table
        Table that its row stands in.
    """

    iri: str
    kind: str
    key: str
    label: str
    aliases: tuple[str, ...]
    printed: tuple[str, ...]
    wikidata: str
    sources: tuple[str, ...]
    note: str
    table: str


def entity(known: Known, iri: str) -> Entity:
    """Return a thing with its names.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The thing.

    Returns
    -------
    Entity
        What it is called, and by whom.
    """
    label = known.label(iri)
    names = {
        *known.all(iri, "skos:altLabel"),
        *known.all(iri, "wg:legalName"),
        *(known.first(one, "wg:newName") for one in known.to(iri, "wg:controlled")),
    } - {label, ""}
    printed = {
        known.first(one, "wg:asPrinted")
        for one in known.to(iri, "wg:supplier")
        if known.is_a(one, "wg:Mention")
    } - {label, "", *names}
    same = [one for one in known.all(iri, "owl:sameAs") if "wikidata.org/" in one]
    sources = dict.fromkeys(
        (*known.all(iri, "prov:wasDerivedFrom"), *known.all(iri, "wg:furtherSource"))
    )
    return Entity(
        iri=iri,
        kind=kind_of(iri),
        key=key(iri),
        label=label,
        aliases=_sorted(names),
        printed=_sorted(printed),
        wikidata=same[0] if same else "",
        sources=tuple(sources),
        note=" ".join(known.all(iri, "wg:note")),
        table=TABLES.get(kind_of(iri), ""),
    )


def _sorted(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: sort_key(name, name)))
