"""Which properties of countries go together, with exact tests and what they cannot show."""

from watchgraph.analysis.associations.coverage import coverage, freedom_correlation
from watchgraph.analysis.associations.logistic import logistic
from watchgraph.analysis.associations.run import associations
from watchgraph.analysis.associations.tables import contingency

__all__ = ["associations", "contingency", "coverage", "freedom_correlation", "logistic"]
