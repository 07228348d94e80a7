"""Names of other hands to keys of the tables: taken where equal, proposed where like.

Nothing here merges two things by itself. What is not plainly equal is a question to a person,
and what that person answers is kept in ``judgements.csv``.
"""

from __future__ import annotations

from watchgraph.reconcile.judgements import Judgement, Judgements
from watchgraph.reconcile.judgements_file import read_judgements, write_judgements
from watchgraph.reconcile.known import KnownName, KnownNames, KnownThing
from watchgraph.reconcile.matching import Match, PrintedName, Reconciled, reconcile

__all__ = [
    "Judgement",
    "Judgements",
    "KnownName",
    "KnownNames",
    "KnownThing",
    "Match",
    "PrintedName",
    "Reconciled",
    "read_judgements",
    "reconcile",
    "write_judgements",
]
