"""Which family of sources moves a number most, and how many move it as far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

# Numbers that differ by rounding alone are equal.
_SAME = 1e-9


@dataclass(frozen=True)
class Moved:
    """What moves each number most.

    Attributes
    ----------
    by
        The family; of several that move it as far the first by its text; empty if none moves it.
    equals
        How many other families move it as far.
    without
        The number without that family; NaN where it is lost.
    """

    by: list[str]
    equals: NDArray[int64]
    without: NDArray[float64]


def most_moved(
    values: NDArray[float64],
    left: NDArray[float64],
    lost: NDArray[bool_],
    names: Sequence[str],
) -> Moved:
    """Find what moves each number most; to be lost is to move farthest.

    Parameters
    ----------
    values
        The numbers; NaN for none.
    left
        A row for each of them, a column for each family: the number without that family.
    lost
        Where there is no number left to have.
    names
        The families, sorted.

    Returns
    -------
    Moved
        What has no number is moved by nobody.

    Examples
    --------
    >>> left = np.array([[1.0, 3.0, 3.0]])
    >>> found = most_moved(np.array([1.0]), left, np.zeros((1, 3), bool), ("f", "g", "h"))
    >>> found.by, found.equals.tolist(), found.without.tolist()
    (['g'], [1], [3.0])
    """
    none = np.isnan(values)
    if not names:
        return Moved([""] * len(values), np.zeros(len(values), np.int64), values.copy())
    change = np.where(lost, np.inf, np.abs(left - values[:, None]))
    change = np.where(none[:, None], 0.0, change)
    rows, most = np.arange(len(values)), change.argmax(axis=1)
    farthest = change[rows, most]
    moves = farthest > _SAME
    as_far = (change >= np.where(np.isinf(farthest), np.inf, farthest - _SAME)[:, None]).sum(axis=1)
    without = np.where(lost[rows, most], np.nan, left[rows, most])
    return Moved(
        [names[i] if yes else "" for i, yes in zip(most.tolist(), moves.tolist(), strict=True)],
        np.where(moves, as_far - 1, 0),
        np.where(moves, without, values),
    )
