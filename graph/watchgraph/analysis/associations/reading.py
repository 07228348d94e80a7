"""What is read from the graph: plain rows, each with its record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.analysis.associations.dated import Day, Span
from watchgraph.vocabulary import ID, iri_term, key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph, Value

#: So that a loan counts as given: a pledge is none yet, a cancelled one none any more.
_NO_LOAN = ("pledge", "cancelled")
_RANKS = "watchgraph-milex-ranks-2018"
_SPENDING_YEAR = "2018"


def short(iri: Value) -> str:
    """Return ``kind/key`` of an IRI, or empty text."""
    return str(iri or "").removeprefix(ID)


def editions(kg: KnowledgeGraph) -> dict[str, Day]:
    """Return the editions that the graph holds, by day, and when each came out."""
    rows = kg.rows(
        "SELECT DISTINCT ?e ?first ?last "
        "{ ?e a wg:Edition ; wg:startEarliest ?first ; wg:startLatest ?last }"
    )
    days = {key(str(e)): Day(str(first), str(last)) for e, first, last in rows}
    return dict(sorted(days.items(), key=lambda item: (item[1].earliest, item[0])))


def index_units(kg: KnowledgeGraph, edition: str) -> list[tuple[str, str, str, bool, bool]]:
    """Return record, place, label, whether it was surely looked at, and whether it adopts."""
    rows = kg.rows(
        "SELECT DISTINCT ?unit ?place ?label ?membership ?finding { "
        f"?unit a wg:IndexUnit ; wg:edition {_edition(edition)} ; wg:country ?place ; "
        "wg:unitMembership ?membership ; wg:finding ?finding . ?place rdfs:label ?label }"
    )
    return sorted(
        (
            short(unit),
            short(place),
            str(label),
            key(str(membership)) == "certain",
            key(str(finding)) == "adopter",
        )
        for unit, place, label, membership, finding in rows
    )


def assessments(kg: KnowledgeGraph, edition: str) -> dict[str, tuple[str, bool | None]]:
    """Return of each unit its assessment and the Belt and Road mark, None where there is none."""
    rows = kg.rows(
        "SELECT DISTINCT ?unit ?assessment ?marked { "
        f"?assessment a wg:Assessment ; wg:edition {_edition(edition)} ; wg:indexUnit ?unit . "
        "OPTIONAL { ?assessment wg:briMarked ?marked } }"
    )
    return {
        short(unit): (
            short(assessment),
            None if marked is None else str(marked).lower() in ("true", "1"),
        )
        for unit, assessment, marked in rows
    }


def state_marks(kg: KnowledgeGraph, edition: str, state: str) -> dict[str, bool]:
    """Return of each assessment whether it marks a supplier state; unmarked ones are missing."""
    made: dict[str, bool] = {}
    for marked, predicate in ((True, "Marked"), (False, "NotMarked")):
        for (assessment,) in kg.rows(
            "SELECT DISTINCT ?assessment { "
            f"?assessment a wg:Assessment ; wg:edition {_edition(edition)} ; "
            f"wg:supplierState{predicate} {iri_term(mint('country', state))} }}"
        ):
            made[short(assessment)] = marked
    return made


def named_suppliers(
    kg: KnowledgeGraph, edition: str, predicate: str = "namesSupplier"
) -> dict[str, set[str]]:
    """Return the suppliers that each assessment names."""
    made: dict[str, set[str]] = {}
    for assessment, supplier in kg.rows(
        "SELECT DISTINCT ?assessment ?supplier { "
        f"?assessment a wg:Assessment ; wg:edition {_edition(edition)} ; "
        f"wg:{predicate} ?supplier }}"
    ):
        made.setdefault(short(assessment), set()).add(short(supplier))
    return made


def memberships(kg: KnowledgeGraph) -> dict[str, list[Span]]:
    """Return the Belt and Road memberships of each country."""
    rows = kg.rows(
        "SELECT DISTINCT ?place ?record ?first ?last ?left ?gone ?status { "
        "?record a wg:BRIMembership ; wg:country ?place ; wg:membershipStatus ?status . "
        f"{_BOUNDS} }}"
    )
    return _spans((*row[:6], key(str(row[6])) != "unclear") for row in rows)


def loans(kg: KnowledgeGraph, security: bool = False) -> dict[str, list[Span]]:
    """Return what each country was lent or given from China, without pledges and cancelled ones.

    With ``security`` only what has a purpose of that group.
    """
    group = iri_term(mint("purpose", "security"))
    chosen = f"?purpose skos:broader {group} . " if security else ""
    rows = kg.rows(
        "SELECT DISTINCT ?place ?record ?first ?last ?left ?gone ?status { "
        "?record a wg:SoftLoan ; wg:country ?place ; wg:purpose ?purpose ; wg:lender ?lender . "
        f"?lender wg:homeCountry {iri_term(mint('country', 'CHN'))} . {chosen}"
        f"OPTIONAL {{ ?record wg:loanStatus ?status }} {_BOUNDS} }}"
    )
    # What was lent stays lent: the end of a loan is not asked for.
    return _spans(
        (*row[:4], None, None, True) for row in rows if key(str(row[6] or "")) not in _NO_LOAN
    )


def listings(kg: KnowledgeGraph) -> dict[str, list[Span]]:
    """Return the regulators' listings of each supplier."""
    rows = kg.rows(
        "SELECT DISTINCT ?place ?record ?first ?last ?left ?gone "
        f"{{ ?record a wg:Listing ; wg:supplier ?place . {_BOUNDS} }}"
    )
    return _spans((*row, True) for row in rows)


def ranks(kg: KnowledgeGraph) -> dict[str, tuple[int, str]]:
    """Return each country's rank by military spending, computed over all, and its record."""
    rows = kg.rows(
        "SELECT DISTINCT ?place ?value ?record { "
        "?record a wg:Indicator ; wg:country ?place ; wg:value ?value ; "
        f"wg:measure {iri_term(mint('measure', 'military_expenditure_rank'))} ; "
        f"prov:wasDerivedFrom {iri_term(mint('source', _RANKS))} }}"
    )
    return {short(place): (int(float(str(v))), short(record)) for place, v, record in rows}


def spending(kg: KnowledgeGraph) -> dict[str, list[tuple[float, str]]]:
    """Return each country's figures of military spending of the year of the ranks, by record."""
    rows = kg.rows(
        "SELECT DISTINCT ?place ?value ?record ?year { "
        "?record a wg:Indicator ; wg:country ?place ; wg:value ?value ; wg:year ?year ; "
        f"wg:measure {iri_term(mint('measure', 'military_expenditure'))} }}"
    )
    made: dict[str, list[tuple[float, str]]] = {}
    for place, value, record, year in rows:
        if str(year)[:4] == _SPENDING_YEAR:
            made.setdefault(short(place), []).append((float(str(value)), short(record)))
    return {place: sorted(own, key=lambda one: one[1]) for place, own in sorted(made.items())}


def regions(kg: KnowledgeGraph, scheme: str = "aigs") -> dict[str, tuple[str, str]]:
    """Return code and name of each country's region in a scheme."""
    rows = kg.rows(
        "SELECT DISTINCT ?place ?region ?label { "
        "?place wg:inRegion ?region . ?region skos:prefLabel ?label ; "
        f"skos:broader {iri_term(mint('region', scheme))} }}"
    )
    return {short(place): (key(str(region)), str(label)) for place, region, label in sorted(
        rows, key=lambda row: (str(row[0]), str(row[1])), reverse=True)}  # fmt: skip


_BOUNDS = (
    "OPTIONAL { ?record wg:startEarliest ?first ; wg:startLatest ?last } "
    "OPTIONAL { ?record wg:endEarliest ?left ; wg:endLatest ?gone }"
)


def _edition(edition: str) -> str:
    return iri_term(mint("edition", edition))


def _spans(rows: Iterable[tuple[Value, ...]]) -> dict[str, list[Span]]:
    made: dict[str, list[Span]] = {}
    for place, record, first, last, left, gone, sure in rows:
        span = Span(
            short(record),
            str(first or ""),
            str(last or ""),
            str(left or ""),
            str(gone or ""),
            bool(sure),
        )
        made.setdefault(short(place), []).append(span)
    return {place: sorted(own, key=lambda span: span.record) for place, own in sorted(made.items())}
