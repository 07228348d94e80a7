"""The kept questions as Python objects: called, completed and read like functions."""

from __future__ import annotations

import datetime
from inspect import Parameter, Signature
from typing import TYPE_CHECKING

from watchgraph.questions.about import about
from watchgraph.questions.allowed import Choice, allowed
from watchgraph.questions.library import Question, describe, names
from watchgraph.questions.run import ask, parameter_of

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_TYPES = {"integer": int, "date": str | datetime.date}


class Asking:
    """Asks the kept questions of one graph.

    ``kg.ask("name", supplier="huawei")`` and ``kg.ask.name(supplier="huawei")`` are the same.

    Parameters
    ----------
    kg
        The graph.

    Examples
    --------
    >>> import watchgraph as wg
    >>> kg = wg.load()
    >>> len(kg.ask("countries_by_supplier", supplier="nec", edition=2019))
    14
    >>> len(kg.ask.countries_by_supplier(supplier="nec", edition=2019))
    14
    """

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg

    def __call__(self, question: str, /, **parameters: object) -> pd.DataFrame:
        """Ask a kept question.

        Parameters
        ----------
        question
            Name of the question.
        **parameters
            Its parameters; the others keep their defaults.

        Returns
        -------
        pandas.DataFrame
            The answer, with the columns that the question declares.

        Raises
        ------
        UseError
            If the question, a parameter or a value is unknown.
        """
        return ask(self._kg, question, parameters)

    def __getitem__(self, name: str) -> AskedQuestion:
        return AskedQuestion(self._kg, describe(name))

    def __getattr__(self, name: str) -> AskedQuestion:
        if name not in names():
            raise AttributeError(f"There is no question {name!r}.", name=name, obj=self)
        return self[name]

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *names()])

    def __repr__(self) -> str:
        return f"<{len(names())} kept questions: kg.ask.NAME(parameter=...)>"

    def _ipython_key_completions_(self) -> list[str]:
        return names()


class AskedQuestion:
    """One kept question, asked of one graph by calling it.

    Parameters
    ----------
    kg
        The graph.
    question
        The question.
    """

    def __init__(self, kg: KnowledgeGraph, question: Question) -> None:
        self._kg = kg
        self.question = question
        self.__name__ = self.__qualname__ = question.name
        # What help() and notebooks show is what the question itself says.
        self.__doc__ = about(question)
        self.__signature__ = _signature(question)

    def __call__(self, /, **parameters: object) -> pd.DataFrame:
        """Ask the question; its own text says what it takes and gives."""
        return ask(self._kg, self.question.name, parameters)

    def __repr__(self) -> str:
        takes = ", ".join(
            name if parameter.default is Parameter.empty else f"{name}={parameter.default!r}"
            for name, parameter in self.__signature__.parameters.items()
        )
        return f"<question {self.question.name}({takes})>"

    def allowed(self, parameter: str) -> list[Choice]:
        """Return the values that a parameter may take.

        Parameters
        ----------
        parameter
            Name of the parameter.

        Returns
        -------
        list of Choice
            As :func:`watchgraph.questions.allowed.allowed`.

        Raises
        ------
        UseError
            If the question has no such parameter.
        """
        return allowed(self._kg, parameter_of(self.question, parameter))


def _signature(question: Question) -> Signature:
    parameters = []
    for taken in question.parameters:
        kind = _TYPES.get(taken.kind, str)
        default = int(taken.default) if kind is int and taken.default else taken.default
        parameters.append(
            Parameter(
                taken.name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty if taken.required else default,
                annotation=kind if taken.required or taken.default else kind | None,
            )
        )
    return Signature(parameters, return_annotation="pandas.DataFrame")
