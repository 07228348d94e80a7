"""All that is known of each country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from watchgraph.profiles.editions import Reading
from watchgraph.profiles.entities import Entity, entity
from watchgraph.profiles.known import Known
from watchgraph.profiles.pairs import Pair, assumed
from watchgraph.profiles.standing import Standing


@dataclass(frozen=True)
class CountryProfile:
    """A country and the records that speak of it.

    Attributes
    ----------
    entity
        Its names.
    iso2, iso3, iso_numeric, capital
        Codes and capital; empty if not stated.
    regions
        Regions by several schemes.
    readings
        What each edition of the index says.
    pairs
        Suppliers that records name for it.
    assumed
        Mentions that could only be read by assumption.
    contractors
        Suppliers that its loans name, and neither an assessment nor a deployment does.
    deployments, loans, memberships, searches, indicators, links
        Records of these kinds; links join loans and deployments.
    suppliers_here, lenders_here
        Suppliers with head office here, lenders at home here.
    marked_in
        By edition, the countries in which it marks technology of this state.
    supply, origin
        Its standing among those supplied, and among the states that supply; None if unranked.
    """

    entity: Entity
    iso2: str
    iso3: str
    iso_numeric: str
    capital: str
    regions: tuple[str, ...]
    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]
    assumed: tuple[str, ...]
    contractors: tuple[str, ...]
    deployments: tuple[str, ...]
    loans: tuple[str, ...]
    memberships: tuple[str, ...]
    searches: tuple[str, ...]
    indicators: tuple[str, ...]
    links: tuple[str, ...]
    suppliers_here: tuple[str, ...]
    lenders_here: tuple[str, ...]
    marked_in: Mapping[str, tuple[str, ...]]
    supply: Standing | None
    origin: Standing | None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Records of what is found here: assessments that found it, deployments and loans."""
        found = (one.assessment for one in self.readings if one.finding == "adopter")
        return (*found, *self.deployments, *self.loans)

    @property
    def records(self) -> tuple[str, ...]:
        """All records that speak of it."""
        assessed = (one.assessment for one in self.readings)
        units = (one.unit for one in self.readings)
        index = (iri for iri in (*assessed, *units) if iri)
        more = (*self.memberships, *self.searches, *self.indicators, *self.links)
        return (*index, *self.deployments, *self.loans, *more)

    @property
    def outside(self) -> bool:
        """Whether no edition of the index looked at it."""
        return all(one.finding == "not looked" for one in self.readings)


def country_profile(
    known: Known,
    iri: str,
    readings: Mapping[str, tuple[Reading, ...]],
    pairs: Mapping[str, tuple[Pair, ...]],
    supply: Mapping[str, Standing],
    origin: Mapping[str, Standing],
) -> CountryProfile:
    """Return what is known of a country.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The country.
    readings
        What the editions say, by country.
    pairs
        Suppliers and countries, by either end.
    supply, origin
        Ranks in the two networks.

    Returns
    -------
    CountryProfile
        Records in the order of their IRIs.
    """

    def of(kind: str) -> tuple[str, ...]:
        return tuple(one for one in known.to(iri, "wg:country") if known.is_a(one, kind))

    loans = of("wg:SoftLoan")
    hired = {one for loan in loans for one in known.all(loan, "wg:namesSupplier")}
    marked: dict[str, list[str]] = {}
    for one in known.to(iri, "wg:supplierStateMarked"):
        edition = known.first(one, "wg:edition").rpartition("/")[2]
        # A territory of the index without a code of its own is no country.
        if known.is_a(country := known.first(one, "wg:country"), "wg:Country"):
            marked.setdefault(edition, []).append(country)
    return CountryProfile(
        entity=entity(known, iri),
        iso2=known.first(iri, "wg:iso2"),
        iso3=known.first(iri, "wg:iso3"),
        iso_numeric=known.first(iri, "wg:isoNumeric"),
        capital=known.first(iri, "wg:capital"),
        regions=known.all(iri, "wg:inRegion"),
        readings=readings.get(iri, ()),
        pairs=pairs.get(iri, ()),
        assumed=assumed(known, iri),
        contractors=tuple(sorted(hired - {pair.supplier for pair in pairs.get(iri, ())})),
        deployments=of("wg:Deployment"),
        loans=loans,
        memberships=of("wg:BRIMembership"),
        searches=of("wg:EvidenceSearch"),
        indicators=of("wg:Indicator"),
        links=tuple(sorted(link for loan in loans for link in known.to(loan, "wg:loan"))),
        suppliers_here=known.to(iri, "wg:headquarters"),
        lenders_here=known.to(iri, "wg:homeCountry"),
        marked_in={edition: tuple(own) for edition, own in sorted(marked.items())},
        supply=supply.get(iri),
        origin=origin.get(iri),
    )
