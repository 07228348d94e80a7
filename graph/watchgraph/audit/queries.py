"""The queries that recompute claims, and what they give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.questions.header import Column, read_header
from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import parts

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph, Value

_NEEDED = ("claim", "reading", "variant", "decides", "reason", "recomputed", "records")


@dataclass(frozen=True)
class AuditQuery:
    """A query that recomputes claims of one shape.

    Attributes
    ----------
    name
        Name of its file without the ending.
    question
        What it asks, in English.
    because
        The line that explains a result, with the names of columns in braces.
    varied
        What the variants of a reading stand for; empty if there are none or the line says it.
    says, beside
        What each record that is counted says, and each that is looked at and not counted; with
        the names of columns in braces, empty where the record's own words do.
    columns
        What it gives: the seven that every such query has, perhaps ``beside`` (further records
        that the figure rests on), then figures for the line.
    sparql
        The whole file.
    """

    name: str
    question: str
    because: str
    varied: str
    says: str
    beside: str
    columns: tuple[Column, ...]
    sparql: str


@dataclass(frozen=True)
class Result:
    """What a query gives for one reading of one claim.

    Attributes
    ----------
    claim
        Key of the claim.
    query
        The query.
    cells
        Its cells by column.
    """

    claim: str
    query: AuditQuery
    cells: dict[str, Value]


def read_queries(folder: Path | None = None) -> list[AuditQuery]:
    """Read the queries of a folder.

    Parameters
    ----------
    folder
        Folder of the queries; default ``audit`` in the ontology.

    Returns
    -------
    list of AuditQuery
        By name.

    Raises
    ------
    UseError
        If a header is incomplete.
    """
    root = folder or ontology_folder() / "audit"
    return [_read(path) for path in sorted(root.rglob("*.rq"))]


def _read(path: Path) -> AuditQuery:
    text = path.read_text(encoding="utf-8")
    header = read_header(text, path.name, ("question", "because"))
    missing = sorted(set(_NEEDED) - {column.name for column in header.columns})
    if missing:
        raise UseError(
            f"The query {path.name} lacks the column {missing[0]!r}.",
            name=path.name,
            choices=_NEEDED,
            remedy="Every query of the audit gives these: " + ", ".join(_NEEDED) + ".",
        )
    entries = header.entries
    return AuditQuery(
        path.stem,
        entries["question"],
        entries["because"],
        entries.get("varied", ""),
        entries.get("says", ""),
        entries.get("beside", ""),
        header.columns,
        text,
    )


def results(kg: KnowledgeGraph, query: AuditQuery) -> Iterator[Result]:
    """Run a query.

    Parameters
    ----------
    kg
        The graph.
    query
        The query.

    Yields
    ------
    Result
        One for each reading of each claim that the graph holds.
    """
    names = [column.name for column in query.columns]
    for row in kg.rows(query.sparql):
        cells = dict(zip(names, row, strict=True))
        split = parts(str(cells["claim"]))
        if split and cells["recomputed"] is not None:
            yield Result(split[1], query, cells)
