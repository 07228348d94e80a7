"""The headline findings of the networks, each in one line of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.batches import degree, out_degree, strength
from watchgraph.analysis.shares import shares_of
from watchgraph.analysis.standing import competition_ranks

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    from watchgraph.analysis.arrays import Batch
    from watchgraph.analysis.subject import Subject

_MANY = 10


@dataclass(frozen=True)
class Headline:
    """A finding.

    Attributes
    ----------
    finding
        What is found, in words.
    told
        From copies of the network to what is found in each.
    """

    finding: str
    told: Callable[[Batch], list[str]]


def headlines(subject: Subject) -> list[Headline]:
    """Return the findings of a network.

    Parameters
    ----------
    subject
        The network ``supply`` or ``origin``.

    Returns
    -------
    list of Headline
        Of ``supply``: the first supplier by countries and by records, the first country by
        suppliers, the first ten of both, the most concentrated region and the first supplier of
        each region by records. Of ``origin``: the first supplier state by countries, and the
        first ten. Equal ones stand side by side with ``=``; so there may be more than ten.
    """
    labels = subject.plain.labels()
    if subject.plain.directed:
        states = np.ones(len(labels), bool)
        return [
            Headline("First supplier state by countries", _top(out_degree, states, labels, 1)),
            Headline(
                "First ten supplier states by countries", _top(out_degree, states, labels, _MANY)
            ),
        ]
    assert subject.net.first is not None
    first = subject.net.first
    return [
        Headline("First supplier by countries", _top(degree, first, labels, 1)),
        Headline("First ten suppliers by countries", _top(degree, first, labels, _MANY)),
        Headline("First supplier by records", _top(strength, first, labels, 1)),
        Headline("First country by suppliers", _top(degree, ~first, labels, 1)),
        Headline("First ten countries by suppliers", _top(degree, ~first, labels, _MANY)),
        *_regions(subject, labels),
    ]


def _top(
    measure: Callable[[Batch], NDArray[float64]],
    among: NDArray[bool_],
    labels: list[str],
    many: int,
) -> Callable[[Batch], list[str]]:
    places = np.flatnonzero(among)

    def told(batch: Batch) -> list[str]:
        values = measure(batch)[places]
        ranks = competition_ranks(values)
        return [
            _line([(int(ranks[i, j]), labels[places[i]]) for i in _within(ranks, values, j, many)])
            for j in range(batch.copies)
        ]

    return told


def _within(ranks: NDArray[np.int64], values: NDArray[float64], copy: int, many: int) -> list[int]:
    inside = (ranks[:, copy] <= many) & (values[:, copy] > 0)
    return [int(i) for i in np.flatnonzero(inside)]


def _line(ranks: list[tuple[int, str]]) -> str:
    """Join names by rank: a comma between ranks, an equals sign within one."""
    by_rank: dict[int, list[str]] = {}
    for rank, name in sorted(ranks):
        by_rank.setdefault(rank, []).append(name)
    return ", ".join(" = ".join(by_rank[rank]) for rank in sorted(by_rank)) or "none"


def _regions(subject: Subject, labels: list[str]) -> list[Headline]:
    shares = shares_of(subject, "region")
    # One country is no region: it would be concentrated by itself.
    several = [
        i
        for i, name in enumerate(shares.names)
        if subject.plain.texts("region").count(str(name)) > 1
    ]

    def most(batch: Batch) -> list[str]:
        hhi = shares.of(batch.weights).hhi[several]
        ranks = competition_ranks(hhi)
        return [
            _line(
                [
                    (1, shares.labels[several[i]])
                    for i in range(len(several))
                    if ranks[i, j] == 1 and not np.isnan(hhi[i, j])
                ]
            )
            for j in range(batch.copies)
        ]

    def first_of(group: int) -> Callable[[Batch], list[str]]:
        own = np.flatnonzero(shares.place == group)

        def told(batch: Batch) -> list[str]:
            pairs = shares.of(batch.weights).pairs[own]
            return [
                _line([(1, labels[shares.supplier[own[i]]]) for i in _largest(pairs[:, j])])
                for j in range(batch.copies)
            ]

        return told

    return [
        Headline("Most concentrated region", most),
        *(
            Headline(f"First supplier by records in {shares.labels[i]}", first_of(i))
            for i in several
        ),
    ]


def _largest(values: NDArray[float64]) -> list[int]:
    return [int(i) for i in np.flatnonzero((values == values.max()) & (values > 0))]
