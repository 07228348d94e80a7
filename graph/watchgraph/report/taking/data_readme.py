"""What the readme of the data says of each table, in the order in which it names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_TABLE = re.compile(r"^### `([\w/.-]+)\.csv`")
_LABEL = re.compile(r"^\*([A-Z][^*]*)\*: ?")


@dataclass(frozen=True)
class TableNotes:
    """The prose about one table.

    Attributes
    ----------
    group
        Heading of the part of the readme in which it stands.
    notes
        Label, such as ``Weak``, and paragraph; the label is empty where there is none.
    """

    group: str
    notes: tuple[tuple[str, str], ...]


def table_notes(readme: Path) -> dict[str, TableNotes]:
    """Read what is said of each table.

    Parameters
    ----------
    readme
        ``README.md`` of a data folder; may be missing.

    Returns
    -------
    dict of str to TableNotes
        By the name of the file without ``.csv``, in the order of the readme; empty if there is
        none.
    """
    if not readme.is_file():
        return {}
    group, name = "", ""
    found: dict[str, tuple[str, list[list[str]]]] = {}
    for line in readme.read_text(encoding="utf-8").splitlines():
        if heading := _TABLE.match(line):
            name = heading[1]
            found[name] = (group, [[]])
        elif line.startswith("#"):
            group, name = (line[3:].strip() if line.startswith("## ") else group), ""
        elif name:
            paragraphs = found[name][1]
            if not line.strip():
                paragraphs.append([])
            elif not line.startswith("|"):
                paragraphs[-1].append(line.strip())
    return {
        name: TableNotes(group, tuple(note for own in paragraphs for note in _labelled(own)))
        for name, (group, paragraphs) in found.items()
    }


def _labelled(lines: list[str]) -> list[tuple[str, str]]:
    """Split a paragraph at the labels within it, such as *Weak*."""
    text = " ".join(lines)
    parts = re.split(r"(?:(?<=^)|(?<= ))(?=\*[A-Z][^*]*\*: )", text)
    made = []
    for part in filter(None, (one.strip() for one in parts)):
        label = _LABEL.match(part)
        made.append((label[1], part[label.end() :]) if label else ("", part))
    return made
