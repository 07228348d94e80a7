"""The leading eigenvector of a network's largest component."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

# Up to here all eigenvectors at once are as fast as one by iteration.
_DENSE_NODES = 50


def leading_eigenvector(graph: nx.Graph[int]) -> NDArray[float64]:
    """Return the leading eigenvector of the weighted adjacency matrix of the largest component.

    Parameters
    ----------
    graph
        Undirected network of the nodes 0 to n - 1.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)
        Values of zero or more, of Euclidean length 1; NaN outside the component, and everywhere
        if there is no edge. The component is the one with most nodes, then most weight, then the
        smallest node.

    References
    ----------
    Bonacich, P. (1987). Power and centrality: a family of measures. American Journal of
    Sociology 92, 1170-1182.
    """
    values = np.full(len(graph), np.nan)
    component = _largest(graph)
    if len(component) < 2:
        return values
    matrix = nx.to_scipy_sparse_array(graph, nodelist=component, weight="weight").astype(float)
    if len(component) <= _DENSE_NODES:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        start = np.full(len(component), 1.0)
        vector = eigsh(matrix, k=1, which="LA", v0=start, tol=0)[1][:, 0]
    # By Perron and Frobenius all its values have one sign.
    values[component] = np.abs(vector)
    return values


def _largest(graph: nx.Graph[int]) -> list[int]:
    components = [sorted(component) for component in nx.connected_components(graph)]
    if not components:
        return []

    def size(component: list[int]) -> tuple[float, float, int]:
        weight = sum(graph.degree(i, weight="weight") for i in component)
        return len(component), weight, -component[0]

    return max(components, key=size)
