"""A thing and its records in Turtle, by the rules of redistribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from watchgraph.export.passing_on import bulk_statements, terms_of
from watchgraph.export.statements import blocks, type_first

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


@dataclass(frozen=True)
class Excerpt:
    """A part of the graph in Turtle.

    Attributes
    ----------
    text
        Turtle; its first lines say what it is.
    statements
        How many statements it holds.
    left_out
        How many of the records asked for were left out: they may be quoted, but not passed on
        in bulk.
    """

    text: str
    statements: int
    left_out: int


@dataclass(frozen=True)
class TurtleBook:
    """What may be passed on of a graph, by the thing that it says it of.

    Attributes
    ----------
    lines
        Lines of N-Triples of each thing, its type first.
    kept_back
        Records that are left out, each with its source.
    version
        Version of the data.
    """

    lines: Mapping[bytes, tuple[bytes, ...]]
    kept_back: Mapping[str, str]
    version: str

    def about(self, thing: str, others: Iterable[str] = ()) -> Excerpt:
        """Write a thing and others that belong to it.

        Parameters
        ----------
        thing
            The thing; it stands first.
        others
            Its records and their sources, in the order wanted.

        Returns
        -------
        Excerpt
            All that is stated of them, each thing once.
        """
        wanted = tuple(dict.fromkeys((thing, *others)))
        left_out = sum(iri in self.kept_back for iri in wanted)
        lines = [line for iri in wanted for line in self.lines.get(f"<{iri}>".encode(), ())]
        head = [f"# {thing}", f"# WatchGraph, data version {self.version}."]
        if left_out:
            records = "1 record is" if left_out == 1 else f"{left_out:,} records are"
            head.append(f"# {records} left out: to be quoted, but not passed on in bulk.")
        text = "\n".join(head) + "\n" + blocks(lines).decode("utf-8")
        return Excerpt(text, len(lines), left_out)


def turtle_book(kg: KnowledgeGraph) -> TurtleBook:
    """Read from a graph what may be passed on.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server.

    Returns
    -------
    TurtleBook
        The statements that :func:`watchgraph.export.export_rdf` would write.
    """
    terms = terms_of(kg)
    lines, _ = bulk_statements(kg, terms, keep_graphs=False)
    ordered = sorted(lines, key=type_first)
    grouped = groupby(ordered, key=lambda line: line.partition(b" ")[0])
    return TurtleBook(
        {subject: tuple(own) for subject, own in grouped}, dict(terms.records), kg.version
    )
