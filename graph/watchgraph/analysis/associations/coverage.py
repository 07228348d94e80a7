"""Where the records come from, and whether a free press goes with more of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations.correlation import spearman
from watchgraph.analysis.associations.reading import editions, index_units, regions, short
from watchgraph.errors import UseError
from watchgraph.vocabulary import iri_term, key, mint

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

#: What the table may be of.
GROUPS = ("region", "status", "country")
_KINDS = {"deployments": "wg:Deployment", "loans": "wg:SoftLoan"}
# Freedom on the Net turned its scale round: in 2018 higher was less free.
_UPSIDE_DOWN = ("2018",)
_STATUSES = {"free": "Free", "partly_free": "Partly free", "not_free": "Not free"}
_NO_STATUS = "no_status"
_NOT_LOOKED = "not_looked_at"
_REMARK = (
    "Scores are those that the editions print, for adopters that Freedom on the Net rates; of "
    "other countries the data hold none. On the scale used here higher is freer."
)


@dataclass
class _Place:
    label: str
    looked: bool = False
    adopter: bool = False
    region: tuple[str, str] = ("", "No region in the scheme")
    status: str = _NO_STATUS
    scores: dict[str, tuple[float, str]] = field(default_factory=dict)
    behind: dict[str, set[str]] = field(
        default_factory=lambda: {
            name: set() for name in (*_KINDS, "sources", "independent_sources")
        }
    )

    def records(self) -> set[str]:
        return {record for kind in _KINDS for record in self.behind[kind]}


def coverage(kg: KnowledgeGraph, by: str = "region") -> pd.DataFrame:
    """Count the deployments, loans and sources of each region, status of freedom or country.

    The index's own entries are not counted: every unit looked at has one. Few records of a
    country are no sign that there is little to record.

    Parameters
    ----------
    kg
        The graph.
    by
        ``region`` (of the index), ``status`` (Freedom on the Net of the latest edition) or
        ``country``.

    Returns
    -------
    pandas.DataFrame
        One row for each group, units without a status and countries that no edition looked at in
        rows of their own, and last all. Index ``group``; columns ``label``, ``units`` (countries
        that an edition surely looked at; in the row of those not looked at, the countries with a
        record), ``adopters`` (of the latest edition), ``with_records`` (countries with a record),
        ``deployments``, ``loans``, ``sources``, ``independent_sources`` (families), ``per_unit``
        (deployments and loans for each country), ``with_score``, ``median_freedom`` (score of
        the latest year, higher is freer) and ``records`` (``kind/key`` joined by blanks). By
        country also ``region`` and ``status``.

    Raises
    ------
    UseError
        If the table cannot be made by that.
    """
    import pandas as pd

    if by not in GROUPS:
        raise UseError(
            f"There is no coverage by {by!r}.",
            name="by",
            value=by,
            choices=GROUPS,
            remedy=f"Choose one of: {', '.join(GROUPS)}.",
        )
    places = _places(kg)
    groups: dict[str, tuple[str, list[_Place]]] = {}
    for place, own in places.items():
        code, label = _group(by, place, own)
        groups.setdefault(code, (label, []))[1].append(own)
    order = list(_STATUSES) if by == "status" else []
    codes = sorted(
        groups,
        key=lambda code: (
            code in (_NOT_LOOKED, _NO_STATUS),
            code == _NOT_LOOKED,
            order.index(code) if code in order else 0,
            groups[code][0],
        ),
    )
    rows = [_row(*groups[code], by=by) for code in codes]
    rows.append(_row("All", list(places.values()), by=by))
    frame = pd.DataFrame(rows, index=pd.Index([*codes, "all"], name="group", dtype="object"))
    frame.attrs = {
        "by": by,
        "method": "Distinct records and sources; " + _REMARK,
        "data_version": kg.version,
    }
    return frame


def freedom_correlation(kg: KnowledgeGraph) -> pd.DataFrame:
    """Correlate what is recorded of a country with its freedom on the net.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    pandas.DataFrame
        One row for each year of the scores and each count. Columns ``year``, ``count``
        (``records``, ``sources`` or ``independent_sources``), ``units`` (countries with a
        score), ``without_score`` (countries looked at that have none), ``rho`` (Spearman; above
        zero if freer countries have more), ``low``, ``high``, ``records`` (the scores,
        ``kind/key`` joined by blanks).

    References
    ----------
    Bonett, D. G., Wright, T. A. (2000), see the interval of Spearman's correlation.
    """
    import pandas as pd

    places = [own for own in _places(kg).values() if own.looked]
    rows: list[dict[str, Any]] = []
    for year in sorted({year for own in places for year in own.scores}):
        scored = [own for own in places if year in own.scores]
        for count in ("records", "sources", "independent_sources"):
            told = spearman(
                [own.scores[year][0] for own in scored],
                [float(_size(own, count)) for own in scored],
            )
            rows.append(
                {
                    "year": year,
                    "count": count,
                    "units": told.n,
                    "without_score": len(places) - told.n,
                    "rho": told.rho,
                    "low": told.low,
                    "high": told.high,
                    "records": " ".join(sorted(own.scores[year][1] for own in scored)),
                }
            )
    columns = ["year", "count", "units", "without_score", "rho", "low", "high", "records"]
    frame = pd.DataFrame(rows, columns=columns)
    frame.attrs = {
        "method": "Spearman, interval of Bonett and Wright (2000). " + _REMARK,
        "data_version": kg.version,
    }
    return frame


def _size(own: _Place, count: str) -> int:
    return len(own.records() if count == "records" else own.behind[count])


def _group(by: str, place: str, own: _Place) -> tuple[str, str]:
    if by == "country":
        return key(place), own.label
    if not own.looked:
        return _NOT_LOOKED, "Not looked at by any edition"
    if by == "region":
        return own.region
    return own.status, _STATUSES.get(own.status, "No status in the data")


def _row(label: str, places: list[_Place], by: str) -> dict[str, Any]:
    looked = [own for own in places if own.looked]
    counted = looked or places
    records = _union(own.records() for own in places)
    # The latest year that any has.
    scores = [own.scores[max(own.scores)][0] for own in places if own.scores]
    row: dict[str, Any] = {
        "label": label,
        "units": len(counted),
        "adopters": sum(own.adopter for own in places),
        "with_records": sum(bool(own.records()) for own in counted),
    }
    for name in (*_KINDS, "sources", "independent_sources"):
        row[name] = len(_union(own.behind[name] for own in places))
    row["per_unit"] = (
        len(_union(own.records() for own in counted)) / len(counted) if counted else 0.0
    )
    row["with_score"] = len(scores)
    row["median_freedom"] = median(scores) if scores else float("nan")
    if by == "country":
        row["region"] = places[0].region[1] if len(places) == 1 else ""
        row["status"] = _STATUSES.get(places[0].status, "") if len(places) == 1 else ""
    row["records"] = " ".join(sorted(records))
    return row


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _places(kg: KnowledgeGraph) -> dict[str, _Place]:
    """Gather the countries that an edition surely looked at, and those with a record."""
    made: dict[str, _Place] = {}
    for edition in editions(kg):
        for _, place, label, certain, adopter in index_units(kg, edition):
            if certain and place.startswith("country/"):
                own = made.setdefault(place, _Place(label))
                own.looked, own.adopter = True, adopter
    for kind, type_ in _KINDS.items():
        for iri, name, record, source, family in kg.rows(
            "SELECT DISTINCT ?place ?label ?record ?source ?family { "
            f"?record a {type_} ; wg:country ?place ; "
            "prov:wasDerivedFrom|wg:furtherSource ?source . ?place rdfs:label ?label . "
            "OPTIONAL { ?source wg:evidenceFamily ?family } }"
        ):
            behind = made.setdefault(short(iri), _Place(str(name))).behind
            behind[kind].add(short(record))
            behind["sources"].add(short(source))
            # A source without a publisher stands for itself.
            behind["independent_sources"].add(short(family or source))
    for place, region in regions(kg).items():
        if place in made:
            made[place].region = region
    _read_freedom(kg, made)
    return dict(sorted(made.items()))


def _read_freedom(kg: KnowledgeGraph, places: dict[str, _Place]) -> None:
    for place, year, value, record in kg.rows(_indicator("freedom_on_the_net_score", "wg:value")):
        if short(place) in places:
            score = float(str(value))
            own_year = str(year)[:4]
            score = 100 - score if own_year in _UPSIDE_DOWN else score
            places[short(place)].scores[own_year] = (score, short(record))
    rows = kg.rows(_indicator("freedom_on_the_net_status", "wg:classValue"))
    latest = max((str(year) for _, year, _, _ in rows), default="")
    for place, year, status, _ in rows:
        if short(place) in places and str(year) == latest:
            places[short(place)].status = key(str(status))


def _indicator(measure: str, value: str) -> str:
    return (
        "SELECT DISTINCT ?place ?year ?value ?record { ?record a wg:Indicator ; "
        f"wg:measure {iri_term(mint('measure', measure))} ; wg:country ?place ; "
        f"wg:year ?year ; {value} ?value }}"
    )
