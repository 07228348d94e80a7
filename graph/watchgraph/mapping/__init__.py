"""From checked tables to RDF: a mapping declared per table, carried out column by column."""

from watchgraph.mapping.columns import layer_chunks, quad_chunks
from watchgraph.mapping.declared import MAPPINGS, Property, TableMapping, code_kind

__all__ = ["MAPPINGS", "Property", "TableMapping", "code_kind", "layer_chunks", "quad_chunks"]
