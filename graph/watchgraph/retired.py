"""Ids that a graph does not hold, and why: given up, or left out of a graph as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.vocabulary import ID, iri_term, mint, parts

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def refuse_retired(kg: KnowledgeGraph, iri: str) -> None:
    """Refuse an id that was given up, and say what replaced it.

    Parameters
    ----------
    kg
        The graph.
    iri
        Any IRI.

    Raises
    ------
    UseError
        If the id is retired; its choices hold the replacement, if there is one.
    """
    own = parts(iri)
    if not own:
        return
    rows = kg.rows(
        "SELECT DISTINCT ?version ?reason ?successor { "
        f"VALUES ?retired {{ {iri_term(mint(*own))} }} "
        "?retired owl:deprecated true ; wg:retiredIn ?version ; wg:note ?reason . "
        "OPTIONAL { ?retired dcterms:isReplacedBy ?successor } }"
    )
    for version, reason, found in rows:
        successor = str(found or "")
        remedy = f"It is replaced by {successor.removeprefix(ID)}." if successor else ""
        raise UseError(
            f"The id {iri.removeprefix(ID)} was retired in {version}: {reason}",
            name="record",
            value=iri,
            choices=(successor.removeprefix(ID),) if successor else (),
            remedy=remedy or "Nothing replaced it.",
        )


def refuse_left_out(kg: KnowledgeGraph, iri: str) -> None:
    """Refuse a record that a graph as of a day leaves out, and say why it does.

    Parameters
    ----------
    kg
        The graph.
    iri
        Any IRI.

    Raises
    ------
    UseError
        If the graph stands as of a day, and the graph it was cut from holds the record.
    """
    own = parts(iri)
    why = kg.moment.why_left_out(mint(*own)) if kg.moment and own else ""
    if kg.moment and why:
        raise UseError(
            f"{iri.removeprefix(ID)} is not in the graph {kg.moment.words}: {why}.",
            name="record",
            value=iri,
            remedy="Ask the whole graph, or one as of another day.",
        )
