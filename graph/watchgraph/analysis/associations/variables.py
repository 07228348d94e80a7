"""The table of units: every variable of an edition's countries and suppliers, with its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from watchgraph.analysis.associations import reading
from watchgraph.analysis.associations.dated import Day, Span, held
from watchgraph.analysis.associations.units import NO, Told, Unit, told
from watchgraph.analysis.regimes import unit_classes

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_TOP = 50
_DEMOCRACIES = ("ED", "LD")
_NOT_SURE = "one of several of which the edition looked at one"
_ADOPTERS_ONLY = "the edition marks adopters only"
_NO_COUNTRY = "a territory, which tables by country do not hold"
_VAGUE_MEMBER = "membership unclear, or its date too vague"
_VAGUE_LOAN = "a loan is recorded, its date too vague"


def country_units(kg: KnowledgeGraph, edition: str) -> list[Unit]:
    """Gather what is known of every unit of an edition.

    Parameters
    ----------
    kg
        The graph.
    edition
        Edition of the index.

    Returns
    -------
    list of Unit
        By record. A unit that the edition may not have looked at has no value of ``adopter``.

    Raises
    ------
    UseError
        If the edition is unknown.
    """
    classes = unit_classes(kg, edition)
    day = reading.editions(kg)[edition]
    assessed = reading.assessments(kg, edition)
    marks = {state: reading.state_marks(kg, edition, state) for state in ("CHN", "USA")}
    named = reading.named_suppliers(kg, edition)
    assumed = reading.named_suppliers(kg, edition, "namesSupplierAssumed")
    listed = {s: held(own, day, "") for s, own in reading.listings(kg).items()}
    dated = {
        "bri_member": (reading.memberships(kg), _VAGUE_MEMBER),
        "loan": (reading.loans(kg), _VAGUE_LOAN),
        "security_loan": (reading.loans(kg, security=True), _VAGUE_LOAN),
    }
    ranks, figures, regions = reading.ranks(kg), reading.spending(kg), reading.regions(kg)
    fiftieth = _fiftieth(ranks, figures)
    made = []
    for record, place, label, certain, adopter in reading.index_units(kg, edition):
        assessment, bri_marked = assessed.get(record, ("", None))
        own: dict[str, Told] = {
            "adopter": told(adopter, (record,)) if certain else Told("", _NOT_SURE, (record,)),
            "bri_marked": _bri_mark(adopter, bri_marked, assessment),
            "chinese": _mark(adopter, marks["CHN"].get(assessment), assessment or record),
            "us_technology": _mark(adopter, marks["USA"].get(assessment), assessment or record),
            "listed_supplier": _listed_supplier(
                assessment, named.get(assessment, set()), assumed.get(assessment, set()), listed
            ),
        }
        for name, (spans, why) in dated.items():
            own[name] = _held(spans, place, day, why)
        own["regime"], own["democracy"] = _regime(classes.get(record))
        own["rank"], own["top_fifty"] = _rank(ranks.get(place), figures.get(place, []), fiftieth)
        region = regions.get(place)
        own["region"] = Told(region[0]) if region else Told(why="no region in the scheme")
        made.append(Unit(record, place, label, own))
    return made


def supplier_units(kg: KnowledgeGraph, edition: str) -> list[Unit]:
    """Gather the suppliers that an edition names by a certain reading.

    Parameters
    ----------
    kg
        The graph.
    edition
        Edition of the index.

    Returns
    -------
    list of Unit
        By supplier, with ``listed`` and ``reach``.
    """
    day = reading.editions(kg)[edition]
    listings = reading.listings(kg)
    naming: dict[str, set[str]] = {}
    for assessment, suppliers in reading.named_suppliers(kg, edition).items():
        for supplier in suppliers:
            naming.setdefault(supplier, set()).add(assessment)
    labels = {
        reading.short(thing): str(label)
        for thing, label in kg.rows(
            "SELECT DISTINCT ?thing ?label { ?thing a wg:Supplier ; rdfs:label ?label }"
        )
    }
    return [
        Unit(
            supplier,
            supplier,
            labels.get(supplier, supplier),
            {
                "listed": held(listings.get(supplier, ()), day, "listed, its date too vague"),
                "reach": told(len(by) > 1, by),
            },
        )
        for supplier, by in sorted(naming.items())
    ]


def _held(spans: Mapping[str, list[Span]], place: str, day: Day, why: str) -> Told:
    """Tell what held, of countries only: the tables of memberships and loans name no others."""
    if not place.startswith("country/"):
        return Told(why=_NO_COUNTRY)
    return held(spans.get(place, ()), day, why)


def _bri_mark(adopter: bool, marked: bool | None, assessment: str) -> Told:
    if marked is None:
        return Told(why=_ADOPTERS_ONLY if not adopter else "not stated")
    return told(marked, (assessment,))


def _mark(adopter: bool, marked: bool | None, record: str) -> Told:
    """Of a unit that was looked at and not listed, nothing from any state is listed."""
    if not adopter:
        return Told(NO, "", (record,))
    return Told(why="not stated") if marked is None else told(marked, (record,))


def _listed_supplier(
    assessment: str, named: set[str], assumed: set[str], listed: Mapping[str, Told]
) -> Told:
    if not named and not assumed:
        return Told(why="the edition names no company")
    of = {supplier: listed.get(supplier, Told(NO)) for supplier in named}
    sure = [record for own in of.values() if own.value == "yes" for record in own.records]
    if sure:
        return told(True, (assessment, *sure))
    vague = any(not own.value for own in of.values())
    vague |= any(listed.get(supplier, Told(NO)).value != NO for supplier in assumed)
    if vague:
        return Told(why="the name or the listing of a supplier is not sure")
    return told(False, (assessment,))


def _regime(own: tuple[bool, str, str, str] | None) -> tuple[Told, Told]:
    if own is None or not own[1]:
        missing = Told(why="no regime class stated")
        return missing, missing
    _, code, _, record = own
    return Told(code, "", (record,)), told(code in _DEMOCRACIES, (record,))


def _fiftieth(
    ranks: Mapping[str, tuple[int, str]], figures: Mapping[str, list[tuple[float, str]]]
) -> float:
    """Return the least figure of any of the fifty first; 0 if they are not all there."""
    first = [place for place, (rank, _) in ranks.items() if rank <= _TOP]
    told = [value for place in first for value, _ in figures.get(place, ())]
    return min(told) if len(first) >= _TOP and all(map(figures.get, first)) else 0.0


def _rank(
    own: tuple[int, str] | None, figures: list[tuple[float, str]], fiftieth: float
) -> tuple[Told, Told]:
    """Tell rank, and whether it is of the first fifty, which a figure without a rank may tell."""
    if own is not None:
        rank, record = own
        return Told(str(rank), "", (record,)), told(rank <= _TOP, (record,))
    if not figures:
        missing = Told(why="no military spending figure for 2018")
        return missing, missing
    records = tuple(record for _, record in figures)
    missing = Told("", "military spending of 2018 known, its rank not", records)
    return missing, told(False, records) if max(figures)[0] < fiftieth else missing
