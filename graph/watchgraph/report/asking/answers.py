"""Answers of kept questions as cells that lead to the pages of what they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from watchgraph.questions.allowed import Choice, allowed
from watchgraph.questions.columns import members, shape
from watchgraph.questions.library import Question
from watchgraph.questions.run import bind
from watchgraph.render.escape import web_address

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

#: Answers for all values of a menu are kept with the page up to so many in all.
_MOST_ANSWERS = 12
# Values that can stand in the name of a file.
_FIT_FOR_A_FILE = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True)
class Cell:
    """A cell of an answer.

    Attributes
    ----------
    parts
        Its members, each with the address it leads to; the address is empty for mere text.
    """

    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """An answer to a question.

    Attributes
    ----------
    parameters
        The values it was asked with, by name; None where nothing restricts it.
    frame
        The table, as :meth:`KnowledgeGraph.ask` gives it.
    rows
        The same, cell by cell.
    """

    parameters: Mapping[str, str | None]
    frame: pd.DataFrame
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Menu:
    """The values that a parameter may take on a page.

    Attributes
    ----------
    name, kind, description
        Of the parameter.
    chosen
        The default; empty if nothing restricts the answer.
    choices
        The values; empty for a day, a number and free text.
    optional
        Whether it may be left open.
    kept
        Whether the answers for all its values are kept with the page.
    """

    name: str
    kind: str
    description: str
    chosen: str
    choices: tuple[Choice, ...]
    optional: bool
    kept: bool


def menus(
    kg: KnowledgeGraph, question: Question, known: dict[str, tuple[Choice, ...]]
) -> tuple[Menu, ...]:
    """Return the menus of a question.

    Parameters
    ----------
    kg
        The graph.
    question
        The question.
    known
        Choices by kind of parameter, filled as they are looked up.

    Returns
    -------
    tuple of Menu
        In the order of its parameters.
    """
    made = []
    answers = 1
    for parameter in question.parameters:
        if parameter.kind not in known:
            known[parameter.kind] = tuple(allowed(kg, parameter))
        choices = known[parameter.kind]
        optional = parameter.default is None and not parameter.required
        values = len(choices) + optional
        fit = all(_FIT_FOR_A_FILE.fullmatch(choice.value) for choice in choices)
        kept = bool(choices) and fit and answers * values <= _MOST_ANSWERS
        answers *= values if kept else 1
        made.append(
            Menu(
                parameter.name,
                parameter.kind.replace("_", " "),
                parameter.description,
                parameter.default or "",
                choices,
                optional,
                kept,
            )
        )
    return tuple(made)


def combinations(shown: tuple[Menu, ...]) -> Iterator[dict[str, str]]:
    """Give the values of the menus whose answers are kept, the defaults first.

    Parameters
    ----------
    shown
        The menus.

    Yields
    ------
    dict of str to str
        Values by name; empty where nothing restricts the answer.
    """
    kept = [menu for menu in shown if menu.kept]
    lists = []
    for menu in kept:
        values = [*([""] if menu.optional else []), *(choice.value for choice in menu.choices)]
        lists.append(sorted(values, key=menu.chosen.__ne__))
    for chosen in product(*lists):
        yield dict(zip([menu.name for menu in kept], chosen, strict=True))


def answer(
    kg: KnowledgeGraph,
    question: Question,
    parameters: Mapping[str, str],
    address: Callable[[str], str],
) -> Answer:
    """Ask a question for a page.

    Parameters
    ----------
    kg
        The graph.
    question
        The question.
    parameters
        Values by name; an empty one stands for the default.
    address
        Where the page of a thing is.

    Returns
    -------
    Answer
        The table, and its cells with their links.
    """
    sparql, used = bind(kg, question, {name: value or None for name, value in parameters.items()})
    raw: Any = kg.query(sparql)
    frame = shape(raw, question)
    kinds = {column.name: column.kind for column in question.columns}
    columns = [
        [
            _cell(kinds[name], value, told, address) if known else Cell(())
            for value, told, known in zip(raw[name], frame[name], frame[name].notna(), strict=True)
        ]
        for name in frame.columns
    ]
    return Answer(used, frame, tuple(zip(*columns, strict=True)))


def _cell(kind: str, raw: Any, told: Any, address: Callable[[str], str]) -> Cell:
    if told == "":
        return Cell(())
    if kind == "names":
        return Cell(tuple((name, "") for name in members(str(raw), kind)))
    if kind in ("ids", "records"):
        iris = sorted(set(str(raw).split()))
        return Cell(tuple((members(iri, kind)[0], address(iri)) for iri in iris))
    if kind in ("id", "record"):
        return Cell(((str(told), address(str(raw))),))
    if kind == "url":
        return Cell(((str(told), web_address(str(told))),))
    if kind == "integer":
        return Cell(((f"{int(told):,}", ""),))
    if kind == "decimal":
        return Cell(((f"{float(told):,.6g}", ""),))
    if kind == "boolean":
        return Cell((("yes" if told else "no", ""),))
    if kind == "day":
        return Cell(((str(told)[:10], ""),))
    return Cell(((str(told), ""),))
