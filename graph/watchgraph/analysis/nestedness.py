"""Whether the few suppliers of some countries are a part of the many of others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from watchgraph.analysis.against import against
from watchgraph.analysis.compiler import compiled
from watchgraph.analysis.nulls import NullSamples
from watchgraph.analysis.twomode import two_mode

if TYPE_CHECKING:
    import pandas as pd
    from numpy import float64, int32, int64
    from numpy.typing import NDArray

#: The lines of the table: pairs of suppliers, of countries, and both together.
LINES = ("suppliers", "countries", "all")


def nestedness(
    net: nx.Graph[Any], samples: int = 1000, seed: int = 1, null: NullSamples | None = None
) -> pd.DataFrame:
    """Measure by NODF how nested a bipartite network is, against chance.

    Of two nodes of one side with unlike numbers of links, the overlap is the share of the
    smaller one's neighbours that the larger one has as well; of two with equal numbers it is 0.
    NODF is 100 times its mean over all pairs [1]_. It hangs on the numbers of links, so that
    only the comparison with networks of the same numbers says something.

    Parameters
    ----------
    net
        Bipartite network; it is left as it is. Nodes without links are left out.
    samples, seed, null
        As for :func:`pair_significance`.

    Returns
    -------
    pandas.DataFrame
        Index ``pairs``: ``suppliers``, ``countries``, ``all``. Columns ``nodes`` (with links),
        ``nodf`` (0 to 100; missing where there is no pair), ``mean``, ``sd``, ``z``, ``p_low``,
        ``p_high`` as of :func:`watchgraph.analysis.against.against`. ``attrs`` holds method,
        samples, seed, trades and their diagnosis.

    Raises
    ------
    UseError
        If the network is not bipartite, a number makes no sense or numba is missing.

    References
    ----------
    .. [1] Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D., Ulrich, W. (2008).
       A consistent metric for nestedness analysis in ecological systems: reconciling concept
       and measurement. Oikos 117, 1227-1239.
    """
    import pandas as pd

    two = two_mode(net)
    null = two.null(samples, seed, null)
    observed, values = nodf_values(null)
    sizes = [int((np.diff(null.by_row[0]) > 0).sum()), int((np.diff(null.by_column[0]) > 0).sum())]
    rows = [
        {"nodes": nodes, "nodf": float(observed[k]), **against(float(observed[k]), values[:, k])}
        for k, nodes in enumerate([*sizes, sum(sizes)])
    ]
    frame = pd.DataFrame(rows, index=pd.Index(LINES, name="pairs"))
    frame.attrs = two.plain.attributes(
        **null.attributes(), method="NODF (Almeida-Neto et al. 2008)"
    )
    return frame


def nodf_values(null: NullSamples) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return NODF of a matrix and of its samples, by rows, by columns and over all pairs.

    Parameters
    ----------
    null
        The samples.

    Returns
    -------
    observed : numpy.ndarray of float64, shape (3,)
        Of the matrix that the samples were drawn from; NaN where there is no pair.
    values : numpy.ndarray of float64, shape (samples, 3)
        Of the samples.
    """
    # Overlaps of rows are paths through columns, and the other way about.
    rows = _overlap(*null.by_column)
    columns = _overlap(*null.by_row)
    pairs = [_pairs(null.by_row[0]), _pairs(null.by_column[0])]
    made = []
    for own, other in zip(rows, columns, strict=True):
        table = np.stack([own, other, own + other], axis=1) * 100
        counts = [*pairs, sum(pairs)]
        made.append(table / [count if count else math.nan for count in counts])
    return made[0][0], made[1]


def _overlap(
    starts: NDArray[int64], links: NDArray[int32], start: NDArray[int32]
) -> tuple[NDArray[float64], NDArray[float64]]:
    degree = np.bincount(start[0], minlength=1)
    made = []
    for samples in (start, links):
        values = np.zeros(len(samples))
        compiled("curveball").overlaps(starts, samples, degree, values)
        made.append(values)
    return made[0], made[1]


def _pairs(starts: NDArray[int64]) -> int:
    return math.comb(int((np.diff(starts) > 0).sum()), 2)
