"""Says of each record whether it held on a day and was known by a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from watchgraph.dates import ANY_DAY, Interval, compare, holds
from watchgraph.times.facts import Dated
from watchgraph.times.moment import KEPT, OUTCOMES, UNDATED, Cut, Placed
from watchgraph.times.rules import RULES, Rule

_RANKS = {name: rank for rank, name in enumerate(OUTCOMES)}


def place(
    records: Mapping[str, Dated], publications: Mapping[str, Interval], cuts: Sequence[Cut]
) -> dict[str, Placed]:
    """Place records in time.

    Parameters
    ----------
    records
        What is stated of their time, by IRI.
    publications
        When sources were published, by IRI.
    cuts
        The days; a record is kept if each of them keeps it.

    Returns
    -------
    dict of str to Placed
        By IRI, in the given order. A record has the outcome that speaks most against it, its
        own or that of a record with which it goes.
    """
    by_cut = [_outcomes(records, publications, cut) for cut in cuts]
    made = {}
    for iri, record in records.items():
        outcomes = [found[iri] for found in by_cut]
        kept = all(
            outcome in KEPT or (cut.keep_undated and outcome in UNDATED)
            for outcome, cut in zip(outcomes, cuts, strict=True)
        )
        made[iri] = Placed(record.kind.partition(":")[2], worst(outcomes), kept)
    return made


def worst(outcomes: Sequence[str]) -> str:
    """Return the outcome that speaks most against a record.

    Parameters
    ----------
    outcomes
        At least one of :data:`OUTCOMES`.

    Returns
    -------
    str
        The first of them in the order of :data:`OUTCOMES`.

    Examples
    --------
    >>> worst(["surely", "undated", "possibly"])
    'undated'
    """
    return min(outcomes, key=_RANKS.__getitem__)


def published(sources: Sequence[Interval], day: datetime.date) -> str:
    """Say whether one of the sources of a record was published by a day.

    Parameters
    ----------
    sources
        When each was published; without text if no date of publication is stated.
    day
        The day.

    Returns
    -------
    str
        ``surely`` if one surely was, else ``possibly`` if one may have been by its stated date,
        else ``publication_unknown`` if nothing is known of one, else ``not_published``.
    """
    return max((_published(source, day) for source in sources), key=_RANKS.__getitem__)


def _published(source: Interval, day: datetime.date) -> str:
    if compare(source, Interval(day, day)) == "after":
        return "not_published"
    if source.latest and source.latest <= day:
        return "surely"
    return "possibly" if source.text else "publication_unknown"


def _outcomes(
    records: Mapping[str, Dated], publications: Mapping[str, Interval], cut: Cut
) -> dict[str, str]:
    own = {iri: _own(record, publications, cut) for iri, record in records.items()}
    found: dict[str, str] = {}

    def outcome(iri: str, passed: tuple[str, ...] = ()) -> str:
        # What goes with a record that the graph does not hold cannot be placed.
        if iri not in records or iri in passed:
            return "undated"
        if iri not in found:
            others = [outcome(one, (*passed, iri)) for one in records[iri].of]
            found[iri] = worst([own[iri], *others])
        return found[iri]

    return {iri: outcome(iri) for iri in records}


def _own(record: Dated, publications: Mapping[str, Interval], cut: Cut) -> str:
    rule = RULES.get(record.kind, Rule())
    said = []
    if rule.of and not record.of:
        said.append("undated")
    elif cut.valid and not rule.of:
        said.append(holds(record.start, record.end, cut.valid))
        # A day that is sure does not make sure what is unclear itself.
        said += ["possibly"] if record.unsure else []
    if cut.known and rule.own_source:
        own = [publications.get(source, ANY_DAY) for source in record.sources]
        said.append(published(own or [ANY_DAY], cut.known))
    return worst(said) if said else "surely"
