"""What rests on each source, and what would be missing without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from watchgraph.networks.labels import kind_of
from watchgraph.profiles.known import Known


@dataclass(frozen=True)
class Resting:
    """What rests on a source.

    Attributes
    ----------
    records
        By kind, what says that it is derived from the source; the most first.
    parts
        By kind, that of which the source says only a part; the most first.
    alone
        How many of `records` name no other source.
    pairs
        Derived relations of a supplier and a country all of whose records rest on it alone.
    copies
        Sources that repeat or update it.
    """

    records: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    alone: int
    pairs: tuple[str, ...]
    copies: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many records rest on it."""
        return sum(map(len, self.records.values()))


def pairs_alone(known: Known) -> dict[str, tuple[str, ...]]:
    """Return by source the pairs of supplier and country that rest on it alone.

    Parameters
    ----------
    known
        What the graph states.

    Returns
    -------
    dict of str to tuple of str
        Source to derived relations, sorted; a source without any is left out.
    """
    made: dict[str, list[str]] = {}
    for relation in known.of_type("wg:SupplyRelation"):
        needed = [
            frozenset(known.all(one, "prov:wasDerivedFrom"))
            for one in known.all(relation, "wg:supportedBy")
        ]
        # Every record has to fall with the source.
        if needed and len(set(needed)) == 1 and len(needed[0]) == 1:
            made.setdefault(next(iter(needed[0])), []).append(relation)
    return {source: tuple(sorted(own)) for source, own in made.items()}


def resting_on(known: Known, iri: str, pairs: Mapping[str, tuple[str, ...]]) -> Resting:
    """Return what rests on a source.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The source.
    pairs
        What :func:`pairs_alone` gives.

    Returns
    -------
    Resting
        Things that are sources themselves are not counted among the records.
    """
    records = known.to(iri, "prov:wasDerivedFrom")
    own = set(records)
    return Resting(
        records=_by_kind(records),
        parts=_by_kind(one for one in known.to(iri, "wg:furtherSource") if one not in own),
        alone=sum(len(known.all(one, "prov:wasDerivedFrom")) == 1 for one in records),
        pairs=pairs.get(iri, ()),
        copies=known.to(iri, "wg:derivedFrom"),
    )


def _by_kind(iris: Iterable[str]) -> dict[str, tuple[str, ...]]:
    made: dict[str, list[str]] = {}
    for iri in iris:
        made.setdefault(kind_of(iri), []).append(iri)
    ordered = sorted(made, key=lambda kind: (-len(made[kind]), kind))
    return {kind: tuple(sorted(made[kind])) for kind in ordered}
