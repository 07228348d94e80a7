"""Ranks of values, in which values that differ only by rounding are equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

# Sums of floating point numbers differ in their last digits with the order of the nodes.
_SAME = 1e-9


def competition_ranks(
    values: NDArray[float64], groups: NDArray[int64] | None = None
) -> NDArray[int64]:
    """Rank values from the largest down; equal ones share the best rank of theirs.

    Parameters
    ----------
    values
        A row for each node, a column for each copy of the network. NaN stands below all.
    groups
        Group of each node; ranks are within it. Default one group.

    Returns
    -------
    numpy.ndarray of int64
        Of the same shape.

    Examples
    --------
    >>> competition_ranks(np.array([[3.0], [5.0], [3.0], [float("nan")]])).ravel().tolist()
    [2, 1, 2, 4]
    """
    ranks = np.ones(values.shape, np.int64)
    if groups is None:
        groups = np.zeros(len(values), np.int64)
    for group in np.unique(groups):
        inside = np.flatnonzero(groups == group)
        ranks[inside] = _ranks(values[inside])
    return ranks


def _ranks(values: NDArray[float64]) -> NDArray[int64]:
    order = np.argsort(-values, axis=0, kind="stable")
    held = np.take_along_axis(values, order, axis=0)
    # NaN comes last.
    known = ~np.isnan(held)
    held = np.where(known, held, 0.0)
    apart = np.abs(held).max(axis=0, initial=0.0) * _SAME
    new = np.ones(values.shape, bool)
    new[1:] = known[:-1] & (~known[1:] | (held[:-1] - held[1:] > apart))
    place = np.arange(len(values), dtype=np.int64)[:, None]
    ranks = np.empty(values.shape, np.int64)
    starts = np.maximum.accumulate(np.where(new, place, 0), axis=0)
    np.put_along_axis(ranks, order, starts + 1, axis=0)
    return ranks
