"""The printed regime scores of 2018 beside the three inputs that they are said to be made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.names import sort_key
from watchgraph.vocabulary import ID, key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: So many places up and down the alphabet a value is looked for.
NEIGHBOURHOOD = 5

# The print rounds the score and the Democracy Index to 2 places, polyarchy is kept to 3: half a
# unit of each last place, carried through ten times (three scores less the other two inputs).
_TOLERANCE = 10 * (3 * 0.005 + 0.005 + 10 * 0.0005) + 1e-9
_SAME = 0.005

_SCORES = """
SELECT DISTINCT ?name ?measure ?source ?record ?value ?class
WHERE {
  VALUES (?measure ?source) {
    (<https://w3id.org/watchgraph/id/measure/regime_score>
     <https://w3id.org/watchgraph/id/source/aigs-2019>)
    (<https://w3id.org/watchgraph/id/measure/regime_score>
     <https://w3id.org/watchgraph/id/source/watchgraph-regimes-2018>)
    (<https://w3id.org/watchgraph/id/measure/regime_class>
     <https://w3id.org/watchgraph/id/source/aigs-2019>)
    (<https://w3id.org/watchgraph/id/measure/regime_class>
     <https://w3id.org/watchgraph/id/source/watchgraph-regimes-2018>)
    (<https://w3id.org/watchgraph/id/measure/freedom_house_total>
     <https://w3id.org/watchgraph/id/source/fiw-2019>)
    (<https://w3id.org/watchgraph/id/measure/eiu_democracy_index>
     <https://w3id.org/watchgraph/id/source/eiu-2018>)
    (<https://w3id.org/watchgraph/id/measure/vdem_polyarchy>
     <https://w3id.org/watchgraph/id/source/vdem-9>)
  }
  ?record wg:measure ?measure ; prov:wasDerivedFrom ?source ; wg:country ?country ;
          wg:year "2018"^^xsd:gYear .
  ?country rdfs:label ?name .
  OPTIONAL { ?record wg:value ?value }
  OPTIONAL { ?record wg:classValue ?class }
}
ORDER BY ?name ?measure ?source
"""
_NAMES = """
SELECT DISTINCT ?name ?place
WHERE {
  ?unit a wg:IndexUnit ; wg:edition <https://w3id.org/watchgraph/id/edition/2019> ;
        wg:country ?place .
  ?place rdfs:label ?name .
}
"""
_INPUTS = (
    ("freedom_house_total", "fiw-2019"),
    ("eiu_democracy_index", "eiu-2018"),
    ("vdem_polyarchy", "vdem-9"),
)
_PRINTED, _RECOMPUTED = (
    ("regime_score", "aigs-2019"),
    ("regime_score", "watchgraph-regimes-2018"),
)
_PRINTED_CLASS, _RECOMPUTED_CLASS = (
    ("regime_class", "aigs-2019"),
    ("regime_class", "watchgraph-regimes-2018"),
)


@dataclass(frozen=True)
class _Cell:
    """A value or a class, and its record."""

    value: float
    code: str
    record: str


_Cells = dict[tuple[str, str], _Cell]


@dataclass(frozen=True)
class PrintedScore:
    """A printed score beside the one that its inputs give.

    Attributes
    ----------
    country
        The country.
    printed, recomputed
        The score as printed, and the mean of the three inputs.
    printed_class, recomputed_class
        Codes of the classes.
    total
        The country's own total of Freedom in the World.
    implied
        The total that the printed score would need, the other two inputs being right.
    fits
        Country a few places earlier in the alphabet whose quoted total that is; empty if no total
        that is quoted fits, which does not mean that none would.
    places
        How many places earlier it stands; 0 without one.
    records
        The records, as ``kind/key``.
    """

    country: str
    printed: float
    recomputed: float
    printed_class: str
    recomputed_class: str
    total: float
    implied: float
    fits: str
    places: int
    records: tuple[str, ...]


@dataclass(frozen=True)
class PrintedScores:
    """What a comparison of printed and recomputed scores shows.

    Attributes
    ----------
    comparable, agreeing
        Printed scores with a recomputed one, and those of them that are equal to two places.
    scores
        Those that differ and whose three inputs are quoted, by name.
    earlier, later
        How many quoted totals stand at most :data:`NEIGHBOURHOOD` places earlier, and later, in
        the alphabet than one of these countries.
    fitting_earlier, fitting_later
        How many of those are the total that the printed score would need.
    """

    comparable: int
    agreeing: int
    scores: tuple[PrintedScore, ...]
    earlier: int
    later: int
    fitting_earlier: int
    fitting_later: int

    @property
    def changed(self) -> tuple[PrintedScore, ...]:
        """The countries whose class is another one on the quoted inputs."""
        return tuple(
            one
            for one in self.scores
            if one.printed_class
            and one.recomputed_class
            and one.printed_class != one.recomputed_class
        )


def printed_scores(kg: KnowledgeGraph) -> PrintedScores:
    """Compare the regime scores that the edition of 2019 prints with those that its inputs give.

    The score is the mean of Freedom in the World (total over ten), the Democracy Index and ten
    times V-Dem's polyarchy. Turned round, a printed score gives the total of Freedom in the World
    that it would need. Whether that is the total of a neighbour in the alphabet can only be seen
    where that neighbour's total is among those quoted.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    PrintedScores
        The comparison. The alphabet is that of the units that the edition looked at.
    """
    countries: dict[str, _Cells] = {}
    for name, measure, source, record, value, code in kg.rows(_SCORES):
        number = float(value) if isinstance(value, (int, float)) else math.nan
        # A missing value or class is none, and no zero.
        if code is None if key(str(measure)) == _PRINTED_CLASS[0] else math.isnan(number):
            continue
        cell = _Cell(number, key(str(code or "")), str(record).removeprefix(ID))
        countries.setdefault(str(name), {})[key(str(measure)), key(str(source))] = cell
    pairs = [
        (one[_PRINTED].value, one[_RECOMPUTED].value)
        for one in countries.values()
        if _PRINTED in one and _RECOMPUTED in one
    ]
    totals = {name: one[_INPUTS[0]].value for name, one in countries.items() if _INPUTS[0] in one}
    places = {name: place for place, (name, _) in enumerate(alphabet(kg))}
    scores, near = [], {"earlier": 0, "later": 0}
    fitting = dict(near)
    for name in sorted(totals, key=lambda name: (places.get(name, 0), name)):
        one = countries[name]
        if any(cell not in one for cell in (*_INPUTS, _PRINTED)):
            continue
        implied = _implied(one)
        fits: list[tuple[int, str]] = []
        for other, total in totals.items():
            away = places[name] - places[other] if {name, other} <= places.keys() else 0
            if not 0 < abs(away) <= NEIGHBOURHOOD:
                continue
            side = "earlier" if away > 0 else "later"
            near[side] += 1
            if abs(total - implied) <= _TOLERANCE:
                fitting[side] += 1
                if away > 0:
                    fits.append((away, other))
        scores.append(_score(name, one, implied, min(fits, default=(0, ""))))
    return PrintedScores(
        comparable=len(pairs),
        agreeing=sum(abs(printed - recomputed) < _SAME for printed, recomputed in pairs),
        scores=tuple(scores),
        earlier=near["earlier"],
        later=near["later"],
        fitting_earlier=fitting["earlier"],
        fitting_later=fitting["later"],
    )


def alphabet(kg: KnowledgeGraph) -> list[tuple[str, str]]:
    """Return the places that the edition of 2019 lists, in the order of their names.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    list of tuple of str
        Name and IRI; accents and case do not count, and the engine's order neither.
    """
    listed = {(str(name), str(iri)) for name, iri in kg.rows(_NAMES)}
    return sorted(listed, key=lambda unit: sort_key(*unit))


def _implied(one: _Cells) -> float:
    _, democracy, polyarchy = (one[cell].value for cell in _INPUTS)
    return 10 * (3 * one[_PRINTED].value - democracy - 10 * polyarchy)


def _score(name: str, one: _Cells, implied: float, fit: tuple[int, str]) -> PrintedScore:
    total, democracy, polyarchy = (one[cell].value for cell in _INPUTS)
    return PrintedScore(
        country=name,
        printed=one[_PRINTED].value,
        recomputed=(total / 10 + democracy + 10 * polyarchy) / 3,
        printed_class=one[_PRINTED_CLASS].code if _PRINTED_CLASS in one else "",
        recomputed_class=one[_RECOMPUTED_CLASS].code if _RECOMPUTED_CLASS in one else "",
        total=total,
        implied=implied,
        fits=fit[1],
        places=fit[0],
        records=tuple(sorted(cell.record for cell in one.values())),
    )
