"""The leading eigenvector of one network's largest component."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    from watchgraph.analysis.arrays import Arrays

# Up to here all eigenvectors at once are as fast as one by iteration.
_DENSE_NODES = 50


def leading_eigenvector(net: Arrays, inside: NDArray[bool_]) -> NDArray[float64]:
    """Return the leading eigenvector of the weighted adjacency matrix of a component.

    Parameters
    ----------
    net
        Undirected network.
    inside
        Which nodes are of the component.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)
        Values of zero or more, of Euclidean length 1; NaN outside the component.

    References
    ----------
    Bonacich, P. (1987). Power and centrality: a family of measures. American Journal of
    Sociology 92, 1170-1182.
    """
    from scipy.sparse import coo_array

    values = np.full(net.nodes, np.nan)
    component = np.flatnonzero(inside)
    if len(component) < 2:
        return values
    place = np.cumsum(inside) - 1
    edges = inside[net.tail] & (net.weight > 0)
    ends, loops = (
        (place[net.tail[edges]], place[net.head[edges]]),
        net.tail[edges] == net.head[edges],
    )
    weight = net.weight[edges]
    both = (
        np.concatenate([weight, weight[~loops]]),
        (
            np.concatenate([ends[0], ends[1][~loops]]),
            np.concatenate([ends[1], ends[0][~loops]]),
        ),
    )
    matrix = coo_array(both, shape=(len(component), len(component))).tocsr()
    if len(component) <= _DENSE_NODES:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        start = np.full(len(component), 1.0)
        vector = eigsh(matrix, k=1, which="LA", v0=start, tol=0)[1][:, 0]
    # By Perron and Frobenius all its values have one sign.
    values[component] = np.abs(vector)
    return values
