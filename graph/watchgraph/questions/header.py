"""The header of a kept query: comments that say what it asks, takes and gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchgraph.errors import UseError

#: What a parameter may be.
PARAMETER_KINDS = (
    "supplier",
    "country",
    "edition",
    "technology",
    "lender",
    "organisation",
    "source",
    "publisher",
    "dataset",
    "list",
    "region",
    "regime_class",
    "measure",
    "instrument",
    "purpose",
    "stage",
    "ownership",
    "product_focus",
    "search_result",
    "date",
    "integer",
    "text",
)
#: What a column may hold; ``ids``, ``records`` and ``names`` hold several, sorted.
COLUMN_KINDS = (
    "id",
    "ids",
    "record",
    "records",
    "text",
    "names",
    "url",
    "integer",
    "decimal",
    "boolean",
    "date",
    "day",
)

_ENTRY = re.compile(
    r"# (?P<key>[a-z]+)(?: (?P<name>[a-z][a-z0-9_]*) \((?P<kind>[^)]*)\))?: ?(?P<text>.*)"
)
_MORE = re.compile(r"#  +(?P<text>\S.*)")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question.

    Attributes
    ----------
    name
        Its name, also that of the SPARQL variable.
    kind
        One of :data:`PARAMETER_KINDS`.
    default
        Value that holds if none is given; None if there is no such value.
    required
        Whether a value must be given.
    description
        What it does, in English.
    """

    name: str
    kind: str
    default: str | None
    required: bool
    description: str


@dataclass(frozen=True)
class Column:
    """A column of an answer.

    Attributes
    ----------
    name
        Its name, also that of the SPARQL variable.
    kind
        One of :data:`COLUMN_KINDS`.
    unit
        Unit of a number; empty if there is none.
    description
        What it holds, in English.
    """

    name: str
    kind: str
    unit: str
    description: str


@dataclass(frozen=True)
class Header:
    """What the header of a kept query says.

    Attributes
    ----------
    entries
        Single entries such as ``question`` and ``theme``.
    parameters, columns
        In the order in which they stand.
    """

    entries: dict[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]


def read_header(text: str, file: str, required: Sequence[str]) -> Header:
    """Read the header of a kept query.

    Parameters
    ----------
    text
        The query; its leading comment lines are the header. A line that is indented after
        ``#`` continues the one before it.
    file
        Name of the file, for messages.
    required
        Single entries that must be there.

    Returns
    -------
    Header
        What it says.

    Raises
    ------
    UseError
        If an entry is missing, malformed or of an unknown kind.
    """
    entries: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for line in _lines(text):
        match = _ENTRY.fullmatch(line)
        key = match["key"] if match else ""
        if match and key == "parameter" and match["name"]:
            parameters.append(_parameter(match["name"], match["kind"], match["text"], file))
        elif match and key == "column" and match["name"]:
            columns.append(_column(match["name"], match["kind"], match["text"], file))
        elif match and not match["name"] and key not in entries:
            entries[key] = match["text"]
        else:
            raise _malformed(file, line, "an entry of a header")
    for key in required:
        if not entries.get(key):
            raise UseError(
                f"The query {file} lacks its {key}.",
                name=key,
                remedy=f"Head it with the comment '# {key}: ...'.",
            )
    return Header(entries, tuple(parameters), tuple(columns))


def _lines(text: str) -> Iterator[str]:
    entry = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        more = _MORE.fullmatch(line)
        if more and entry:
            entry += " " + more["text"].strip()
            continue
        if entry:
            yield entry
        entry = line.rstrip()
    if entry:
        yield entry


def _parameter(name: str, kinds: str, text: str, file: str) -> Parameter:
    kind, _, rest = (part.strip() for part in kinds.partition(","))
    default = rest.removeprefix("default ") if rest.startswith("default ") else None
    if kind not in PARAMETER_KINDS or (default is None and rest not in ("optional", "required")):
        raise _malformed(file, f"{name} ({kinds})", "a parameter", PARAMETER_KINDS)
    return Parameter(name, kind, default, rest == "required", text)


def _column(name: str, kinds: str, text: str, file: str) -> Column:
    kind, _, unit = (part.strip() for part in kinds.partition(","))
    if kind not in COLUMN_KINDS:
        raise _malformed(file, f"{name} ({kinds})", "a column", COLUMN_KINDS)
    return Column(name, kind, unit, text)


def _malformed(file: str, what: str, wanted: str, choices: Sequence[str] = ()) -> UseError:
    return UseError(
        f"The header of {file} holds {what!r}, which is not {wanted}.",
        name=file,
        value=what,
        choices=choices,
        remedy="Compare it with another query of the folder.",
    )
