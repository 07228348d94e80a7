"""Ids that were given up: what is left of them in the graph, said in a sentence."""

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
