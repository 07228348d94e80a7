"""WatchGraph: who supplies AI-surveillance technology to which state, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["KnowledgeGraph", "centrality", "communities", "draw", "load"]

if TYPE_CHECKING:
    from watchgraph.analysis.centrality import centrality
    from watchgraph.analysis.communities import communities
    from watchgraph.render import draw
    from watchgraph.store import KnowledgeGraph

    load = KnowledgeGraph.load

_HOMES = {
    "KnowledgeGraph": "watchgraph.store",
    "centrality": "watchgraph.analysis",
    "communities": "watchgraph.analysis",
    "draw": "watchgraph.render",
}


def __getattr__(name: str) -> Any:
    # Names are looked up when used, so that the import itself does no work.
    from importlib import import_module

    if name == "load":
        return import_module("watchgraph.store").KnowledgeGraph.load
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
