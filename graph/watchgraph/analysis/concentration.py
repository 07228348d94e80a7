"""How far a country or region depends on few suppliers, as the records tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.families import Families, families_of
from watchgraph.analysis.shares import Shares, shares_of
from watchgraph.analysis.standing import competition_ranks
from watchgraph.analysis.subject import subject_of
from watchgraph.errors import UseError
from watchgraph.networks.sides import require_bipartite

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy import float64
    from numpy.typing import NDArray

_BY = ("country", "region")
_BOUNDS = (0.025, 0.975)


def concentration(
    net: nx.Graph[Any],
    by: str = "country",
    *,
    intervals: bool = False,
    draws: int = 1000,
    seed: int = 1,
) -> pd.DataFrame:
    """Measure how the records of each country, or region, are shared among its suppliers.

    Shares are of records that name a supplier, not of contracts or cameras: they show what is
    written about, and a country with one record always has one supplier with all of it.

    Parameters
    ----------
    net
        Bipartite network of suppliers and countries; it is left as it is.
    by
        ``"country"`` or ``"region"``: the countries of a region together. Countries without a
        region are left out then.
    intervals
        Whether families of sources are drawn, as :func:`watchgraph.analysis.rank_intervals`.
    draws, seed
        Number and seed of the draws.

    Returns
    -------
    pandas.DataFrame
        One row for each country or region, sorted by text. Index ``node``; columns ``label``,
        ``suppliers`` (how many), ``weight`` (sum over its edges), ``hhi`` (Herfindahl-Hirschman
        index: the sum of squared shares, from 1 over the number of suppliers to 1),
        ``first_share`` (the largest share), ``first`` (label of the supplier that has it, joined
        by ``"; "`` where several do), ``records`` and ``independent_sources`` (how many; missing
        where the edges carry none), and with intervals:

        ``hhi_low``, ``hhi_high``, ``first_share_low``, ``first_share_high``
            95 % percentile interval over the draws in which it has a record.
        ``drawn``
            Share of the draws in which it has one.
        ``rank``, ``rank_low``, ``rank_high``
            Competition rank by ``hhi``, 1 for the most concentrated.
        ``moved_by``, ``hhi_without``
            The family of sources without which ``hhi`` differs most, and what it is then; empty
            where none changes it. Where that family stands behind all records there is no
            value.

    Raises
    ------
    UseError
        If the network is not bipartite, ``by`` is unknown, or with intervals an edge names no
        family of sources.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761.
    """
    import pandas as pd

    if by not in _BY:
        raise UseError(
            f"Concentration by {by!r} is unknown.",
            name="by",
            value=by,
            choices=_BY,
            remedy=f"Choose one of: {', '.join(_BY)}.",
        )
    require_bipartite(net)
    subject = subject_of(net)
    shares = shares_of(subject, by)
    found = shares.of(subject.net.weight[:, None])
    plain = subject.plain
    labels = plain.labels()
    frame = pd.DataFrame(
        {
            "label": shares.labels,
            "suppliers": np.bincount(shares.place, minlength=len(shares.names)),
            "weight": [_tidy(value) for value in found.total[:, 0].tolist()],
            "hhi": found.hhi[:, 0],
            "first_share": found.first[:, 0],
            "first": shares.leaders(found, labels),
        },
        index=pd.Index(shares.names, name="node"),
    )
    for column, name in (("records", "records"), ("independent_sources", "evidence_families")):
        frame[column] = pd.array(shares.support(subject, name), "Int64")
    frame.attrs = plain.attributes(
        method="Herfindahl-Hirschman index of shares of the weight", by=by
    )
    if intervals:
        families = families_of(plain, subject.net)
        _add_intervals(frame, shares, families, found.hhi, draws, seed)
        frame.attrs |= {"draws": draws, "seed": seed, "families": len(families.names)}
    return frame


def _add_intervals(
    frame: pd.DataFrame,
    shares: Shares,
    families: Families,
    hhi: NDArray[float64],
    draws: int,
    seed: int,
) -> None:
    if draws < 1:
        raise UseError("At least one draw is needed.", name="draws", value=draws)
    drawn = [shares.of(batch.weights) for batch in families.drawn(draws, seed)]
    every = {
        "hhi": np.concatenate([one.hhi for one in drawn], axis=1),
        "first_share": np.concatenate([one.first for one in drawn], axis=1),
    }
    there = ~np.isnan(every["hhi"])
    for name, values in every.items():
        bounds = [
            np.quantile(row[own], _BOUNDS) if own.any() else (math.nan, math.nan)
            for row, own in zip(values, there, strict=True)
        ]
        frame[f"{name}_low"] = [float(low) for low, _ in bounds]
        frame[f"{name}_high"] = [float(high) for _, high in bounds]
    frame["drawn"] = there.mean(axis=1)
    frame["rank"] = competition_ranks(hhi)[:, 0]
    ranks = competition_ranks(every["hhi"])
    for name, bound, method in (("low", 0.025, "lower"), ("high", 0.975, "higher")):
        frame[f"rank_{name}"] = [
            int(np.quantile(row[own], bound, method=method)) if own.any() else rank  # type: ignore[call-overload]
            for row, own, rank in zip(ranks, there, frame["rank"], strict=True)
        ]
    left = np.concatenate(
        [hhi[:, :0], *(shares.of(batch.weights).hhi for batch in families.without_each())], axis=1
    )
    # To lose all records is the largest change of all; who has none has none to lose.
    change = np.where(np.isnan(hhi), 0.0, np.nan_to_num(np.abs(left - hhi), nan=2.0))
    most = change.argmax(axis=1) if change.size else np.zeros(len(frame), int)
    rows = range(len(frame))
    moves = [change.size > 0 and change[i, most[i]] > 1e-9 for i in rows]
    frame["moved_by"] = [families.names[most[i]] if moves[i] else "" for i in rows]
    frame["hhi_without"] = [left[i, most[i]] if moves[i] else hhi[i, 0] for i in rows]


def _tidy(value: float) -> float | int:
    return int(value) if value.is_integer() else value
