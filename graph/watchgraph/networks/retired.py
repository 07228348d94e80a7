"""Ids that were given up: what is left of them in the graph, said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.networks.facts import facts, first
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_PROPERTIES = ("owl:deprecated", "dcterms:isReplacedBy", "wg:retiredIn", "wg:note")


def refuse_retired(kg: KnowledgeGraph, iri: str) -> None:
    """Refuse an id that was given up, and say what replaced it.

    Parameters
    ----------
    kg
        The graph.
    iri
        IRI of anything.

    Raises
    ------
    UseError
        If the id is retired; its choices hold the replacement, if there is one.
    """
    own = facts(kg, [iri], *_PROPERTIES).get(iri, {})
    if not own.get("owl:deprecated"):
        return
    successor = first(own, "dcterms:isReplacedBy")
    raise UseError(
        f"The id {iri.removeprefix(ID)} was retired in {first(own, 'wg:retiredIn')}: "
        f"{first(own, 'wg:note')}",
        name="record",
        value=iri,
        choices=(successor,) if successor else (),
        remedy=f"It is replaced by {successor.removeprefix(ID)}."
        if successor
        else "Nothing replaced it.",
    )
