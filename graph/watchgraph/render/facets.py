"""What the reader may filter by: each facet's options, and which of them each edge meets."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from watchgraph.render.captions import caption
from watchgraph.render.palette import STYLES, Style
from watchgraph.render.roles import text
from watchgraph.render.words import BRI, spoken

if TYPE_CHECKING:
    import networkx as nx

DEPLOYMENTS = "deployments"

_BESIDE = {"loans": "With a recorded loan or grant", "listings": "With a listed supplier"}
_LEAST = (2, 3, 5, 10)


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
        For each edge the options that it meets, by number.
    every : bool
        Whether an edge is shown only if all options that it meets are wanted.
    """

    key: str
    label: str
    any_label: str
    codes: list[str]
    options: list[str]
    meets: list[list[int]]
    every: bool = False


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
        Origin, technology, purpose, edition, Belt and Road, what stands beside, and how much is
        shared, as far as the edges have them and differ in them.
    """
    order = [style.key for style in STYLES]
    labels = graph.graph.get("technology_labels") or {}
    origins = [_origins(graph, edge, styles) for edge in edges]
    states = {style.key for style in STYLES if style.shape == "square"}
    facets = [
        _facet(
            "origin",
            caption(graph).origin,
            "",
            origins if states & {key for row in origins for key in row} else [],
            {style.key: style.label for style in STYLES},
            order.index,
        ),
        _facet(
            "technology",
            "Technology reported",
            "Any technology",
            [list(facts.get("technologies") or ()) for _, _, facts in edges],
            {code: text(label) for code, label in labels.items()},
        ),
        _facet(
            "purpose",
            "Purpose of the loan or grant",
            "Any purpose",
            [list(facts.get("purposes") or ()) for _, _, facts in edges],
            {},
        ),
        _facet(
            "edition",
            "Kind of evidence",
            "Any evidence",
            [_evidence(facts) for _, _, facts in edges],
            {DEPLOYMENTS: "Deployment records"},
            # Deployments after the editions.
            lambda code: (code == DEPLOYMENTS, code),
        ),
        _facet(
            "bri",
            "Belt and Road status of the country",
            "Any status",
            [_bri(graph, edge) for edge in edges],
            BRI,
        ),
        _facet(
            "beside",
            "Recorded beside the link",
            "Anything or nothing",
            [[name for name in _BESIDE if facts.get(name)] for _, _, facts in edges],
            _BESIDE,
        ),
        _facet(
            "shared",
            f"Number of {caption(graph).weight}",
            "Any number",
            [_shared(facts) for _, _, facts in edges],
            {f"{least:03}": f"At least {least}" for least in _LEAST},
        ),
    ]
    # Where two suppliers meet, a link goes if either is not wanted.
    same = graph.graph.get("name") == "cosupply"
    return [
        replace(facet, every=True) if same and facet.key == "origin" else facet
        for facet in facets
        # An option that every link meets parts nothing.
        if facet.options and not (len(facet.options) == 1 and all(facet.meets))
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


def _bri(graph: "nx.Graph[Any]", edge: tuple[Hashable, Hashable, Mapping[str, Any]]) -> list[str]:
    """Return the status of the countries that an edge reaches."""
    source, target, _ = edge
    ends = {target}
    if _kind(graph, target) == "deployment":
        ends = set(graph[target])
    elif not graph.is_directed() and _kind(graph, source) == "country":
        ends.add(source)
    found = {text(graph.nodes[end].get("bri")) for end in ends}
    return sorted(found - {""})


def _shared(facts: Mapping[str, Any]) -> list[str]:
    number = max(len(facts.get(f"shared_{kind}") or ()) for kind in ("countries", "suppliers"))
    return [f"{least:03}" for least in _LEAST if number >= least]


def _kind(graph: "nx.Graph[Any]", node: Hashable) -> str:
    return text(graph.nodes[node].get("kind"))


def _evidence(facts: Mapping[str, Any]) -> list[str]:
    codes = [text(edition) for edition in facts.get("editions") or ()]
    return [*codes, DEPLOYMENTS] if facts.get("deployments") else codes


def _facet(
    key: str,
    label: str,
    any_label: str,
    codes: list[list[str]],
    words: Mapping[str, str],
    order: Any = None,
) -> Facet:
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
