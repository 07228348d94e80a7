"""A network as arrays, and many thinned copies of it side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from watchgraph.analysis.plain import PlainNetwork


@dataclass(frozen=True)
class Arrays:
    """Nodes 0 to n - 1 and edges as arrays.

    Attributes
    ----------
    nodes
        Number of nodes.
    tail, head
        The ends of each edge; in a bipartite network the tail is of the first side.
    weight
        Weight of each edge.
    directed
        Whether edges run from tail to head only.
    first
        Which nodes are of the first side; None if the network is not bipartite.
    """

    nodes: int
    tail: NDArray[int64]
    head: NDArray[int64]
    weight: NDArray[float64]
    directed: bool = False
    first: NDArray[bool_] | None = None

    @cached_property
    def at_tail(self) -> csr_array[float64]:
        """Matrix that adds up what edges hold at their tails."""
        return self._at(self.tail)

    @cached_property
    def at_head(self) -> csr_array[float64]:
        """Matrix that adds up what edges hold at their heads."""
        return self._at(self.head)

    def _at(self, end: NDArray[int64]) -> csr_array[float64]:
        from scipy.sparse import csr_array

        edges = np.arange(len(end))
        return csr_array((np.ones(len(end)), (end, edges)), shape=(self.nodes, len(end)))

    def whole(self) -> Batch:
        """Return the network itself as a batch of one."""
        return Batch(self, self.weight[:, None], np.ones((len(self.tail), 1), bool))


@dataclass(frozen=True)
class Batch:
    """Copies of a network that differ in which edges they have and what these weigh.

    Attributes
    ----------
    net
        The network with all its edges.
    weights
        A row for each edge, a column for each copy; 0 where the edge is missing.
    present
        Whether the copy has the edge. An edge may be there and weigh nothing.
    """

    net: Arrays
    weights: NDArray[float64]
    present: NDArray[bool_]

    @property
    def copies(self) -> int:
        """Number of copies."""
        return int(self.weights.shape[1])

    def chosen(self, copies: NDArray[bool_]) -> Batch:
        """Return some of the copies."""
        return Batch(self.net, self.weights[:, copies], self.present[:, copies])


def arrays_of(plain: PlainNetwork, sides: tuple[list[int], list[int]] | None) -> Arrays:
    """Return a network as arrays.

    Parameters
    ----------
    plain
        The network.
    sides
        Its two sides by number, if it is bipartite.

    Returns
    -------
    Arrays
        Edges in the order of their ends.
    """
    edges: list[tuple[int, int, float]] = sorted(plain.graph.edges(data="weight"))
    tail = np.array([a for a, _, _ in edges], np.int64)
    head = np.array([b for _, b, _ in edges], np.int64)
    weight = np.array([w for _, _, w in edges], np.float64)
    first = None
    if sides:
        first = np.zeros(len(plain.nodes), bool)
        first[sides[0]] = True
        turned = ~first[tail] if len(tail) else np.zeros(0, bool)
        tail, head = np.where(turned, head, tail), np.where(turned, tail, head)
    return Arrays(len(plain.nodes), tail, head, weight, plain.directed, first)
