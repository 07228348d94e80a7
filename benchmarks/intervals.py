"""How often an interval from half of the sources holds what all of them give.

python -m benchmarks.intervals           40 random halves, 300 draws each

The families of sources of the network supply are halved at random. From each half come a rank or
concentration, its draws and three intervals: percentile, bias-corrected percentile, and the two
with the value itself, as watchgraph.analysis.drawn gives it. Ranks are of suppliers with three
countries or more; concentrations are of regions.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

import watchgraph as wg
from watchgraph.analysis.arrays import Batch
from watchgraph.analysis.batches import degree
from watchgraph.analysis.drawn import interval
from watchgraph.analysis.families import families_of
from watchgraph.analysis.shares import shares_of
from watchgraph.analysis.standing import competition_ranks
from watchgraph.analysis.subject import subject_of

HALVES, DRAWS, SEED = 40, 300, 5


def quantiles(rows, shares):
    return np.array([np.quantile(row, share) for row, share in zip(rows, shares, strict=True)])


def intervals(drawn, values):
    """Return low and high of the three intervals."""
    tails = np.full(len(values), 0.025)
    equal = np.isclose(drawn, values[:, None], rtol=0, atol=1e-9)
    below = (drawn < values[:, None]) & ~equal
    z0 = norm.ppf((below.sum(axis=1) + equal.sum(axis=1) / 2) / drawn.shape[1])
    both = interval(drawn, values, np.ones(len(values), bool))
    return {
        "percentile": (quantiles(drawn, tails), quantiles(drawn, 1 - tails)),
        "bias-corrected": tuple(
            quantiles(drawn, norm.cdf(2 * z0 + end)) for end in (norm.ppf(0.025), norm.ppf(0.975))
        ),
        "together": (both.low, both.high),
    }


def main() -> None:
    subject = subject_of(wg.load().network("supply"))
    records = families_of(subject.plain, subject.net).records.toarray()
    shares = shares_of(subject, "region")
    first = subject.net.first

    def ranks(weights):
        return competition_ranks(degree(Batch(subject.net, weights, weights > 0))[first])

    def regions(weights):
        return shares.of(weights).hhi[: shares.rest]

    whole = records.sum(axis=0)[:, None]
    wide = degree(Batch(subject.net, whole, whole > 0))[first][:, 0] >= 3
    rng = np.random.default_rng(SEED)
    size = len(records) // 2
    held: dict[tuple[str, str], list[float]] = {}
    for _ in range(HALVES):
        kept = rng.permutation(len(records))[:size]
        once = records[kept].T
        times = rng.multinomial(size, np.full(size, 1 / size), size=DRAWS).T
        half = once.sum(axis=1)[:, None]
        there = degree(Batch(subject.net, half, half > 0))[first][:, 0] > 0
        for name, measure, chosen in (
            ("rank by degree", ranks, wide & there),
            ("concentration of regions", regions, slice(None)),
        ):
            truth = measure(whole)[chosen][:, 0]
            values = measure(half)[chosen][:, 0].astype(float)
            drawn = measure(once @ times)[chosen].astype(float)
            for kind, (low, high) in intervals(drawn, values).items():
                inside = (low - 1e-9 <= truth) & (truth <= high + 1e-9)
                held.setdefault((name, kind), []).append(inside.mean())
    for (name, kind), parts in held.items():
        print(f"{name:26} {kind:16} {100 * np.mean(parts):3.0f} % hold the value of all sources")


if __name__ == "__main__":
    main()
