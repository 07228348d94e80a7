"""Names of other hands to keys of the tables: taken where equal, proposed where like.

Nothing here merges two things by itself. What is not plainly equal is a question to a person,
and what that person answers is kept in ``judgements.csv``.
"""

from __future__ import annotations

from watchgraph.reconcile.codes import Codes
from watchgraph.reconcile.countries import Countries
from watchgraph.reconcile.judgements import Judgement, Judgements
from watchgraph.reconcile.judgements_file import read_judgements, write_judgements
from watchgraph.reconcile.known import KnownName, KnownNames, KnownThing
from watchgraph.reconcile.matching import Match, PrintedName, Reconciled, reconcile
from watchgraph.reconcile.reading_dates import order_of, read_date
from watchgraph.reconcile.reading_numbers import decimal_of, read_number, read_whole
from watchgraph.reconcile.values import Read

__all__ = [
    "Codes",
    "Countries",
    "Judgement",
    "Judgements",
    "KnownName",
    "KnownNames",
    "KnownThing",
    "Match",
    "PrintedName",
    "Read",
    "Reconciled",
    "decimal_of",
    "order_of",
    "read_date",
    "read_judgements",
    "read_number",
    "read_whole",
    "reconcile",
    "write_judgements",
]
