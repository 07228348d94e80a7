"""YAML of another hand as plain text with lines: no aliases, no tags, no guessed types.

Every scalar is taken as it is written, so that ``NO`` stays Norway and ``2019-05`` a month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchgraph.errors import Fault

MOST_BYTES = 1_000_000
MOST_PARTS = 20_000
DEEPEST = 6


@dataclass(frozen=True)
class Scalar:
    """A single value and the line where it stands."""

    text: str
    line: int


@dataclass(frozen=True)
class Items:
    """A list of values and the line where it begins."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Pairs:
    """Pairs of key and value in the order of the file, and the line where they begin."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Items | Pairs


class _Refused(Exception):
    """What is wrong, and in which line."""

    def __init__(self, line: int, value: str, rule: str, remedy: str) -> None:
        self.line, self.value, self.rule, self.remedy = line, value, rule, remedy
        super().__init__(rule)


def read_plain(path: Path, name: str = "") -> tuple[Node | None, list[Fault]]:
    """Read a YAML file that holds nothing but text, lists and pairs.

    Parameters
    ----------
    path
        The file.
    name
        The file as its owner knows it; default its name.

    Returns
    -------
    node : Scalar, Items, Pairs or None
        What stands in it; None if it cannot be read.
    faults : list of Fault
        What is wrong with it; the row of a fault is the line.

    References
    ----------
    YAML 1.2.2, https://yaml.org/spec/1.2.2/
    """
    name = name or path.name
    try:
        return _read(path), []
    except _Refused as refused:
        fault = Fault(name, refused.line, "", refused.value, refused.rule, refused.remedy)
        return None, [fault]


def _read(path: Path) -> Node:
    try:
        # One byte more than allowed tells, however long the file is.
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _Refused(0, "", "file is missing", "Write it with `watchgraph map`.") from None
    except OSError as error:
        raise _Refused(
            0, "", f"cannot be read: {error.strerror}", "Let the file be read."
        ) from None
    if len(raw) > MOST_BYTES:
        raise _Refused(0, "", "is larger than 1 MB", "A column map takes a few lines.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _Refused(line, "", "not UTF-8", "Save the file with the encoding UTF-8.") from None
    import watchgraph.extras as extras

    yaml: Any = extras.needs("yaml", "own")
    try:
        _look_through(yaml, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        rule = f"is no YAML: {error.problem or error.context or 'cannot be read'}"
        remedy = 'Indent with spaces, write `key: value`, and put "…" around a value with : or #.'
        raise _Refused(mark.line + 1 if mark else 0, "", rule, remedy) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        rule = f"is no YAML: {str(error).splitlines()[0]}"
        raise _Refused(0, "", rule, "Save the file as plain UTF-8 text.") from None
    if node is None:
        raise _Refused(0, "", "is empty", "Write it with `watchgraph map`.")
    return _plain(yaml, node)


def _look_through(yaml: Any, text: str) -> None:
    """Refuse what could make a small file large or anything but text, before it is built."""
    depth = documents = 0
    for parts, event in enumerate(_events(yaml, text), start=1):
        line = event.start_mark.line + 1
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) or anchor:
            remedy = 'Write the value out; a value that begins with * or & takes "…" around it.'
            raise _Refused(line, str(anchor), "aliases and anchors are not read", remedy)
        if getattr(event, "tag", None) is not None:
            remedy = 'Leave the tag out; a value that begins with ! takes "…" around it.'
            raise _Refused(line, str(event.tag), "tags are not read", remedy)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise _Refused(line, "---", "holds more than one document", "Make it one file each.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _Refused(line, "", "is nested too deep", "A column map has at most three levels.")
        if parts > MOST_PARTS:
            remedy = "A column map takes a few lines for each column."
            raise _Refused(line, "", f"has more than {MOST_PARTS:,} parts", remedy)


def _events(yaml: Any, text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=yaml.SafeLoader)


def _plain(yaml: Any, node: Any) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        pairs = []
        seen: dict[str, int] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(at, "", "is no plain key", "Write `key: value`.")
            if key.value in seen:
                remedy = f"Line {seen[key.value]} has it already; leave one of them out."
                raise _Refused(at, key.value, "key stands twice", remedy)
            seen[key.value] = at
            pairs.append((Scalar(key.value, at), _plain(yaml, value)))
        return Pairs(tuple(pairs), line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_plain(yaml, item) for item in node.value), line)
    # An empty value and ~ say the same: nothing.
    return Scalar("" if not node.style and node.value in ("~", "null") else node.value, line)
