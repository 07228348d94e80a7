"""Whether nodes that share neighbours are of one kind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from watchgraph.analysis.against import against
from watchgraph.analysis.compiler import compiled
from watchgraph.analysis.nulls import NullSamples
from watchgraph.analysis.twomode import SIDES, TwoMode, two_mode
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    from numpy import float64, int64
    from numpy.typing import NDArray


def assortativity(
    net: nx.Graph[Any],
    classes: Mapping[str, Mapping[Any, str]],
    samples: int = 1000,
    seed: int = 1,
    null: NullSamples | None = None,
) -> pd.DataFrame:
    r"""Measure whether nodes of one class share neighbours more than those of different ones.

    Two nodes of one side are tied as often as they share a neighbour. With :math:`e_{gh}` the
    share of ties from class g to class h and :math:`a_g` the share that class g has in all ends,
    Newman's coefficient [1]_ is :math:`(\sum e_{gg} - \sum a_g^2) / (1 - \sum a_g^2)`: 1 if
    ties stay within classes, 0 if they mix as their ends would by chance, below 0 if they shun
    their own. A node with many links ties much by that alone, so that the comparison with
    networks of the same numbers of links says more than the value.

    Parameters
    ----------
    net
        Bipartite network; it is left as it is.
    classes
        By name, such as ``"region"``, the class of each node; all nodes of one name are of one
        side. Nodes of that side without a class are left out, with their ties: not known is no
        class.
    samples, seed, null
        As for :func:`pair_significance`.

    Returns
    -------
    pandas.DataFrame
        One row for each name, in the order given. Index ``attribute``; columns ``side``,
        ``classes``, ``nodes`` (with a class), ``left_out`` (without), ``ties`` (pairs and shared
        neighbours that count), ``observed`` (the coefficient; missing where there are no ties or
        all are of one class), ``mean``, ``sd``, ``z``, ``p_low``, ``p_high`` as of
        :func:`watchgraph.analysis.against.against`. ``attrs`` as of :func:`nestedness`.

    Raises
    ------
    UseError
        If the network is not bipartite, a class is given for what is no node or for both sides,
        a number makes no sense or numba is missing.

    References
    ----------
    .. [1] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
    """
    import pandas as pd

    two = two_mode(net)
    null = two.null(samples, seed, null)
    rows = []
    for name, own in classes.items():
        side = _side(two, name, own)
        observed, values, ties = assortativity_values(two, null, side, own)
        rows.append(
            {
                "side": side,
                "classes": len(set(own.values())),
                "nodes": len(own),
                "left_out": len(two.nodes(side)) - len(own),
                "ties": ties,
                "observed": observed,
                **against(observed, values),
            }
        )
    frame = pd.DataFrame(rows, index=pd.Index(list(classes), name="attribute", dtype="object"))
    frame.attrs = two.plain.attributes(
        **null.attributes(), method="Newman's coefficient of ties by shared neighbours"
    )
    return frame


def assortativity_values(
    two: TwoMode, null: NullSamples, side: str, classes: Mapping[Any, str]
) -> tuple[float, NDArray[float64], int]:
    """Return the coefficient of a network and of its samples, and the ties of the network.

    Parameters
    ----------
    two
        The network.
    null
        Its samples.
    side
        ``"supplier"`` or ``"country"``.
    classes
        Class by node.

    Returns
    -------
    observed : float
        The coefficient; NaN where it has none.
    values : numpy.ndarray of float64, shape (samples,)
        Of the samples.
    ties : int
        How many there are in the network.
    """
    words = sorted(set(classes.values()))
    group = np.array(
        [words.index(classes[node]) if node in classes else -1 for node in two.nodes(side)],
        np.int64,
    )
    starts, links, start = null.by_row if side == "country" else null.by_column
    made = []
    for samples in (start, links):
        mixed = np.zeros((len(samples), len(words), len(words)), np.int64)
        compiled("curveball").mixing(starts, samples, group, mixed)
        made.append(mixed)
    return float(coefficient(made[0])[0]), coefficient(made[1]), int(made[0].sum()) // 2


def coefficient(mixed: NDArray[int64]) -> NDArray[float64]:
    """Return Newman's coefficient of each matrix of ends.

    Parameters
    ----------
    mixed
        Ends from class to class, of shape (matrices, classes, classes).

    Returns
    -------
    numpy.ndarray of float64
        NaN where a matrix has no ends, or all in one class.

    Examples
    --------
    >>> import numpy as np
    >>> coefficient(np.array([[[2, 1], [1, 2]], [[3, 0], [0, 0]]])).tolist()
    [0.3333333333333333, nan]
    """
    total = mixed.sum(axis=(1, 2), dtype=np.float64)
    within = np.trace(mixed, axis1=1, axis2=2)
    ends = mixed.sum(axis=2, dtype=np.float64)
    # Over the square of the total, so that whole numbers stay whole.
    expected = (ends**2).sum(axis=1)
    room = total**2 - expected
    made = np.full(len(mixed), math.nan)
    np.divide(within * total - expected, room, out=made, where=room > 0)
    return made


def _side(two: TwoMode, name: str, classes: Mapping[Any, str]) -> str:
    for side in SIDES:
        if classes and set(classes) <= set(two.nodes(side)):
            return side
    raise UseError(
        f"The classes of {name!r} are not of nodes of one side.",
        name="classes",
        value=name,
        remedy="Give the class of suppliers alone, or of countries alone.",
    )
