"""The column map: which heading of a sheet is which field, as a person wrote it in YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from watchgraph.errors import Fault
from watchgraph.intake.plain_yaml import Items, Node, Pairs, Scalar, read_plain
from watchgraph.nearest import did_you_mean, nearest

KEYS = (
    "file",
    "sheet",
    "header",
    "encoding",
    "delimiter",
    "rows",
    "columns",
    "split",
    "values",
    "blank",
    "dates",
    "decimals",
    "fixed",
    "ignore",
)
DATE_ORDERS = ("day-first", "month-first")
DECIMALS = {".": ".", "point": ".", ",": ",", "comma": ","}
_NEEDED = ("file", "rows", "columns")

_T = TypeVar("_T")


@dataclass(frozen=True)
class Said:
    """A value of the map and the line where it stands."""

    text: str
    line: int


@dataclass(frozen=True)
class ColumnMap:
    """How the columns of one sheet are read.

    Attributes
    ----------
    name
        File name of the map.
    file
        The sheet's file, in the same folder.
    rows
        What a row is: name of a table.
    columns
        Heading of each field.
    sheet, header, encoding, delimiter
        How the file is read; empty or 0 where that is found out.
    split
        Marks that part several values in one cell, by field.
    values
        Our value for each word of the sheet, by field; empty for "says nothing".
    blank
        Words that stand for an empty cell in every column.
    dates
        Order of day and month where a date does not tell; or empty.
    decimals
        Sign before decimals, where a number does not tell; or empty.
    fixed
        Values that are the same for every row, by field.
    ignore
        Headings that are left out on purpose.
    """

    name: str
    file: Said
    rows: Said
    columns: Mapping[str, Said]
    sheet: Said = Said("", 0)
    header: int = 0
    encoding: Said = Said("", 0)
    delimiter: Said = Said("", 0)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    blank: tuple[Said, ...] = ()
    dates: str = ""
    decimals: str = ""
    fixed: Mapping[str, Said] = field(default_factory=dict)
    ignore: tuple[Said, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


def read_map(path: Path, name: str = "") -> tuple[ColumnMap | None, list[Fault]]:
    """Read a column map.

    Parameters
    ----------
    path
        The YAML file.
    name
        The file as its owner knows it; default its name.

    Returns
    -------
    column_map : ColumnMap or None
        The map; None if it has faults.
    faults : list of Fault
        What is wrong in the file alone; whether fields and headings exist is told by
        :func:`watchgraph.intake.fitting.fit`.
    """
    name = name or path.name
    node, faults = read_plain(path, name)
    if node is None:
        return None, faults
    reading = _Reading(name)
    made = reading.column_map(node)
    return (None if reading.faults else made), reading.faults


class _Reading:
    """Gathers the faults of one map while it is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def fault(self, line: int, key: str, value: str, rule: str, remedy: str) -> None:
        self.faults.append(Fault(self.name, line, key, value, rule, remedy))

    def column_map(self, node: Node) -> ColumnMap | None:
        if not isinstance(node, Pairs):
            self.fault(node.line, "", "", "is no column map", "Write `file:`, `rows:`, `columns:`.")
            return None
        found = {key.text: value for key, value in node.pairs}
        for key, _ in node.pairs:
            if key.text not in KEYS:
                near = did_you_mean(nearest(key.text, KEYS)) or f"Keys are: {', '.join(KEYS)}."
                self.fault(key.line, key.text, key.text, "unknown key", near)
        for name in _NEEDED:
            if name not in found:
                self.fault(0, name, "", "key is missing", f"Add `{name}:`.")
        single = {key: self.single(key, found.get(key)) for key in KEYS[:6]}
        dates = self.single("dates", found.get("dates"))
        if dates.text and dates.text not in DATE_ORDERS:
            near = f"Write {' or '.join(DATE_ORDERS)}."
            self.fault(dates.line, "dates", dates.text, "unknown order of dates", near)
        sign = self.single("decimals", found.get("decimals"))
        if sign.text and sign.text not in DECIMALS:
            near = "Write point or comma."
            self.fault(sign.line, "decimals", sign.text, "unknown sign of decimals", near)
        self.check_file(single["file"])
        return ColumnMap(
            self.name,
            single["file"],
            single["rows"],
            self.pairs("columns", found.get("columns"), self.single),
            single["sheet"],
            self.header(single["header"]),
            single["encoding"],
            single["delimiter"],
            self.pairs("split", found.get("split"), self.marks),
            self.pairs("values", found.get("values"), self.words),
            self.several("blank", found.get("blank")),
            dates.text,
            DECIMALS.get(sign.text, ""),
            self.pairs("fixed", found.get("fixed"), self.single),
            self.several("ignore", found.get("ignore")),
            {key.text: key.line for key, _ in node.pairs},
        )

    def check_file(self, file: Said) -> None:
        text = file.text
        bad = text in (".", "..") or set(text) & set("/\\:\0") or text.startswith("~")
        if text and bad:
            remedy = "Put the sheet beside this map and write its name alone."
            self.fault(file.line, "file", text, "leaves the folder", remedy)

    def header(self, said: Said) -> int:
        if not said.text:
            return 0
        if not re.fullmatch(r"[1-9][0-9]{0,5}", said.text):
            remedy = "Write the number of the row that holds the headings, the first being 1."
            self.fault(said.line, "header", said.text, "is no row", remedy)
            return 0
        return int(said.text)

    def single(self, key: str, node: Node | None) -> Said:
        if node is None:
            return Said("", 0)
        if isinstance(node, Scalar):
            return Said(node.text if key == "delimiter" else node.text.strip(), node.line)
        self.fault(node.line, key, "", "takes a single value", f"Write `{key}: value`.")
        return Said("", node.line)

    def several(self, key: str, node: Node | None) -> tuple[Said, ...]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Scalar):
            return (self.single(key, node),)
        if isinstance(node, Items):
            return tuple(self.single(key, item) for item in node.items)
        self.fault(node.line, key, "", "takes a list", f'Write `{key}: ["one", "two"]`.')
        return ()

    def marks(self, key: str, node: Node | None) -> tuple[str, ...]:
        items = node.items if isinstance(node, Items) else (node,)
        marks = []
        for item in items:
            # A mark may be a space or a line break, so nothing is stripped.
            if isinstance(item, Scalar) and 0 < len(item.text) <= 10:
                marks.append(item.text)
            else:
                line = item.line if item else 0
                remedy = 'Write the mark between two values, such as ";".'
                self.fault(line, f"split: {key}", "", "is no mark", remedy)
        return tuple(marks)

    def words(self, key: str, node: Node | None) -> Mapping[str, Said]:
        return self.pairs(f"values: {key}", node, self.single)

    def pairs(
        self, key: str, node: Node | None, read: Callable[[str, Node | None], _T]
    ) -> dict[str, _T]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return {}
        if isinstance(node, Pairs):
            return {name.text.strip(): read(name.text.strip(), value) for name, value in node.pairs}
        self.fault(node.line, key, "", "takes pairs", f"Write `{key}:` and pairs below, indented.")
        return {}
