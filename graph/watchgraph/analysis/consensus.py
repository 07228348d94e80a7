"""What many partitions of the same nodes agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray


def co_assignment(memberships: Sequence[NDArray[int64]]) -> NDArray[float64]:
    """Return the share of runs in which two nodes stand together, for every pair.

    Parameters
    ----------
    memberships
        The community of every node, one array for each run.

    Returns
    -------
    numpy.ndarray of float64, shape (nodes, nodes)
        Shares, 0 to 1.
    """
    count = np.zeros((len(memberships[0]),) * 2, np.uint16)
    for membership in memberships:
        count += membership[:, None] == membership[None, :]
    return count / len(memberships)


def consensus(together: NDArray[float64]) -> list[list[int]]:
    """Return groups of nodes that stand together in at least half of the runs on average.

    Parameters
    ----------
    together
        As of :func:`co_assignment`.

    Returns
    -------
    list of list of int
        The largest group first, then that with the smallest node.

    References
    ----------
    Fred, A. L. N., Jain, A. K. (2005). Combining multiple clusterings using evidence
    accumulation. IEEE Transactions on Pattern Analysis and Machine Intelligence 27, 835-850.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(together) < 2:
        return [[i] for i in range(len(together))]
    tree = linkage(squareform(1.0 - together, checks=False), method="average")
    # A hair above one half, which rounding must not tip over.
    flat = fcluster(tree, t=0.5 + 1e-9, criterion="distance")
    groups: dict[int, list[int]] = {}
    for node, number in enumerate(flat):
        groups.setdefault(int(number), []).append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def stability(together: NDArray[float64], groups: list[list[int]]) -> NDArray[float64]:
    """Return for each node the mean share of runs with another node of its group.

    Parameters
    ----------
    together
        As of :func:`co_assignment`.
    groups
        As of :func:`consensus`.

    Returns
    -------
    numpy.ndarray of float64
        Shares; 1 for a node on its own.
    """
    values = np.ones(len(together))
    for group in groups:
        if len(group) > 1:
            own = together[np.ix_(group, group)]
            values[group] = (own.sum(axis=1) - 1.0) / (len(group) - 1)
    return values
