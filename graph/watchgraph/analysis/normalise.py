"""The largest values that measures can have on each side of a bipartite network."""

from __future__ import annotations

from collections.abc import Sequence


def bipartite_degree(
    degree: Sequence[int], first: Sequence[int], second: Sequence[int]
) -> list[float]:
    """Divide degrees by the size of the other side.

    Parameters
    ----------
    degree
        Number of neighbours of every node.
    first, second
        The places of the nodes of each side.

    Returns
    -------
    list of float
        Between 0 and 1; 0 where the other side is empty.

    References
    ----------
    Borgatti, S. P., Halgin, D. S. (2011). Analyzing affiliation networks. In The SAGE Handbook
    of Social Network Analysis, 417-433.
    """
    return _divided(degree, (first, float(len(second))), (second, float(len(first))))


def bipartite_betweenness(
    betweenness: Sequence[float], first: Sequence[int], second: Sequence[int]
) -> list[float]:
    """Divide betweenness by the largest value that a node of its side can have.

    Parameters
    ----------
    betweenness
        Betweenness of every node, each pair of nodes counted once.
    first, second
        The places of the nodes of each side.

    Returns
    -------
    list of float
        Between 0 and 1; 0 where no path can run through a node of that side.

    References
    ----------
    Borgatti, S. P., Halgin, D. S. (2011). Analyzing affiliation networks. In The SAGE Handbook
    of Social Network Analysis, 417-433.
    """
    n, m = len(first), len(second)
    return _divided(
        betweenness, (first, largest_betweenness(n, m)), (second, largest_betweenness(m, n))
    )


def largest_betweenness(own: int, other: int) -> float:
    """Return the largest betweenness of a node, by the sizes of its own and the other side.

    Parameters
    ----------
    own, other
        Number of nodes on its side, itself among them, and on the other.

    Returns
    -------
    float
        The value; 0 if either side is empty.

    Examples
    --------
    The middle of a star lies on the path between any two of its ends:

    >>> largest_betweenness(1, 5)
    10.0
    """
    if not own or not other:
        return 0.0
    s, t = divmod(own - 1, other)
    whole = other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)
    return whole / 2


def _divided(values: Sequence[float], *sides: tuple[Sequence[int], float]) -> list[float]:
    made = [0.0] * len(values)
    for places, largest in sides:
        for i in places:
            made[i] = values[i] / largest if largest else 0.0
    return made
