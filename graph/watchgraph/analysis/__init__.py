"""Measures of networks, as tables that carry their method and seed."""

from watchgraph.analysis.centrality import MEASURES, centrality
from watchgraph.analysis.communities import communities
from watchgraph.analysis.concentration import concentration

__all__ = ["MEASURES", "centrality", "communities", "concentration"]
