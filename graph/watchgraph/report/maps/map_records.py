"""What the graph says of each place, as the map wants it: gathered by a few questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from watchgraph.render.atlas import Place
from watchgraph.vocabulary import ID, iri_term, key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph, Value


@dataclass
class Assessed:
    """What one edition says of one place.

    Attributes
    ----------
    finding : str
        ``adopter``, ``none_found`` or ``unknown``.
    technologies, missing, suppliers, marked, unmarked : set of str
        Keys of what it reports, asked for and did not find, names, marks and does not mark.
    """

    finding: str
    technologies: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    suppliers: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    unmarked: set[str] = field(default_factory=set)


@dataclass
class Recorded:
    """What all records say of one place.

    Attributes
    ----------
    editions : dict
        What each edition says; an edition that did not look at the place is missing.
    suppliers : set of str
        Suppliers that an assessment or a deployment surely names.
    naming : set of str
        The records that do.
    deployments, loans : set of str
        Deployments and loans.
    families : set of str
        The independent sources of these and of the assessments that found such technology, as
        ``watchgraph.profiles.families_of`` counts them.
    searched : set of str
        Suppliers for which a search for evidence there is recorded.
    membership : tuple of str
        Status of the Belt and Road membership, its beginning and its end; empty if none.
    regimes : dict
        Regime class by year and source.
    """

    editions: dict[str, Assessed] = field(default_factory=dict)
    suppliers: set[str] = field(default_factory=set)
    naming: set[str] = field(default_factory=set)
    deployments: set[str] = field(default_factory=set)
    loans: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    searched: set[str] = field(default_factory=set)
    membership: tuple[str, ...] = ()
    regimes: dict[tuple[str, str], str] = field(default_factory=dict)


def places_of(kg: KnowledgeGraph) -> tuple[Place, ...]:
    """Return the countries and territories of the graph, in the order of their names.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    tuple of Place
        Countries by ISO code, territories by key.
    """
    rows = kg.rows(
        "SELECT DISTINCT ?place ?label ?number ?east ?north { VALUES ?class { wg:Country "
        "wg:Territory } ?place a ?class ; rdfs:label ?label . "
        "OPTIONAL { ?place wg:isoNumeric ?number } "
        "OPTIONAL { ?place wg:longitude ?east ; wg:latitude ?north } }"
    )
    places = [
        Place(
            key(str(place)),
            str(label),
            str(number or ""),
            None if east is None or north is None else (float(str(east)), float(str(north))),
        )
        for place, label, number, east, north in rows
    ]
    return tuple(sorted(places, key=lambda place: (place.name.casefold(), place.code)))


def records_of(kg: KnowledgeGraph, places: Iterable[Place]) -> dict[str, Recorded]:
    """Return what is recorded of each place.

    Parameters
    ----------
    kg
        The graph.
    places
        The places.

    Returns
    -------
    dict
        By code, one for each place.
    """
    made = {place.code: Recorded() for place in places}
    _read_units(kg, made)
    for place, record, supplier in kg.rows(
        "SELECT DISTINCT ?place ?record ?supplier { VALUES ?kind { wg:Assessment wg:Deployment } "
        "?record a ?kind ; wg:country ?place ; wg:namesSupplier ?supplier }"
    ):
        made[_key(place)].suppliers.add(_key(supplier))
        made[_key(place)].naming.add(_short(record))
    for name, kind in (("deployments", "wg:Deployment"), ("loans", "wg:SoftLoan")):
        for place, record in kg.rows(
            f"SELECT DISTINCT ?place ?record {{ ?record a {kind} ; wg:country ?place }}"
        ):
            getattr(made[_key(place)], name).add(_short(record))
    _read_families(kg, made)
    for place, supplier in kg.rows(
        "SELECT DISTINCT ?place ?label { ?search a wg:EvidenceSearch ; wg:country ?place ; "
        "wg:supplier ?supplier . ?supplier rdfs:label ?label }"
    ):
        made[_key(place)].searched.add(str(supplier))
    for place, status, start, end in kg.rows(
        "SELECT DISTINCT ?place ?status ?start ?end { ?record a wg:BRIMembership ; "
        "wg:country ?place ; wg:membershipStatus ?status . "
        "OPTIONAL { ?record wg:start ?start } OPTIONAL { ?record wg:end ?end } }"
    ):
        made[_key(place)].membership = (_key(status), str(start or ""), str(end or ""))
    measure = iri_term(mint("measure", "regime_class"))
    for place, year, source, value in kg.rows(
        "SELECT DISTINCT ?place ?year ?source ?value { ?record a wg:Indicator ; "
        f"wg:measure {measure} ; wg:country ?place ; wg:year ?year ; wg:classValue ?value ; "
        "prov:wasDerivedFrom ?source }"
    ):
        made[_key(place)].regimes[str(year)[:4], _key(source)] = _key(value)
    return made


def _read_families(kg: KnowledgeGraph, made: dict[str, Recorded]) -> None:
    for kind, pattern in (
        ("wg:Assessment", "; wg:adopter true "),
        ("wg:Deployment", ""),
        ("wg:SoftLoan", ""),
    ):
        for place, source, family in kg.rows(
            f"SELECT DISTINCT ?place ?source ?family {{ ?record a {kind} {pattern}; "
            "wg:country ?place ; prov:wasDerivedFrom ?source . "
            "OPTIONAL { ?source wg:evidenceFamily ?family } }"
        ):
            # A source without a publisher stands for itself.
            made[_key(place)].families.add(_short(family or source))


def _read_units(kg: KnowledgeGraph, made: dict[str, Recorded]) -> None:
    for place, edition, finding in kg.rows(
        "SELECT DISTINCT ?place ?edition ?finding { ?unit a wg:IndexUnit ; wg:country ?place ; "
        "wg:edition ?edition ; wg:finding ?finding }"
    ):
        made[_key(place)].editions[_key(edition)] = Assessed(_key(finding))
    for place, edition, predicate, thing in kg.rows(
        "SELECT DISTINCT ?place ?edition ?predicate ?thing { ?one a wg:Assessment ; "
        "wg:country ?place ; wg:edition ?edition ; ?predicate ?thing . VALUES ?predicate { "
        "wg:technologyReported wg:technologyNotFound wg:namesSupplier wg:supplierStateMarked "
        "wg:supplierStateNotMarked } }"
    ):
        own = made[_key(place)].editions[_key(edition)]
        name = str(predicate).rpartition("#")[2]
        {
            "technologyReported": own.technologies,
            "technologyNotFound": own.missing,
            "namesSupplier": own.suppliers,
            "supplierStateMarked": own.marked,
            "supplierStateNotMarked": own.unmarked,
        }[name].add(_key(thing))


def _key(iri: Value) -> str:
    return key(str(iri))


def _short(iri: Value) -> str:
    return str(iri).removeprefix(ID)
