"""How far two partitions of the same nodes agree, and which nodes changed their group."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

Partition = Mapping[str, Hashable]


def adjusted_rand(one: Partition, two: Partition) -> float:
    """Return the adjusted Rand index of two partitions over their common nodes.

    Parameters
    ----------
    one, two
        The group of each node.

    Returns
    -------
    float
        1 for the same groups, 0 for what chance gives; 1 also where there is nothing to tell
        apart.

    References
    ----------
    Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> adjusted_rand({"a": 1, "b": 1, "c": 2}, {"a": 7, "b": 7, "c": 9})
    1.0
    """
    table = _contingency(one, two)[0]
    n = int(table.sum())

    def pairs(counts: Any) -> int:
        return int((counts * (counts - 1) // 2).sum())

    together = pairs(table)
    rows, columns = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    whole = n * (n - 1) // 2
    expected = rows * columns / whole if whole else 0.0
    highest = (rows + columns) / 2
    # Both partitions put all together or all apart: they are the same.
    return 1.0 if highest == expected else (together - expected) / (highest - expected)


def normalised_information(one: Partition, two: Partition) -> float:
    """Return the normalised mutual information of two partitions over their common nodes.

    Parameters
    ----------
    one, two
        The group of each node.

    Returns
    -------
    float
        Mutual information over the mean of the two entropies: 1 for the same groups, 0 for
        independent ones; 1 also where neither tells anything apart.

    References
    ----------
    Danon, L., Díaz-Guilera, A., Duch, J., Arenas, A. (2005). Comparing community structure
    identification. Journal of Statistical Mechanics, P09008.

    Examples
    --------
    >>> normalised_information({"a": 1, "b": 1, "c": 2}, {"a": 7, "b": 7, "c": 9})
    1.0
    """
    import numpy as np

    table = _contingency(one, two)[0]
    n = table.sum()

    def entropy(counts: Any) -> float:
        share = counts[counts > 0] / n
        return float(-(share * np.log(share)).sum())

    first, second = entropy(table.sum(axis=1)), entropy(table.sum(axis=0))
    shared = first + second - entropy(table.ravel())
    if first + second == 0:
        return 1.0
    # Rounding must not carry it over either end.
    return round(min(max(2 * shared / (first + second), 0.0), 1.0), 12)


def matched_groups(one: Partition, two: Partition) -> dict[Hashable, Hashable]:
    """Match the groups of two partitions so that as many nodes as possible stay where they were.

    Parameters
    ----------
    one, two
        The group of each node.

    Returns
    -------
    dict
        For each group of the first that has a match, the group of the second.

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics
    Quarterly 2, 83-97.

    Examples
    --------
    >>> matched_groups({"a": 1, "b": 1, "c": 2}, {"a": 7, "b": 7, "c": 9})
    {1: 7, 2: 9}
    """
    from scipy.optimize import linear_sum_assignment

    table, rows, columns = _contingency(one, two)
    pairs = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return {rows[i]: columns[j] for i, j in pairs if table[i, j]}


def _contingency(
    one: Partition, two: Partition
) -> tuple[NDArray[int64], list[Hashable], list[Hashable]]:
    """Count common nodes by group of the first and of the second, in a fixed order."""
    import numpy as np

    common = sorted(one.keys() & two.keys())
    rows = list(dict.fromkeys(one[node] for node in common))
    columns = list(dict.fromkeys(two[node] for node in common))
    row, column = ({group: i for i, group in enumerate(own)} for own in (rows, columns))
    table = np.zeros((len(rows), len(columns)), np.int64)
    for node in common:
        table[row[one[node]], column[two[node]]] += 1
    return table, rows, columns
