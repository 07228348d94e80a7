"""Which records and things of two builds were added, removed, renamed or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from watchgraph.diff.moves import Moves
from watchgraph.diff.snapshot import Snapshot, Statement, short
from watchgraph.vocabulary import expand

CHANGE_COLUMNS = (
    *("change", "sort", "class", "record", "label", "property", "before", "after"),
    *("moved_to", "note"),
)
COUNT_COLUMNS = (
    *("class", "label", "sort", "before", "after"),
    *("added", "removed", "moved", "changed"),
)
#: What a removed record without a tombstone is marked with: its address now leads nowhere.
NO_TOMBSTONE = "removed without a tombstone"

_WORDS = {expand("skos:Concept"): "code of a list", expand("skos:ConceptScheme"): "list of codes"}
_BOUNDS = ("Earliest", "Latest")


def compare_records(old: Snapshot, new: Snapshot, moves: Moves) -> list[dict[str, Any]]:
    """Say what became of each record and thing.

    Parameters
    ----------
    old, new
        The builds.
    moves
        Renamed ids: under another name a record is the same, and so is what points to it.

    Returns
    -------
    list of dict
        Added, removed and moved records have one row, changed ones a row for each property, in
        the order of class and id: ``change``, ``sort`` (``record``, ``thing`` or ``code``),
        ``class``, ``record`` (``kind/key``), ``label`` (still empty), ``property``, ``before``,
        ``after`` (values that only the one build has), ``moved_to`` (what stands for it now),
        ``note``.
    """
    rows = []
    renamed_to = set(moves.renamed.values())
    for subject in old.statements.keys() | new.statements.keys():
        if subject in new.statements and subject in old.statements:
            rows += _changed(subject, subject, old, new, moves)
        elif subject in moves.renamed:
            target = moves.renamed[subject]
            rows.append(_row("moved", subject, old) | {"moved_to": (short(target),)})
            rows += _changed(subject, target, old, new, moves)
        elif subject in old.statements:
            rows.append(_row("removed", subject, old) | _tombstone(subject, moves))
        elif subject not in renamed_to:
            rows.append(_row("added", subject, new))
    return sorted(rows, key=_order)


def count_classes(
    old: Snapshot, new: Snapshot, changes: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Count the records and things of each class.

    Parameters
    ----------
    old, new
        The builds.
    changes
        What :func:`compare_records` returned.

    Returns
    -------
    list of dict
        Records first, then things and codes: ``class``, ``label``, ``sort``, ``before``,
        ``after``, ``added``, ``removed``, ``moved``, ``changed`` (each record once).
    """
    sorts: dict[str, str] = {}
    for build in (old, new):
        for subject, own in build.classes.items():
            sorts.setdefault(own, build.sort_of(subject))
    told: dict[tuple[str, str], set[str]] = {}
    for row in changes:
        told.setdefault((str(row["class"]), str(row["change"])), set()).add(str(row["record"]))
    before, after = list(old.classes.values()), list(new.classes.values())
    rows = [
        {
            "class": short(own),
            "label": new.labels.get(own) or old.labels.get(own) or _WORDS.get(own) or short(own),
            "sort": sort,
            "before": before.count(own),
            "after": after.count(own),
        }
        | {
            change: len(told.get((short(own), change), ()))
            for change in ("added", "removed", "moved", "changed")
        }
        for own, sort in sorts.items()
    ]
    return sorted(rows, key=lambda row: (_SORTS.index(str(row["sort"])), row["class"]))


_SORTS = ("record", "thing", "code")
_CHANGES = ("added", "removed", "moved", "changed")


def _row(change: str, subject: str, build: Snapshot) -> dict[str, Any]:
    return {
        "change": change,
        "sort": build.sort_of(subject),
        "class": short(build.classes[subject]),
        "record": short(subject),
        "label": "",
        "property": "",
        "before": (),
        "after": (),
        "moved_to": (),
        "note": "",
    }


def _tombstone(subject: str, moves: Moves) -> dict[str, Any]:
    if subject not in moves.ends:
        return {"note": NO_TOMBSTONE}
    ends = moves.ends[subject]
    return {"moved_to": tuple(map(short, ends)), "note": "" if ends else "withdrawn"}


def _changed(
    subject: str, target: str, old: Snapshot, new: Snapshot, moves: Moves
) -> list[dict[str, Any]]:
    # What pointed to a renamed thing points to the same thing under its new name.
    one = {(name, moves.renamed.get(text, text)) for name, text in old.statements[subject]}
    two = new.statements[target]
    lost, gained = _by_property(one - two), _by_property(two - one)
    names = lost.keys() | gained.keys()
    return [
        _row("changed", target, new)
        | {
            "property": short(name),
            "before": tuple(map(short, lost.get(name, ()))),
            "after": tuple(map(short, gained.get(name, ()))),
        }
        for name in sorted(names)
        # The bounds of a date follow from it.
        if not any(name.endswith(b) and name.removesuffix(b) in names for b in _BOUNDS)
    ]


def _by_property(statements: Iterable[Statement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in sorted(statements):
        found.setdefault(name, []).append(text)
    return found


def _order(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        _SORTS.index(row["sort"]),
        _CHANGES.index(row["change"]),
        *(row["class"], row["record"], row["property"]),
    )
