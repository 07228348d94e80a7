"""Reads CITATION.cff: the part of YAML that such a file needs, strictly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from watchgraph.errors import DataError, Fault

_PAIR = re.compile(r"([\w-]+):(?: (.*))?$")


def read_cff(path: Path) -> dict[str, Any]:
    """Return what a file in the Citation File Format says.

    Parameters
    ----------
    path
        The file: mappings, lists of mappings or texts, texts on one line with or without double
        quotation marks, and folded texts after ``>-``.

    Returns
    -------
    dict
        Texts, lists and mappings; numbers stay texts.

    Raises
    ------
    DataError
        If a line is of another form.

    References
    ----------
    Druskat, S., et al. (2021). Citation File Format, version 1.2.0.
    https://doi.org/10.5281/zenodo.5171937
    """
    lines = [
        (number, len(line) - len(line.lstrip()), line.strip())
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    made, end = _mapping(lines, 0, 0, path.name)
    if end < len(lines):
        raise _fault(path.name, lines[end])
    return made


_Line = tuple[int, int, str]


def _mapping(lines: list[_Line], at: int, indent: int, name: str) -> tuple[dict[str, Any], int]:
    made: dict[str, Any] = {}
    while at < len(lines) and lines[at][1] == indent and not lines[at][2].startswith("- "):
        pair = _PAIR.match(lines[at][2])
        if not pair or pair[1] in made:
            raise _fault(name, lines[at])
        key, text = pair[1], pair[2] or ""
        at += 1
        if text == ">-":
            words = []
            while at < len(lines) and lines[at][1] > indent:
                words.append(lines[at][2])
                at += 1
            made[key] = " ".join(words)
        elif text:
            made[key] = _text(text, name, lines[at - 1])
        elif at < len(lines) and lines[at][2].startswith("- ") and lines[at][1] >= indent:
            made[key], at = _list(lines, at, lines[at][1], name)
        elif at < len(lines) and lines[at][1] > indent:
            made[key], at = _mapping(lines, at, lines[at][1], name)
        else:
            raise _fault(name, lines[at - 1])
    return made, at


def _list(lines: list[_Line], at: int, indent: int, name: str) -> tuple[list[Any], int]:
    made: list[Any] = []
    while at < len(lines) and lines[at][1] == indent and lines[at][2].startswith("- "):
        number, _, text = lines[at]
        inner = text[2:]
        if _PAIR.match(inner):
            # What follows the dash is the first line of a mapping.
            lines[at] = (number, indent + 2, inner)
            value, at = _mapping(lines, at, indent + 2, name)
            made.append(value)
        else:
            made.append(_text(inner, name, lines[at]))
            at += 1
    return made, at


def _text(text: str, name: str, line: _Line) -> str:
    if text.startswith('"'):
        if len(text) < 2 or not text.endswith('"') or "\\" in text:
            raise _fault(name, line)
        return text[1:-1]
    if text[0] in "'[]{}&*!|>%@`" or ": " in text or " #" in text:
        raise _fault(name, line)
    return text


def _fault(name: str, line: _Line) -> DataError:
    return DataError(
        [Fault(name, line[0], "", line[2], "cannot be read", "Write it in the forms used here.")]
    )
