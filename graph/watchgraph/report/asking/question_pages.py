"""A page for every kept question: what it asks, its answer, its query, its limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from watchgraph.export import passed_on, table_csv, terms_of
from watchgraph.export.answered import withheld_lines
from watchgraph.questions import describe, names
from watchgraph.questions.allowed import Choice
from watchgraph.questions.library import THEMES, Question
from watchgraph.render import Asset, Document, Link, json_for_script, render_fragment
from watchgraph.report.asking.answers import Answer, Menu, answer, combinations, menus
from watchgraph.report.paths.addresses import Addresses

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Of a long answer so many characters of cells stand in the page, the rest in its files.
_ROOM = 60_000
# Longer lists of values are written, not chosen, so that a page stays light.
_LONGEST_MENU = 300
_OF_A_LINK = 60


def question_documents(
    kg: KnowledgeGraph, address: Addresses, *, in_sparql: bool = False
) -> tuple[Document, ...]:
    """Return the list of questions and the page of each.

    Parameters
    ----------
    kg
        The graph.
    address
        Where the page of a thing is, relative to the folder of the site.
    in_sparql
        Whether the site has a page that can ask with other values.

    Returns
    -------
    tuple of Document
        ``questions`` first, then ``question/<name>`` in the order of their themes. Pages and
        their files answer from the records that may be passed on, and say which are left out.
    """
    terms = terms_of(kg)
    kg = passed_on(kg, terms)
    kept = sorted(map(describe, names()), key=lambda one: (THEMES.index(one.theme), one.name))
    known: dict[str, tuple[Choice, ...]] = {}

    def up(iri: str) -> str:
        there = address(iri)
        return f"../{there}" if there else ""

    told, withheld = terms.brief(), withheld_lines(kg)
    pages = [_page(kg, question, known, up, in_sparql, told, withheld) for question in kept]
    return (_listing(kept), *pages)


def _listing(kept: Iterable[Question]) -> Document:
    themes = [
        (theme, [question for question in kept if question.theme == theme]) for theme in THEMES
    ]
    return Document(
        name="questions",
        title="Questions",
        standfirst=(
            f"{len(list(kept))} questions that are kept with the graph, each with its answer, the "
            "records behind every row, its query and what it does not say."
        ),
        body=render_fragment("questions.html.j2", themes=themes),
        blurb="What is often asked, answered with the records behind every row.",
        sections=tuple(Link(theme.capitalize(), f"#{theme}") for theme in THEMES),
        style="question.css",
    )


def _page(
    kg: KnowledgeGraph,
    question: Question,
    known: dict[str, tuple[Choice, ...]],
    address: Callable[[str], str],
    in_sparql: bool,
    told: Sequence[str],
    withheld: Sequence[str],
) -> Document:
    shown = menus(kg, question, known)
    # The first has the values that hold by default, and the plain name.
    answers = {
        _slug(values) if place else "": answer(kg, question, values, address)
        for place, values in enumerate(combinations(shown))
    }
    first = next(iter(answers.values()))
    fitting = _fitting(first)
    files = [
        file
        for slug, one in answers.items()
        for file in _files(f"{question.name}{slug}", question, one, kg.version)
    ]
    if len(answers) > 1:
        kept = {slug: _for_script(one) for slug, one in answers.items()}
        files.append(Asset(f"{question.name}.js", f"window.WGAnswers={json_for_script(kept)};\n"))
    return Document(
        name=f"question/{question.name}",
        title=question.question,
        standfirst=question.why,
        body=render_fragment(
            "question.html.j2",
            root="../",
            question=question,
            menus=shown,
            longest=_LONGEST_MENU,
            answer=first,
            rows=first.rows[:fitting],
            left=len(first.rows) - fitting,
            command=_command(question, shown),
            python=_python(question, shown),
            several=len(answers) > 1,
            in_sparql=in_sparql,
            told=told,
            withheld=withheld,
            version=kg.version,
        ),
        style="question.css",
        scripts=("question.js",) if shown else (),
        kind="Question",
        aliases=(question.name, question.name.replace("_", " ")),
        summary=question.theme,
        beside=tuple(files),
        linked_data=_linked_data(question, kg.version),
    )


def _slug(values: Mapping[str, str]) -> str:
    """Return how an answer is told from the others of its question."""
    return "".join(f"--{name}-{value}" for name, value in values.items() if value)


def _fitting(answered: Answer) -> int:
    """Return how many rows fit the page."""
    room = _ROOM
    for count, row in enumerate(answered.rows):
        room -= sum(
            9
            + sum(len(text) + len(href) + (_OF_A_LINK if href else 2) for text, href in cell.parts)
            for cell in row
        )
        if room < 0:
            return count
    return len(answered.rows)


def _files(name: str, question: Question, answered: Answer, version: str) -> tuple[Asset, Asset]:
    told = {
        "question": question.name,
        "parameters": dict(answered.parameters),
        "data_version": version,
        "columns": [
            {
                "name": column.name,
                "kind": column.kind,
                "unit": column.unit,
                "description": column.description,
            }
            for column in question.columns
        ],
        "rows": json.loads(answered.frame.to_json(orient="values", date_format="iso")),
        "limits": question.limits,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return Asset(f"{name}.csv", table_csv(answered.frame)), Asset(f"{name}.json", text)


def _for_script(answered: Answer) -> dict[str, Any]:
    return {"rows": [[list(cell.parts) for cell in row] for row in answered.rows]}


def _command(question: Question, shown: Iterable[Menu]) -> str:
    given = [f"{menu.name}={menu.chosen}" for menu in shown if menu.chosen]
    return " ".join(["watchgraph ask", question.name, *given])


def _python(question: Question, shown: Iterable[Menu]) -> str:
    given = [f"{menu.name}={menu.chosen!r}" for menu in shown if menu.chosen]
    return f"kg.ask({', '.join([repr(question.name), *given])})".replace("'", '"')


def _linked_data(question: Question, version: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": question.question,
        "description": question.why,
        "version": version,
        "isPartOf": {"@type": "Dataset", "name": "WatchGraph", "version": version},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": form,
                "contentUrl": f"{question.name}.{ending}",
            }
            for form, ending in (("text/csv", "csv"), ("application/json", "json"))
        ],
    }
