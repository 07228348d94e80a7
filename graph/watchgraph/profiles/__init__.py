"""What the graph knows of its things, gathered for many things at once, as plain values."""

from watchgraph.profiles.entities import Entity, entity
from watchgraph.profiles.gather import gather
from watchgraph.profiles.known import Known
from watchgraph.profiles.records import Record, record, records_of
from watchgraph.profiles.sources import Source, families_of, source
from watchgraph.profiles.turtle import Excerpt, TurtleBook, turtle_book

__all__ = [
    "Entity",
    "Excerpt",
    "Known",
    "Record",
    "Source",
    "TurtleBook",
    "entity",
    "families_of",
    "gather",
    "record",
    "records_of",
    "source",
    "turtle_book",
]
