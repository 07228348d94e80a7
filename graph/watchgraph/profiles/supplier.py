"""All that is known of each supplier, and of each lender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from watchgraph.profiles.entities import Entity, entity
from watchgraph.profiles.known import Known
from watchgraph.profiles.pairs import Pair, assumed, shared_with
from watchgraph.profiles.standing import Standing


@dataclass(frozen=True)
class SupplierProfile:
    """A supplier and the records that speak of it.

    Attributes
    ----------
    entity
        Its names.
    headquarters, city
        Country and city of its head office; empty if not stated.
    ownership, origin, basis, focus
        Codes: who owns it, whose technology it counts as, what this row rests on, what it sells.
    founded, website
        As stated; empty if not.
    controlled, controls
        Records of who controls it and how it was renamed, and of what it controls.
    listings
        Regulators' listings.
    pairs
        Countries that records name it for.
    assumed
        Mentions that could only be read by assumption.
    deployments, loans, searches
        Records that name it.
    mentions
        The names as printed, a record each.
    shared
        Other suppliers by the countries that they share with it.
    standing
        Its rank in the supply network; None if unranked.
    """

    entity: Entity
    headquarters: str
    city: str
    ownership: str
    origin: str
    basis: str
    focus: tuple[str, ...]
    founded: str
    website: str
    controlled: tuple[str, ...]
    controls: tuple[str, ...]
    listings: tuple[str, ...]
    pairs: tuple[Pair, ...]
    assumed: tuple[str, ...]
    deployments: tuple[str, ...]
    loans: tuple[str, ...]
    searches: tuple[str, ...]
    mentions: tuple[str, ...]
    shared: Mapping[str, tuple[str, ...]]
    standing: Standing | None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Records that name it: assessments, deployments and loans."""
        assessed = (record for pair in self.pairs for record in pair.assessments)
        return (*assessed, *self.deployments, *self.loans)

    @property
    def records(self) -> tuple[str, ...]:
        """All records that speak of it."""
        own = (*self.controlled, *self.controls, *self.listings, *self.searches)
        return (*self.evidence, *own, *self.mentions)


@dataclass(frozen=True)
class LenderProfile:
    """A lender and its loans.

    Attributes
    ----------
    entity
        Its names.
    home, type
        Its home country and the code of its type; empty if not stated.
    loans
        Loans, credits and grants that it gave.
    namesake
        A supplier of the same name; empty if there is none.
    """

    entity: Entity
    home: str
    type: str
    loans: tuple[str, ...]
    namesake: str


def supplier_profile(
    known: Known,
    iri: str,
    pairs: Mapping[str, tuple[Pair, ...]],
    standings: Mapping[str, Standing],
) -> SupplierProfile:
    """Return what is known of a supplier.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The supplier.
    pairs
        Suppliers and countries, by either end.
    standings
        Ranks in the supply network.

    Returns
    -------
    SupplierProfile
        Records in the order of their IRIs.
    """

    def of(name: str, kind: str) -> tuple[str, ...]:
        return tuple(one for one in known.to(iri, name) if known.is_a(one, kind))

    return SupplierProfile(
        entity=entity(known, iri),
        headquarters=known.first(iri, "wg:headquarters"),
        city=known.first(iri, "wg:headquartersCity"),
        ownership=known.first(iri, "wg:ownership"),
        origin=known.first(iri, "wg:technologyOrigin"),
        basis=known.first(iri, "wg:basis"),
        focus=known.all(iri, "wg:productFocus"),
        founded=known.first(iri, "wg:foundedYear"),
        website=known.first(iri, "wg:website"),
        controlled=known.to(iri, "wg:controlled"),
        controls=known.to(iri, "wg:controller"),
        listings=of("wg:supplier", "wg:Listing"),
        pairs=pairs.get(iri, ()),
        assumed=assumed(known, iri),
        deployments=of("wg:namesSupplier", "wg:Deployment"),
        loans=of("wg:namesSupplier", "wg:SoftLoan"),
        searches=of("wg:supplier", "wg:EvidenceSearch"),
        mentions=of("wg:supplier", "wg:Mention"),
        shared=shared_with(pairs, iri),
        standing=standings.get(iri),
    )


def lender_profile(known: Known, iri: str) -> LenderProfile:
    """Return what is known of a lender.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The lender.

    Returns
    -------
    LenderProfile
        Its loans in the order of their IRIs.
    """
    name = known.label(iri)
    same = [one for one in known.of_type("wg:Supplier") if known.label(one) == name]
    return LenderProfile(
        entity=entity(known, iri),
        home=known.first(iri, "wg:homeCountry"),
        type=known.first(iri, "wg:lenderType"),
        loans=known.to(iri, "wg:lender"),
        namesake=same[0] if same else "",
    )
