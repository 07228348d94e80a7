"""The dates that a store states: of records, and of the publication of sources."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.dates import ANY_DAY, Interval, parse_date, parse_day
from watchgraph.errors import UseError
from watchgraph.times.rules import RULES
from watchgraph.vocabulary import DERIVED_GRAPH, PREFIXES, expand

if TYPE_CHECKING:
    import pyoxigraph

#: Values of a property by its subject, IRIs and literals as text.
Values = Mapping[str, list[str]]


@dataclass(frozen=True)
class Dated:
    """What is stated of the time of one record.

    Attributes
    ----------
    kind
        Its class, as a prefixed name.
    start, end
        When it began and ended; None if nothing is stated, ``ANY_DAY`` for an end whose day is
        not.
    of
        The records with which it goes.
    sources
        The sources that it is derived from.
    unsure
        Whether it is stated to be unclear that it held.
    """

    kind: str
    start: Interval | None
    end: Interval | None
    of: tuple[str, ...]
    sources: tuple[str, ...]
    unsure: bool = False


def read_records(store: pyoxigraph.Store) -> dict[str, Dated]:
    """Read what a store states of the time of its records.

    Parameters
    ----------
    store
        The store.

    Returns
    -------
    dict of str to Dated
        By IRI, sorted. Records are those of a class in :data:`RULES` and of every other class
        below ``wg:Record``; derived relations are none, for rules make them anew.
    """
    below = values(store, "rdfs:subClassOf", "object")
    classes = {expand(name): name for name in RULES}
    for iri in _all_below(expand("wg:Record"), below) - {expand("wg:Record")}:
        classes.setdefault(iri, f"wg:{iri.removeprefix(PREFIXES['wg'])}")
    kinds = {
        iri: kind
        for iri, types in values(store, "rdf:type").items()
        for kind in sorted(classes[name] for name in types if name in classes)[:1]
    }
    links = {name: values(store, name) for rule in RULES.values() for name in rule.of}
    starts = {name: dates(store, name) for name in _names("start")}
    ends = {name: dates(store, name) for name in _names("end")}
    statuses = values(store, "wg:membershipStatus")
    sources = values(store, "prov:wasDerivedFrom")
    made = {}
    for iri in sorted(kinds):
        rule = RULES.get(kinds[iri])
        end = ends[rule.end].get(iri) if rule and rule.end else None
        if rule and end is None and any(s.endswith(rule.ended) for s in statuses.get(iri, ())):
            end = ANY_DAY
        made[iri] = Dated(
            kind=kinds[iri],
            start=starts[rule.start].get(iri) if rule and rule.start else None,
            end=end,
            of=tuple(sorted(one for name in rule.of for one in links[name].get(iri, ())))
            if rule
            else (),
            sources=tuple(sorted(sources.get(iri, ()))),
            unsure=any(s.endswith(rule.unsure) for s in statuses.get(iri, ())) if rule else False,
        )
    return made


def read_publications(store: pyoxigraph.Store) -> dict[str, Interval]:
    """Read when each source was published.

    Parameters
    ----------
    store
        The store.

    Returns
    -------
    dict of str to Interval
        By IRI of the source. What was seen on a day was published no later, and what repeats
        another source no earlier than that one; the text is empty unless a date of publication
        is stated.
    """
    stated = dates(store, "wg:published")
    accessed = dates(store, "wg:accessed")
    roots = values(store, "wg:derivedFrom")
    found: dict[str, Interval] = {}

    def publication(source: str, passed: tuple[str, ...] = ()) -> Interval:
        if source in found:
            return found[source]
        own = stated.get(source, ANY_DAY)
        seen = accessed.get(source, ANY_DAY).latest
        # A source that is derived from itself is a fault of the data, and no reason to hang.
        first = [
            publication(root, (*passed, source)).earliest
            for root in roots.get(source, ())
            if root not in (*passed, source)
        ]
        made = _within(own, max((day for day in first if day), default=None), seen)
        if not passed:
            found[source] = made
        return made

    for source in sorted({*stated, *accessed, *roots}):
        publication(source)
    return found


def _within(
    own: Interval, earliest: datetime.date | None, latest: datetime.date | None
) -> Interval:
    """Narrow an interval by other bounds where they agree with it; what is stated goes first."""
    low = max((day for day in (own.earliest, earliest) if day), default=None)
    if low and own.latest and low > own.latest:
        low = own.earliest
    high = min((day for day in (own.latest, latest) if day), default=None)
    if low and high and high < low:
        high = own.latest
    return Interval(low, high, own.text)


def dates(store: pyoxigraph.Store, name: str) -> dict[str, Interval]:
    """Read a date of each thing, by its bounds where it has them.

    Parameters
    ----------
    store
        The store.
    name
        Prefixed name of the property.

    Returns
    -------
    dict of str to Interval
        By IRI. Where several are stated, all days that any of them may mean. What cannot be
        read as a date is left out, as if it were not stated.
    """
    stated = values(store, name)
    earliest, latest = values(store, name + "Earliest"), values(store, name + "Latest")
    made = {}
    for iri, texts in stated.items():
        try:
            low = [parse_day(text) for text in earliest.get(iri, ())]
            high = [parse_day(text) for text in latest.get(iri, ())]
            if not low or not high:
                days = [parse_date(text) for text in texts]
                low = [day.earliest for day in days if day.earliest]
                high = [day.latest for day in days if day.latest]
            made[iri] = Interval(min(low), max(high), min(texts))
        except UseError:
            continue
    return made


def values(store: pyoxigraph.Store, name: str, by: str = "subject") -> dict[str, list[str]]:
    """Read a property of all things, but not what rules have derived.

    Parameters
    ----------
    store
        The store.
    name
        Prefixed name of the property.
    by
        ``subject``, or ``object`` for the things that have each value.

    Returns
    -------
    dict of str to list of str
        Values, or things, by IRI.
    """
    import pyoxigraph

    made: dict[str, list[str]] = {}
    derived = pyoxigraph.NamedNode(DERIVED_GRAPH)
    for subject, _, value, graph in store.quads_for_pattern(
        None, pyoxigraph.NamedNode(expand(name)), None
    ):
        if graph != derived:
            ends = (str(getattr(subject, "value", "")), str(getattr(value, "value", "")))
            thing, said = ends if by == "subject" else ends[::-1]
            made.setdefault(thing, []).append(said)
    return made


def _names(part: str) -> list[str]:
    return sorted({getattr(rule, part) for rule in RULES.values()} - {""})


def _all_below(iri: str, below: Values) -> set[str]:
    found, fresh = {iri}, [iri]
    while fresh:
        more = [one for one in below.get(fresh.pop(), ()) if one not in found]
        found.update(more)
        fresh += more
    return found
