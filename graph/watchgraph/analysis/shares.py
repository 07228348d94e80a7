"""How the records of countries, or regions, are shared among suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.networks.nodes import INDEX

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from watchgraph.analysis.subject import Subject


@dataclass(frozen=True)
class Found:
    """What shares come to; a column for each copy of the network.

    Attributes
    ----------
    pairs
        Weight of each pair of group and supplier.
    total, hhi, first
        Weight, sum of squared shares and largest share of each group.
    """

    pairs: NDArray[float64]
    total: NDArray[float64]
    hhi: NDArray[float64]
    first: NDArray[float64]


@dataclass(frozen=True)
class Shares:
    """Groups of edges, and the pairs of group and supplier.

    Attributes
    ----------
    names, labels
        The groups and what they are called.
    place, supplier
        Group and supplier of each pair, sorted.
    pair_of_edge
        Pair of each edge; -1 if it is in no group.
    add
        Matrix that adds up what the edges of each pair hold.
    rest
        Group of the countries that lie in no region of the index; -1 if there is none.
    """

    names: list[Any]
    labels: list[str]
    place: NDArray[int64]
    supplier: NDArray[int64]
    pair_of_edge: NDArray[int64]
    add: csr_array[float64]
    rest: int = -1

    def of(self, weights: NDArray[float64]) -> Found:
        """Return what the shares come to in each copy of the network.

        Parameters
        ----------
        weights
            A row for each edge, a column for each copy.

        Returns
        -------
        Found
            NaN for a group without weight.
        """
        pairs = np.asarray(self.add @ weights)
        groups, copies = len(self.names), weights.shape[1]
        total, squares, first = (np.zeros((groups, copies)) for _ in range(3))
        if len(self.place):
            filled, starts = np.unique(self.place, return_index=True)
            total[filled] = np.add.reduceat(pairs, starts, axis=0)
            by = np.where(total > 0, total, np.nan)[self.place]
            shares = pairs / by
            # Sorted within the group by size, so that the sum rounds alike in any order.
            order = np.lexsort((shares, np.broadcast_to(self.place[:, None], shares.shape)), axis=0)
            squares[filled] = np.add.reduceat(
                np.take_along_axis(shares, order, axis=0) ** 2, starts, axis=0
            )
            first[filled] = np.maximum.reduceat(shares, starts, axis=0)
        none = total <= 0
        squares[none], first[none] = np.nan, np.nan
        return Found(pairs, total, squares, first)

    def leaders(self, found: Found, labels: list[str]) -> list[str]:
        """Return the labels of the suppliers with the largest share of each group."""
        made = []
        for group in range(len(self.names)):
            own = np.flatnonzero(self.place == group)
            weights = found.pairs[own, 0]
            most = own[weights == weights.max(initial=0)] if found.total[group, 0] else []
            made.append("; ".join(sorted(labels[self.supplier[pair]] for pair in most)))
        return made

    def support(self, subject: Subject, name: str) -> list[int | None]:
        """Count what an attribute of the edges of each group holds; None where one has none."""
        behind: list[set[str] | None] = [set() for _ in self.names]
        plain, net = subject.plain, subject.net
        for edge in np.flatnonzero(self.pair_of_edge >= 0).tolist():
            a, b = plain.nodes[net.tail[edge]], plain.nodes[net.head[edge]]
            facts = plain.source.edges[a, b]
            group = int(self.place[self.pair_of_edge[edge]])
            own = behind[group]
            if own is not None and name in facts:
                own.update(facts[name])
            else:
                behind[group] = None
        return [None if own is None else len(own) for own in behind]

    def families(self, records: csr_array[float64]) -> NDArray[int64]:
        """Count the families of sources behind each group.

        Parameters
        ----------
        records
            A row for each family, a column for each edge, as
            :class:`watchgraph.analysis.families.Families` holds them.

        Returns
        -------
        numpy.ndarray of int64
            By group.
        """
        own = records.tocoo()
        pair = self.pair_of_edge[own.col]
        inside = pair >= 0
        behind = np.stack([self.place[pair[inside]], own.row[inside]], axis=1)
        return np.bincount(np.unique(behind, axis=0)[:, 0], minlength=len(self.names))


#: What the countries outside the regions of the index are called.
REST = "Outside the regions of the index"


def shares_of(subject: Subject, by: str) -> Shares:
    """Group the edges of a bipartite network by country, or by the region of the country.

    Parameters
    ----------
    subject
        The network.
    by
        ``"country"`` or ``"region"``.

    Returns
    -------
    Shares
        Countries, or regions, sorted by text; last the countries whose region is of another
        scheme, which would else look like a region beside those of the index.
    """
    from scipy.sparse import csr_array

    plain, net = subject.plain, subject.net
    labels = plain.labels()
    # A network without nodes does not say its sides.
    second = subject.sides[1] if subject.sides else []
    if by == "country":
        names = [plain.nodes[i] for i in second]
        shown = [labels[i] for i in second]
        group = {node: i for i, node in enumerate(second)}
    else:
        schemes = plain.texts("region_scheme")
        regions = [
            REST if region and scheme not in ("", INDEX) else region
            for region, scheme in zip(plain.texts("region"), schemes, strict=True)
        ]
        own = {regions[i] for i in second} - {""}
        names = sorted(own - {REST}) + sorted(own & {REST})
        shown = list(names)
        group = {i: names.index(regions[i]) for i in second if regions[i]}
    keys = [
        (group[b], a) if b in group else None
        for a, b in zip(net.tail.tolist(), net.head.tolist(), strict=True)
    ]
    pairs = sorted({key for key in keys if key is not None})
    number = {pair: i for i, pair in enumerate(pairs)}
    pair_of_edge = np.array([-1 if key is None else number[key] for key in keys], np.int64)
    edges = np.flatnonzero(pair_of_edge >= 0)
    add = csr_array(
        (np.ones(len(edges)), (pair_of_edge[edges], edges)), shape=(len(pairs), len(keys))
    )
    place = np.array([pair[0] for pair in pairs], np.int64)
    supplier = np.array([pair[1] for pair in pairs], np.int64)
    rest = names.index(REST) if by == "region" and REST in names else -1
    return Shares(names, shown, place, supplier, pair_of_edge, add, rest)
