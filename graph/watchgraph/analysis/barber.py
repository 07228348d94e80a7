"""Bipartite modularity, and communities that make it high."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.compiler import compiled

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

# Communities that a search may begin with: each node looks at all of them.
_MOST_LABELS = 200
#: Searches from random starts of which one run keeps the best.
SEARCHES = 20


def barber_modularity(
    matrix: csr_array[int64], membership: NDArray[int64], resolution: float = 1.0
) -> float:
    r"""Return the bipartite modularity of a partition.

    It is :math:`\sum_{ij} (A_{ij} - \gamma k_i d_j / L) \delta_{ij} / L` over all pairs of the
    two sides, of which L are links [1]_.

    Parameters
    ----------
    matrix
        1 where a link is.
    membership
        The community of every row, then of every column.
    resolution
        The factor gamma.

    Returns
    -------
    float
        NaN for a matrix without links.

    References
    ----------
    .. [1] Barber, M. J. (2007). Modularity and community detection in bipartite networks.
       Physical Review E 76, 066102.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> barber_modularity(csr_array(np.eye(2, dtype=int)), np.array([0, 1, 0, 1]))
    0.5
    """
    if not matrix.nnz:
        return float("nan")
    rows, columns = matrix.nonzero()
    own, other = membership[: matrix.shape[0]], membership[matrix.shape[0] :]
    size = int(membership.max()) + 1
    one = np.bincount(own[rows], minlength=size).astype(float)
    two = np.bincount(other[columns], minlength=size).astype(float)
    inside = int((own[rows] == other[columns]).sum())
    return float(inside / matrix.nnz - resolution * (one @ two) / matrix.nnz**2)


def barber_runs(
    matrix: csr_array[int64], seeds: NDArray[Any], resolution: float = 1.0
) -> list[NDArray[int64]]:
    """Search for communities of high bipartite modularity, once for each seed.

    A search begins with communities at random. In BRIM [1]_ each side in turn follows the other:
    every node takes the community that gains most. When nothing changes, communities merge as
    long as that gains, the most gainful first, as in LPAwb+ [2]_; and again. A run keeps the
    best of :data:`SEARCHES` searches; communities of several pieces are parted, which never
    costs, and one that lowers the modularity is dissolved. Nodes without links stand alone.

    Parameters
    ----------
    matrix
        1 where a link is.
    seeds
        Numbers of 64 bits, one for each run.
    resolution
        Above 1 for smaller communities, below 1 for larger ones.

    Returns
    -------
    list of numpy.ndarray of int64
        The community of every row, then of every column.

    Raises
    ------
    UseError
        If numba is not installed.

    References
    ----------
    .. [1] Barber, M. J. (2007). Modularity and community detection in bipartite networks.
       Physical Review E 76, 066102.
    .. [2] Beckett, S. J. (2016). Improved community detection in weighted bipartite networks.
       Royal Society Open Science 3, 140536.
    """
    engine = compiled("brim")
    across = matrix.T.tocsr()
    across.sort_indices()
    starts, links = matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)
    other_starts, other_links = across.indptr.astype(np.int64), across.indices.astype(np.int32)
    labels = max(min(*matrix.shape, _MOST_LABELS), 1)
    made = []
    for seed in seeds:
        first, second = (np.zeros(size, np.int64) for size in matrix.shape)
        engine.best_of(
            starts, links, other_starts, other_links, labels, float(resolution),
            np.array([seed], np.uint64), SEARCHES, first, second,
        )  # fmt: skip
        made.append(_pieces(matrix, first, second, resolution))
    return made


def _pieces(
    matrix: csr_array[int64], first: NDArray[int64], second: NDArray[int64], resolution: float
) -> NDArray[int64]:
    """Return the connected pieces of the communities, the nodes of those that cost alone."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows, columns = matrix.nonzero()
    kept = first[rows] == second[columns]
    size = len(first) + len(second)
    graph = coo_array(
        (np.ones(int(kept.sum())), (rows[kept], columns[kept] + len(first))), shape=(size, size)
    )
    found = connected_components(graph, directed=False)[1].astype(np.int64)
    one, two = found[: len(first)], found[len(first) :]
    number = int(found.max(initial=-1)) + 1
    inside = np.bincount(one[rows[one[rows] == two[columns]]], minlength=number)
    ends = [
        np.bincount(own, np.diff(table.indptr), number)
        for own, table in ((one, matrix), (two, matrix.T.tocsr()))
    ]
    costs = inside * matrix.nnz < resolution * ends[0] * ends[1] - 1e-9
    alone = np.flatnonzero(costs[found])
    found[alone] = number + np.arange(len(alone))
    return np.unique(found, return_inverse=True)[1].astype(np.int64)
