"""What the reader may filter by: each facet's options, and which of them each edge meets."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.render.palette import STYLES, Style
from watchgraph.render.roles import text
from watchgraph.render.words import BRI, spoken

if TYPE_CHECKING:
    import networkx as nx

DEPLOYMENTS = "deployments"


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
    """

    key: str
    label: str
    any_label: str
    codes: list[str]
    options: list[str]
    meets: list[list[int]]


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
        Origin, technology, edition and Belt and Road, as far as the edges have them.
    """
    order = [style.key for style in STYLES]
    labels = graph.graph.get("technology_labels") or {}
    editions = {DEPLOYMENTS: "Deployment records"}
    facets = [
        _facet(
            "origin",
            "Head office of the supplier",
            "",
            [[styles[source].key] for source, _, _ in edges],
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
            "edition",
            "Kind of evidence",
            "Any evidence",
            [_evidence(facts) for _, _, facts in edges],
            editions,
            # Deployments after the editions.
            lambda code: (code == DEPLOYMENTS, code),
        ),
        _facet(
            "bri",
            "Belt and Road status of the country",
            "Any status",
            [_bri(graph.nodes[target]) for _, target, _ in edges],
            BRI,
        ),
    ]
    return [facet for facet in facets if facet.options]


def _evidence(facts: Mapping[str, Any]) -> list[str]:
    codes = [text(edition) for edition in facts.get("editions") or ()]
    return [*codes, DEPLOYMENTS] if facts.get("deployments") else codes


def _bri(facts: Mapping[str, Any]) -> list[str]:
    status = text(facts.get("bri"))
    return [status] if status else []


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
