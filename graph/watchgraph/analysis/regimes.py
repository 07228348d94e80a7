"""How many units of each regime class an edition of the index lists as adopters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.analysis.intervals import wilson
from watchgraph.errors import UseError
from watchgraph.networks.units import missing_units
from watchgraph.retired import refuse_left_out
from watchgraph.vocabulary import ID, iri_term, key, mint

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_ALL = "all"
# For the units whose class the edition does not print.
_RECOMPUTED = {"2019": "watchgraph-regimes-2018"}
_UNITS = """
SELECT DISTINCT ?unit ?finding ?class ?name ?record
WHERE {{
  ?unit a wg:IndexUnit ; wg:edition {edition} ; wg:country ?place ; wg:finding ?finding ;
        wg:unitMembership <https://w3id.org/watchgraph/id/unit-membership/certain> .
  OPTIONAL {{
    ?record wg:country ?place ; wg:classValue ?class ; prov:wasDerivedFrom {source} ;
            wg:measure <https://w3id.org/watchgraph/id/measure/regime_class> .
    ?class skos:prefLabel ?name .
  }}
}}
ORDER BY ?unit ?record
"""


def regime_shares(
    kg: KnowledgeGraph, edition: int | str = 2022, *, confidence: float = 0.95
) -> pd.DataFrame:
    """Return the share of adopters in each regime class, with Wilson intervals.

    The class of a unit is the one that the edition prints; for units of 2019 without one it is
    the class recomputed by that edition's method. Only units that the edition looked at for
    certain are taken. They are nearly all states and no sample: an interval shows how little so
    few units can tell apart, not an error of drawing.

    Parameters
    ----------
    kg
        The graph.
    edition
        Edition of the index.
    confidence
        Confidence of the intervals.

    Returns
    -------
    pandas.DataFrame
        One row for each class by its code, one for units whose class is not stated if there are
        any, and last all units (``all``). Index ``class``; columns ``label``, ``adopters``,
        ``units``, ``share``, ``low``, ``high`` (percent), ``adopter_records`` and ``records``
        (tuples of ``kind/key``: the adopters' entries; the entries of all units and the records
        of their classes). Where units are missing from the edition's list, as they may be in a
        graph as of a day, ``share``, ``low`` and ``high`` are missing too: which units are there
        may hang on what was found in them. ``attrs`` holds ``edition``, ``method``,
        ``data_version``, ``as_of``, ``known`` (empty for the whole graph), ``missing_units``,
        ``note`` (why shares are missing; empty if they are not) and ``recomputed`` (whether some
        classes are recomputed ones).

    Raises
    ------
    UseError
        If the edition is unknown, or left out of a graph as of a day.

    References
    ----------
    Wilson, E. B. (1927), see :func:`watchgraph.analysis.wilson`.
    """
    import pandas as pd

    units = unit_classes(kg, str(edition))
    missing = missing_units(kg, str(edition))
    labels = {unit[1]: unit[2] for unit in units.values()}
    rows = []
    for code in [*sorted(code for code in labels if code), *([""] if "" in labels else []), _ALL]:
        chosen = {unit: told for unit, told in units.items() if code in (told[1], _ALL)}
        adopters = sorted(unit for unit, told in chosen.items() if told[0])
        share = low = high = float("nan")
        if chosen and not missing:
            share = len(adopters) / len(chosen)
            low, high = wilson(len(adopters), len(chosen), confidence)
        rows.append(
            {
                "class": code,
                "label": "All units" if code == _ALL else labels[code] or "Class not stated",
                "adopters": len(adopters),
                "units": len(chosen),
                "share": 100 * share,
                "low": 100 * low,
                "high": 100 * high,
                "adopter_records": tuple(adopters),
                "records": tuple(
                    sorted({*chosen, *(told[3] for told in chosen.values() if told[3])})
                ),
            }
        )
    frame = pd.DataFrame(rows).set_index("class")
    frame.attrs = {
        "edition": str(edition),
        "method": f"Wilson score interval, confidence {confidence:g}",
        "data_version": kg.version,
        "as_of": kg.moment.valid if kg.moment else "",
        "known": kg.moment.known if kg.moment else "",
        "missing_units": missing,
        "note": _note(missing),
        "recomputed": str(edition) in _RECOMPUTED,
    }
    return frame


def _note(missing: int) -> str:
    if not missing:
        return ""
    entries = "1 entry is" if missing == 1 else f"{missing:,} entries are"
    return f"{entries} missing from the list of units here, so no share is given."


def unit_classes(kg: KnowledgeGraph, edition: str) -> dict[str, tuple[bool, str, str, str]]:
    """Read the regime class of every unit that an edition surely looked at.

    Parameters
    ----------
    kg
        The graph.
    edition
        Edition of the index.

    Returns
    -------
    dict of str to tuple
        By ``index-unit/key``: whether it adopts, code of its class, the class's label and the
        record of it; the last three are empty where no class is stated.

    Raises
    ------
    UseError
        If the edition is unknown.
    """
    editions = {
        key(str(iri)): str(source)
        for iri, source in kg.rows(
            "SELECT DISTINCT ?e ?source { ?e a wg:Edition ; prov:wasDerivedFrom ?source }"
        )
    }
    if edition not in editions:
        refuse_left_out(kg, mint("edition", edition))
        raise UseError(
            f"There is no edition {edition!r}.",
            name="edition",
            value=edition,
            choices=sorted(editions),
            remedy=f"Choose one of: {', '.join(sorted(editions)) or 'none is in this graph'}.",
        )
    sources = [editions[edition]]
    if edition in _RECOMPUTED:
        sources.append(mint("source", _RECOMPUTED[edition]))
    units: dict[str, tuple[bool, str, str, str]] = {}
    for source in sources:
        query = _UNITS.format(edition=iri_term(mint("edition", edition)), source=iri_term(source))
        for unit, finding, code, name, record in kg.rows(query):
            own = str(unit).removeprefix(ID)
            if not units.get(own, (False, "", "", ""))[1]:
                units[own] = (
                    key(str(finding)) == "adopter",
                    key(str(code or "")),
                    str(name or ""),
                    str(record or "").removeprefix(ID),
                )
    return units
