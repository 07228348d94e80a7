"""Networks, measures and the graph itself, as files for other tools."""

from watchgraph.export.graphml import graphml, write_graphml
from watchgraph.export.ontology import export_ontology, ontology_turtle
from watchgraph.export.passing_on import Terms, passable_network, passed_on, terms_of
from watchgraph.export.published import ontology_files
from watchgraph.export.rdf import FORMATS, ExportReport, export_rdf
from watchgraph.export.table import edge_table, table_csv, write_table
from watchgraph.export.tables import ExportedTable, export_tables
from watchgraph.export.vocabularies import VOCABULARY_FORMATS, export_vocabularies

__all__ = [
    "FORMATS",
    "VOCABULARY_FORMATS",
    "ExportReport",
    "ExportedTable",
    "Terms",
    "edge_table",
    "export_ontology",
    "export_rdf",
    "export_tables",
    "export_vocabularies",
    "graphml",
    "ontology_files",
    "ontology_turtle",
    "passable_network",
    "passed_on",
    "table_csv",
    "terms_of",
    "write_graphml",
    "write_table",
]
