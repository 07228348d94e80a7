"""The values that a parameter of a kept question may take, looked up in the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.questions.header import Parameter
from watchgraph.questions.parameters import key, pattern

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


@dataclass(frozen=True)
class Choice:
    """A value of a parameter.

    Attributes
    ----------
    value
        What to write: the id of a thing.
    name
        What it is called.
    """

    value: str
    name: str


def allowed(kg: KnowledgeGraph, parameter: Parameter) -> list[Choice]:
    """Return the values that a parameter may take.

    Parameters
    ----------
    kg
        The graph.
    parameter
        The parameter.

    Returns
    -------
    list of Choice
        Sorted by value. None for a day, a number and free text, which the graph does not list.

    Examples
    --------
    >>> import watchgraph as wg
    >>> from watchgraph.questions import describe
    >>> edition = describe("countries_by_supplier").parameters[1]
    >>> [choice.value for choice in allowed(wg.load(), edition)]
    ['2019', '2022']
    """
    things = pattern(parameter.kind)
    if not things:
        return []
    rows = kg.rows(
        f"SELECT DISTINCT ?thing ?name {{ {things} "
        "OPTIONAL { ?thing rdfs:label|skos:prefLabel|dcterms:title ?name } }"
    )
    names: dict[str, str] = {}
    for thing, name in rows:
        value = key(str(thing))
        # One name of several: the same on every engine, whatever their order.
        names[value] = min(filter(None, (names.get(value, ""), str(name or ""))), default="")
    return [Choice(value, names[value]) for value in sorted(names)]
