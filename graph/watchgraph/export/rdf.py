"""The graph as RDF files that people can read and machines can compare."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.engine import readable
from watchgraph.errors import UseError
from watchgraph.export.passing_on import Terms, bulk_statements, terms_of
from watchgraph.export.statements import statements, write_statements
from watchgraph.files import write_bytes
from watchgraph.notice import as_comment, not_for_publication

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Format to whether it keeps the named graphs.
FORMATS = {"turtle": False, "trig": True, "nquads": True, "ntriples": False, "jsonld": True}


@dataclass(frozen=True)
class ExportReport:
    """What an export wrote and what it left out.

    Attributes
    ----------
    path
        The file.
    format
        One of :data:`FORMATS`.
    statements
        Statements written.
    graphs
        Named graphs written; 0 where the format keeps none.
    left_out
        Title of each source whose records may only be quoted, and how many of its records were
        left out.
    left_out_statements
        Statements that were left out with them.
    terms
        On what terms the rest is passed on; None if nothing was to be left out.
    """

    path: Path
    format: str
    statements: int
    graphs: int
    left_out: dict[str, int]
    left_out_statements: int
    terms: Terms | None = None

    def __str__(self) -> str:
        """Say it in a few lines."""
        graphs = f" in {self.graphs} graphs" if self.graphs else ""
        lines = [f"{self.path}: {self.statements:,} statements{graphs}."]
        if self.terms:
            lines += self.terms.words(self.left_out_statements) + self.terms.licence_words()
        return "\n".join(lines)


def export_rdf(
    kg: KnowledgeGraph,
    path: Path | str,
    format: str = "turtle",
    obey_redistribution: bool = True,
) -> ExportReport:
    """Write the whole graph as RDF.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server.
    path
        File to write; written beside and swapped in.
    format
        ``"turtle"`` and ``"ntriples"`` (the union of all graphs), ``"trig"``, ``"nquads"`` and
        ``"jsonld"`` (expanded) keep the named graphs.
    obey_redistribution
        Whether to leave out the records whose source may only be quoted, and what links to them.

    Returns
    -------
    ExportReport
        Counts, and what was left out.

    Raises
    ------
    UseError
        If the format is unknown, the file cannot be written, or the graph lies on a server.

    Notes
    -----
    Statements are sorted: by graph where graphs are kept, subject, type first, then property
    and object; N-Triples and N-Quads by their bytes. Equal graphs give equal bytes. A file with
    private records says so in a comment before the first statement, but for JSON-LD, which has no
    comments; only its owner may read it.

    References
    ----------
    RDF 1.1 Turtle, TriG, N-Triples and N-Quads, W3C Recommendations, 2014; JSON-LD 1.1, W3C
    Recommendation, 2020.
    """
    if format not in FORMATS:
        raise UseError(
            f"The format {format!r} is unknown.",
            name="format",
            value=format,
            choices=tuple(FORMATS),
            remedy=f"Choose one of: {', '.join(FORMATS)}.",
        )
    with readable():
        # A server is refused before it is asked.
        kg.store  # noqa: B018
        obeyed = terms_of(kg) if obey_redistribution else None
        keep_graphs = FORMATS[format]
        lines, dropped = (
            bulk_statements(kg, obeyed, keep_graphs=keep_graphs)
            if obeyed
            else statements(kg.store, (), keep_graphs=keep_graphs)
        )
    content, graphs = write_statements(lines, format)
    if format != "jsonld":
        content = as_comment(not_for_publication(kg.private)).encode() + content
    return ExportReport(
        path=write_bytes(path, content, private=bool(kg.private)),
        format=format,
        statements=len(lines),
        graphs=graphs,
        left_out=obeyed.left_out if obeyed else {},
        left_out_statements=dropped,
        terms=obeyed,
    )
