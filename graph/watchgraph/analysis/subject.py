"""A network made ready to be measured, and the measures by the names of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis import batches, powers
from watchgraph.analysis.arrays import Arrays, Batch, arrays_of
from watchgraph.analysis.paths import has_numba, paths_of_batch, shortest_paths
from watchgraph.analysis.plain import PlainNetwork, plain_network
from watchgraph.errors import UseError
from watchgraph.networks.sides import layers_of, require_bipartite

if TYPE_CHECKING:
    import networkx as nx
    from numpy import float64, int64
    from numpy.typing import NDArray

#: The measures, in the order of their columns.
MEASURES = (
    *("degree", "strength", "betweenness", "closeness", "pagerank", "eigenvector"),
    *("hits", "core", "participation"),
)

# Beyond so many steps, nodes times edges, compiling shortest paths pays.
_COMPILED_FROM = 1_000_000
_HITS = ("hub", "authority")
_PATHS = ("betweenness", "closeness")
_SUMS: dict[str, Callable[[Batch], NDArray[float64]]] = {
    name: getattr(batches, name)
    for name in (
        *("degree", "in_degree", "out_degree", "strength", "in_strength", "out_strength"),
        *("pagerank", "core"),
    )
}


@dataclass(frozen=True)
class Subject:
    """A network made ready.

    Attributes
    ----------
    plain
        The network in an order of its own.
    sides
        Its sides by number, if it is bipartite.
    net
        The same as arrays.
    groups
        Number of the group in which each node is ranked: its side and kind.
    modules
        Number of each node's module; -1 if it has none.
    """

    plain: PlainNetwork
    sides: tuple[list[int], list[int]] | None
    net: Arrays
    groups: NDArray[int64]
    modules: NDArray[int64]

    def possible(self) -> tuple[str, ...]:
        """Return the measures that apply."""
        left_out = {"eigenvector"} if self.plain.directed else set()
        if not (self.plain.directed or self.sides):
            left_out.add("hits")
        if len(self.modules) and (self.modules < 0).all():
            left_out.add("participation")
        return tuple(name for name in MEASURES if name not in left_out)

    def columns(self, measures: Iterable[str]) -> list[str]:
        """Return the columns of some measures."""
        made = []
        for name in measures:
            if name == "hits":
                made += ["hub", "authority"]
            else:
                made.append(name)
                if self.plain.directed and name in ("degree", "strength"):
                    made += [f"in_{name}", f"out_{name}"]
        return made

    def values(self, batch: Batch, columns: Sequence[str]) -> dict[str, NDArray[float64]]:
        """Measure copies of the network.

        Parameters
        ----------
        batch
            The copies.
        columns
            Names of columns.

        Returns
        -------
        dict of str to numpy.ndarray, shape (nodes, copies)
            By column.

        Raises
        ------
        UseError
            If shortest paths of several copies are asked for and numba is not installed.
        """
        made: dict[str, NDArray[float64]] = {}
        if set(columns) & set(_PATHS):
            made |= dict(zip(_PATHS, self._paths(batch), strict=True))
        if set(columns) & set(_HITS):
            made |= dict(zip(_HITS, powers.hits(batch), strict=True))
        if "eigenvector" in columns:
            hubs = made.get("hub") if self.sides else None
            made["eigenvector"] = powers.eigenvector(batch, hubs)
        for name in columns:
            if name == "participation":
                made[name] = batches.participation(batch, self.modules)
            elif name not in made:
                made[name] = _SUMS[name](batch)
        return {name: made[name] for name in columns}

    def _paths(self, batch: Batch) -> tuple[NDArray[float64], NDArray[float64]]:
        if batch.copies == 1 and batch.present.all():
            big = self.net.nodes * len(self.net.tail) > _COMPILED_FROM
            if big and has_numba():
                found = shortest_paths(self.net)
                return found.betweenness[:, None], found.closeness[:, None]
            return _plain_paths(self.plain, self.sides)
        return paths_of_batch(batch)


def subject_of(net: nx.Graph[Any]) -> Subject:
    """Make a network ready.

    Parameters
    ----------
    net
        Network without parallel edges; it is left as it is.

    Returns
    -------
    Subject
        The modules are regions of countries and home states of suppliers.

    Raises
    ------
    UseError
        If edges stand side by side, a weight is no number, or a network that says to be
        bipartite is not.
    """
    plain = plain_network(net)
    sides = _sides(plain)
    second = set(sides[1]) if sides else set()
    groups = [f"{int(i in second)} {kind}" for i, kind in enumerate(plain.texts("kind"))]
    modules = [
        (region and f"region {region}") or (home and f"home {home}")
        for region, home in zip(
            plain.texts("region"),
            ["" if home == "unknown" else home for home in plain.texts("origin")],
            strict=True,
        )
    ]
    return Subject(plain, sides, arrays_of(plain, sides), _numbered(groups), _numbered(modules))


def chosen(subject: Subject, measures: Sequence[str] | None) -> list[str]:
    """Return the measures asked for, in the order of :data:`MEASURES`.

    Parameters
    ----------
    subject
        The network.
    measures
        Names; None for all that apply.

    Returns
    -------
    list of str
        Names.

    Raises
    ------
    UseError
        If one is unknown or does not apply.
    """
    possible = subject.possible()
    if measures is None:
        return list(possible)
    if isinstance(measures, str):
        measures = [measures]
    for name in measures:
        if name in possible:
            continue
        reason = "is unknown"
        if name in MEASURES:
            kind = "a directed" if subject.plain.directed else "this"
            reason = f"does not apply to {kind} network"
        raise UseError(
            f"The measure {name!r} {reason}.",
            name="measures",
            value=name,
            choices=possible,
            remedy=f"Choose among: {', '.join(possible)}.",
        )
    return [name for name in possible if name in measures]


def _sides(plain: PlainNetwork) -> tuple[list[int], list[int]] | None:
    """Return the two sides by number, or None if the network does not say to be bipartite."""
    net = plain.source
    layers = layers_of(net)
    if layers:
        # The middle layer of a tripartite network is one side, its neighbours the other.
        middle = set(layers[1])
        ends = [i for i, node in enumerate(plain.nodes) if node not in middle]
        return ends, [i for i, node in enumerate(plain.nodes) if node in middle]
    says = any("bipartite" in facts for _, facts in net.nodes(data=True))
    if plain.directed or not (says or net.graph.get("name") == "supply"):
        return None
    inside = set(require_bipartite(net)[0])
    return (
        [i for i, node in enumerate(plain.nodes) if node in inside],
        [i for i, node in enumerate(plain.nodes) if node not in inside],
    )


def _numbered(texts: Sequence[str]) -> NDArray[int64]:
    """Return the number of each text among the sorted ones; -1 for none."""
    number = {text: i for i, text in enumerate(sorted(set(texts) - {""}))}
    return np.array([number.get(text, -1) for text in texts], np.int64)


def _plain_paths(
    plain: PlainNetwork, sides: tuple[list[int], list[int]] | None
) -> tuple[NDArray[float64], NDArray[float64]]:
    """Measure the shortest paths of a small network by networkx."""
    import networkx as nx

    from watchgraph.analysis.normalise import bipartite_betweenness

    graph = plain.graph
    raw = nx.betweenness_centrality(graph, normalized=not sides)
    between = [float(raw[i]) for i in graph]
    if sides:
        between = bipartite_betweenness(between, *sides)
        # networkx divides by nothing where one side is empty.
        near = nx.bipartite.closeness_centrality(graph, sides[0]) if graph.edges else {}
    else:
        along = graph.reverse() if isinstance(graph, nx.DiGraph) else graph
        near = nx.closeness_centrality(along)
    close = [float(near.get(i, 0)) for i in graph]
    return np.array(between, float)[:, None], np.array(close, float)[:, None]
