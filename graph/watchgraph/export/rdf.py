"""The graph as RDF files that people can read and machines can compare."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.engine import readable
from watchgraph.errors import UseError
from watchgraph.export.statements import left_out_records, statements, write_statements
from watchgraph.files import write_bytes
from watchgraph.vocabulary import mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Format to whether it keeps the named graphs.
FORMATS = {"turtle": False, "trig": True, "nquads": True, "ntriples": False, "jsonld": True}

#: The rule of a source under which its records do not leave in bulk.
KEPT_BACK = mint("redistribution", "quotation")


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
    """

    path: Path
    format: str
    statements: int
    graphs: int
    left_out: dict[str, int]
    left_out_statements: int

    def __str__(self) -> str:
        """Say it in a few lines."""
        graphs = f" in {self.graphs} graphs" if self.graphs else ""
        lines = [f"{self.path}: {self.statements:,} statements{graphs}."]
        if self.left_out:
            lines.append(
                f"{sum(self.left_out.values()):,} records ({self.left_out_statements:,} "
                "statements) left out, which may be quoted but not redistributed in bulk:"
            )
            lines += [f"  {count:,} of {title}" for title, count in self.left_out.items()]
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
    and object; N-Triples and N-Quads by their bytes. Equal graphs give equal bytes.

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
    records, titles = left_out_records(kg, KEPT_BACK) if obey_redistribution else ({}, {})
    with readable():
        lines, dropped = statements(kg.store, records, keep_graphs=FORMATS[format])
    content, graphs = write_statements(lines, format)
    counts: dict[str, int] = {}
    for source in records.values():
        counts[titles[source]] = counts.get(titles[source], 0) + 1
    return ExportReport(
        path=write_bytes(path, content),
        format=format,
        statements=len(lines),
        graphs=graphs,
        left_out=dict(sorted(counts.items())),
        left_out_statements=dropped,
    )
