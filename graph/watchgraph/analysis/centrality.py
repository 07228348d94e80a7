"""Which nodes of a network stand at its centre, by several measures."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import networkx as nx

from watchgraph.analysis.normalise import bipartite_degree
from watchgraph.analysis.subject import MEASURES, Subject, chosen, subject_of
from watchgraph.analysis.support import add_support

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.analysis.resampling import Ranked

__all__ = ["MEASURES", "centrality"]

_KINDS = ("supplier", "lender", "deployment", "country")
_COUNTS = ("degree", "in_degree", "out_degree", "core")


def centrality(
    net: nx.Graph[Any],
    measures: Sequence[str] | None = None,
    *,
    intervals: bool = False,
    draws: int = 1000,
    seed: int = 1,
) -> pd.DataFrame:
    r"""Measure the nodes of a network.

    Parameters
    ----------
    net
        Network such as ``supply`` (bipartite, its nodes say ``bipartite`` 0 or 1), ``origin``
        (directed) or ``deployment`` (tripartite, its nodes say ``layer`` 0, 1 or 2); any other
        network without parallel edges will do. It is left as it is.
    measures
        Names among :data:`MEASURES`; default all that apply.
    intervals
        Whether each measure is ranked as well, with a 95 % interval from drawing families of
        sources; as :func:`watchgraph.analysis.rank_intervals`, all on the same draws.
    draws, seed
        Number and seed of the draws.

    Returns
    -------
    pandas.DataFrame
        One row for each node, by kind (suppliers first), then degree rank, strength and text of
        the node. Index ``node``; columns, as far as measured:

        ``label``, ``kind``
            Words for the node.
        ``records``, ``independent_sources``
            Distinct records, and distinct families of sources, behind the node's edges; missing
            where the edges carry none. Read every measure beside them.
        ``degree``, ``degree_centrality``
            Number of neighbours; and its share of the neighbours that there could be: of the
            other side in a bipartite network [1]_, of the neighbouring layers in a tripartite
            one, else of :math:`n-1`. In a directed network
            ``degree`` is ``in_degree`` plus ``out_degree``, which follow.
        ``degree_rank``, ``degree_ties``
            Competition rank within the kind, or side (1 plus the number of nodes with more
            neighbours), and how many other nodes share it. In a directed network there are also
            ``out_degree_rank`` and ``in_degree_rank``, missing for kinds that have none such.
        ``strength``
            Sum of the weights: numbers of records, or in ``cosupply`` and ``shared`` of what two
            nodes share; directed: with ``in_strength`` and
            ``out_strength``.
        ``betweenness``
            Share of shortest paths that run through the node, edges all of length 1 as a number
            of records is no distance; divided by the largest value possible: for the side of a
            bipartite network [1]_, else for the number of nodes.
        ``closeness``
            How near all others are: for a bipartite network the smallest sum of distances that
            there could be over the sum of distances [2]_, else their number over it; both times
            the share of the others that can be reached [3]_. Along the arrows of a directed
            network.
        ``pagerank``
            Weighted PageRank, damping 0.85, sums to 1 over the network. In a directed network
            rank flows against the arrows, from a country to the states that supply it or to its
            lenders, so that it tells who gives, not who receives.
        ``eigenvector``
            Undirected networks only. Leading eigenvector of the weighted adjacency matrix of
            the largest component (most nodes, then most weight; what weighs nothing joins
            nothing), of Euclidean length 1; nodes outside that component have no value, for
            theirs would be of another scale.
        ``hub``, ``authority``
            The measure ``hits``, weighted, each summing to 1 [4]_. In a bipartite network the
            first side has hubs and the second authorities: within a component the same order
            as ``eigenvector``. Other undirected networks have none.
        ``core``
            The largest k such that the node is in a part where all have k neighbours [5]_.
        ``participation``
            How evenly its neighbours lie in different modules, from 0 for one module [6]_:
            regions of countries and home states of suppliers. Neighbours whose module is not
            known are left out.
        ``..._rank``, ``..._rank_low``, ``..._rank_high``, ``..._rank_open_side``
            With ``intervals``, of each column of a measure; as of
            :func:`watchgraph.analysis.rank_intervals`.

        ``attrs`` holds the data version, the filters of the network, method and engine.

    Raises
    ------
    UseError
        If this is no network, a measure is unknown or does not apply, edges stand side by
        side, a weight is no number, or a network that says to be bipartite is not; with
        intervals, as :func:`watchgraph.analysis.rank_intervals`.

    References
    ----------
    .. [1] Borgatti, S. P., Halgin, D. S. (2011). Analyzing affiliation networks. In The SAGE
       Handbook of Social Network Analysis, 417-433.
    .. [2] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social
       Networks 19, 243-269.
    .. [3] Wasserman, S., Faust, K. (1994). Social Network Analysis. Cambridge University Press,
       section 5.2.2.
    .. [4] Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal
       of the ACM 46, 604-632.
    .. [5] Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5,
       269-287.
    .. [6] Guimerà, R., Amaral, L. A. N. (2005). Functional cartography of complex metabolic
       networks. Nature 433, 895-900.

    Examples
    --------
    >>> import networkx as nx
    >>> centrality(nx.star_graph(3), ["degree"])["degree"].tolist()
    [3, 1, 1, 1]
    """
    import pandas as pd

    subject = subject_of(net)
    plain = subject.plain
    names = chosen(subject, measures)
    columns = subject.columns(names)
    frame = pd.DataFrame(
        {"label": plain.labels(), "kind": plain.texts("kind")}, index=plain.index()
    )
    add_support(frame, plain)
    values = subject.values(subject.net.whole(), columns)
    degree = [plain.graph.degree(i) for i in plain.graph]
    strength = [plain.graph.degree(i, weight="weight") for i in plain.graph]
    for column in columns:
        if column == "strength":
            # Whole weights stay whole numbers.
            frame[column] = strength
        elif column in ("in_strength", "out_strength"):
            frame[column] = _whole(values[column][:, 0].tolist())
        else:
            frame[column] = values[column][:, 0]
        if column in _COUNTS:
            frame[column] = frame[column].astype("int64")
        if column == "degree":
            _add_share(frame, subject, degree)
            if not plain.directed:
                _add_ranks(frame, subject, degree)
        elif column == "out_degree":
            _add_ranks(frame, subject, degree)
    frame.attrs = plain.attributes(measures=", ".join(names), method=_method(subject))
    if intervals:
        from watchgraph.analysis.resampling import resampled

        found = resampled(subject, columns, draws=draws, seed=seed, whole=values)
        frame = _with_intervals(frame, subject, found, draws, seed)
    return frame.iloc[_order(subject, degree, strength)]


def _whole(values: list[float]) -> list[float] | list[int]:
    if all(value.is_integer() for value in values):
        return [int(value) for value in values]
    return values


def _add_share(frame: pd.DataFrame, subject: Subject, degree: list[int]) -> None:
    graph = subject.plain.graph
    if subject.sides:
        frame["degree_centrality"] = bipartite_degree(degree, *subject.sides)
    else:
        # networkx divides by n - 1 as well, and gives a node on its own 1.
        frame["degree_centrality"] = [
            value for _, value in sorted(nx.degree_centrality(graph).items())
        ]


def _add_ranks(frame: pd.DataFrame, subject: Subject, degree: list[int]) -> None:
    from watchgraph.analysis.resampling import ranks_of, whole_or_missing

    by_kind = frame.groupby(subject.groups, sort=True)
    frame["degree_rank"] = by_kind["degree"].rank(method="min", ascending=False).astype("int64")
    ties = frame.groupby([subject.groups, degree], sort=True)["degree"].transform("size")
    frame["degree_ties"] = ties.astype("int64") - 1
    if subject.plain.directed:
        for name in ("out_degree", "in_degree"):
            ranks = ranks_of(frame[name].to_numpy(float), subject.groups)
            frame[f"{name}_rank"] = whole_or_missing(ranks)


def _with_intervals(
    frame: pd.DataFrame, subject: Subject, found: dict[str, Ranked], draws: int, seed: int
) -> pd.DataFrame:
    import pandas as pd

    from watchgraph.analysis.resampling import METHOD, families, whole_or_missing

    more: dict[str, Any] = {}
    for name, one in found.items():
        if f"{name}_rank" not in frame:
            more[f"{name}_rank"] = whole_or_missing(one.ranks)
        more[f"{name}_rank_low"] = whole_or_missing(one.interval.low)
        more[f"{name}_rank_high"] = whole_or_missing(one.interval.high)
        more[f"{name}_rank_open_side"] = one.interval.open_side
    made = pd.concat([frame, pd.DataFrame(more, index=frame.index)], axis=1)
    made.attrs = frame.attrs | {
        "intervals": METHOD,
        "draws": draws,
        "seed": seed,
        "families": len(families(subject)),
    }
    made.attrs["engine"] += f", numpy {version('numpy')}, scipy {version('scipy')}"
    return made


def _order(subject: Subject, degree: Sequence[int], strength: Sequence[float]) -> list[int]:
    kinds = subject.plain.texts("kind")

    def place(i: int) -> tuple[object, ...]:
        known = _KINDS.index(kinds[i]) if kinds[i] in _KINDS else len(_KINDS)
        return known, kinds[i], -degree[i], -strength[i], i

    return sorted(subject.plain.graph, key=place)


def _method(subject: Subject) -> str:
    if subject.sides and subject.plain.source.graph.get("name") == "deployment":
        return "deployments as one side (Borgatti and Halgin 2011); ranks within each kind"
    if subject.sides:
        return "bipartite normalisation (Borgatti and Halgin 2011); ranks within each side"
    if subject.plain.directed:
        return "directed; PageRank on the reversed network, against the arrows"
    return "normalised by the number of nodes"
