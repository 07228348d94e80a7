"""Measures of networks and shares, as tables that carry their method and seed."""

from watchgraph.analysis.centrality import MEASURES, centrality
from watchgraph.analysis.communities import communities
from watchgraph.analysis.concentration import concentration
from watchgraph.analysis.intervals import wilson
from watchgraph.analysis.regimes import regime_shares
from watchgraph.analysis.resampling import rank_intervals
from watchgraph.analysis.sensitivity import sensitivity

__all__ = [
    "MEASURES",
    "centrality",
    "communities",
    "concentration",
    "rank_intervals",
    "regime_shares",
    "sensitivity",
    "wilson",
]
