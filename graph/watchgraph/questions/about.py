"""What a kept question is, in words: for the command line and for docstrings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from watchgraph.nearest import fold
from watchgraph.questions.allowed import Choice
from watchgraph.questions.header import Parameter
from watchgraph.questions.library import THEMES, Question

_WIDTH = 88
_LEAST = 40
_MARGIN = 4
# Lists up to this length are shown whole, of longer ones only so many.
_SHORT = 16
_EXAMPLES = 3
_LONGEST_NAME = 48
_FORMS = {"date": "a day, YYYY-MM-DD", "integer": "a whole number", "text": "any text"}


def about(
    question: Question, allowed: Mapping[str, Sequence[Choice]] | None = None, width: int = _WIDTH
) -> str:
    """Say what a question asks, takes and gives.

    Parameters
    ----------
    question
        The question.
    allowed
        Values that its parameters may take, by name of the parameter; None leaves them out.
    width
        Characters across.

    Returns
    -------
    str
        Lines of text.

    Examples
    --------
    >>> from watchgraph.questions import describe
    >>> print(about(describe("countries_by_supplier")).splitlines()[0])
    Which countries does a supplier serve, and which records say so?
    """
    parts = [_wrap(question.question, width), _wrap(question.why, width)]
    if question.parameters:
        parts.append("Parameters\n" + "\n".join(_parameters(question, allowed, width)))
    parts.append("Columns\n" + "\n".join(_columns(question, width)))
    if question.limits:
        parts.append("Limits\n" + _wrap(question.limits, width, _MARGIN))
    if question.engines:
        parts.append("Engines\n" + _wrap(question.engines, width, _MARGIN))
    return "\n\n".join(parts)


def listing(questions: Sequence[Question], width: int = _WIDTH) -> str:
    """List questions by theme.

    Parameters
    ----------
    questions
        The questions.
    width
        Characters across.

    Returns
    -------
    str
        A heading for each theme; below it the names, each with its question.
    """
    parts = []
    for theme in THEMES:
        members = [question for question in questions if question.theme == theme]
        if members:
            lines = [
                f"  {member.name}\n{_wrap(member.question, width, _MARGIN)}" for member in members
            ]
            parts.append(f"{theme.capitalize()}\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _parameters(
    question: Question, allowed: Mapping[str, Sequence[Choice]] | None, width: int
) -> Iterator[str]:
    for parameter in question.parameters:
        said = f"{parameter.name} ({_kind(parameter)}): {parameter.description}"
        yield _wrap(said, width, _MARGIN, _MARGIN)
        if allowed is not None:
            values = _values(parameter, allowed.get(parameter.name, ()))
            yield _wrap(values, width, 2 * _MARGIN)


def _kind(parameter: Parameter) -> str:
    kind = parameter.kind.replace("_", " ")
    if parameter.required:
        return f"{kind}, required"
    return (
        f"{kind}, optional" if parameter.default is None else f"{kind}, default {parameter.default}"
    )


def _values(parameter: Parameter, choices: Sequence[Choice]) -> str:
    if not choices:
        return f"Takes {_FORMS.get(parameter.kind, 'nothing: the graph holds none')}."
    if len(choices) <= _SHORT:
        return f"One of {', '.join(map(_shown, choices))}."
    # From all over the list, since its beginning tells little of it.
    examples = [choices[len(choices) * n // _EXAMPLES] for n in range(_EXAMPLES)]
    shown = ", ".join(map(_shown, examples))
    return f"One of {len(choices):,}, by id, code or name, such as {shown}."


def _shown(choice: Choice) -> str:
    """Return the id, with the name if that says more."""
    if _letters(choice.value) == _letters(choice.name):
        return choice.value
    return f"{choice.value} ({textwrap.shorten(choice.name, _LONGEST_NAME, placeholder=' …')})"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _columns(question: Question, width: int) -> Iterator[str]:
    for column in question.columns:
        kind = f"{column.kind}, {column.unit}" if column.unit else column.kind
        yield _wrap(f"{column.name} ({kind}): {column.description}", width, _MARGIN, _MARGIN)


def _wrap(text: str, width: int, margin: int = 0, further: int = 0) -> str:
    return textwrap.fill(
        text,
        max(width, _LEAST),
        initial_indent=" " * margin,
        subsequent_indent=" " * (margin + further),
        break_long_words=False,
        break_on_hyphens=False,
    )
