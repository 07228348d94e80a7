"""Shortest paths compiled by numba; import it only through :mod:`watchgraph.analysis.paths`."""

from __future__ import annotations

import numpy as np
from numba import njit


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
    further off: such leaves, most of a sparse network, need no search of their own.
    """
    copies, n = present.shape[0], len(indptr) - 1
    betweenness = np.zeros((copies, n), np.float64)
    far = np.zeros((copies, n), np.float64)
    reached = np.zeros((copies, n), np.float64)
    own_indptr = np.empty(n + 1, np.int64)
    own_indices = np.empty(len(indices), np.int64)
    leaves = np.empty(n, np.int64)
    one = np.empty(1, np.int64)
    squares, through, steps, seen = np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n)
    for copy in range(copies):
        count = 0
        own_indptr[0] = 0
        for v in range(n):
            for j in range(indptr[v], indptr[v + 1]):
                if present[copy, edge[j]]:
                    own_indices[count] = indices[j]
                    count += 1
            own_indptr[v + 1] = count
        leaves[:] = 0
        if not directed:
            for v in range(n):
                if _is_leaf(own_indptr, own_indices, v):
                    leaves[own_indices[own_indptr[v]]] += 1
        for v in range(n):
            if not directed and _is_leaf(own_indptr, own_indices, v):
                continue
            through[:], steps[:], seen[:] = 0.0, 0.0, 0.0
            one[0] = v
            paths_from(own_indptr, own_indices, one, through, squares, steps, seen)
            more = leaves[v]
            for w in range(n):
                if seen[w] > 0:
                    betweenness[copy, w] += (1 + more) * through[w]
                    far[copy, w] += steps[w] + more * (steps[w] + 1)
                    reached[copy, w] += 1 + more
            if more:
                betweenness[copy, v] += more * (seen.sum() - 2)
                for j in range(own_indptr[v], own_indptr[v + 1]):
                    w = own_indices[j]
                    if own_indptr[w + 1] - own_indptr[w] == 1:
                        # A leaf is at no distance from itself.
                        far[copy, w] -= 2
    return betweenness, far, reached


@njit(cache=True)
def _is_leaf(indptr, indices, v):  # type: ignore[no-untyped-def]
    if indptr[v + 1] - indptr[v] != 1:
        return False
    w = indices[indptr[v]]
    # Of two nodes that have only each other, both are searched from; so is one with a loop.
    return w != v and indptr[w + 1] - indptr[w] > 1
