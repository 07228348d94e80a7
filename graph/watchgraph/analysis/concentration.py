"""How far a country or region depends on few suppliers, as the records tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from watchgraph.analysis.drawn import WORDS, interval
from watchgraph.analysis.families import Families, families_of
from watchgraph.analysis.moving import most_moved
from watchgraph.analysis.resampling import ranks_of, whole_or_missing
from watchgraph.analysis.shares import Shares, shares_of
from watchgraph.analysis.standing import competition_ranks
from watchgraph.analysis.subject import subject_of
from watchgraph.analysis.whole_numbers import require_whole
from watchgraph.errors import UseError
from watchgraph.networks.sides import require_bipartite

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy import bool_, float64
    from numpy.typing import NDArray

_BY = ("country", "region")


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
        ``"country"`` or ``"region"``: the countries of a region of the index together. Countries
        without a region are left out then; those that have one of another scheme alone stand in
        a row of their own, the last.
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
            95 % interval over the draws in which it has a record, see
            :func:`watchgraph.analysis.drawn.interval`; missing where one family of sources
            stands behind all its records, for then there is nothing to draw.
        ``hhi_open_side``, ``first_share_open_side``
            ``low`` or ``high`` where fewer than one draw in forty lies beyond the value on that
            side: its bound is no bound; else empty. With fewer sources a country looks more
            concentrated, so that draws often lie above the value.
        ``drawn``
            Share of the draws in which it has a record.
        ``rank``, ``rank_low``, ``rank_high``, ``rank_open_side``
            Competition rank by ``hhi``, 1 for the most concentrated, and its interval, missing
            as that of ``hhi``. A single record cannot be spread, and what lies outside the
            regions of the index is no region: neither has a rank.
        ``moved_by``, ``moved_by_equals``, ``hhi_without``
            The family of sources without which ``hhi`` differs most, of several the first by its
            text; how many others move it as far; and what it is then. Empty and 0 where none
            changes it. Where that family stands behind all records there is no value.

        ``attrs`` holds method, engine, data version and filters; with intervals also draws,
        seed and number of families.

    Raises
    ------
    UseError
        If this is no network or not a bipartite one, ``by`` is unknown, or with intervals an
        edge names no family of sources, or draws or seed are no whole numbers.

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
        _add_intervals(frame, shares, families, found.hhi, found.first, draws, seed)
        frame.attrs |= {"draws": draws, "seed": seed, "families": len(families.names)}
        frame.attrs["intervals"] = f"families of sources drawn with replacement; {WORDS}"
    return frame


def _add_intervals(
    frame: pd.DataFrame,
    shares: Shares,
    families: Families,
    hhi: NDArray[float64],
    first: NDArray[float64],
    draws: int,
    seed: int,
) -> None:
    require_whole("draws", draws, 1)
    require_whole("seed", seed, 0)
    drawn = [shares.of(batch.weights) for batch in families.drawn(int(draws), int(seed))]
    every = np.concatenate([one.hhi for one in drawn], axis=1)
    there = ~np.isnan(every)
    several = shares.families(families.records) > 1
    told = several & (np.arange(len(frame)) != shares.rest)
    _add_interval(frame, "hhi", hhi[:, 0], every, told)
    largest = np.concatenate([one.first for one in drawn], axis=1)
    _add_interval(frame, "first_share", first[:, 0], largest, told)
    frame["drawn"] = there.mean(axis=1)
    # What has no rank stands in no other's way.
    ranked = (frame["records"].fillna(2) != 1).to_numpy() & (np.arange(len(frame)) != shares.rest)
    ranks = ranks_of(np.where(ranked, hhi[:, 0], np.nan), np.zeros(len(frame), np.int64))
    frame["rank"] = whole_or_missing(ranks)
    over = competition_ranks(np.where(ranked[:, None], every, np.nan)).astype(float)
    _add_interval(frame, "rank", ranks, np.where(there, over, np.nan), told)
    for name in ("rank_low", "rank_high"):
        frame[name] = whole_or_missing(frame[name].to_numpy())
    left = np.concatenate(
        [hhi[:, :0], *(shares.of(batch.weights).hhi for batch in families.without_each())], axis=1
    )
    moved = most_moved(hhi[:, 0], left, np.isnan(left), families.names)
    frame["moved_by"], frame["moved_by_equals"] = moved.by, moved.equals
    frame["hhi_without"] = moved.without


def _add_interval(
    frame: pd.DataFrame,
    name: str,
    values: NDArray[float64],
    drawn: NDArray[float64],
    told: NDArray[bool_],
) -> None:
    found = interval(drawn, values, told)
    frame[f"{name}_low"], frame[f"{name}_high"] = found.low, found.high
    frame[f"{name}_open_side"] = found.open_side


def _tidy(value: float) -> float | int:
    return int(value) if value.is_integer() else value
