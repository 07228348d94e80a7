"""What a question or a network is about, in words."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from watchgraph.questions import about, allowed, bind, describe, listing, names

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

# Longer lines are hard to read, however wide the terminal is.
_WIDEST = 100


def list_questions() -> str:
    """Return all kept questions by theme, wrapped to the terminal.

    Returns
    -------
    str
        Lines of text.
    """
    more = "watchgraph ask NAME asks one; with --about it says what it takes and gives."
    text = listing([describe(name) for name in names()], _width())
    return f"{text}\n\n{textwrap.fill(more, _width())}"


def about_question(name: str, kg: KnowledgeGraph) -> str:
    """Return what a question asks, takes and gives, wrapped to the terminal.

    Parameters
    ----------
    name
        Its name.
    kg
        The graph in which the values of its parameters are looked up.

    Returns
    -------
    str
        Lines of text.

    Raises
    ------
    UseError
        If there is no such question.
    """
    question = describe(name)
    values = {parameter.name: allowed(kg, parameter) for parameter in question.parameters}
    return about(question, values, _width())


def query_of_question(name: str, kg: KnowledgeGraph | None, given: Mapping[str, str]) -> str:
    """Return the query of a question, whole, as any engine takes it.

    Parameters
    ----------
    name
        Its name.
    kg
        The graph in which values are looked up; None to show the query as it is kept.
    given
        Values of parameters.

    Returns
    -------
    str
        Header, prefixes and query.

    Raises
    ------
    UseError
        If the question, a parameter or a value is unknown.
    """
    from watchgraph.engine import bare
    from watchgraph.vocabulary import PREFIXES

    question = describe(name)
    sparql = question.sparql if kg is None else bind(kg, question, given)[0]
    words = bare(sparql)
    used = [
        f"PREFIX {prefix}: <{iri}>\n"
        for prefix, iri in PREFIXES.items()
        if re.search(rf"\b{prefix}:", words)
    ]
    header = re.match(r"(?:#[^\n]*\n)*", sparql)
    end = header.end() if header else 0
    return sparql[:end] + "".join(used) + sparql[end:]


def about_network(name: str) -> str:
    """Return what a network shows and leaves out, wrapped to the terminal.

    Parameters
    ----------
    name
        Its name.

    Returns
    -------
    str
        Lines of text.

    Raises
    ------
    UseError
        If there is no such network.
    """
    from watchgraph.networks import describe_network

    network = describe_network(name)
    told = (
        ("Node", network.node),
        ("Edge", network.edge),
        ("Weight", network.weight),
        ("Left out", network.left_out),
        ("Kind", network.sides),
        ("Filters", ", ".join(network.filters)),
        ("Evidence", ", ".join(network.evidence)),
    )
    lines = [f"{network.name}: {network.title}"]
    for head, text in told:
        indent = " " * 10
        lines.append(
            textwrap.fill(text, _width(), initial_indent=f"{head:<10}", subsequent_indent=indent)
        )
    return "\n".join(lines)


def _width() -> int:
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
