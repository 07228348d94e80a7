"""Measures of networks and shares, as tables that carry their method and seed."""

from watchgraph.analysis.associations import (
    associations,
    contingency,
    coverage,
    freedom_correlation,
    logistic,
)
from watchgraph.analysis.assortativity import assortativity
from watchgraph.analysis.centrality import MEASURES, centrality
from watchgraph.analysis.classes import node_classes
from watchgraph.analysis.communities import communities
from watchgraph.analysis.concentration import concentration
from watchgraph.analysis.intervals import wilson
from watchgraph.analysis.nestedness import nestedness
from watchgraph.analysis.nulls import NullSamples, null_samples
from watchgraph.analysis.pairs import pair_significance
from watchgraph.analysis.regimes import regime_shares
from watchgraph.analysis.resampling import rank_intervals
from watchgraph.analysis.sensitivity import sensitivity

__all__ = [
    "MEASURES",
    "NullSamples",
    "associations",
    "assortativity",
    "centrality",
    "communities",
    "concentration",
    "contingency",
    "coverage",
    "freedom_correlation",
    "logistic",
    "nestedness",
    "node_classes",
    "null_samples",
    "pair_significance",
    "rank_intervals",
    "regime_shares",
    "sensitivity",
    "wilson",
]
