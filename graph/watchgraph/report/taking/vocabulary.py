"""The vocabulary as downloads of the site: what the addresses of the namespace lead to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.export import export_vocabularies, ontology_files
from watchgraph.render import Download

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def vocabulary_downloads(kg: KnowledgeGraph, folder: Path) -> list[Download]:
    """Write ontology, shapes, context and code lists.

    Parameters
    ----------
    kg
        The graph.
    folder
        Folder to write to.

    Returns
    -------
    list of Download
        The files.
    """
    made = ontology_files(folder)
    lists = export_vocabularies(kg, folder / "vocabularies.ttl")
    return [
        Download(lists, "The code lists as SKOS in Turtle", "One concept scheme a list."),
        Download(made["ontology.ttl"], "The ontology in Turtle"),
        Download(made["ontology.jsonld"], "The ontology in JSON-LD"),
        Download(made["shapes.ttl"], "The shapes (SHACL) in Turtle"),
        Download(made["context.jsonld"], "The JSON-LD context of a record"),
    ]
