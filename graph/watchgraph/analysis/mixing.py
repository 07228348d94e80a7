"""How many trades a walk through random networks needs, and how well it mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.compiler import compiled

if TYPE_CHECKING:
    from numpy import int32, int64
    from numpy.typing import NDArray

_LEAST_ROUNDS, _MOST_ROUNDS = 4, 1024
# So near to the share of moved links after twice the trades counts as settled.
_SETTLED = 0.01


def pilot_walks(
    starts: NDArray[int64],
    start: NDArray[int32],
    open_rows: NDArray[int64],
    width: int,
    states: NDArray[Any],
) -> tuple[int, list[tuple[int, float]], bool]:
    """Let walks go from a matrix until twice the trades move hardly more of its links.

    Parameters
    ----------
    starts, start
        The matrix by row.
    open_rows
        Rows that can trade.
    width
        Number of columns.
    states
        State of the generator of each walk; it is moved on.

    Returns
    -------
    tuple
        Trades between samples; trades and the share moved on the way; whether it settled.
    """
    rows = max(len(open_rows), 1)
    if not len(open_rows):
        return _LEAST_ROUNDS * rows, [], True
    engine = compiled("curveball")
    links = [start.copy() for _ in states]
    seen: list[tuple[int, float]] = []
    done, rounds = 0, _LEAST_ROUNDS
    while True:
        for k, own in enumerate(links):
            engine.trade(starts, own, open_rows, width, states[k : k + 1], rounds * rows - done)
        done = rounds * rows
        share = float(moved_share(starts, start, np.array(links), width).mean())
        if seen and abs(share - seen[-1][1]) <= _SETTLED:
            return seen[-1][0], [*seen, (done, share)], True
        seen.append((done, share))
        if rounds >= _MOST_ROUNDS:
            return done, seen, False
        rounds *= 2


def moved_share(
    starts: NDArray[int64], start: NDArray[int32], samples: NDArray[int32], width: int
) -> NDArray[Any]:
    """Return for each sample the share of its links that the matrix given has not.

    Parameters
    ----------
    starts, start
        The matrix by row.
    samples
        A row of links for each sample.
    width
        Number of columns.

    Returns
    -------
    numpy.ndarray
        0 to 1.
    """
    if not len(start):
        return np.zeros(len(samples))
    common = compiled("curveball").common
    return np.array([1 - common(starts, start, own, width) / len(start) for own in samples])


def autocorrelation(values: NDArray[Any]) -> float:
    """Return the correlation of each value with the next; 0 where they do not vary.

    Parameters
    ----------
    values
        One of each sample, in the order of the chain.

    Returns
    -------
    float
        -1 to 1.
    """
    centred = values - values.mean()
    variance = float((centred**2).sum())
    return float((centred[1:] * centred[:-1]).sum() / variance) if variance > 1e-12 else 0.0
