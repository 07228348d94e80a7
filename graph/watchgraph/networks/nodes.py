"""What a network says of its countries, suppliers, lenders and deployments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from watchgraph.networks.facts import Facts, facts, first
from watchgraph.networks.units import missing_units
from watchgraph.times.moment import UNDATED
from watchgraph.vocabulary import key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: The scheme of the regions that the index uses.
INDEX = "index"
_FINDINGS = {"adopter": "adopter", "none_found": "none found"}


def supplier_attributes(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the attributes of suppliers.

    Parameters
    ----------
    kg
        The graph.
    iris
        Suppliers.

    Returns
    -------
    dict of str to dict
        ``kind``, ``label``, ``slug``, ``origin`` (ISO 3166 code of the headquarters' country, or
        ``unknown``), ``origin_label``, ``aliases`` (other names, joined by ``"; "``).
    """
    wanted = sorted(set(iris))
    own = facts(kg, wanted, "rdfs:label", "wg:legalName", "skos:altLabel", "wg:headquarters")
    seats = facts(
        kg, {first(one, "wg:headquarters") for one in own.values()} - {""}, "rdfs:label", "wg:iso3"
    )
    renamed = _new_names(kg)
    made = {}
    for iri in wanted:
        one = own.get(iri, {})
        seat = seats.get(first(one, "wg:headquarters"), {})
        label = first(one, "rdfs:label") or key(iri)
        names = {name for each in ("wg:legalName", "skos:altLabel") for name in one.get(each, ())}
        made[iri] = {
            "kind": "supplier",
            "label": label,
            "slug": key(iri),
            "origin": first(seat, "wg:iso3") or "unknown",
            "origin_label": first(seat, "rdfs:label") or "unknown",
            "aliases": "; ".join(sorted((names | renamed.get(iri, set())) - {label})),
        }
    return made


def country_attributes(
    kg: KnowledgeGraph, iris: Iterable[str], date: str = ""
) -> dict[str, dict[str, Any]]:
    """Return the attributes of countries.

    Parameters
    ----------
    kg
        The graph.
    iris
        Countries.
    date
        Day, YYYY-MM-DD, for which Belt and Road membership is told; empty for that of the graph
        if it stands as of a day, else for the last known.

    Returns
    -------
    dict of str to dict
        ``kind``, ``label``, ``slug``, ``origin`` and ``origin_label`` (empty), ``region`` (of
        the index, else of the United Nations), ``region_scheme`` (``index``, ``un-m49`` or
        empty), ``bri`` (``member``, ``withdrawn``, ``unclear``
        or ``none recorded``), ``adopter_2019`` and ``adopter_2022`` (``adopter``,
        ``none found``, ``not known`` or ``not looked``; for any date; ``not looked`` only if the
        graph holds the edition with all its units), ``aliases`` (joined by ``"; "``), and
        ``latitude`` and ``longitude`` in degrees where known.
    """
    wanted = sorted(set(iris))
    own = facts(
        kg,
        wanted,
        *("rdfs:label", "wg:iso3", "skos:altLabel", "wg:inRegion", "wg:latitude", "wg:longitude"),
    )
    regions = facts(
        kg,
        {region for one in own.values() for region in one.get("wg:inRegion", ())},
        "skos:prefLabel",
    )
    findings = _findings(kg)
    absent = {edition: _not_listed(kg, edition) for edition in ("2019", "2022")}
    memberships = _memberships(kg, date)
    made = {}
    for iri in wanted:
        one = own.get(iri, {})
        label = first(one, "rdfs:label") or key(iri)
        attributes: dict[str, Any] = {
            "kind": "country",
            "label": label,
            "slug": first(one, "wg:iso3") or key(iri),
            "origin": "",
            "origin_label": "",
            **_region(one, regions),
            "bri": memberships.get(iri, "none recorded"),
            "adopter_2019": findings.get((iri, "2019"), absent["2019"]),
            "adopter_2022": findings.get((iri, "2022"), absent["2022"]),
            "aliases": "; ".join(name for name in one.get("skos:altLabel", ()) if name != label),
        }
        for name in ("latitude", "longitude"):
            if text := first(one, f"wg:{name}"):
                attributes[name] = float(text)
        made[iri] = attributes
    return made


def lender_attributes(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the attributes of lenders.

    Parameters
    ----------
    kg
        The graph.
    iris
        Lenders.

    Returns
    -------
    dict of str to dict
        ``kind``, ``label``, ``slug``, ``origin`` (ISO 3166 code of the home country, or
        ``unknown``), ``origin_label``, ``lender_type`` (code; empty if not stated), ``aliases``
        (empty).
    """
    wanted = sorted(set(iris))
    own = facts(kg, wanted, "rdfs:label", "wg:homeCountry", "wg:lenderType")
    homes = facts(
        kg, {first(one, "wg:homeCountry") for one in own.values()} - {""}, "rdfs:label", "wg:iso3"
    )
    made = {}
    for iri in wanted:
        one = own.get(iri, {})
        home = homes.get(first(one, "wg:homeCountry"), {})
        made[iri] = {
            "kind": "lender",
            "label": first(one, "rdfs:label") or key(iri),
            "slug": key(iri),
            "origin": first(home, "wg:iso3") or "unknown",
            "origin_label": first(home, "rdfs:label") or "unknown",
            "lender_type": key(first(one, "wg:lenderType")),
            "aliases": "",
        }
    return made


def deployment_attributes(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the attributes of deployments.

    Parameters
    ----------
    kg
        The graph.
    iris
        Deployments.

    Returns
    -------
    dict of str to dict
        ``kind``, ``label``, ``slug``, ``origin`` and ``origin_label`` (empty), ``place``,
        ``operator``, ``stage`` (code), ``start`` (as stated), each empty where not stated,
        ``aliases`` (empty), and ``cameras`` where their number is stated.
    """
    wanted = sorted(set(iris))
    stated = {
        "place": "wg:placeName",
        "operator": "wg:operator",
        "stage": "wg:stage",
        "start": "wg:start",
    }
    own = facts(kg, wanted, "rdfs:label", "wg:cameraCount", *stated.values())
    made = {}
    for iri in wanted:
        one = own.get(iri, {})
        attributes: dict[str, Any] = {
            "kind": "deployment",
            "label": first(one, "rdfs:label") or key(iri),
            "slug": key(iri),
            "origin": "",
            "origin_label": "",
        } | {name: first(one, prefixed) for name, prefixed in stated.items()}
        attributes["stage"] = key(attributes["stage"])
        attributes["aliases"] = ""
        if cameras := first(one, "wg:cameraCount"):
            attributes["cameras"] = int(cameras)
        made[iri] = attributes
    return made


def headquarters(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, str]:
    """Return the country in which each supplier has its headquarters, where known.

    Parameters
    ----------
    kg
        The graph.
    iris
        Suppliers.

    Returns
    -------
    dict of str to str
        Supplier to country.
    """
    found = facts(kg, iris, "wg:headquarters")
    return {iri: first(one, "wg:headquarters") for iri, one in found.items()}


def _region(one: Facts, regions: dict[str, Facts]) -> dict[str, str]:
    """Return the region of the index if there is one, else that of the United Nations."""
    of_index, of_un = "", ""
    for iri in one.get("wg:inRegion", ()):
        label = first(regions.get(iri, {}), "skos:prefLabel")
        if key(iri).startswith("aigs-"):
            of_index = of_index or label
        elif key(iri).startswith("un-m49-") and not key(iri).startswith("un-m49-sub-"):
            of_un = of_un or label
    scheme = INDEX if of_index else "un-m49" if of_un else ""
    return {"region": of_index or of_un, "region_scheme": scheme}


def _findings(kg: KnowledgeGraph) -> dict[tuple[str, str], str]:
    rows = kg.rows(
        "SELECT ?country ?edition ?finding "
        "{ ?unit a wg:IndexUnit ; wg:country ?country ; wg:edition ?edition ; wg:finding ?finding }"
    )
    return {
        (str(country), key(str(edition))): _FINDINGS.get(key(str(finding)), "not known")
        for country, edition, finding in rows
    }


def _not_listed(kg: KnowledgeGraph, edition: str) -> str:
    """Return what it means that an edition's list of units lacks a country."""
    known = kg.rows(f"SELECT ?class {{ <{mint('edition', edition)}> a ?class }}")
    return "not looked" if known and not missing_units(kg, edition) else "not known"


def _memberships(kg: KnowledgeGraph, date: str) -> dict[str, str]:
    moment = kg.moment
    if moment:
        # What had ended or cannot be placed is not in the graph, yet is no lack of a record.
        kg = moment.origin
        date = min((day for day in (date, moment.earliest_valid) if day), default="")
    rows = kg.rows(
        "SELECT ?country ?status ?start ?end ?membership { ?membership a wg:BRIMembership ; "
        "wg:country ?country ; wg:membershipStatus ?status . "
        "OPTIONAL { ?membership wg:startEarliest ?start } "
        "OPTIONAL { ?membership wg:endEarliest ?end } }"
    )
    # Sorted, so that the latest start decides if a country joined more than once.
    found: dict[str, str] = {}
    for country, status, start, end, membership in sorted(
        rows, key=lambda row: tuple("" if value is None else str(value) for value in row[2::-1])
    ):
        said = key(str(status))
        placed = moment.records.get(str(membership)) if moment else None
        if placed and placed.outcome == "not_published":
            continue
        if (placed and not placed.kept and placed.outcome in UNDATED) or (date and start is None):
            said = "unclear"
        elif date and str(start) > date:
            continue
        elif date and said == "withdrawn":
            said = "unclear" if end is None else "member" if str(end) > date else said
        found[str(country)] = said
    return found


def _new_names(kg: KnowledgeGraph) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for supplier, name in kg.rows(
        "SELECT ?supplier ?name { ?control wg:controlled ?supplier ; wg:newName ?name }"
    ):
        names.setdefault(str(supplier), set()).add(str(name))
    return names
