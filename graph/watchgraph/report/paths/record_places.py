"""Where records stand on pages of other things, short enough for a script to hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from watchgraph.vocabulary import ID

# What most records of a kind follow: how the end of an IRI is read, and the place that it gives.
# $1, $2 … are the groups, as in JavaScript; $1 is the kind, and $& all that was read.
_RULES = (
    (
        r"^(assessment|index-unit|indicator|evidence-search|membership)/(?:.*[^A-Z])?([A-Z]{3})(?:[^A-Z].*)?$",
        "country/$2.html#",
    ),
    (r"^(supply|origin-supply)/.*-([A-Z]{3})$", "country/$2.html#suppliers"),
    (r"^(listing)/.+?--(.+?)--.*$", "supplier/$2.html#"),
    (r"^(loan-deployment)/(.+?)--.*$", "loan/$2.html#"),
    (r"^(mention)/(\d{4}-([A-Z]{3}))--.*$", "country/$3.html#assessment-$2"),
    (r"^(mention)/(.+?)--.*$", "deployment/$2.html#"),
)


@dataclass(frozen=True)
class RecordPlaces:
    """Where records stand.

    Attributes
    ----------
    rules
        Pattern of the end of an IRI, and the place that it gives; the first that fits holds. A
        place that ends in ``#`` goes on with the end of the IRI, a dash for its slash.
    others
        End of an IRI to the place of a record that no rule gives; empty if it has none.
    """

    rules: tuple[tuple[str, str], ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> str:
        """Return the place of a record by the end of its IRI; empty if none is known."""
        return self.others[name] if name in self.others else _ruled(name)


def record_places(places: Mapping[str, str], known: Iterable[str]) -> RecordPlaces:
    """Return the places of all records: by rules, and one by one where no rule gives them.

    Parameters
    ----------
    places
        IRI to place, from the folder of the site.
    known
        The IRIs of all things, those without a place among them.

    Returns
    -------
    RecordPlaces
        Which gives the same places.
    """
    told = ((iri.removeprefix(ID), places.get(iri, "")) for iri in known if iri.startswith(ID))
    others = {name: place for name, place in told if place != _ruled(name)}
    return RecordPlaces(_RULES, dict(sorted(others.items())))


def _ruled(name: str) -> str:
    for pattern, place in _RULES:
        if found := re.match(pattern, name, re.ASCII):
            there = re.sub(r"\$(\d)", lambda group: found[int(group[1])], place)
            return f"{there}{name.replace('/', '-', 1)}" if there.endswith("#") else there
    return ""
