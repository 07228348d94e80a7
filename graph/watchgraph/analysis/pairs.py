"""Which pairs share more than chance would have them share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from watchgraph.analysis.compiler import compiled
from watchgraph.analysis.nulls import NullSamples
from watchgraph.analysis.twomode import TwoMode, two_mode
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_MOST_NODES = 5_000
#: Whoever has one link can share one neighbour at most, which tells nothing.
LEAST_LINKS = 2
_COLUMNS = (
    "a", "b", "label_a", "label_b", "observed", "mean", "sd", "z", "p", "q", "shared", "records",
    "independent_sources",
)  # fmt: skip


def pair_significance(
    net: nx.Graph[Any],
    side: str = "supplier",
    samples: int = 1000,
    seed: int = 1,
    null: NullSamples | None = None,
) -> pd.DataFrame:
    """Test for each pair of one side whether it shares more neighbours than by chance.

    Chance is a random network in which every supplier is named for as many countries, and every
    country has as many suppliers, as in the one given; see :func:`null_samples`. Two suppliers
    that are named for many countries share some by that alone; what they share beyond is what
    is tested. Weights play no part.

    Parameters
    ----------
    net
        Bipartite network; it is left as it is.
    side
        ``"supplier"`` for suppliers that share countries, ``"country"`` for countries that share
        suppliers; in other networks the side 0 or 1.
    samples, seed
        As for :func:`null_samples`.
    null
        Samples of this very network, to use in place of new ones.

    Returns
    -------
    pandas.DataFrame
        One row for each tested pair that shares something, by q, then p, z from the largest,
        and nodes. Columns:

        ``a``, ``b``, ``label_a``, ``label_b``
            The nodes and their labels.
        ``observed``, ``mean``, ``sd``, ``z``
            Neighbours shared; mean and standard deviation over the samples; how many of the
            latter lie between. ``z`` is missing where the samples all have one value.
        ``p``
            Share of samples in which the two share at least as many, the network itself counted
            as a sample; one-sided, and never below 1 over the number of samples plus one.
        ``q``
            False discovery rate by Benjamini and Hochberg [1]_ over all pairs tested, those that
            share nothing among them.
        ``shared``
            Labels of what they share, joined by ``"; "``.
        ``records``, ``independent_sources``
            Records behind the links to these, ``kind/key`` joined by blanks; how many families
            of sources they have, missing where links say nothing of it.

        Tested are the pairs whose both nodes have two links or more: that rests on numbers of
        links alone, which chance keeps. ``attrs`` holds how many were ``tested``, the
        ``smallest_p`` possible, how many stand ``at_smallest_p`` (no sample came up to them:
        more samples would give them smaller p and q), method, samples, seed, trades and their
        diagnosis.

    Raises
    ------
    UseError
        If the network is not bipartite, has too many nodes, a side or number is none, or numba
        is missing.

    References
    ----------
    .. [1] Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of
       the Royal Statistical Society B 57, 289-300.
    """
    import pandas as pd
    from scipy.stats import false_discovery_control

    two = two_mode(net)
    nodes = two.nodes(side)
    null = two.null(samples, seed, null)
    tested, observed, mean, sd, p = pair_tests(null, side)
    first, second = np.triu_indices(len(tested), 1)
    q = np.ones((len(tested),) * 2)
    if len(first):
        q[first, second] = false_discovery_control(p[first, second], method="bh")
    rows = []
    for i, j in zip(*np.nonzero(observed), strict=True):
        a, b = nodes[tested[i]], nodes[tested[j]]
        z = (observed[i, j] - mean[i, j]) / sd[i, j] if sd[i, j] else math.nan
        numbers = (int(observed[i, j]), mean[i, j], sd[i, j], z, p[i, j], q[i, j])
        place = q[i, j], p[i, j], 0.0 if math.isnan(z) else -z, int(i), int(j)
        row = (a, b, two.label(a), two.label(b), *numbers, *_behind(two, a, b))
        rows.append((place, row))
    rows.sort(key=lambda pair: pair[0])
    frame = pd.DataFrame([row for _, row in rows], columns=list(_COLUMNS))
    frame["independent_sources"] = frame["independent_sources"].astype("Int64")
    frame.attrs = two.plain.attributes(
        **null.attributes(),
        side=side,
        tested=len(first),
        smallest_p=1 / (1 + len(null)),
        at_smallest_p=int((frame["p"] <= 1 / (1 + len(null))).sum()),
        method="one-sided test of shared neighbours; Benjamini-Hochberg over all pairs tested",
    )
    return frame


def pair_tests(null: NullSamples, side: str) -> tuple[NDArray[Any], ...]:
    """Compare what pairs share in a matrix with what they share in its samples.

    Parameters
    ----------
    null
        The samples.
    side
        ``"supplier"`` for pairs of rows, ``"country"`` for pairs of columns.

    Returns
    -------
    tested : numpy.ndarray of int64
        The rows, or columns, of :data:`LEAST_LINKS` links or more.
    observed, mean, sd, p : numpy.ndarray, shape (tested, tested)
        Above the diagonal: neighbours shared, their mean and standard deviation over the
        samples, and the one-sided p.

    Raises
    ------
    UseError
        If they are too many.
    """
    engine = compiled("curveball")
    starts, links, start = null.by_row if side == "country" else null.by_column
    size = null.shape[1] if side == "country" else null.shape[0]
    tested = np.flatnonzero(np.bincount(start[0], minlength=size) >= LEAST_LINKS)
    if len(tested) > _MOST_NODES:
        raise UseError(
            f"The pairs of {len(tested):,} nodes are too many.",
            name="network",
            value=len(tested),
            remedy=f"Filter the network to {_MOST_NODES:,} nodes of two links or more.",
        )
    number = np.full(size, -1, np.int64)
    number[tested] = np.arange(len(tested))
    observed = np.zeros((len(tested),) * 2, np.int32)
    engine.shared_by_columns(starts, start[0], number, observed)
    sums = np.zeros((3, *observed.shape), np.int64)
    engine.pair_sums(starts, links, number, observed, sums)
    count = len(links)
    total, squares, at_least = sums
    # In whole numbers, so that a pair with one value has the deviation 0 exactly.
    spread = np.maximum(count * squares - total * total, 0)
    sd = np.sqrt(spread / (count * max(count - 1, 1)))
    return tested, observed, total / count, sd, (1 + at_least) / (1 + count)


def _behind(two: TwoMode, a: Any, b: Any) -> tuple[str, str, int | None]:
    net = two.plain.source
    both = sorted(set(net[a]) & set(net[b]), key=str)
    records, families = two.evidence([(end, one) for one in both for end in (a, b)])
    return "; ".join(sorted(two.label(one) for one in both)), records, families
