"""Measures straight from a sparse matrix, for networks too large for a graph of objects."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis import batches, powers
from watchgraph.analysis.arrays import Arrays
from watchgraph.analysis.normalise import bipartite_degree
from watchgraph.analysis.paths import shortest_paths
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_array

#: What can be measured of a matrix.
MATRIX_MEASURES = (
    *("degree", "strength", "betweenness", "closeness", "pagerank", "eigenvector"),
    *("hits", "core"),
)


def matrix_measures(
    matrix: csr_array[Any],
    measures: Sequence[str] | None = None,
    *,
    pivots: int | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Measure a bipartite network given as its biadjacency matrix.

    Parameters
    ----------
    matrix
        Suppliers by countries, such as :func:`watchgraph.networks.biadjacency.biadjacency`
        gives; what it holds are weights of zero or more, and zeros are no edges.
    measures
        Names among :data:`MATRIX_MEASURES`; default all.
    pivots
        From so many nodes, drawn without replacement, shortest paths are followed; default from
        all. Betweenness and closeness are estimates then.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        One row for each row of the matrix, then for each column. Index ``side`` (0 or 1) and
        ``number``; columns as :func:`watchgraph.analysis.centrality` of the same network gives,
        with pivots also ``betweenness_error``, half the width of a 95 % interval.

    Raises
    ------
    UseError
        If a measure is unknown, a weight is negative or none, the number of pivots is none, or
        shortest paths are asked for and numba is not installed.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> matrix_measures(csr_array([[2, 1], [0, 3]]), ["strength"])["strength"].tolist()
    [3.0, 3.0, 2.0, 4.0]
    """
    import pandas as pd

    names = MATRIX_MEASURES if measures is None else tuple(measures)
    unknown = [name for name in names if name not in MATRIX_MEASURES]
    if unknown:
        raise UseError(
            f"The measure {unknown[0]!r} is unknown, or needs more than a matrix.",
            name="measures",
            value=unknown[0],
            choices=MATRIX_MEASURES,
            remedy=f"Choose among: {', '.join(MATRIX_MEASURES)}.",
        )
    net = _arrays(matrix)
    whole = net.whole()
    first = int(matrix.shape[0])
    columns: dict[str, Any] = {}
    for name in MATRIX_MEASURES:
        if name not in names:
            continue
        if name == "hits":
            hub, authority = powers.hits(whole)
            columns |= {"hub": hub[:, 0], "authority": authority[:, 0]}
        elif name == "eigenvector":
            columns[name] = powers.eigenvector(whole)[:, 0]
        elif name in ("betweenness", "closeness"):
            if name not in columns:
                found = shortest_paths(net, pivots=pivots, seed=seed)
                columns |= {"betweenness": found.betweenness, "closeness": found.closeness}
                columns["betweenness_error"] = found.betweenness_error
        else:
            columns[name] = getattr(batches, name)(whole)[:, 0]
        if name in ("degree", "core"):
            columns[name] = columns[name].astype(np.int64)
        if name == "degree":
            sides = range(first), range(first, net.nodes)
            columns["degree_centrality"] = bipartite_degree(columns["degree"].tolist(), *sides)
    if "betweenness" not in names or pivots is None:
        columns.pop("betweenness_error", None)
    for name in ("betweenness", "closeness"):
        if name not in names:
            columns.pop(name, None)
    side = np.repeat([0, 1], matrix.shape)
    number = np.concatenate([np.arange(size) for size in matrix.shape])
    index = pd.MultiIndex.from_arrays([side, number], names=["side", "number"])
    frame = pd.DataFrame(columns, index=index)
    frame.attrs = {
        "measures": ", ".join(names),
        "method": "bipartite normalisation (Borgatti and Halgin 2011)",
        "pivots": net.nodes if pivots is None else min(pivots, net.nodes),
        "seed": seed,
        "engine": f"numpy {version('numpy')}, scipy {version('scipy')}",
    }
    return frame


def _arrays(matrix: csr_array[Any]) -> Arrays:
    entries = matrix.tocoo()
    weight = np.asarray(entries.data, np.float64)
    if not (np.isfinite(weight).all() and (weight >= 0).all()):
        raise UseError(
            "The matrix holds a weight that is negative or no number.",
            name="matrix",
            remedy="Weights are numbers of zero or more.",
        )
    held = weight > 0
    tail = np.asarray(entries.row, np.int64)[held]
    head = np.asarray(entries.col, np.int64)[held] + matrix.shape[0]
    order = np.lexsort((head, tail))
    nodes = int(sum(matrix.shape))
    first = np.arange(nodes) < matrix.shape[0]
    return Arrays(nodes, tail[order], head[order], weight[held][order], first=first)
