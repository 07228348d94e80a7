"""Families of sources behind the two halves of what two nodes share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.arrays import Arrays, Batch
from watchgraph.analysis.families import Families, families_of, step_for, times_drawn

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from watchgraph.analysis.plain import PlainNetwork

_HALVES = ("first_families", "second_families")


@dataclass(frozen=True)
class Halves:
    """The families of sources behind a network of nodes that share others.

    That two suppliers share a country is said by a record of the one and a record of the other;
    one of them alone says nothing of the two.

    Attributes
    ----------
    net
        The network; an edge weighs as many as its ends share.
    names
        The families, sorted.
    first, second
        A row for each family, a column for each shared node of each edge: 1 if the family
        stands behind that half.
    edge
        Matrix that adds up what the shared nodes of each edge hold.
    """

    net: Arrays
    names: tuple[str, ...]
    first: csr_array[float64]
    second: csr_array[float64]
    edge: csr_array[float64]

    def drawn(self, draws: int, seed: int) -> Iterator[Batch]:
        """Draw as many families as there are, with replacement, again and again.

        What two nodes share stays if a family of each half is drawn; it counts once, however
        often they are.

        Parameters
        ----------
        draws, seed
            Number and seed of the draws.

        Yields
        ------
        Batch
            Some of the draws.
        """
        for times in times_drawn(len(self.names), draws, seed, self._step()):
            yield self._batch(times)

    def without_each(self) -> Iterator[Batch]:
        """Leave out one family after the other.

        Yields
        ------
        Batch
            Some of the copies, in the order of the families.
        """
        n, step = len(self.names), self._step()
        for start in range(0, n, step):
            there = np.ones((n, min(step, n - start)))
            there[np.arange(start, start + there.shape[1]), np.arange(there.shape[1])] = 0.0
            yield self._batch(there)

    def _batch(self, times: NDArray[float64]) -> Batch:
        first = np.asarray(self.first.T @ times) > 0
        second = np.asarray(self.second.T @ times) > 0
        weights = np.asarray(self.edge @ (first & second).astype(float))
        return Batch(self.net, weights, weights > 0)

    def _step(self) -> int:
        return step_for(self.edge.shape[1])


def witnesses_of(plain: PlainNetwork, net: Arrays) -> Families | Halves:
    """Read the families of sources off a network's edges.

    Parameters
    ----------
    plain
        The network.
    net
        The same as arrays.

    Returns
    -------
    Families or Halves
        The latter if all edges name the families of both halves, as in ``cosupply`` and
        ``shared``.

    Raises
    ------
    UseError
        If an edge names no family.
    """
    edges = [
        plain.source.edges[plain.nodes[i], plain.nodes[j]]
        for i, j in zip(net.tail.tolist(), net.head.tolist(), strict=True)
    ]
    if not edges or not all(name in facts for facts in edges for name in _HALVES):
        return families_of(plain, net)
    from scipy.sparse import csr_array

    halves = [[own.split(" ") for facts in edges for own in facts[name]] for name in _HALVES]
    names = sorted({name for half in halves for own in half for name in own})
    number = {name: i for i, name in enumerate(names)}
    size = len(halves[0])
    first, second = (
        csr_array(
            (
                np.ones(sum(map(len, half))),
                (
                    [number[name] for own in half for name in own],
                    np.repeat(np.arange(size), [len(own) for own in half]),
                ),
            ),
            shape=(len(names), size),
        )
        for half in halves
    )
    of = np.repeat(np.arange(len(edges)), [len(facts[_HALVES[0]]) for facts in edges])
    edge = csr_array((np.ones(size), (of, np.arange(size))), shape=(len(edges), size))
    return Halves(net, tuple(names), first, second, edge)
