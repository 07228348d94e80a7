"""The sentence beneath the heading of a picture: what it shows, and what was filtered."""

from typing import TYPE_CHECKING, Any

from watchgraph.render.roles import reached, text
from watchgraph.render.words import EVIDENCE, counted, spoken

if TYPE_CHECKING:
    import networkx as nx


def standfirst(graph: "nx.Graph[Any]") -> str:
    """Return what a network holds and how it was filtered, in short sentences.

    Parameters
    ----------
    graph : networkx.Graph
        The network.

    Returns
    -------
    str
        Plain text.
    """
    links = counted(graph.number_of_edges(), "link")
    return " ".join([f"{_things(graph)}, {links}.", *_time(graph), *_filters(graph)])


def _things(graph: "nx.Graph[Any]") -> str:
    kinds = [text(facts.get("kind")) for _, facts in graph.nodes(data=True)]
    counts = {
        "lender": counted(kinds.count("lender"), "lender"),
        "supplier": counted(kinds.count("supplier"), "supplier"),
        "deployment": counted(kinds.count("deployment"), "deployment"),
        "country": counted(kinds.count("country"), "country", "countries"),
    }
    if "lender" not in kinds and graph.is_directed():
        supplying = sum(reached(graph, node) > 0 for node in graph)
        return f"{counted(supplying, 'state')} whose suppliers reach {counts['country']}"
    one_kind = graph.graph.get("name") in ("cosupply", "shared")
    rare = ("lender", "deployment") if not one_kind else tuple(counts)
    shown = [words for kind, words in counts.items() if kind in kinds or kind not in rare]
    if "lender" in kinds:
        shown = [counts["lender"], counts["country"]]
    if not set(kinds) & set(counts):
        return counted(graph.number_of_nodes(), "node")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _time(graph: "nx.Graph[Any]") -> list[str]:
    parts = []
    if date := text(graph.graph.get("date")):
        parts.append(f"As it stood on {date}.")
        coverage = graph.graph.get("coverage") or {}
        if undated := coverage.get("undated"):
            parts.append(
                f"{counted(undated, 'record')} without a date could not be placed in time."
            )
    if day := text(graph.graph.get("as_of")):
        parts.append(f"As it stood on {day}.")
    if day := text(graph.graph.get("known")):
        parts.append(f"As known by {day}, from what had been published.")
    counts = graph.graph.get("as_of_coverage") or {}
    if unplaced := counts.get("undated", 0) + counts.get("publication_unknown", 0):
        parts.append(f"{counted(unplaced, 'record')} could not be placed for want of a date.")
    return parts


def _filters(graph: "nx.Graph[Any]") -> list[str]:
    parts = []
    if edition := text(graph.graph.get("edition")):
        parts.append(f"Index of {edition} only.")
    if technology := text(graph.graph.get("technology")):
        parts.append(f"{spoken(technology)} only.")
    if region := text(graph.graph.get("region_label")):
        parts.append(f"{region} only.")
    if words := EVIDENCE.get(text(graph.graph.get("evidence_filter"))):
        parts.append(words)
    return parts
