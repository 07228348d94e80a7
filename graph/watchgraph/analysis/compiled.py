"""Shortest paths compiled by numba; import it only through :mod:`watchgraph.analysis.paths`."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def _search(indptr, indices, source, distance, ways, order):  # type: ignore[no-untyped-def]
    """Note distances and numbers of shortest paths from a source, in the order of distance."""
    distance[source] = 0
    ways[source] = 1.0
    order[0] = source
    seen = 1
    place = 0
    while place < seen:
        v = order[place]
        place += 1
        for j in range(indptr[v], indptr[v + 1]):
            w = indices[j]
            if distance[w] < 0:
                distance[w] = distance[v] + 1
                order[seen] = w
                seen += 1
            if distance[w] == distance[v] + 1:
                ways[w] += ways[v]
    return seen


@njit(cache=True)
def paths_from(indptr, indices, sources, betweenness, squares, far, reached):  # type: ignore[no-untyped-def]
    """Add what the shortest paths from some sources give to four sums, of all nodes."""
    n = len(indptr) - 1
    distance = np.full(n, -1, np.int64)
    ways = np.zeros(n, np.float64)
    # What passes on to each way into a node; one division a node instead of one an arc.
    passed = np.zeros(n, np.float64)
    order = np.empty(n, np.int64)
    for source in sources:
        seen = _search(indptr, indices, source, distance, ways, order)
        for place in range(seen - 1, -1, -1):
            v = order[place]
            total = 0.0
            for j in range(indptr[v], indptr[v + 1]):
                w = indices[j]
                if distance[w] == distance[v] + 1:
                    total += passed[w]
            passed[v] = total + 1.0 / ways[v]
            if v != source:
                total *= ways[v]
                betweenness[v] += total
                squares[v] += total * total
            far[v] += distance[v]
            reached[v] += 1
        for place in range(seen):
            v = order[place]
            distance[v] = -1
            ways[v] = 0.0


@njit(cache=True)
def paths_of_copies(indptr, indices, edge, present, directed):  # type: ignore[no-untyped-def]
    """Return betweenness, sums of distances and nodes reached of each copy of a network.

    In an undirected network a node with one neighbour sees what its neighbour sees, one step
    further off: such leaves, most of a sparse network, are left out of the searches, and their
    neighbour stands for them, as Baglioni et al. (2012) do.
    """
    copies, n = present.shape[0], len(indptr) - 1
    betweenness = np.zeros((copies, n), np.float64)
    far = np.zeros((copies, n), np.float64)
    reached = np.zeros((copies, n), np.float64)
    own_indptr = np.zeros(n + 1, np.int64)
    own_indices = np.empty(len(indices), np.int64)
    neighbours = np.empty(n, np.int64)
    only = np.empty(n, np.int64)
    for copy in range(copies):
        kept = present[copy]
        neighbours[:] = 0
        for v in range(n):
            for j in range(indptr[v], indptr[v + 1]):
                if kept[edge[j]]:
                    neighbours[v] += 1
                    only[v] = indices[j]
        leaf = np.zeros(n, np.bool_)
        size = np.ones(n, np.int64)
        if not directed:
            for v in range(n):
                # Of two nodes that have only each other, both are searched from; so is a loop.
                if neighbours[v] == 1 and only[v] != v and neighbours[only[v]] > 1:
                    leaf[v] = True
                    size[only[v]] += 1
        count = 0
        for v in range(n):
            if not leaf[v]:
                for j in range(indptr[v], indptr[v + 1]):
                    if kept[edge[j]] and not leaf[indices[j]]:
                        own_indices[count] = indices[j]
                        count += 1
            own_indptr[v + 1] = count
        _weighted_paths(
            own_indptr, own_indices, leaf, size, betweenness[copy], far[copy], reached[copy]
        )
        for v in range(n):
            if leaf[v]:
                far[copy, v] = far[copy, only[v]] + reached[copy, only[v]] - 2
                reached[copy, v] = reached[copy, only[v]]
    return betweenness, far, reached


@njit(cache=True)
def _weighted_paths(indptr, indices, leaf, size, betweenness, far, reached):  # type: ignore[no-untyped-def]
    """Add what the shortest paths give to three sums, each node standing for so many."""
    n = len(indptr) - 1
    distance = np.full(n, -1, np.int64)
    ways = np.zeros(n, np.float64)
    passed = np.zeros(n, np.float64)
    order = np.empty(n, np.int64)
    for source in range(n):
        if leaf[source]:
            continue
        seen = _search(indptr, indices, source, distance, ways, order)
        mine = size[source]
        whole = 0
        for place in range(seen - 1, 0, -1):
            v = order[place]
            total = 0.0
            for j in range(indptr[v], indptr[v + 1]):
                w = indices[j]
                if distance[w] == distance[v] + 1:
                    total += passed[w]
            total *= ways[v]
            passed[v] = (total + size[v]) / ways[v]
            # Beyond it, and to its leaves.
            betweenness[v] += mine * (total + size[v] - 1)
            far[v] += mine * (distance[v] + 1) - 1
            reached[v] += mine
            whole += size[v]
        whole += mine
        # From its leaves through it, and back to themselves at no distance.
        betweenness[source] += (mine - 1) * (whole - 2)
        far[source] += mine - 1
        reached[source] += mine
        for place in range(seen):
            v = order[place]
            distance[v] = -1
            ways[v] = 0.0
