"""Where each node stands: stress majorization, computed once, from a seed.

A picture that is laid out here draws at once, is the same each time, and can be compared with
another. Nodes are taken in sorted order, so neither the order of the caller's graph nor the
hash seed moves a point; another processor or another numpy may move one in the last digit.
"""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Floats = NDArray[np.float64]

_EDGE = 30.0  # length of an edge before the room that its ends' other edges need
_FAN = 11.0  # added for each square root of an end's degree
_LEAF = 0.72  # an edge to a node of degree one is shorter by this
_GAP = 7.0  # clear space between two nodes
_AWAY = 60.0  # clear space between two components
_ROW = 800.0  # a row of small components is at least so wide


def positions(
    graph: "nx.Graph[Any]", radii: Mapping[Hashable, float], *, seed: int = 1
) -> dict[Hashable, tuple[float, float]]:
    """Place the nodes in the plane.

    Each component is laid out by stress majorization [1]_ (distances along the graph become
    distances on paper, near ones counting most), freed of overlaps, and the smaller components
    are set in rows beneath the largest.

    Parameters
    ----------
    graph : networkx.Graph
        Any kind of graph; directions and parallel edges make no difference.
    radii : mapping of node to float
        Radius of each node, in the units of the result.
    seed : int, default 1
        Seed of the slight disorder that parts nodes of equal distances.

    Returns
    -------
    dict of node to (float, float)
        x and y, the origin in the middle, rounded to a tenth.

    References
    ----------
    .. [1] E. R. Gansner, Y. Koren, S. North, "Graph Drawing by Stress Majorization", 2004,
       https://doi.org/10.1007/978-3-540-31843-9_25
    """
    import networkx as nx

    order = sorted(graph, key=str)
    rank = {node: i for i, node in enumerate(order)}
    parts = nx.connected_components(graph.to_undirected(as_view=True))
    components = sorted(
        (sorted(rank[node] for node in part) for part in parts),
        key=lambda members: (-len(members), members[0]),
    )
    links = sorted({(min(a, b), max(a, b)) for a, b in _ranked_edges(graph, rank) if a != b})
    radius = np.array([float(radii[node]) for node in order])
    xy = np.zeros((len(order), 2))
    rng = np.random.default_rng(seed)
    for members in components:
        xy[members] = _component(members, links, radius[members], rng)
    _shelve(xy, radius, components)
    if len(order):
        xy -= (xy.min(axis=0) + xy.max(axis=0)) / 2
    # Adding zero turns -0.0 into 0.0.
    return {
        node: (round(x, 1) + 0.0, round(y, 1) + 0.0)
        for node, (x, y) in zip(order, xy.tolist(), strict=True)
    }


def _ranked_edges(graph: "nx.Graph[Any]", rank: Mapping[Hashable, int]) -> list[tuple[int, int]]:
    return [(rank[a], rank[b]) for a, b in graph.edges()]


def _component(
    members: list[int], links: list[tuple[int, int]], radius: Floats, rng: np.random.Generator
) -> Floats:
    """Lay out one connected component around the origin."""
    n = len(members)
    if n == 1:
        return np.zeros((1, 2))
    inside = {member: i for i, member in enumerate(members)}
    pairs = np.array([(inside[a], inside[b]) for a, b in links if a in inside])
    distance = _distances(n, pairs, radius)
    xy = _majorize(_scaled(distance, rng), distance)
    return _part(xy, radius)


def _distances(n: int, pairs: NDArray[np.int64], radius: Floats) -> Floats:
    """Return the shortest-path distances, edges around busy nodes being longer."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    degree = np.bincount(pairs.ravel(), minlength=n)
    a, b = pairs.T
    length = _EDGE + _FAN * (np.sqrt(degree[a]) + np.sqrt(degree[b]))
    length *= np.where(np.minimum(degree[a], degree[b]) == 1, _LEAF, 1.0)
    length = np.maximum(length, radius[a] + radius[b] + _GAP)
    matrix = csr_array((length, (a, b)), shape=(n, n))
    return np.asarray(shortest_path(matrix, directed=False), dtype=float)


def _scaled(distance: Floats, rng: np.random.Generator) -> Floats:
    """Return a first layout by classical scaling, stirred a little."""
    from scipy.linalg import eigh

    squared = distance**2
    middle = squared.mean(axis=0)
    gram = (middle[:, None] + middle[None, :] - squared - middle.mean()) / 2
    n = len(distance)
    # The two largest, the very largest first.
    values, vectors = eigh(gram, subset_by_index=[max(n - 2, 0), n - 1])
    values, vectors = values[::-1], vectors[:, ::-1]
    # An eigenvector's sign is arbitrary: the largest component is made positive.
    vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(axis=0), range(vectors.shape[1])])
    xy = np.zeros((n, 2))
    xy[:, : vectors.shape[1]] = vectors * np.sqrt(np.maximum(values, 0))
    stir = float(distance.max()) / 500
    return np.asarray(xy + rng.normal(scale=stir, size=xy.shape))


def _majorize(xy: Floats, distance: Floats) -> Floats:
    """Lower the stress step by step; each step solves a convex bound of it approximately."""
    n = len(xy)
    weight = np.zeros_like(distance)
    np.divide(1.0, distance**2, out=weight, where=distance > 0)
    total = weight.sum(axis=1)[:, None]
    target = weight * distance
    steps = int(np.clip(40_000 // n, 30, 200))
    for _ in range(steps):
        dx = xy[:, 0][:, None] - xy[:, 0][None, :]
        dy = xy[:, 1][:, None] - xy[:, 1][None, :]
        apart = np.sqrt(dx * dx + dy * dy)
        pull = np.zeros_like(apart)
        np.divide(target, apart, out=pull, where=apart > 1e-9)
        xy = (weight @ xy + pull.sum(axis=1)[:, None] * xy - pull @ xy) / total
    return xy


def _part(xy: Floats, radius: Floats) -> Floats:
    """Push overlapping nodes apart until none overlap, or the rounds are over."""
    rounds = int(np.clip(60_000 // len(xy), 30, 200))
    wanted = radius[:, None] + radius[None, :] + _GAP
    np.fill_diagonal(wanted, 0)
    for _ in range(rounds):
        dx = xy[:, 0][:, None] - xy[:, 0][None, :]
        dy = xy[:, 1][:, None] - xy[:, 1][None, :]
        apart = np.sqrt(dx * dx + dy * dy)
        short = np.maximum(wanted - apart, 0)
        if short.max() < 0.05:
            break
        share = short / np.maximum(apart, 1e-6) * 0.5
        xy = xy + np.stack([(share * dx).sum(axis=1), (share * dy).sum(axis=1)], axis=1)
    return xy


def _shelve(xy: Floats, radius: Floats, components: list[list[int]]) -> None:
    """Set the smaller components, in place, in rows beneath the largest."""
    if not components:
        return
    low, high = _box(xy, radius, components[0])
    width = max(float(high[0] - low[0]), _ROW)
    left, top, tallest = 0.0, float(high[1]) + _AWAY, 0.0
    for members in components[1:]:
        corner, end = _box(xy, radius, members)
        size = end - corner
        if left > 0 and left + size[0] > width:
            left, top, tallest = 0.0, top + tallest + _AWAY, 0.0
        xy[members] += np.array([low[0] + left, top]) - corner
        left += float(size[0]) + _AWAY
        tallest = max(tallest, float(size[1]))


def _box(xy: Floats, radius: Floats, members: list[int]) -> tuple[Floats, Floats]:
    """Return the lowest and the highest corner of the nodes' bounding box."""
    own, reach = xy[members], radius[members][:, None]
    return np.asarray((own - reach).min(axis=0)), np.asarray((own + reach).max(axis=0))
