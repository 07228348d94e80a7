"""The kept questions: SPARQL files with a header, found by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from watchgraph.errors import UseError
from watchgraph.nearest import did_you_mean, nearest
from watchgraph.questions.header import Column, Parameter, read_header
from watchgraph.resources import ontology_folder

#: What questions are about; the order in which they are listed.
THEMES = ("supply", "deployment", "finance", "politics", "evidence", "absence", "time")


@dataclass(frozen=True)
class Question:
    """A kept question.

    Attributes
    ----------
    name
        Its name: that of its file without the ending.
    question
        The question in English.
    why
        Why someone asks it.
    theme
        One of :data:`THEMES`.
    parameters
        What it takes.
    columns
        What it gives.
    limits
        What the answer does not say; empty if nothing is known.
    engines
        Which engine answers wrongly, and how; empty if none is known.
    sparql
        The whole file: header and query, valid SPARQL with the defaults in its VALUES blocks.
    """

    name: str
    question: str
    why: str
    theme: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    limits: str
    engines: str
    sparql: str


def names(folder: Path | None = None) -> list[str]:
    """Return the names of all kept questions.

    Parameters
    ----------
    folder
        Folder of the questions; default that of the ontology. Its folders are searched too.

    Returns
    -------
    list of str
        Sorted names.

    Examples
    --------
    >>> "countries_by_supplier" in names()
    True
    """
    return sorted(_files(folder))


def describe(name: str, folder: Path | None = None) -> Question:
    """Return a kept question.

    Parameters
    ----------
    name
        Its name.
    folder
        Folder of the questions; default that of the ontology.

    Returns
    -------
    Question
        The question with its parameters and columns.

    Raises
    ------
    UseError
        If there is no such question, with those of a like name; or if its header is faulty.

    Examples
    --------
    >>> describe("countries_by_supplier").parameters[0].name
    'supplier'
    """
    files = _files(folder)
    if name not in files:
        near = nearest(name, list(files))
        raise UseError(
            f"There is no question {name[:80]!r}.",
            name="question",
            value=name,
            choices=near or sorted(files),
            remedy=did_you_mean(near) or "'watchgraph ask' lists them.",
        )
    path = files[name]
    return _read(path, path.stat().st_mtime_ns)


def _files(folder: Path | None) -> dict[str, Path]:
    root = folder or ontology_folder() / "questions"
    files: dict[str, Path] = {}
    for path in sorted(root.rglob("*.rq")):
        if path.stem in files:
            remedy = "Rename one of them."
            raise UseError(
                f"Two questions are called {path.stem!r}.", name=path.stem, remedy=remedy
            )
        files[path.stem] = path
    return files


@lru_cache(maxsize=256)
def _read(path: Path, changed: int) -> Question:
    # The time of change is part of the key, so that an edited file is read again.
    text = path.read_text(encoding="utf-8")
    header = read_header(text, path.name, ("question", "why", "theme"))
    theme = header.entries["theme"]
    if theme not in THEMES:
        raise UseError(f"{theme!r} in {path.name} is no theme.", name="theme", choices=THEMES)
    for parameter in header.parameters:
        if not values_block(parameter.name).search(text):
            raise UseError(
                f"{path.name} has no VALUES block for its parameter {parameter.name!r}.",
                name=parameter.name,
                remedy=f"Write VALUES ?{parameter.name} {{ ... }} into it.",
            )
    return Question(
        path.stem,
        header.entries["question"],
        header.entries["why"],
        theme,
        header.parameters,
        header.columns,
        header.entries.get("limits", ""),
        header.entries.get("engines", ""),
        text,
    )


def values_block(name: str) -> re.Pattern[str]:
    """Return the pattern of the VALUES block that holds a parameter.

    Parameters
    ----------
    name
        Name of the parameter.

    Returns
    -------
    re.Pattern
        Matches the whole block.
    """
    return re.compile(rf"VALUES\s+\?{name}\s*\{{[^{{}}]*\}}")
