"""Measures of networks and shares, as tables that carry their method and seed."""

from watchgraph.analysis.associations import (
    associations,
    contingency,
    coverage,
    freedom_correlation,
    logistic,
)
from watchgraph.analysis.centrality import MEASURES, centrality
from watchgraph.analysis.communities import communities
from watchgraph.analysis.concentration import concentration
from watchgraph.analysis.intervals import wilson
from watchgraph.analysis.regimes import regime_shares

__all__ = [
    "MEASURES",
    "associations",
    "centrality",
    "communities",
    "concentration",
    "contingency",
    "coverage",
    "freedom_correlation",
    "logistic",
    "regime_shares",
    "wilson",
]
