"""What a kept question is, in words: for the command line and for docstrings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from watchgraph.questions.allowed import Choice
from watchgraph.questions.header import Parameter
from watchgraph.questions.library import THEMES, Question

_WIDTH = 88
_MARGIN = 4
# Lists up to this length are shown whole, of longer ones only so many.
_SHORT = 16
_EXAMPLES = 4
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
                f"  {member.name}\n{_wrap(member.question, width, 2 * _MARGIN)}"
                for member in members
            ]
            parts.append(f"{theme.capitalize()}\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _parameters(
    question: Question, allowed: Mapping[str, Sequence[Choice]] | None, width: int
) -> Iterator[str]:
    for parameter in question.parameters:
        yield _wrap(f"{parameter.name} ({_kind(parameter)})", width, _MARGIN)
        yield _wrap(parameter.description, width, 2 * _MARGIN)
        if allowed is not None:
            values = _values(parameter, allowed.get(parameter.name, ()))
            yield _wrap(values, width, 2 * _MARGIN)


def _kind(parameter: Parameter) -> str:
    kind = parameter.kind.replace("_", " ")
    if parameter.required:
        return f"{kind}, required"
    return f"{kind}, optional" if parameter.default is None else f"{kind}: {parameter.default}"


def _values(parameter: Parameter, choices: Sequence[Choice]) -> str:
    if not choices:
        return f"Takes {_FORMS.get(parameter.kind, 'nothing: the graph holds none')}."
    if len(choices) <= _SHORT:
        return "One of " + ", ".join(choice.value for choice in choices) + "."
    shown = list(choices[:_EXAMPLES])
    if parameter.default:
        # The default is the best example.
        shown = [c for c in choices if c.value == parameter.default][:1] + shown
    examples = ", ".join(f"{choice.value} ({choice.name})" for choice in shown[:_EXAMPLES])
    return f"One of {len(choices):,}, by id or name, such as {examples}."


def _columns(question: Question, width: int) -> Iterator[str]:
    for column in question.columns:
        kind = f"{column.kind}, {column.unit}" if column.unit else column.kind
        yield _wrap(f"{column.name} ({kind}): {column.description}", width, _MARGIN)


def _wrap(text: str, width: int, margin: int = 0) -> str:
    # A line that goes on below stands further in, if what it belongs to is a list.
    further = margin + (_MARGIN if margin == _MARGIN else 0)
    return textwrap.fill(
        text,
        max(width, 2 * _MARGIN + 20),
        initial_indent=" " * margin,
        subsequent_indent=" " * further,
        break_on_hyphens=False,
    )
