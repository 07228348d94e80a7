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

# A family, the number of an edge and how many of its records.
_Cell = tuple[str, int, float]

# So many weights of edges are held at a time: 8 bytes each, some copies of them.
_HELD = 4_000_000


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
    """

    net: Arrays
    names: tuple[str, ...]
    records: csr_array[float64]

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
        n = len(self.names)
        rng = np.random.default_rng(seed)
        step = self._step()
        for start in range(0, draws, step):
            size = min(step, draws - start)
            times = rng.multinomial(n, np.full(n, 1 / n), size=size) if n else np.zeros((size, 0))
            weights = np.asarray((self.records.T @ times.T.astype(float)), float)
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
        total: NDArray[float64] = np.asarray(self.records.sum(axis=0)).ravel()
        whole = self.net.weight
        for start in range(0, len(self.names), step):
            own = self.records[start : start + step].toarray().T
            left = total[:, None] - own
            # Records of two families are in the total twice, and stay if one of them does.
            weights = np.where(own > 0, np.minimum(left, whole[:, None]), whole[:, None])
            yield Batch(self.net, weights, left > 0)

    def _step(self) -> int:
        return max(1, _HELD // max(len(self.net.tail), 1))


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
        latter is missing, the weight is shared evenly among the families.

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
        rows += [(str(name), i, float(c)) for name, c in zip(names, counts, strict=True)]
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
        named = Counter(name for record in facts["records"] for name in sources[record])
        rows += [(name, i, float(count)) for name, count in sorted(named.items())]
    return _families(net, rows)


def _edges(plain: PlainNetwork, net: Arrays) -> Iterator[tuple[Any, Any, dict[str, Any]]]:
    for i, j in zip(net.tail.tolist(), net.head.tolist(), strict=True):
        a, b = plain.nodes[i], plain.nodes[j]
        yield a, b, plain.source.edges[a, b]


def _families(net: Arrays, rows: Sequence[_Cell]) -> Families:
    from scipy.sparse import csr_array

    families = sorted({name for name, _, _ in rows})
    number = {name: i for i, name in enumerate(families)}
    places = ([number[name] for name, _, _ in rows], [i for _, i, _ in rows])
    counts: NDArray[float64] = np.array([c for _, _, c in rows], float)
    shape = (len(families), len(net.tail))
    return Families(net, tuple(families), csr_array((counts, places), shape=shape))


def _refusal(plain: PlainNetwork, a: Any, b: Any) -> UseError:
    return UseError(
        f"The edge between {a} and {b} names no family of sources, so none can be drawn.",
        name="evidence_families",
        value=plain.source.graph.get("name", ""),
        remedy="Take a network of the graph, or give each edge its evidence_families.",
    )
