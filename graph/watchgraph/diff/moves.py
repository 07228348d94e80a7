"""Which ids of one build are gone in another because they got a new name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from watchgraph.diff.snapshot import Snapshot


@dataclass(frozen=True)
class Moves:
    """What became of ids that are gone.

    Attributes
    ----------
    renamed
        The one new id of each old one: the record is the same.
    ends
        What stands for every id that has a tombstone, the renamed among them; empty if it was
        withdrawn.
    """

    renamed: Mapping[str, str]
    ends: Mapping[str, tuple[str, ...]]


def moves_between(old: Snapshot, new: Snapshot) -> Moves:
    """Return what became of the ids that the old build has and the new one has not.

    The tombstones of the new build are followed to their end. Those of the old one are read
    backwards, so that a comparison the other way round tells the same story.

    Parameters
    ----------
    old, new
        The builds.

    Returns
    -------
    Moves
        Two ids that became one, or one that became two, have ends but are no renaming.
    """
    gone = old.statements.keys() - new.statements.keys()
    ends = {iri: _end(iri, new) for iri in sorted(gone) if iri in new.replaced}
    back: dict[str, set[str]] = {}
    for iri in old.replaced:
        for end in _end(iri, old):
            if iri in new.statements and end in gone:
                back.setdefault(end, set()).add(iri)
    for iri, before in sorted(back.items()):
        ends.setdefault(iri, tuple(sorted(before)))
    targets = [target for own in ends.values() for target in own]
    renamed = {
        iri: own[0]
        for iri, own in ends.items()
        if len(own) == 1 and targets.count(own[0]) == 1 and own[0] not in old.statements
    }
    return Moves({i: t for i, t in renamed.items() if t in new.statements}, ends)


def _end(iri: str, build: Snapshot) -> tuple[str, ...]:
    """Follow tombstones to what is there in the end; a ring of them leads nowhere."""
    found: set[str] = set()
    seen, ahead = {iri}, list(build.replaced[iri])
    while ahead:
        target = ahead.pop()
        if target in build.statements:
            found.add(target)
        elif target not in seen:
            seen.add(target)
            ahead += build.replaced.get(target, ())
    return tuple(sorted(found))
