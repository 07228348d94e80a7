"""What each edition of the index says of a country, its three kinds of absence apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.networks.nodes import country_attributes
from watchgraph.profiles.known import Known
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: What an edition can say of a country.
FINDINGS = ("adopter", "none found", "not looked", "not known")


@dataclass(frozen=True)
class Reading:
    """What one edition says of one country.

    Attributes
    ----------
    edition, title
        The edition, such as ``2019``.
    finding
        One of :data:`FINDINGS`.
    assessment, unit
        The records; empty if there is none.
    reported, not_reported, unstated
        Technologies that it reports, that it looked for and did not find, and of which it says
        nothing though it does of other countries.
    suppliers, assumed
        Suppliers that it names, and those whose name could only be read by assumption.
    several
        Whether it says that several companies supply which it does not name.
    marked, not_marked, unmarked
        Supplier states that it marks, that it looked for and did not find, and of which it says
        nothing though it does of other countries.
    belt_and_road
        ``true``, ``false``, or empty if it does not say.
    """

    edition: str
    title: str
    finding: str
    assessment: str = ""
    unit: str = ""
    reported: tuple[str, ...] = ()
    not_reported: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    several: bool = False
    marked: tuple[str, ...] = ()
    not_marked: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()
    belt_and_road: str = ""


def readings(kg: KnowledgeGraph, known: Known) -> dict[str, tuple[Reading, ...]]:
    """Return what each edition says of each country.

    Parameters
    ----------
    kg
        The graph.
    known
        What it states.

    Returns
    -------
    dict of str to tuple of Reading
        By country, an edition each, the first edition first.
    """
    countries = known.of_type("wg:Country")
    findings = country_attributes(kg, countries)
    editions = sorted(known.of_type("wg:Edition"), key=lambda one: known.first(one, "wg:start"))
    made: dict[str, list[Reading]] = {iri: [] for iri in countries}
    for edition in editions:
        assessed = _by_country(known, edition, "wg:Assessment")
        units = _by_country(known, edition, "wg:IndexUnit")
        asked = {
            name: tuple(sorted({v for one in assessed.values() for v in known.all(one, name)}))
            for name in _ASKED
        }
        for country in countries:
            finding = str(findings[country].get(f"adopter_{key(edition)}", "not looked"))
            made[country].append(
                _reading(
                    *(known, edition, finding, asked),
                    *(assessed.get(country, ""), units.get(country, "")),
                )
            )
    return {country: tuple(own) for country, own in made.items()}


_ASKED = ("wg:technologyNotFound", "wg:supplierStateNotMarked")


def _by_country(known: Known, edition: str, kind: str) -> dict[str, str]:
    return {
        known.first(one, "wg:country"): one
        for one in known.to(edition, "wg:edition")
        if known.is_a(one, kind)
    }


def _reading(
    known: Known,
    edition: str,
    finding: str,
    asked: Mapping[str, tuple[str, ...]],
    assessment: str,
    unit: str,
) -> Reading:
    title = known.label(edition)
    if finding != "adopter":
        return Reading(key(edition), title, finding, assessment, unit)
    reported = known.all(assessment, "wg:technologyReported")
    not_reported = known.all(assessment, "wg:technologyNotFound")
    marked = known.all(assessment, "wg:supplierStateMarked")
    not_marked = known.all(assessment, "wg:supplierStateNotMarked")
    technologies, states = (asked[name] for name in _ASKED)
    return Reading(
        edition=key(edition),
        title=title,
        finding=finding,
        assessment=assessment,
        unit=unit,
        reported=reported,
        not_reported=not_reported,
        unstated=tuple(one for one in technologies if one not in (*reported, *not_reported)),
        suppliers=known.all(assessment, "wg:namesSupplier"),
        assumed=known.all(assessment, "wg:namesSupplierAssumed"),
        several=known.first(assessment, "wg:unnamedMultiple") == "true",
        marked=marked,
        not_marked=not_marked,
        unmarked=tuple(one for one in states if one not in (*marked, *not_marked)),
        belt_and_road=known.first(assessment, "wg:briMarked"),
    )
