"""Measures the null models against a plain Python version, and prints the ratio.

python -m benchmarks.nulls               150 suppliers x 200 countries, 1,000 samples

Both make the same number of trades between samples on the same matrix, and count after each
sample what every pair of suppliers shares. The first call, which compiles or reads what was
compiled, is timed apart.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from watchgraph.analysis.nulls import null_samples

ROWS, COLUMNS, FILL = 150, 200, 0.05


def main() -> int:
    """Print the figures; return 1 if the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--aim", type=float, default=50.0)
    arguments = parser.parse_args()
    figures = compare(arguments.samples)
    for name, value in figures.items():
        print(f"{name}: {value:,.3f}".rstrip("0").rstrip("."))
    met = figures["ratio"] >= arguments.aim
    print(f"{'met' if met else 'MISSED'}: at least {arguments.aim:g} x plain Python")
    return 0 if met else 1


def compare(samples: int) -> dict[str, float]:
    """Return processor seconds of both versions, and their ratio."""
    from watchgraph.analysis.pairs import pair_tests

    matrix = np.random.default_rng(1).random((ROWS, COLUMNS)) < FILL
    begin = time.process_time()
    pair_tests(null_samples(matrix, 2), "supplier")
    first = time.process_time() - begin
    trades = null_samples(matrix, 1).trades
    ours = []
    for _ in range(3):
        begin = time.process_time()
        pair_tests(null_samples(matrix, samples, trades=trades), "supplier")
        ours.append(time.process_time() - begin)
    # The plain version takes a minute or so for 1,000; a tenth tells as much.
    part = max(samples // 10, 1)
    begin = time.process_time()
    plain(matrix, part, trades)
    slow = (time.process_time() - begin) * samples / part
    own = sorted(ours)[1]
    return {
        "samples": samples,
        "trades between samples": trades,
        "first call, CPU s": first,
        "compiled, CPU s": own,
        "plain Python, CPU s": slow,
        "ratio": slow / own,
    }


def plain(matrix: Any, samples: int, trades: int, seed: int = 1) -> dict[tuple[int, int], int]:
    """Draw samples with sets and lists; return for each pair of rows what it shared in all."""
    chance = random.Random(seed)
    rows = [set(np.flatnonzero(row).tolist()) for row in np.asarray(matrix)]
    total: dict[tuple[int, int], int] = {}
    for _ in range(samples):
        plain_trades(rows, trades, chance)
        for a in range(len(rows)):
            for b in range(a + 1, len(rows)):
                total[a, b] = total.get((a, b), 0) + len(rows[a] & rows[b])
    return total


def plain_trades(rows: list[set[int]], trades: int, chance: random.Random) -> None:
    """Make trades in place, as Strona et al. (2014) tell them."""
    places: Sequence[int] = range(len(rows))
    for _ in range(trades):
        a, b = chance.sample(places, 2)
        shared = rows[a] & rows[b]
        pool = sorted(rows[a] ^ rows[b])
        wanted = len(rows[a]) - len(shared)
        chance.shuffle(pool)
        rows[a] = shared | set(pool[:wanted])
        rows[b] = shared | set(pool[wanted:])


if __name__ == "__main__":
    sys.exit(main())
