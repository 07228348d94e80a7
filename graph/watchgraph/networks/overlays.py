"""Which records come from an overlay, told by the named graph that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.networks.facts import chunks
from watchgraph.vocabulary import overlay_graph

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_BASE = overlay_graph("")
_OWN = f'GRAPH ?graph {{ ?thing a ?class }} FILTER(STRSTARTS(STR(?graph), "{_BASE}"))'


def overlays_of(kg: KnowledgeGraph, things: Iterable[str] | None = None) -> dict[str, str]:
    """Return the things whose rows stand in an overlay, with its name.

    Parameters
    ----------
    kg
        The graph.
    things
        IRIs to ask for; default everything that the graph holds.

    Returns
    -------
    dict of str to str
        Nothing for those of the edition.
    """
    asked = (
        [""] if things is None else [f"VALUES ?thing {{ {' '.join(t)} }}" for t in chunks(things)]
    )
    found: dict[str, str] = {}
    for values in asked:
        rows = kg.rows(f"SELECT DISTINCT ?thing ?graph {{ {values} {_OWN} }}")
        found |= {str(thing): str(graph).removeprefix(_BASE) for thing, graph in rows}
    return dict(sorted(found.items()))
