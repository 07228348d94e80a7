"""Names that are like a name that is not known; they live one floor down."""

from watchgraph.nearest import did_you_mean, fold, nearest

__all__ = ["did_you_mean", "fold", "nearest"]
