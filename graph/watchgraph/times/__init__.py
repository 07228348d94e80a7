"""The graph as it stood on a day, and as it was known by a day."""

from watchgraph.times.cut import as_of
from watchgraph.times.moment import OUTCOMES, Cut, Moment, Placed
from watchgraph.times.rules import RULES, Day, Rule

__all__ = ["OUTCOMES", "RULES", "Cut", "Day", "Moment", "Placed", "Rule", "as_of"]
