"""Random networks in which every node keeps its number of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.compiler import compiled
from watchgraph.analysis.mixing import autocorrelation, moved_share, pilot_walks
from watchgraph.analysis.whole_numbers import require_whole
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from numpy import int32, int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: What the samples are, in words, for ``attrs``.
METHOD = "curveball (Strona et al. 2014): all numbers of links kept, one chain of samples"

# Links of all samples together: 2 GB.
_MOST_LINKS = 500_000_000
_PILOTS = 8
_BURN_IN = 10


@dataclass(frozen=True)
class NullSamples:
    """Samples from all 0/1 matrices with the row and column sums of one.

    Attributes
    ----------
    shape
        Rows and columns of the matrix.
    start
        The matrix itself, as a table of one sample.
    starts, links
        ``links[k, starts[i]:starts[i + 1]]`` are the columns of row i in sample k; the sums are
        the same in all, so that one ``starts`` serves them. If ``turned``, columns and rows
        change places.
    turned
        Whether the trades were made between columns, of which there are fewer.
    seed, trades, burn_in
        Seed, trades from one sample to the next, and trades before the first.
    one_state
        Whether the sums leave no other matrix than the one given.
    diagnosis
        How well the trades mix; see :func:`null_samples`.
    """

    shape: tuple[int, int]
    start: NDArray[int32]
    starts: NDArray[int64]
    links: NDArray[int32]
    turned: bool
    seed: int
    trades: int
    burn_in: int
    one_state: bool
    diagnosis: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.links)

    def __iter__(self) -> Iterator[csr_array[int64]]:
        """Give the samples as sparse matrices."""
        return (self.matrix(k) for k in range(len(self)))

    def matrix(self, k: int) -> csr_array[int64]:
        """Return sample k as a sparse matrix of rows by columns."""
        from scipy.sparse import csr_array

        starts, links, _ = self.by_row
        own = np.sort(
            links[k] + np.repeat(np.arange(self.shape[0]), np.diff(starts)) * (self.shape[1] or 1)
        )
        columns = own % (self.shape[1] or 1)
        return csr_array((np.ones(len(columns), np.int64), columns, starts), shape=self.shape)

    @cached_property
    def by_row(self) -> tuple[NDArray[int64], NDArray[int32], NDArray[int32]]:
        """Starts, links and the matrix itself by row, whatever was traded."""
        return self._other() if self.turned else (self.starts, self.links, self.start)

    @cached_property
    def by_column(self) -> tuple[NDArray[int64], NDArray[int32], NDArray[int32]]:
        """The same by column."""
        return (self.starts, self.links, self.start) if self.turned else self._other()

    def attributes(self) -> dict[str, Any]:
        """Return what a table resting on the samples carries of them."""
        return {
            "null": METHOD,
            "samples": len(self),
            "seed": self.seed,
            "trades": self.trades,
            "burn_in": self.burn_in,
            "one_state": self.one_state,
            **self.diagnosis,
        }

    def _other(self) -> tuple[NDArray[int64], NDArray[int32], NDArray[int32]]:
        size = self.shape[0] if self.turned else self.shape[1]
        degree = np.bincount(self.start[0], minlength=size)
        starts = np.concatenate([[0], np.cumsum(degree)]).astype(np.int64)
        made = np.empty_like(self.links), np.empty_like(self.start)
        for samples, target in zip((self.links, self.start), made, strict=True):
            compiled("curveball").turned(self.starts, samples, starts, target)
        return starts, *made


def null_samples(
    matrix: Any, samples: int = 1000, seed: int = 1, trades: int | None = None
) -> NullSamples:
    """Draw matrices in which every row and column keeps its number of links.

    In the curveball algorithm [1]_ two rows pool the columns that only one of them has and deal
    them out again; the walk by such trades visits every matrix with the given sums equally often
    in the long run [2]_. The samples stand in one chain that begins at the matrix given, with so
    many trades between them.

    Parameters
    ----------
    matrix
        Array or sparse matrix of two dimensions; what is not zero is a link.
    samples
        How many to draw.
    seed
        Seed, zero or more.
    trades
        Trades between samples. By default a pilot decides: from the matrix, eight walks make 4,
        8, 16, ... trades for each row that can trade, and stop where twice the trades change the
        share of links that have moved by a hundredth at most, or after 1,024 for each. Ten times
        as many come before the first sample.

    Returns
    -------
    NullSamples
        The samples; their ``diagnosis`` holds

        ``moved``
            Mean share of the links of a sample that the matrix given has not.
        ``pilot``
            Trades, and the share of links moved after so many, in the pilot.
        ``settled``
            Whether the pilot came to that stop; None where ``trades`` were given.
        ``autocorrelation``
            Correlation of the share moved in one sample with that in the next; 0 where it does
            not vary. Values beyond 2 over the root of the number of samples call for more
            trades.

    Raises
    ------
    UseError
        If numba is missing, the matrix has not two dimensions or holds what is no number, a
        number makes no sense, or the samples would not fit into memory.

    References
    ----------
    .. [1] Strona, G., Nappo, D., Boccacci, F., Fattorini, S., San-Miguel-Ayanz, J. (2014). A
       fast and unbiased procedure to randomize ecological binary matrices with fixed row and
       column totals. Nature Communications 5, 4114.
    .. [2] Carstens, C. J. (2015). Proof of uniform sampling of binary matrices with fixed row
       sums and column sums for the fast Curveball algorithm. Physical Review E 91, 042812.

    Examples
    --------
    >>> null = null_samples([[1, 1, 0], [0, 1, 1], [1, 0, 0]], samples=100)
    >>> null.matrix(0).sum(axis=0).tolist(), null.matrix(0).sum(axis=1).tolist()
    ([2, 2, 1], [2, 2, 1])
    """
    engine = compiled("curveball")
    _check(samples, seed, trades)
    shape, rows, columns = _links(matrix)
    if samples * max(len(rows), 1) > _MOST_LINKS:
        raise UseError(
            f"{samples:,} samples of {len(rows):,} links do not fit into memory.",
            name="samples",
            value=samples,
            remedy=f"Draw at most {_MOST_LINKS // max(len(rows), 1):,}.",
        )
    turned = shape[1] < shape[0]
    if turned:
        rows, columns = columns, rows
    order = np.lexsort((columns, rows))
    start = columns[order].astype(np.int32)
    size, width = shape[::-1] if turned else shape
    degree = np.bincount(rows, minlength=size)
    starts = np.concatenate([[0], np.cumsum(degree)]).astype(np.int64)
    # A row without links, or with all, has nothing to trade.
    open_rows = np.flatnonzero((degree > 0) & (degree < width))
    one_state = _nested(starts, start)
    if len(open_rows) < 2:
        open_rows = np.empty(0, np.int64)
    states = np.random.SeedSequence(int(seed)).generate_state(1 + _PILOTS, np.uint64)
    pilot: list[tuple[int, float]] = []
    settled = None
    if trades is None:
        trades, pilot, settled = pilot_walks(starts, start, open_rows, width, states[1:])
    made = np.empty((int(samples), len(start)), np.int32)
    burn_in = _BURN_IN * int(trades)
    if len(open_rows):
        state = states[:1].copy()
        links = start.copy()
        engine.trade(starts, links, open_rows, width, state, burn_in)
        engine.chain(starts, links, open_rows, width, state, int(trades), made)
    else:
        made[:] = start
    moved = moved_share(starts, start, made, width)
    return NullSamples(
        shape, start[None, :], starts, made, turned, int(seed), int(trades), burn_in, one_state,
        {
            "moved": float(moved.mean()),
            "autocorrelation": autocorrelation(moved),
            "settled": settled,
            "pilot": tuple(pilot),
        },
    )  # fmt: skip


def _check(samples: int, seed: int, trades: int | None) -> None:
    for name, value, least in (("samples", samples, 1), ("seed", seed, 0), ("trades", trades, 1)):
        if name != "trades" or value is not None:
            require_whole(name, value, least)


def _links(matrix: Any) -> tuple[tuple[int, int], NDArray[int64], NDArray[int64]]:
    from scipy.sparse import issparse

    sparse = issparse(matrix)
    try:
        table = matrix if sparse else np.asarray(matrix)
    except ValueError:
        table = np.empty(0)
    if table.ndim != 2 or table.dtype.kind not in "biuf":
        raise UseError(
            "Null models need a matrix of numbers, of rows by columns.",
            name="matrix",
            value=getattr(matrix, "shape", None),
        )
    values = matrix.data if sparse else table
    if not np.isfinite(values).all():
        raise UseError("The matrix holds a value that is no number.", name="matrix")
    rows, columns = table.nonzero()
    return (table.shape[0], table.shape[1]), rows.astype(np.int64), columns.astype(np.int64)


def _nested(starts: NDArray[int64], links: NDArray[int32]) -> bool:
    """Tell whether each row holds all of every smaller one: then no trade changes anything."""
    order = np.argsort(np.diff(starts), kind="stable")
    rows = [set(links[starts[i] : starts[i + 1]].tolist()) for i in order]
    return all(small <= large for small, large in pairwise(rows))
