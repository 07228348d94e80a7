"""Which suppliers two editions name, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.diff.naming import names_of, sort_key
from watchgraph.diff.places import NOT_COMPARABLE, edition_term
from watchgraph.networks.facts import facts, first
from watchgraph.networks.labels import LINKS, NAME_PROPERTIES, RECORD_PROPERTIES, record_label
from watchgraph.vocabulary import ID, key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_NAMED = """
SELECT DISTINCT ?record ?place ?supplier ?assumed
WHERE {
  { ?record wg:namesSupplier ?supplier . BIND (false AS ?assumed) }
  UNION
  { ?record wg:namesSupplierAssumed ?supplier . BIND (true AS ?assumed) }
  ?record a wg:Assessment ; wg:edition %s ; wg:country ?place .
}
"""
_UNNAMED = """
SELECT DISTINCT ?place
WHERE { ?record a wg:Assessment ; wg:edition %s ; wg:country ?place ; wg:unnamedMultiple true }
"""
_CONTROLS = """
SELECT DISTINCT ?record ?supplier
WHERE { ?record a wg:SupplierControl ; wg:controlled|wg:controller ?supplier }
"""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Named:
    """The suppliers that one edition names.

    Attributes
    ----------
    certain, assumed
        The assessments that name a supplier, by supplier and place; apart by how sure it is
        which supplier the printed name means.
    unnamed
        Places of which the edition says that several suppliers serve them, without names.
    """

    certain: Mapping[Pair, tuple[str, ...]]
    assumed: Mapping[Pair, tuple[str, ...]]
    unnamed: frozenset[str]

    def suppliers(self) -> set[str]:
        """Return the suppliers whose reading is certain."""
        return {supplier for supplier, _ in self.certain}

    def counts(self) -> dict[str, int]:
        """Return for how many places each supplier is named for certain."""
        counts: dict[str, int] = {}
        for supplier, _ in self.certain:
            counts[supplier] = counts.get(supplier, 0) + 1
        return counts

    def places(self, supplier: str | None = None) -> set[str]:
        """Return the places for which a supplier, or any, is named for certain."""
        return {place for own, place in self.certain if supplier in (own, None)}

    def perhaps(self, supplier: str) -> set[str]:
        """Return the places for which a supplier is named by an assumed reading."""
        return {place for own, place in self.assumed if own == supplier}


def read_named(kg: KnowledgeGraph, edition: str) -> Named:
    """Read the suppliers that an edition names.

    Parameters
    ----------
    kg
        The graph.
    edition
        Key of the edition.

    Returns
    -------
    Named
        The names.
    """
    term = edition_term(edition)
    found: tuple[dict[Pair, set[str]], dict[Pair, set[str]]] = ({}, {})
    for record, place, supplier, assumed in kg.rows(_NAMED % term):
        pair = (str(supplier), str(place))
        found[bool(assumed)].setdefault(pair, set()).add(str(record).removeprefix(ID))
    certain, guessed = ({p: tuple(sorted(own)) for p, own in one.items()} for one in found)
    unnamed = frozenset(str(place) for (place,) in kg.rows(_UNNAMED % term))
    return Named(certain, guessed, unnamed)


def compare_suppliers(kg: KnowledgeGraph, before: Named, after: Named) -> list[dict[str, Any]]:
    """Say of each supplier which edition names it.

    Parameters
    ----------
    kg
        The graph.
    before, after
        The names of each edition.

    Returns
    -------
    list of dict
        By name: ``supplier``, ``name``, ``headquarters``, ``headquarters_name``, ``change``
        (``named in both``, ``newly named``, ``no longer named``, or ``not comparable`` where
        one edition names it by an assumed reading only), ``before`` and ``after`` (numbers of
        places), ``rank_before`` and ``rank_after`` (1 for the most places, equal numbers share a
        rank; None if not named), ``gained`` and ``lost`` (names of places, but not where
        the other edition names it by an assumed reading), ``control`` (known changes of owner or
        name, for what is not named in both), ``records``.
    """
    suppliers = before.suppliers() | after.suppliers()
    heads = facts(kg, suppliers, "wg:headquarters")
    places = {place for named in (before, after) for _, place in named.certain}
    seats = {first(own, "wg:headquarters") for own in heads.values()} - {""}
    names = names_of(kg, suppliers | places | seats)
    controls = _controls(kg)
    rows = []
    for supplier in sorted(suppliers, key=lambda iri: sort_key(names[iri], iri)):
        one, two = before.places(supplier), after.places(supplier)
        seat = first(heads.get(supplier, {}), "wg:headquarters")
        known = () if one and two else controls.get(supplier, ())
        rows.append(
            {
                "supplier": key(supplier),
                "name": names[supplier],
                "headquarters": key(seat),
                "headquarters_name": names.get(seat, ""),
                "change": _change(supplier, before, after),
                "before": len(one),
                "after": len(two),
                "rank_before": _rank(supplier, before),
                "rank_after": _rank(supplier, after),
                "gained": _sorted_names(two - one - before.perhaps(supplier), names),
                "lost": _sorted_names(one - two - after.perhaps(supplier), names),
                "control": tuple(label for _, label in known),
                "records": tuple(
                    sorted(
                        {record for record, _ in known}
                        | _records(supplier, before)
                        | _records(supplier, after)
                    )
                ),
            }
        )
    return rows


def compare_links(
    kg: KnowledgeGraph, before: Named, after: Named, places: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Say of each supplier and place which edition names the two together.

    Parameters
    ----------
    kg
        The graph.
    before, after
        The names of each edition.
    places
        How each place changed, by IRI.

    Returns
    -------
    list of dict
        By supplier, then place: ``supplier``, ``name``, ``country``, ``country_name``,
        ``before``, ``after`` (``named``, ``assumed`` or ``not named``), ``change``,
        ``country_change``, ``records``.
    """
    pairs = {*before.certain, *before.assumed, *after.certain, *after.assumed}
    names = names_of(kg, {iri for pair in pairs for iri in pair})
    rows = []
    for pair in sorted(
        pairs, key=lambda p: (sort_key(names[p[0]], p[0]), sort_key(names[p[1]], p[1]))
    ):
        one, two = _how(pair, before), _how(pair, after)
        rows.append(
            {
                "supplier": key(pair[0]),
                "name": names[pair[0]],
                "country": key(pair[1]),
                "country_name": names[pair[1]],
                "before": one,
                "after": two,
                "change": _LINK_CHANGES.get((one, two), NOT_COMPARABLE),
                "country_change": places.get(pair[1], NOT_COMPARABLE),
                "records": tuple(
                    sorted(
                        {
                            record
                            for named in (before, after)
                            for how in (named.certain, named.assumed)
                            for record in how.get(pair, ())
                        }
                    )
                ),
            }
        )
    return rows


_LINK_CHANGES = {
    ("named", "named"): "named in both",
    ("not named", "named"): "newly named",
    ("named", "not named"): "no longer named",
}


def _how(pair: Pair, named: Named) -> str:
    if pair in named.certain:
        return "named"
    return "assumed" if pair in named.assumed else "not named"


def _change(supplier: str, before: Named, after: Named) -> str:
    one, two = (supplier in named.suppliers() for named in (before, after))
    if one and two:
        return "named in both"
    other = before if two else after
    if any(own == supplier for own, _ in other.assumed):
        return NOT_COMPARABLE
    return "newly named" if two else "no longer named"


def _rank(supplier: str, named: Named) -> int | None:
    counts = named.counts()
    if supplier not in counts:
        return None
    return 1 + sum(count > counts[supplier] for count in counts.values())


def _records(supplier: str, named: Named) -> set[str]:
    return {r for (own, _), records in named.certain.items() if own == supplier for r in records}


def _sorted_names(places: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[place] for place in sorted(places, key=lambda p: sort_key(names[p], p)))


def _controls(kg: KnowledgeGraph) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each supplier the records of its owners and names, with their labels."""
    found: dict[str, set[str]] = {}
    for record, supplier in kg.rows(_CONTROLS):
        found.setdefault(str(supplier), set()).add(str(record))
    records = {record for own in found.values() for record in own}
    own = facts(kg, records, *RECORD_PROPERTIES)
    known = facts(
        kg,
        {iri for one in own.values() for link in LINKS for iri in one.get(link, ())},
        *NAME_PROPERTIES,
    )
    return {
        supplier: tuple(
            (iri.removeprefix(ID), record_label(iri, own[iri], known)) for iri in sorted(records)
        )
        for supplier, records in found.items()
    }
