"""How far a node's rank hangs on which sources happen to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.halves import witnesses_of
from watchgraph.analysis.standing import competition_ranks
from watchgraph.analysis.subject import Subject, chosen, subject_of
from watchgraph.analysis.support import add_support
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy import float64, int64
    from numpy.typing import NDArray

    from watchgraph.analysis.arrays import Batch

_BOUNDS = (0.025, 0.975)

#: What the ``method`` of such a table says.
METHOD = (
    "families of sources drawn with replacement; 95 % percentile interval of the competition "
    "rank within the kind"
)


@dataclass(frozen=True)
class Ranked:
    """A measure of every node and how firm its rank is.

    Attributes
    ----------
    values, ranks
        On all sources.
    low, high
        Bounds of the rank.
    moved_by
        The family without which the rank differs most; empty if none moves it.
    rank_without
        The rank without that family.
    """

    values: NDArray[float64]
    ranks: NDArray[int64]
    low: NDArray[int64]
    high: NDArray[int64]
    moved_by: list[str]
    rank_without: NDArray[int64]


def rank_intervals(
    net: nx.Graph[Any], measure: str = "degree", *, draws: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Rank the nodes of a network, and say how firm each rank is.

    What is drawn is *families of sources*: a publisher with all that repeats or updates it. Two
    records of one family are no two witnesses, so drawing rows would give intervals that are
    too narrow. Each draw takes as many families as stand behind the network, with replacement.
    An edge is there if a family of its own was drawn, and weighs the records that the drawn
    families stand behind, twice for a family that was drawn twice. In ``cosupply`` and ``shared``
    two nodes share another only if a family of each half was drawn, and the edge weighs what
    they still share. Nodes stay, also without an edge.

    Parameters
    ----------
    net
        A network whose edges name their ``evidence_families``; it is left as it is.
    measure
        Name of a column of :func:`watchgraph.analysis.centrality`, such as ``degree``,
        ``out_degree`` or ``hub``.
    draws
        Number of draws; at least 1.
    seed
        Seed of the draws.

    Returns
    -------
    pandas.DataFrame
        One row for each node, by kind, then rank, then text. Index ``node``; columns ``label``,
        ``kind``, ``records``, ``independent_sources``, ``value``, ``rank`` (competition rank
        within the kind, or side), ``rank_low`` and ``rank_high`` (95 % percentile interval),
        ``moved_by`` (the family of sources without which the rank differs most; empty if none
        moves it) and ``rank_without`` (the rank without that family).

        ``attrs`` holds the method, seed, number of draws and of families, data version and
        filters.

    Raises
    ------
    UseError
        If the measure is unknown or does not apply, the number of draws is none, an edge names
        no family, or shortest paths are asked for and numba is not installed.

    Notes
    -----
    The interval tells how the rank depends on which publishers were read. It does not tell what
    no publisher wrote, and where one publisher stands behind most edges it is wide, as it should
    be.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7,
    1-26.

    Cameron, A. C., Gelbach, J. B., Miller, D. L. (2008). Bootstrap-based improvements for
    inference with clustered errors. Review of Economics and Statistics 90, 414-427.

    Examples
    --------
    >>> import networkx as nx
    >>> net = nx.Graph()
    >>> net.add_edge("a", "b", evidence_families=("one",))
    >>> net.add_edge("a", "c", evidence_families=("two",))
    >>> frame = rank_intervals(net)
    >>> frame.loc["a", ["rank", "rank_low", "rank_high"]].tolist()
    [1, 1, 1]
    """
    import pandas as pd

    subject = subject_of(net)
    possible = subject.columns(subject.possible())
    if measure not in possible:
        chosen(subject, [measure])
        raise UseError(
            f"The measure {measure!r} has two columns.",
            name="measure",
            value=measure,
            choices=("hub", "authority"),
            remedy="Choose one of: hub, authority.",
        )
    found = resampled(subject, [measure], draws=draws, seed=seed)[measure]
    plain = subject.plain
    frame = pd.DataFrame(
        {"label": plain.labels(), "kind": plain.texts("kind")}, index=plain.index()
    )
    add_support(frame, plain)
    frame["value"] = found.values
    if np.array_equal(found.values, np.floor(found.values)):
        frame["value"] = found.values.astype("int64")
    frame["rank"], frame["rank_low"], frame["rank_high"] = found.ranks, found.low, found.high
    frame["moved_by"], frame["rank_without"] = found.moved_by, found.rank_without
    frame.attrs = plain.attributes(
        measure=measure, method=METHOD, draws=draws, seed=seed, families=len(families(subject))
    )
    frame.attrs["engine"] = f"numpy {version('numpy')}, scipy {version('scipy')}"
    return frame.iloc[np.lexsort((np.arange(len(frame)), found.ranks, subject.groups))]


def families(subject: Subject) -> tuple[str, ...]:
    """Return the families of sources behind a network, sorted."""
    return witnesses_of(subject.plain, subject.net).names


def resampled(
    subject: Subject,
    columns: Sequence[str],
    *,
    draws: int,
    seed: int,
    whole: dict[str, NDArray[float64]] | None = None,
) -> dict[str, Ranked]:
    """Rank by several measures on the same draws.

    Parameters
    ----------
    subject
        The network.
    columns
        Columns of measures.
    draws, seed
        As :func:`rank_intervals`.
    whole
        The columns on all sources, if they are known.

    Returns
    -------
    dict of str to Ranked
        By column.

    Raises
    ------
    UseError
        As :func:`rank_intervals`.
    """
    if draws < 1:
        raise UseError("At least one draw is needed.", name="draws", value=draws)
    sources = witnesses_of(subject.plain, subject.net)
    drawn: dict[str, list[NDArray[int64]]] = {name: [] for name in columns}
    for batch in sources.drawn(draws, seed):
        for name, ranks in _ranks(subject, batch, columns).items():
            drawn[name].append(ranks)
    whole = subject.values(subject.net.whole(), columns) if whole is None else whole
    left: dict[str, list[NDArray[int64]]] = {name: [] for name in columns}
    for batch in sources.without_each():
        for name, ranks in _ranks(subject, batch, columns).items():
            left[name].append(ranks)
    made = {}
    for name in columns:
        ranks = competition_ranks(whole[name], subject.groups)[:, 0]
        low, high = _bounds(drawn[name], ranks)
        moved, without = _most_moved(left[name], ranks, sources.names)
        made[name] = Ranked(whole[name][:, 0], ranks, low, high, moved, without)
    return made


def _ranks(subject: Subject, batch: Batch, columns: Sequence[str]) -> dict[str, NDArray[int64]]:
    values = subject.values(batch, columns)
    return {name: competition_ranks(values[name], subject.groups) for name in columns}


def _bounds(
    drawn: Sequence[NDArray[int64]], ranks: NDArray[int64]
) -> tuple[NDArray[int64], NDArray[int64]]:
    if not len(ranks):
        return ranks, ranks
    every = np.concatenate(drawn, axis=1)
    # Ranks are whole numbers: each bound is one that was drawn, on the outer side.
    low = np.quantile(every, _BOUNDS[0], axis=1, method="lower")
    high = np.quantile(every, _BOUNDS[1], axis=1, method="higher")
    return low.astype(np.int64), high.astype(np.int64)


def _most_moved(
    left: Sequence[NDArray[int64]], ranks: NDArray[int64], names: Sequence[str]
) -> tuple[list[str], NDArray[int64]]:
    if not names:
        return [""] * len(ranks), ranks
    every = np.concatenate(left, axis=1)
    moved = np.abs(every - ranks[:, None])
    # The first of those that move it as far, in the order of their names.
    most = moved.argmax(axis=1)
    nodes = np.arange(len(ranks))
    moves = moved[nodes, most] > 0
    return (
        [names[i] if yes else "" for i, yes in zip(most.tolist(), moves.tolist(), strict=True)],
        every[nodes, most],
    )
