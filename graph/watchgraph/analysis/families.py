"""Which families of sources stand behind which edges, and networks without some of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.arrays import Arrays, Batch
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from watchgraph.analysis.plain import PlainNetwork

# A family, the number of an edge, how many of its records, and of how many no other family.
_Cell = tuple[str, int, float, float]

# So many weights of edges are held at a time: more would not fit the processor's cache.
_HELD = 100_000


@dataclass(frozen=True)
class Families:
    """The families of sources behind a network's edges.

    Attributes
    ----------
    net
        The network.
    names
        The families, sorted.
    records
        A row for each family, a column for each edge: number of the edge's records that the
        family stands behind.
    alone
        The same of the records that no other family stands behind.
    """

    net: Arrays
    names: tuple[str, ...]
    records: csr_array[float64]
    alone: csr_array[float64]

    def drawn(self, draws: int, seed: int) -> Iterator[Batch]:
        """Draw as many families as there are, with replacement, again and again.

        An edge survives if a family of its own is drawn. It weighs the records that the drawn
        families stand behind, a family that is drawn twice counting twice.

        Parameters
        ----------
        draws
            Number of draws.
        seed
            Seed of the draws.

        Yields
        ------
        Batch
            Some of the draws.
        """
        for times in times_drawn(len(self.names), draws, seed, self._step()):
            weights = np.asarray(self.records.T @ times, float)
            yield Batch(self.net, weights, weights > 0)

    def without_each(self) -> Iterator[Batch]:
        """Leave out one family after the other.

        A record stays if another family stands behind it as well, an edge if a record stays.

        Yields
        ------
        Batch
            Some of the copies, in the order of the families.
        """
        step = self._step()
        others: NDArray[float64] = np.asarray((self.records > 0).sum(axis=0), float).ravel()
        for start in range(0, len(self.names), step):
            own = self.records[start : start + step].toarray().T > 0
            lost = self.alone[start : start + step].toarray().T
            present = others[:, None] > own
            weights = np.where(present, self.net.weight[:, None] - lost, 0.0)
            yield Batch(self.net, weights, present)

    def _step(self) -> int:
        return step_for(len(self.net.tail))


def step_for(edges: int) -> int:
    """Return how many copies of a network with so many edges are held at a time."""
    return max(1, _HELD // max(edges, 1))


def times_drawn(families: int, draws: int, seed: int, step: int) -> Iterator[NDArray[float64]]:
    """Draw as many families as there are, with replacement, again and again.

    Parameters
    ----------
    families
        Their number.
    draws, seed
        Number and seed of the draws.
    step
        Draws at a time; it changes none of them.

    Yields
    ------
    numpy.ndarray, shape (families, draws)
        How often each family is drawn in some of the draws.
    """
    rng = np.random.default_rng(seed)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        if families:
            times = rng.multinomial(families, np.full(families, 1 / families), size=size)
            yield times.T.astype(float)
        else:
            yield np.zeros((0, size))


def families_of(plain: PlainNetwork, net: Arrays) -> Families:
    """Read the families of sources off a network's edges.

    Parameters
    ----------
    plain
        The network.
    net
        The same as arrays.

    Returns
    -------
    Families
        From the attributes ``evidence_families`` and ``family_records`` of the edges. Where the
        latter is missing, the weight is shared evenly among the families. Which records of an
        edge have several families the edge does not say: of those that stay without one family,
        the largest number is taken that its counts allow.

    Raises
    ------
    UseError
        If an edge names no family.
    """
    rows: list[_Cell] = []
    for i, (a, b, facts) in enumerate(_edges(plain, net)):
        names = facts.get("evidence_families")
        if not names:
            raise _refusal(plain, a, b)
        counts = facts.get("family_records") or [net.weight[i] / len(names)] * len(names)
        whole, total = float(net.weight[i]), sum(counts)
        rows += [
            (str(name), i, float(c), max(0.0, whole - (total - c)) if len(names) > 1 else whole)
            for name, c in zip(names, counts, strict=True)
        ]
    return _families(net, rows)


def sources_of(plain: PlainNetwork, net: Arrays, sources: Mapping[str, Iterable[str]]) -> Families:
    """Gather other groups of sources behind a network's edges, such as single sources.

    Parameters
    ----------
    plain
        The network, whose edges name their ``records``.
    net
        The same as arrays.
    sources
        The groups of each record.

    Returns
    -------
    Families
        The same with these groups.
    """
    rows: list[_Cell] = []
    for i, (_, _, facts) in enumerate(_edges(plain, net)):
        behind = [sorted(set(sources[record])) for record in facts["records"]]
        named = Counter(name for own in behind for name in own)
        alone = Counter(own[0] for own in behind if len(own) == 1)
        rows += [(name, i, float(named[name]), float(alone[name])) for name in sorted(named)]
    return _families(net, rows)


def _edges(plain: PlainNetwork, net: Arrays) -> Iterator[tuple[Any, Any, dict[str, Any]]]:
    for i, j in zip(net.tail.tolist(), net.head.tolist(), strict=True):
        a, b = plain.nodes[i], plain.nodes[j]
        yield a, b, plain.source.edges[a, b]


def _families(net: Arrays, rows: Sequence[_Cell]) -> Families:
    from scipy.sparse import csr_array

    families = sorted({name for name, *_ in rows})
    number = {name: i for i, name in enumerate(families)}
    places = ([number[name] for name, *_ in rows], [i for _, i, *_ in rows])
    records, alone = (
        csr_array(
            (np.array([row[k] for row in rows], float), places),
            shape=(len(families), len(net.tail)),
        )
        for k in (2, 3)
    )
    return Families(net, tuple(families), records, alone)


def _refusal(plain: PlainNetwork, a: Any, b: Any) -> UseError:
    return UseError(
        f"The edge between {a} and {b} names no family of sources, so none can be drawn.",
        name="evidence_families",
        value=plain.source.graph.get("name", ""),
        remedy="Take a network of the graph, or give each edge its evidence_families.",
    )
