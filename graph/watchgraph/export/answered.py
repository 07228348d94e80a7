"""What is said beside an answer that quotes what may only be quoted, or lacks what is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.export.passing_on import KEPT_BACK
from watchgraph.networks.answers import reasons_of, withheld_words
from watchgraph.networks.facts import facts
from watchgraph.vocabulary import ID, mint, parts

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

# A record as an answer names it: by its whole IRI, or by kind and key.
_NAME = re.compile(r"(?:" + re.escape(ID) + r"|(?<![^\s;,(<]))([a-z][a-z-]*/[^\s;,\"<>)]+)")
#: So many records are named one by one.
_NAMED = 10


def notices(kg: KnowledgeGraph, frame: pd.DataFrame) -> list[str]:
    """Return what is to be said beside an answer in rows.

    Parameters
    ----------
    kg
        The graph that was asked.
    frame
        The answer.

    Returns
    -------
    list of str
        Lines to print: of records whose source may only be quoted, and of withheld values, whose
        cells are empty though their sources state them.
    """
    rules = {str(row[0]) for row in kg.rows(_QUOTED)}
    hidden = _hidden(kg)
    if not rules and not hidden:
        return []
    named = {iri for name in frame.columns for iri in _named(frame[name])}
    return _lines(kg, sorted(named & rules), sorted(named & hidden))


def notices_of_record(kg: KnowledgeGraph, name: str) -> list[str]:
    """Return what is to be said beside one record.

    Parameters
    ----------
    kg
        The graph.
    name
        Kind and key, or the whole IRI.

    Returns
    -------
    list of str
        As :func:`notices`.
    """
    found = parts(name if name.startswith(ID) else ID + name)
    iri = mint(*found) if found else name
    rules = {str(row[0]) for row in kg.rows(_QUOTED)}
    own = facts(kg, [iri], "wg:withheld")
    return _lines(kg, [iri] if iri in rules else [], [iri] if own else [])


def withheld_lines(kg: KnowledgeGraph) -> list[str]:
    """Return what is withheld of any record of a graph, a line for each of the first."""
    hidden = sorted(_hidden(kg))
    return _lines(kg, [], hidden)


def _hidden(kg: KnowledgeGraph) -> set[str]:
    return {str(row[0]) for row in kg.rows("SELECT DISTINCT ?r { ?r wg:withheld ?column }")}


_QUOTED = (
    "SELECT DISTINCT ?record { ?record prov:wasDerivedFrom|wg:replySource ?source . "
    f"?source wg:redistribution <{KEPT_BACK}> }}"
)


def _named(cells: pd.Series[str]) -> Iterable[str]:
    if cells.dtype.kind in "biufcM":
        return
    for cell in cells:
        if isinstance(cell, str) and "/" in cell:
            for name in _NAME.findall(cell):
                found = parts(ID + name)
                yield mint(*found) if found else name


def _lines(kg: KnowledgeGraph, quoted: list[str], hidden: list[str]) -> list[str]:
    lines = []
    if quoted:
        one = len(quoted) == 1
        lines.append(
            f"{len(quoted):,} {'record' if one else 'records'} of the answer may be quoted with "
            f"{'its' if one else 'their'} source, but not "
            f"passed on in bulk: {_list(quoted)}."
        )
    named = hidden[:_NAMED]
    own = facts(kg, named, "wg:withheld") if named else {}
    reasons = reasons_of(kg, named)
    for iri in named:
        lines.append(f"{iri.removeprefix(ID)}: {withheld_words(own[iri], reasons.get(iri, {}))}")
    if hidden:
        lines.append("An empty cell of a withheld value does not mean that it is not stated.")
    return lines


def _list(iris: list[str]) -> str:
    more = f" and {len(iris) - _NAMED:,} more" if len(iris) > _NAMED else ""
    return ", ".join(iri.removeprefix(ID) for iri in iris[:_NAMED]) + more
