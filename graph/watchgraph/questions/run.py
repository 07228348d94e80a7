"""Asks a kept question: binds its parameters, runs it, gives the columns it declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.nearest import did_you_mean, nearest
from watchgraph.questions.header import Parameter
from watchgraph.questions.library import Question, describe, values_block
from watchgraph.questions.parameters import resolve
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph


def ask(kg: KnowledgeGraph, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
    """Ask a kept question.

    Parameters
    ----------
    kg
        The graph.
    question
        Name of the question.
    parameters
        Its parameters by name; None stands for the default.

    Returns
    -------
    pandas.DataFrame
        The declared columns in their order, also when there is no row. ``attrs`` holds
        ``question``, ``parameters`` (as resolved) and ``data_version``; of a graph as of a day
        also ``as_of``, ``known`` and ``as_of_coverage``.

    Raises
    ------
    UseError
        If the question, a parameter or a value is unknown, or a required one is missing.
    """
    import pandas as pd

    from watchgraph.questions.columns import shape

    kept = describe(question)
    sparql, used = bind(kg, kept, parameters)
    answer = kg.query(sparql)
    if not isinstance(answer, pd.DataFrame):
        raise UseError(f"The question {question!r} is no SELECT query.", name=question)
    frame = shape(answer, kept)
    frame.attrs.update(question=kept.name, parameters=used, data_version=kg.version)
    if kg.moment:
        frame.attrs.update(
            as_of=kg.moment.valid, known=kg.moment.known, as_of_coverage=kg.moment.coverage()
        )
    return frame


def bind(
    kg: KnowledgeGraph, question: Question, parameters: Mapping[str, object]
) -> tuple[str, dict[str, str | None]]:
    """Put values into the VALUES blocks of a question.

    Parameters
    ----------
    kg
        The graph in which names are looked up.
    question
        The question.
    parameters
        Values by name of the parameter.

    Returns
    -------
    sparql : str
        The query to run.
    used : dict of str to (str or None)
        Each parameter's value as people read it; None where nothing restricts it.

    Raises
    ------
    UseError
        If a parameter or value is unknown, or a required one is missing.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in parameters:
        parameter_of(question, name)
    sparql = question.sparql
    used: dict[str, str | None] = {}
    for name, parameter in known.items():
        value = parameters.get(name)
        if value is None:
            if parameter.required:
                remedy = f"Give {name}=...: {parameter.description}"
                raise UseError(f"{question.name} needs {name}.", name=name, remedy=remedy)
            used[name] = parameter.default
            if parameter.default is None:
                # VALUES with one UNDEF joins with everything; without it every engine is at ease.
                sparql = values_block(name).sub("", sparql)
            continue
        term, used[name] = resolve(kg, parameter, value)
        block = f"VALUES ?{name} {{ {term} }}"
        sparql = values_block(name).sub(lambda _, block=block: block, sparql)  # type: ignore[misc]
    return sparql, used


def record_iris(cell: str) -> list[str]:
    """Return the IRIs of the records in a cell, as :meth:`KnowledgeGraph.evidence` takes them.

    Parameters
    ----------
    cell
        A cell of a column of records, such as ``assessment/2019-KEN deployment/ken-neoface``.

    Returns
    -------
    list of str
        IRIs in the order of the cell.

    Examples
    --------
    >>> record_iris("assessment/2019-KEN")
    ['https://w3id.org/watchgraph/id/assessment/2019-KEN']
    """
    return [ID + piece for piece in cell.split()]


def parameter_of(question: Question, name: str) -> Parameter:
    """Return a parameter of a question.

    Parameters
    ----------
    question
        The question.
    name
        Name of the parameter.

    Returns
    -------
    Parameter
        The parameter.

    Raises
    ------
    UseError
        If the question has none of that name, with those of a like name.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    if name in known:
        return known[name]
    near = nearest(name, list(known))
    takes = f"It takes {', '.join(known)}." if known else "It takes none."
    raise UseError(
        f"{question.name} has no parameter {name[:80]!r}.",
        name=name,
        choices=near or list(known),
        remedy=did_you_mean(near) or takes,
    )
