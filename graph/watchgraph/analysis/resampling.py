"""How far a node's rank hangs on which sources happen to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.batches import degree
from watchgraph.analysis.drawn import WORDS, Interval, interval
from watchgraph.analysis.halves import witnesses_of
from watchgraph.analysis.moving import Moved, most_moved
from watchgraph.analysis.standing import competition_ranks
from watchgraph.analysis.subject import Subject, chosen, subject_of
from watchgraph.analysis.support import add_support
from watchgraph.analysis.whole_numbers import require_whole
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

    from watchgraph.analysis.arrays import Batch


#: What the ``method`` of such a table says.
METHOD = f"families of sources drawn with replacement; competition rank within the kind; {WORDS}"

# What tells only of one end of a directed network: 0 is to have none.
_ENDS = ("in_degree", "out_degree", "in_strength", "out_strength")


@dataclass(frozen=True)
class Ranked:
    """A measure of every node and how firm its rank is.

    Attributes
    ----------
    values, ranks
        On all sources; NaN where a node has no value, or no rank.
    interval
        Of the rank.
    moved
        What moves the rank most.
    """

    values: NDArray[float64]
    ranks: NDArray[float64]
    interval: Interval
    moved: Moved


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
        within the kind, or side; missing where the node has no value, or no node of its kind has
        more than 0; such kinds come last), ``rank_low`` and ``rank_high`` (95 % interval, see
        :func:`watchgraph.analysis.drawn.interval`; missing where one family stands behind the
        whole network, for then there is nothing to draw), ``open_side`` (``low`` or ``high``
        where fewer than one draw in forty lies beyond the rank on that side: its bound is no
        bound; else empty), ``moved_by`` (the family of sources without which the rank differs
        most, or the value is lost; empty if none moves it), ``moved_by_equals`` (how many others
        move it as far; named is the first by its text) and ``rank_without`` (the rank without
        that family; missing where the node keeps no link, or nothing of the measure). Where
        nodes have links to themselves and neighbours are counted, ``elsewhere`` is the value
        without these.

        ``attrs`` holds the measure, method, seed, number of draws and of families, data version
        and filters.

    Raises
    ------
    UseError
        If this is no network, the measure is unknown or does not apply, draws or seed are no
        whole numbers, an edge names no family, or shortest paths are asked for and numba is not
        installed.

    Notes
    -----
    The interval tells how the rank depends on which publishers were read. It does not tell what
    no publisher wrote, and where one publisher stands behind most edges it is wide, as it should
    be.

    References
    ----------
    Efron, B. (1979, 1981), see :func:`watchgraph.analysis.drawn.interval`.

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
    elsewhere = _elsewhere(subject, measure, found.values)
    if elsewhere is not None:
        frame["elsewhere"] = elsewhere
    for name, numbers in (
        ("rank", found.ranks),
        ("rank_low", found.interval.low),
        ("rank_high", found.interval.high),
    ):
        frame[name] = whole_or_missing(numbers)
    frame["open_side"], frame["moved_by"] = found.interval.open_side, found.moved.by
    frame["moved_by_equals"] = found.moved.equals
    frame["rank_without"] = whole_or_missing(found.moved.without)
    frame.attrs = plain.attributes(
        measure=measure, method=METHOD, draws=draws, seed=seed, families=len(families(subject))
    )
    frame.attrs["engine"] = f"numpy {version('numpy')}, scipy {version('scipy')}"
    some = np.isin(subject.groups, subject.groups[~np.isnan(found.ranks)])
    return frame.iloc[np.lexsort((np.arange(len(frame)), found.ranks, subject.groups, ~some))]


def whole_or_missing(numbers: NDArray[float64]) -> Any:
    """Return whole numbers for a column of a table, NaN as missing."""
    import pandas as pd

    return pd.array([None if np.isnan(one) else int(one) for one in numbers.tolist()], "Int64")


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
    require_whole("draws", draws, 1)
    require_whole("seed", seed, 0)
    sources = witnesses_of(subject.plain, subject.net)
    drawn: dict[str, list[NDArray[float64]]] = {name: [] for name in columns}
    for batch in sources.drawn(int(draws), int(seed)):
        for name, values in subject.values(batch, columns).items():
            drawn[name].append(competition_ranks(values, subject.groups).astype(float))
    whole = subject.values(subject.net.whole(), columns) if whole is None else whole
    left: dict[str, list[NDArray[float64]]] = {name: [] for name in columns}
    lost: dict[str, list[NDArray[bool_]]] = {name: [] for name in columns}
    held = {name: _held(subject.net.whole(), whole[name], name) for name in columns}
    for batch in sources.without_each():
        for name, values in subject.values(batch, columns).items():
            left[name].append(competition_ranks(values, subject.groups).astype(float))
            lost[name].append(held[name] & ~(_held(batch, values, name) & ~np.isnan(values)))
    made = {}
    nodes = len(subject.plain.nodes)
    several = np.full(nodes, len(sources.names) > 1)
    for name in columns:
        values = whole[name][:, 0]
        ranks = ranks_of(whole[name][:, 0], subject.groups)
        made[name] = Ranked(
            values,
            ranks,
            interval(_joined(drawn[name], nodes), ranks, several),
            most_moved(
                *(ranks, _joined(left[name], nodes)),
                *(_joined(lost[name], nodes).astype(bool), sources.names),
            ),
        )
    return made


def ranks_of(values: NDArray[float64], groups: NDArray[int64]) -> NDArray[float64]:
    """Rank values within their groups.

    Parameters
    ----------
    values, groups
        Value and group of each node.

    Returns
    -------
    numpy.ndarray of float64
        Competition ranks; NaN where there is no value, and in groups where none is above 0.
    """
    ranks = competition_ranks(values[:, None], groups)[:, 0].astype(float)
    for group in np.unique(groups):
        if not (values[groups == group] > 0).any():
            ranks[groups == group] = np.nan
    return np.where(np.isnan(values), np.nan, ranks)


def _held(batch: Batch, values: NDArray[float64], name: str) -> NDArray[bool_]:
    """Tell which nodes have a link, or of the links in or out one of those."""
    return values > 0 if name in _ENDS else degree(batch) > 0


def _joined(parts: Sequence[NDArray[Any]], nodes: int) -> NDArray[Any]:
    return np.concatenate([np.zeros((nodes, 0)), *parts], axis=1)


def _elsewhere(subject: Subject, measure: str, values: NDArray[float64]) -> NDArray[int64] | None:
    """Count neighbours without the node itself; None where no node is its own neighbour."""
    net = subject.net
    loops = net.tail == net.head
    if measure not in ("degree", "in_degree", "out_degree") or not loops.any():
        return None
    once = np.bincount(net.tail[loops], minlength=net.nodes)
    counted = 2 if measure == "degree" else 1
    return (values - counted * once).astype(np.int64)
