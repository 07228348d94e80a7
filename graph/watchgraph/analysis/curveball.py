"""Compiled trades of the curveball algorithm; import it through :func:`compiled` only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from watchgraph.analysis.compiler import cached

if TYPE_CHECKING:
    from numpy import float64, int32, int64, uint64
    from numpy.typing import NDArray


@cached
def draw(state: NDArray[uint64], below: int) -> int:
    """Return a number from 0 to below - 1 by SplitMix64, and move its state on.

    Its own generator, so that the same seed gives the same samples under any version of the
    compiler. References: Steele, Lea, Flood (2014), Fast splittable pseudorandom number
    generators, OOPSLA, 453-472.
    """
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    # The upper half, scaled: for fewer than 2^20 choices no choice is off by more than 2^-12.
    return int(((z >> np.uint64(32)) * np.uint64(below)) >> np.uint64(32))


@cached
def trade(
    starts: NDArray[int64],
    links: NDArray[int32],
    open_rows: NDArray[int64],
    columns: int,
    state: NDArray[uint64],
    trades: int,
) -> None:
    """Make so many trades between two rows each, in place.

    A trade pools the columns that only one of two rows has and deals them out again at random,
    to each row as many as it had.
    """
    mark = np.zeros(columns, np.uint8)
    pool = np.empty(columns, np.int32)
    for _ in range(trades):
        first = draw(state, len(open_rows))
        second = draw(state, len(open_rows) - 1)
        second += second >= first
        a, b = open_rows[first], open_rows[second]
        for place in range(starts[a], starts[a + 1]):
            mark[links[place]] = 1
        own = starts[b]
        size = 0
        # Shared columns go to the front of both rows.
        for place in range(starts[b], starts[b + 1]):
            column = links[place]
            if mark[column] == 1:
                mark[column] = 2
                links[place] = links[own]
                links[own] = column
                own += 1
            else:
                pool[size] = column
                size += 1
        shared = own - starts[b]
        front = starts[a]
        for place in range(starts[a], starts[a + 1]):
            column = links[place]
            if mark[column] == 2:
                links[place] = links[front]
                links[front] = column
                front += 1
            else:
                pool[size] = column
                size += 1
            mark[column] = 0
        wanted = starts[a + 1] - starts[a] - shared
        for k in range(wanted):
            other = k + draw(state, size - k)
            pool[k], pool[other] = pool[other], pool[k]
            links[front + k] = pool[k]
        for k in range(wanted, size):
            links[own + k - wanted] = pool[k]


@cached
def chain(
    starts: NDArray[int64],
    links: NDArray[int32],
    open_rows: NDArray[int64],
    columns: int,
    state: NDArray[uint64],
    trades: int,
    made: NDArray[int32],
) -> None:
    """Write the links after each run of trades into the rows of ``made``."""
    for sample in range(len(made)):
        trade(starts, links, open_rows, columns, state, trades)
        made[sample] = links


@cached
def common(starts: NDArray[int64], one: NDArray[int32], other: NDArray[int32], columns: int) -> int:
    """Count the links that two matrices of the same margins have in common."""
    mark = np.full(columns, -1, np.int64)
    found = 0
    for row in range(len(starts) - 1):
        for place in range(starts[row], starts[row + 1]):
            mark[one[place]] = row
        for place in range(starts[row], starts[row + 1]):
            found += mark[other[place]] == row
    return found


@cached
def turned(
    starts: NDArray[int64],
    samples: NDArray[int32],
    other_starts: NDArray[int64],
    made: NDArray[int32],
) -> None:
    """Write the samples transposed into ``made``: for each column its rows, ascending."""
    at = np.empty(len(other_starts) - 1, np.int64)
    for sample in range(len(samples)):
        at[:] = other_starts[:-1]
        for row in range(len(starts) - 1):
            for place in range(starts[row], starts[row + 1]):
                column = samples[sample, place]
                made[sample, at[column]] = row
                at[column] += 1


@cached
def shared_by_columns(
    starts: NDArray[int64], links: NDArray[int32], number: NDArray[int64], shared: NDArray[int32]
) -> None:
    """Count into ``shared`` for each pair of columns, the smaller first, the rows of both.

    ``number`` tells the place of each column in ``shared``, negative if it has none.
    """
    shared[:] = 0
    for row in range(len(starts) - 1):
        for p in range(starts[row], starts[row + 1]):
            a = number[links[p]]
            if a < 0:
                continue
            for q in range(p + 1, starts[row + 1]):
                b = number[links[q]]
                if b >= 0:
                    shared[min(a, b), max(a, b)] += 1


@cached
def pair_sums(
    starts: NDArray[int64],
    samples: NDArray[int32],
    number: NDArray[int64],
    observed: NDArray[int32],
    sums: NDArray[int64],
) -> None:
    """Add up over the samples, for each pair of columns, what they share.

    ``sums`` takes the sum, the sum of squares and how often it is at least what was observed.
    """
    shared = np.zeros(observed.shape, np.int32)
    for sample in range(len(samples)):
        shared_by_columns(starts, samples[sample], number, shared)
        for a in range(len(shared)):
            for b in range(a + 1, len(shared)):
                count = np.int64(shared[a, b])
                sums[0, a, b] += count
                sums[1, a, b] += count * count
                sums[2, a, b] += count >= observed[a, b]


@cached
def overlaps(
    starts: NDArray[int64],
    samples: NDArray[int32],
    degree: NDArray[int64],
    made: NDArray[float64],
) -> None:
    """Write for each sample the paired overlap of its columns, summed over pairs.

    Only pairs of unlike degree count: what they share, over the smaller degree.
    """
    # Whole numbers first, so that the sum rounds alike in any order of the links.
    by_degree = np.zeros(degree.max() + 1 if len(degree) else 1, np.int64)
    for sample in range(len(samples)):
        by_degree[:] = 0
        for row in range(len(starts) - 1):
            for p in range(starts[row], starts[row + 1]):
                a = degree[samples[sample, p]]
                for q in range(p + 1, starts[row + 1]):
                    b = degree[samples[sample, q]]
                    if a != b:
                        by_degree[min(a, b)] += 1
        found = 0.0
        for least in range(1, len(by_degree)):
            found += by_degree[least] / least
        made[sample] = found


@cached
def mixing(
    starts: NDArray[int64],
    samples: NDArray[int32],
    group: NDArray[int64],
    made: NDArray[int64],
) -> None:
    """Count into ``made[sample, g, h]`` the paths of two links from group g to group h.

    Both ends are columns; each path counts in both directions; a negative group is left out.
    """
    for sample in range(len(samples)):
        for row in range(len(starts) - 1):
            for p in range(starts[row], starts[row + 1]):
                g = group[samples[sample, p]]
                if g < 0:
                    continue
                for q in range(p + 1, starts[row + 1]):
                    h = group[samples[sample, q]]
                    if h >= 0:
                        made[sample, g, h] += 1
                        made[sample, h, g] += 1
