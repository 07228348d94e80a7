"""What the reader may filter by: each facet's options, and which of them each edge meets."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from watchgraph.render.captions import caption
from watchgraph.render.palette import STYLES, Style
from watchgraph.render.roles import slug, text
from watchgraph.render.words import BRI, spoken

if TYPE_CHECKING:
    import networkx as nx

DEPLOYMENTS = "deployments"

_BESIDE = {"loans": "With a recorded loan or grant", "listings": "With a listed supplier"}


@dataclass(frozen=True)
class Facet:
    """One way to filter.

    Attributes
    ----------
    key : str
        Name in the data.
    label : str
        Its words.
    any_label : str
        The words for no filter; empty for a set of checkboxes.
    codes, options : list of str
        The code and the words of each option.
    meets : list of list of int
        For each edge, or each record, the options that it meets, by number.
    every : bool
        Whether an edge is shown only if all options that it meets are wanted.
    level : str
        ``edge``, or ``record`` if it chooses records, of which an edge must keep one.
    """

    key: str
    label: str
    any_label: str
    codes: list[str]
    options: list[str]
    meets: list[list[int]]
    every: bool = False
    level: str = "edge"


def edge_facets(
    graph: "nx.Graph[Any]",
    edges: Sequence[tuple[Hashable, Hashable, Mapping[str, Any]]],
    styles: Mapping[Hashable, Style],
) -> list[Facet]:
    """Return the facets of a network whose edges differ in them.

    Parameters
    ----------
    graph : networkx.Graph
        The network; its ``technology_labels``, a mapping of code to label, is used if there.
    edges : sequence of (source, target, attributes)
        The edges in the order of the picture, from what supplies to what receives.
    styles : mapping of node to Style
        The style of each node.

    Returns
    -------
    list of Facet
        Origin, state, technology, purpose, edition, Belt and Road, region and what stands beside,
        as far as the edges have them and differ in them. Where the network carries ``details``
        of its records, what a record says is left to `record_facets`.
    """
    order = [style.key for style in STYLES]
    labels = graph.graph.get("technology_labels") or {}
    origins = [_origins(graph, edge, styles) for edge in edges]
    states = {style.key for style in STYLES if style.shape == "square"}
    facets = [
        facet_of(
            "origin",
            caption(graph).origin,
            "",
            origins if states & {key for row in origins for key in row} else [],
            {style.key: style.label for style in STYLES},
            order.index,
        ),
        facet_of(
            "state",
            caption(graph).state,
            "Any state",
            [_states(graph, edge) for edge in edges],
            _state_names(graph),
        ),
        *(() if graph.graph.get("details") else _said_by_edges(graph, edges, labels)),
        facet_of(
            "beside",
            "Recorded beside the link",
            "Anything or nothing",
            [[name for name in _BESIDE if facts.get(name)] for _, _, facts in edges],
            _BESIDE,
        ),
    ]
    # Where two suppliers meet, a link goes if either is not wanted.
    same = graph.graph.get("name") == "cosupply"
    return [
        replace(facet, every=True) if same and facet.key == "origin" else facet
        for facet in facets
        if parts(facet)
    ]


def parts(facet: Facet) -> bool:
    """Return whether a facet parts anything: an option that all meet does not."""
    return bool(facet.options) and not (len(facet.options) == 1 and all(facet.meets))


def _said_by_edges(
    graph: "nx.Graph[Any]",
    edges: Sequence[tuple[Hashable, Hashable, Mapping[str, Any]]],
    labels: Mapping[str, Any],
) -> list[Facet]:
    """Return the facets that edges tell for all of their records together."""
    return [
        facet_of(
            "technology",
            "Technology reported",
            "Any technology",
            [list(facts.get("technologies") or ()) for _, _, facts in edges],
            {code: text(label) for code, label in labels.items()},
        ),
        facet_of(
            "purpose",
            "Purpose of the loan or grant",
            "Any purpose",
            [list(facts.get("purposes") or ()) for _, _, facts in edges],
            {},
        ),
        facet_of(
            "edition",
            "Kind of evidence",
            "Any evidence",
            [_evidence(facts) for _, _, facts in edges],
            {DEPLOYMENTS: "Deployment records"},
            # Deployments after the editions.
            lambda code: (code == DEPLOYMENTS, code),
        ),
        facet_of(
            "bri",
            "Belt and Road status of the country",
            "Any status",
            [_of_countries(graph, edge, "bri") for edge in edges],
            BRI,
        ),
        facet_of(
            "region",
            "Region of the country",
            "Any region",
            [_of_countries(graph, edge, "region") for edge in edges],
            {},
        ),
    ]


def _origins(
    graph: "nx.Graph[Any]",
    edge: tuple[Hashable, Hashable, Mapping[str, Any]],
    styles: Mapping[Hashable, Style],
) -> list[str]:
    """Return the groups of what supplies: of the source, or of both ends of one kind."""
    source, target, _ = edge
    if _kind(graph, source) == "deployment":
        return [styles[end].key for end in graph[source] if _kind(graph, end) == "supplier"]
    same = not graph.is_directed() and _kind(graph, source) == _kind(graph, target)
    return [styles[end].key for end in (source, target)[: 1 + same]]


def _states(
    graph: "nx.Graph[Any]", edge: tuple[Hashable, Hashable, Mapping[str, Any]]
) -> list[str]:
    """Return the states that what supplies, or lends, has its home in."""
    source, target, _ = edge
    ends: list[Hashable] = [source]
    if graph.is_directed() and _kind(graph, source) == "country":
        return [slug(source, graph.nodes[source])]
    if _kind(graph, source) == "deployment":
        ends = [end for end in graph[source] if _kind(graph, end) == "supplier"]
    elif not graph.is_directed() and _kind(graph, source) == _kind(graph, target):
        ends = [source, target]
    found = {text(graph.nodes[end].get("origin")) for end in ends}
    return sorted(found - {""})


def _state_names(graph: "nx.Graph[Any]") -> dict[str, str]:
    named = {
        text(facts.get("origin")): text(facts.get("origin_label"))
        for _, facts in graph.nodes(data=True)
    }
    if graph.is_directed():
        named |= {
            slug(node, facts): text(facts.get("label")) for node, facts in graph.nodes(data=True)
        }
    return named | {"unknown": "Unknown"}


def _of_countries(
    graph: "nx.Graph[Any]", edge: tuple[Hashable, Hashable, Mapping[str, Any]], name: str
) -> list[str]:
    """Return what is said of the countries that an edge reaches."""
    source, target, _ = edge
    ends = {target}
    if _kind(graph, target) == "deployment":
        ends = set(graph[target])
    elif not graph.is_directed() and _kind(graph, source) == "country":
        ends.add(source)
    found = {text(graph.nodes[end].get(name)) for end in ends}
    return sorted(found - {""})


def _kind(graph: "nx.Graph[Any]", node: Hashable) -> str:
    return text(graph.nodes[node].get("kind"))


def _evidence(facts: Mapping[str, Any]) -> list[str]:
    codes = [text(edition) for edition in facts.get("editions") or ()]
    return [*codes, DEPLOYMENTS] if facts.get("deployments") else codes


def facet_of(
    key: str,
    label: str,
    any_label: str,
    codes: list[list[str]],
    words: Mapping[str, str],
    order: Any = None,
) -> Facet:
    """Return a facet of the codes that each edge or record has, with the words for them."""
    found = sorted({code for row in codes for code in row}, key=order)
    number = {code: i for i, code in enumerate(found)}
    return Facet(
        key=key,
        label=label,
        any_label=any_label,
        codes=found,
        options=[_words(code, words, key) for code in found],
        meets=[sorted({number[code] for code in row}) for row in codes],
    )


def _words(code: str, words: Mapping[str, str], key: str) -> str:
    if code in words:
        return words[code]
    return f"Index of {code}" if key == "edition" else spoken(code)
