"""Which nodes of a network stand at its centre, by several measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

from watchgraph.analysis.normalise import bipartite_betweenness, bipartite_degree
from watchgraph.analysis.plain import PlainNetwork, plain_network
from watchgraph.analysis.spectral import leading_eigenvector
from watchgraph.errors import UseError
from watchgraph.networks.sides import layers_of, require_bipartite

if TYPE_CHECKING:
    import pandas as pd

#: The measures, in the order of their columns.
MEASURES = ("degree", "strength", "betweenness", "pagerank", "eigenvector")

_DAMPING = 0.85
_KINDS = ("supplier", "lender", "deployment", "country")


def centrality(net: nx.Graph[Any], measures: Sequence[str] | None = None) -> pd.DataFrame:
    r"""Measure the nodes of a network.

    Parameters
    ----------
    net
        Network such as ``supply`` (bipartite, its nodes say ``bipartite`` 0 or 1), ``origin``
        (directed) or ``deployment`` (tripartite, its nodes say ``layer`` 0, 1 or 2); any other
        network without parallel edges will do. It is left as it is.
    measures
        Names among :data:`MEASURES`; default all that apply.

    Returns
    -------
    pandas.DataFrame
        One row for each node, by kind (suppliers first), then degree rank, strength and text of
        the node. Index ``node``; columns, as far as measured:

        ``label``, ``kind``
            Words for the node.
        ``records``, ``independent_sources``
            Distinct records, and distinct families of sources, behind the node's edges; missing
            where the edges carry none. Read every measure beside them.
        ``degree``, ``degree_centrality``
            Number of neighbours; and its share of the neighbours that there could be: of the
            other side in a bipartite network [1]_, of the neighbouring layers in a tripartite
            one, else of :math:`n-1`. In a directed network
            ``degree`` is ``in_degree`` plus ``out_degree``, which follow.
        ``degree_rank``, ``degree_ties``
            Competition rank within the kind, or side (1 plus the number of nodes with more
            neighbours), and how many other nodes share it. In a directed network there are also
            ``out_degree_rank`` and ``in_degree_rank``.
        ``strength``
            Sum of the weights: numbers of records, or in ``cosupply`` and ``shared`` of what two
            nodes share; directed: with ``in_strength`` and
            ``out_strength``.
        ``betweenness``
            Share of shortest paths that run through the node, edges all of length 1 as a number
            of records is no distance; divided by the largest value possible: for the side of a
            bipartite network [1]_, else for the number of nodes.
        ``pagerank``
            Weighted PageRank, damping 0.85, sums to 1 over the network. In a directed network
            rank flows against the arrows, from a country to the states that supply it or to its
            lenders, so that it tells who gives, not who receives.
        ``eigenvector``
            Undirected networks only. Leading eigenvector of the weighted adjacency matrix of
            the largest component (most nodes, then most weight), of Euclidean length 1; nodes
            outside that component have no value, for theirs would be of another scale.

        ``attrs`` holds the data version, the filters of the network, method and engine.

    Raises
    ------
    UseError
        If a measure is unknown or does not apply, edges stand side by side, a weight is no
        number, or a network that says to be bipartite is not.

    References
    ----------
    .. [1] Borgatti, S. P., Halgin, D. S. (2011). Analyzing affiliation networks. In The SAGE
       Handbook of Social Network Analysis, 417-433.

    Examples
    --------
    >>> import networkx as nx
    >>> centrality(nx.star_graph(3), ["degree"])["degree"].tolist()
    [3, 1, 1, 1]
    """
    import pandas as pd

    plain = plain_network(net)
    sides = _sides(plain)
    chosen = _chosen(plain, measures)
    frame = pd.DataFrame(
        {"label": plain.labels(), "kind": plain.texts("kind")}, index=plain.index()
    )
    for name, counts in _support(plain).items():
        frame[name] = pd.array(counts, "Int64")
    degree = [plain.graph.degree(i) for i in plain.graph]
    strength = [plain.graph.degree(i, weight="weight") for i in plain.graph]
    if "degree" in chosen:
        _add_degree(frame, plain, degree, sides)
    if "strength" in chosen:
        frame["strength"] = strength
        _add_directions(frame, plain, "strength", weight="weight")
    if "betweenness" in chosen:
        frame["betweenness"] = _betweenness(plain, sides)
    if "pagerank" in chosen:
        frame["pagerank"] = _pagerank(plain)
    if "eigenvector" in chosen:
        frame["eigenvector"] = leading_eigenvector(plain.graph)
    frame.attrs = plain.attributes(measures=", ".join(chosen), method=_method(plain, sides))
    return frame.iloc[_order(plain, degree, strength)]


def _sides(plain: PlainNetwork) -> tuple[list[int], list[int]] | None:
    """Return the two sides by number, or None if the network does not say to be bipartite.

    The middle layer of a tripartite network is one side, its neighbours the other.
    """
    net = plain.source
    layers = layers_of(net)
    if layers:
        middle = set(layers[1])
        ends = [i for i, node in enumerate(plain.nodes) if node not in middle]
        return ends, [i for i, node in enumerate(plain.nodes) if node in middle]
    says = any("bipartite" in facts for _, facts in net.nodes(data=True))
    if plain.directed or not (says or net.graph.get("name") == "supply"):
        return None
    first, _ = require_bipartite(net)
    inside = set(first)
    return (
        [i for i, node in enumerate(plain.nodes) if node in inside],
        [i for i, node in enumerate(plain.nodes) if node not in inside],
    )


def _chosen(plain: PlainNetwork, measures: Sequence[str] | None) -> list[str]:
    possible = [name for name in MEASURES if not (plain.directed and name == "eigenvector")]
    if measures is None:
        return possible
    if isinstance(measures, str):
        measures = [measures]
    for name in measures:
        if name in possible:
            continue
        reason = "does not apply to a directed network" if name in MEASURES else "is unknown"
        raise UseError(
            f"The measure {name!r} {reason}.",
            name="measures",
            value=name,
            choices=tuple(possible),
            remedy=f"Choose among: {', '.join(possible)}.",
        )
    return [name for name in possible if name in measures]


def _support(plain: PlainNetwork) -> dict[str, list[int | None]]:
    """Count the distinct records and families of sources behind each node's edges."""
    behind: dict[str, list[set[str] | None]] = {
        "records": [set() for _ in plain.nodes],
        "evidence_families": [set() for _ in plain.nodes],
    }
    number = {node: i for i, node in enumerate(plain.nodes)}
    for a, b, facts in plain.source.edges(data=True):
        for name, known in behind.items():
            for end in (number[a], number[b]):
                own = known[end]
                if own is not None and name in facts:
                    own.update(facts[name])
                else:
                    known[end] = None
    return {
        column: [None if own is None else len(own) for own in behind[name]]
        for column, name in (
            ("records", "records"),
            ("independent_sources", "evidence_families"),
        )
    }


def _add_degree(
    frame: pd.DataFrame,
    plain: PlainNetwork,
    degree: list[int],
    sides: tuple[list[int], list[int]] | None,
) -> None:
    frame["degree"] = degree
    if sides:
        frame["degree_centrality"] = bipartite_degree(degree, *sides)
    else:
        # networkx divides by n - 1 as well, and gives a node on its own 1.
        frame["degree_centrality"] = [
            value for _, value in sorted(nx.degree_centrality(plain.graph).items())
        ]
    _add_directions(frame, plain, "degree")
    group = _groups(plain, sides)
    by_kind = frame.groupby(group, sort=True)
    frame["degree_rank"] = by_kind["degree"].rank(method="min", ascending=False).astype("int64")
    ties = frame.groupby([group, degree], sort=True)["degree"].transform("size")
    frame["degree_ties"] = ties.astype("int64") - 1
    if plain.directed:
        for name in ("out_degree", "in_degree"):
            ranks = by_kind[name].rank(method="min", ascending=False)
            frame[f"{name}_rank"] = ranks.astype("int64")


def _add_directions(
    frame: pd.DataFrame, plain: PlainNetwork, name: str, weight: str | None = None
) -> None:
    if isinstance(plain.graph, nx.DiGraph):
        frame[f"in_{name}"] = [plain.graph.in_degree(i, weight=weight) for i in plain.graph]
        frame[f"out_{name}"] = [plain.graph.out_degree(i, weight=weight) for i in plain.graph]


def _betweenness(plain: PlainNetwork, sides: tuple[list[int], list[int]] | None) -> list[float]:
    raw = nx.betweenness_centrality(plain.graph, normalized=not sides)
    values = [float(raw[i]) for i in plain.graph]
    return bipartite_betweenness(values, *sides) if sides else values


def _pagerank(plain: PlainNetwork) -> list[float]:
    if not plain.nodes:
        return []
    graph = plain.graph.reverse() if isinstance(plain.graph, nx.DiGraph) else plain.graph
    # The default tolerance of networkx would leave ties apart in the sixth digit.
    rank = nx.pagerank(graph, alpha=_DAMPING, weight="weight", tol=1e-12, max_iter=1000)
    return [float(rank[i]) for i in plain.graph]


def _groups(plain: PlainNetwork, sides: tuple[list[int], list[int]] | None) -> list[str]:
    """Return for each node the group that it is ranked in: its kind, and its side."""
    second = set(sides[1]) if sides else set()
    return [f"{int(i in second)} {kind}" for i, kind in enumerate(plain.texts("kind"))]


def _order(plain: PlainNetwork, degree: Sequence[int], strength: Sequence[float]) -> list[int]:
    kinds = plain.texts("kind")

    def place(i: int) -> tuple[object, ...]:
        known = _KINDS.index(kinds[i]) if kinds[i] in _KINDS else len(_KINDS)
        return known, kinds[i], -degree[i], -strength[i], i

    return sorted(plain.graph, key=place)


def _method(plain: PlainNetwork, sides: tuple[list[int], list[int]] | None) -> str:
    if sides and plain.source.graph.get("name") == "deployment":
        return "deployments as one side (Borgatti and Halgin 2011); ranks within each kind"
    if sides:
        return "bipartite normalisation (Borgatti and Halgin 2011); ranks within each side"
    if plain.directed:
        return "directed; PageRank on the reversed network, against the arrows"
    return "normalised by the number of nodes"
