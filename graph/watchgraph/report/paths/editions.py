"""The editions that a graph holds, in the order in which they came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def editions_by_day(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the keys of the editions of the index, the earliest first.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    tuple of str
        Keys; an edition without a day is left out.
    """
    rows = kg.rows(
        "SELECT DISTINCT ?edition ?day { ?edition a wg:Edition ; wg:startEarliest ?day }"
    )
    ordered = sorted(rows, key=lambda row: (str(row[1]), str(row[0])))
    return tuple(dict.fromkeys(key(str(edition)) for edition, _ in ordered))
