"""Records as JSON-LD: the context, and one record written under it."""

from watchgraph.jsonld.context import context, make_context
from watchgraph.jsonld.record import record

__all__ = ["context", "make_context", "record"]
