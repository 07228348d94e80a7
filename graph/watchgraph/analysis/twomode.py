"""A bipartite network as the matrix of its links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from watchgraph.analysis.nulls import NullSamples, null_samples
from watchgraph.analysis.plain import PlainNetwork, plain_network
from watchgraph.errors import UseError
from watchgraph.networks.sides import require_bipartite
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    from numpy import int64
    from scipy.sparse import csr_array

#: The two sides, as they are called in the network ``supply``.
SIDES = ("supplier", "country")


@dataclass(frozen=True)
class TwoMode:
    """A bipartite network, its nodes in sorted order.

    Attributes
    ----------
    plain
        The network as measures read it.
    first, second
        Nodes of side 0, the suppliers, and of side 1, the countries.
    matrix
        1 where a link is, of first by second.
    """

    plain: PlainNetwork
    first: list[Any]
    second: list[Any]
    matrix: csr_array[int64]

    def nodes(self, side: str) -> list[Any]:
        """Return the nodes of a side."""
        if side not in SIDES:
            raise UseError(
                f"There is no side {side!r}.", name="side", value=side, choices=SIDES,
                remedy="Choose supplier (side 0) or country (side 1).",
            )  # fmt: skip
        return self.first if side == "supplier" else self.second

    def label(self, node: Any) -> str:
        """Return the label of a node, or its own text."""
        return str(self.plain.source.nodes[node].get("label", node))

    def evidence(self, links: Sequence[tuple[Any, Any]]) -> tuple[str, int | None]:
        """Return the records behind some links, and how many families of sources they have.

        The records are keys joined by blanks, empty where links carry none; the count is missing
        then.
        """
        records: set[str] = set()
        families: set[str] = set()
        known = bool(links)
        for a, b in links:
            facts = self.plain.source.edges[a, b]
            records.update(facts.get("records", ()))
            families.update(facts.get("evidence_families", ()))
            known &= "evidence_families" in facts
        keys = " ".join(sorted(record.removeprefix(ID) for record in records))
        return keys, len(families) if known else None

    def null(self, samples: int, seed: int, given: NullSamples | None = None) -> NullSamples:
        """Return samples of the network, those given if they are of it."""
        if given is None:
            return null_samples(self.matrix, samples, seed)
        starts, _, start = given.by_row
        if (
            given.shape != self.matrix.shape
            or not np.array_equal(starts, self.matrix.indptr)
            or not np.array_equal(start[0], self.matrix.indices)
        ):
            raise UseError("The samples are of another network.", name="null", value=given.shape)
        return given


def two_mode(net: nx.Graph[Any]) -> TwoMode:
    """Read a bipartite network as a matrix.

    Parameters
    ----------
    net
        Network whose nodes say their side in the attribute ``bipartite``; it is left as it is.

    Returns
    -------
    TwoMode
        The matrix of links alone, weights left out, and the nodes of its rows and columns.

    Raises
    ------
    UseError
        If the network is not bipartite.
    """
    from scipy.sparse import csr_array

    first, second = require_bipartite(net)
    plain = plain_network(net)
    place = {node: i for side in (first, second) for i, node in enumerate(side)}
    ends = sorted(
        (place[a], place[b]) if net.nodes[a]["bipartite"] == 0 else (place[b], place[a])
        for a, b in net.edges
    )
    rows, columns = np.array(ends, np.int64).reshape(-1, 2).T
    matrix = csr_array(
        (np.ones(len(rows), np.int64), (rows, columns)), shape=(len(first), len(second))
    )
    matrix.sort_indices()
    return TwoMode(plain, first, second, matrix)
