"""Records as JSON-LD: the context, and one record written under it."""

from watchgraph.jsonld.context import context, context_of
from watchgraph.jsonld.record import record

__all__ = ["context", "context_of", "record"]
