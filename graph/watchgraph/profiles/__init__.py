"""What the graph knows of its things, gathered for many things at once, as plain values."""

from watchgraph.profiles.country import CountryProfile, country_profile
from watchgraph.profiles.editions import Reading, readings
from watchgraph.profiles.entities import Entity, entity
from watchgraph.profiles.gather import gather
from watchgraph.profiles.known import Known
from watchgraph.profiles.mentions import Mention, mentions_in
from watchgraph.profiles.pairs import Pair, by_end, pairs_of, shared_with, stated_span
from watchgraph.profiles.records import Record, anchor_of, record, records_of
from watchgraph.profiles.resting import Resting, pairs_alone, resting_on
from watchgraph.profiles.sources import Source, families_of, source
from watchgraph.profiles.standing import Standing, standings
from watchgraph.profiles.supplier import (
    LenderProfile,
    SupplierProfile,
    lender_profile,
    supplier_profile,
)
from watchgraph.profiles.systems import Deployment, Loan, Tie, deployment, loan
from watchgraph.profiles.turtle import Excerpt, TurtleBook, turtle_book

__all__ = [
    "CountryProfile",
    "Deployment",
    "Entity",
    "Excerpt",
    "Known",
    "LenderProfile",
    "Loan",
    "Mention",
    "Pair",
    "Reading",
    "Record",
    "Resting",
    "Source",
    "Standing",
    "SupplierProfile",
    "Tie",
    "TurtleBook",
    "anchor_of",
    "by_end",
    "country_profile",
    "deployment",
    "entity",
    "families_of",
    "gather",
    "lender_profile",
    "loan",
    "mentions_in",
    "pairs_alone",
    "pairs_of",
    "readings",
    "record",
    "records_of",
    "resting_on",
    "shared_with",
    "source",
    "standings",
    "stated_span",
    "supplier_profile",
    "turtle_book",
]
