"""By what the nodes of a picture may be sized and coloured."""

import math
from collections.abc import Hashable, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

from watchgraph.render.captions import caption
from watchgraph.render.palette import CATEGORIES, NEUTRAL
from watchgraph.render.roles import text

if TYPE_CHECKING:
    import networkx as nx

#: What `measures` may be: a table as `watchgraph.centrality` gives it, or values by node by name.
Measures = Any

#: The measures offered, in this order, and what each is, in words.
MEASURES = {
    "degree": "Links",
    "strength": "Weight of the links",
    "out_degree": "Links out",
    "in_degree": "Links in",
    "out_strength": "Weight of the links out",
    "in_strength": "Weight of the links in",
    "betweenness": "Betweenness",
    "closeness": "Closeness",
    "eigenvector": "Eigenvector centrality",
    "pagerank": "PageRank",
    "hub": "Hub score",
    "authority": "Authority score",
    "core": "Core number",
    "participation": "Participation",
}
#: Below this a node stands with its community in fewer than three of four runs.
STEADY = 0.75


def by_name(table: Measures) -> dict[str, dict[Hashable, Any]]:
    """Return a table, or a mapping of mappings, as values by node by name.

    Parameters
    ----------
    table : DataFrame or mapping or None
        Columns by node.

    Returns
    -------
    dict of str to dict
        Empty for None.
    """
    if table is None:
        return {}
    return {str(name): dict(table[name]) for name in table}


def sizes(
    graph: "nx.Graph[Any]",
    nodes: Sequence[Hashable],
    measures: Measures,
    chosen: tuple[str, str, Mapping[Hashable, float]],
) -> list[dict[str, Any]]:
    """Return what the area of a node may show.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    nodes : sequence of node
        In the order of the picture.
    measures : DataFrame or mapping or None
        Measures of the whole network; those of `MEASURES` are offered.
    chosen : (str, str, mapping)
        Key, words and values of what is shown at first.

    Returns
    -------
    list of dict
        ``key``, ``label`` and ``values``; a value is None where the measure has none.
    """
    weight = caption(graph).weight
    found: dict[str, Mapping[Hashable, Any]] = {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
    }
    found |= {name: own for name, own in by_name(measures).items() if name in MEASURES}
    words = MEASURES | {"strength": f"Number of {weight} on the links"}
    offered = [(key, words[key], found[key]) for key in MEASURES if key in found]
    if chosen[0] not in found:
        offered.append(chosen)
    return [
        {"key": key, "label": label, "values": [_value(values.get(node)) for node in nodes]}
        for key, label, values in offered
    ]


def colourings(
    graph: "nx.Graph[Any]", nodes: Sequence[Hashable], communities: Measures
) -> list[dict[str, Any]]:
    """Return what the colour of a node may show, besides the groups of the key.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    nodes : sequence of node
        In the order of the picture.
    communities : DataFrame or mapping or None
        ``community`` and ``stability`` of each node, as `watchgraph.communities` gives them.

    Returns
    -------
    list of dict
        ``key``, ``label``, ``note``, ``groups`` (``label``, ``light``, ``dark``, ``hollow``,
        ``count``) and ``of``, the group of each node. Community comes with ``stability``.
    """
    made = []
    own = by_name(communities)
    if "community" in own:
        told = getattr(communities, "attrs", {})
        made.append(_communities(nodes, own, text(told.get("method")), told.get("runs")))
    details = graph.graph.get("details") or {}
    regimes = {iri: one.get("regime", "") for iri, one in details.get("countries", {}).items()}
    labels = details.get("labels", {})
    regions = {node: text(graph.nodes[node].get("region")) for node in nodes}
    classes = {node: text(labels.get(regimes.get(str(node), ""))) for node in nodes}
    edition = text(details.get("regime_edition"))
    for key, label, of, note in (
        ("region", "Region", regions, "Only countries have a region here."),
        ("regime", "Regime class", classes, f"As the source of the index of {edition} prints it."),
    ):
        if len({value for value in of.values() if value}) > 1:
            made.append(_by_value(key, label, note, [of[node] for node in nodes]))
    return made


def _by_value(key: str, label: str, note: str, values: list[str]) -> dict[str, Any]:
    names = sorted(set(values) - {""})
    groups = [_group(name, i) for i, name in enumerate(names)]
    if "" in values:
        groups.append({"label": "None given", **NEUTRAL, "hollow": True})
    number = {name: i for i, name in enumerate(names)} | {"": len(names)}
    of = [number[value] for value in values]
    return {"key": key, "label": label, "note": note, "groups": _counted(groups, of), "of": of}


def _communities(
    nodes: Sequence[Hashable],
    own: Mapping[str, Mapping[Hashable, Any]],
    method: str,
    runs: int | None,
) -> dict[str, Any]:
    """Colour the largest communities; those of few nodes share one colour."""
    name = method.partition(" ")[0]
    of = [int(own["community"][node]) for node in nodes]
    steady = own.get("stability", {})
    stability = [round(float(steady.get(node, 1.0)), 3) for node in nodes]
    shown = [c for c in sorted(set(of)) if of.count(c) > 1][: len(CATEGORIES)]
    groups = []
    for i, community in enumerate(shown):
        inside = [stability[k] for k, c in enumerate(of) if c == community]
        mean = sum(inside) / len(inside)
        groups.append(_group(f"Community {community}, stability {mean:.2f}", i))
    if set(of) - set(shown):
        groups.append({"label": "Smaller communities", **NEUTRAL, "hollow": False})
    place = {community: i for i, community in enumerate(shown)}
    of_group = [place.get(community, len(shown)) for community in of]
    return {
        "key": "community",
        "label": "Community",
        "note": (
            f"{f'{name} communities' if name else 'Communities'} of the whole network"
            f"{f', the consensus of {runs} seeded runs' if runs else ''}. Stability is the mean "
            "share of runs in which a node stands with another of its community; an outline "
            f"marks nodes below {STEADY}. Communities tell who is named together, not who works "
            "together."
        ),
        "groups": _counted(groups, of_group),
        "of": of_group,
        "numbers": of,
        "stability": stability,
        "steady": STEADY,
    }


def _group(label: str, i: int) -> dict[str, Any]:
    light, dark = CATEGORIES[i % len(CATEGORIES)]
    return {"label": label, "light": light, "dark": dark, "hollow": False}


def _counted(groups: list[dict[str, Any]], of: list[int]) -> list[dict[str, Any]]:
    return [group | {"count": of.count(i)} for i, group in enumerate(groups)]


def _value(value: Any) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    number = float(value)
    if not math.isfinite(number) or number < 0:
        return None
    return int(number) if number.is_integer() else float(f"{number:.6g}")
