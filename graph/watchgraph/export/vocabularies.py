"""The code lists alone, as concept schemes in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.engine import readable
from watchgraph.errors import UseError
from watchgraph.export.statements import blocks, statements_about, write_statements
from watchgraph.files import write_bytes
from watchgraph.notice import as_comment, not_for_publication

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Formats of the vocabularies; none keeps named graphs.
VOCABULARY_FORMATS = ("turtle", "ntriples", "jsonld")


def export_vocabularies(kg: KnowledgeGraph, path: Path | str, format: str = "turtle") -> Path:
    """Write every code list as a SKOS concept scheme.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server.
    path
        File to write; written beside and swapped in.
    format
        ``"turtle"`` (each scheme, then its concepts), ``"ntriples"`` or ``"jsonld"`` (expanded).

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the format is unknown, the file cannot be written, or the graph lies on a server.

    References
    ----------
    SKOS Simple Knowledge Organization System Reference, W3C Recommendation, 2009.
    """
    if format not in VOCABULARY_FORMATS:
        raise UseError(
            f"The vocabularies are not written as {format!r}.",
            name="format",
            value=format,
            choices=VOCABULARY_FORMATS,
            remedy=f"Choose one of: {', '.join(VOCABULARY_FORMATS)}.",
        )
    rows = kg.rows(
        "SELECT DISTINCT ?scheme ?concept { ?scheme a skos:ConceptScheme . "
        "OPTIONAL { ?concept skos:inScheme ?scheme } }"
    )
    order: dict[str, None] = {}
    for scheme, concept in sorted(rows, key=str):
        order |= dict.fromkeys((str(scheme), str(concept or scheme)))
    with readable():
        lines = statements_about(kg.store, order)
    content = blocks(lines) if format == "turtle" else write_statements(sorted(lines), format)[0]
    if format != "jsonld":
        content = as_comment(not_for_publication(kg.private)).encode() + content
    return write_bytes(path, content, private=bool(kg.private))
