"""The data package as it describes itself: tables, columns, keys, expected counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchgraph.errors import DataError, Fault, UseError


@dataclass(frozen=True)
class Column:
    """A column: its type and what its values must obey."""

    name: str
    type: str
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    enum: tuple[str, ...] = ()
    unit: str = ""
    description: str = ""


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must stand in a column of another table."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True)
class TableSchema:
    """A table: where it lies, its columns in order and its keys."""

    name: str
    path: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: str
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in the order of the file."""
        return [column.name for column in self.columns]


@dataclass(frozen=True)
class Expectation:
    """A count that must hold: fewer rows fail, more rows warn."""

    name: str
    table: str
    where: tuple[tuple[str, str], ...]
    expected: int


@dataclass(frozen=True)
class Package:
    """The whole description of the data; the licence by its address."""

    folder: Path
    version: str
    tables: dict[str, TableSchema]
    expectations: tuple[Expectation, ...]
    licence: str = ""


def read_package(folder: Path) -> Package:
    """Read ``datapackage.json``.

    Parameters
    ----------
    folder
        Folder that holds the file.

    Returns
    -------
    Package
        Tables, keys and expected counts.

    Raises
    ------
    UseError
        If there is no such folder.
    DataError
        If the file is missing, is no JSON or lacks a part.

    References
    ----------
    Frictionless Data Package, https://datapackage.org
    """
    if not folder.is_dir():
        raise UseError(
            f"There is no folder {str(folder)!r}.",
            name="data",
            value=str(folder),
            remedy="Name a folder that holds a datapackage.json.",
        )
    path = folder / "datapackage.json"
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        tables = [_table(resource) for resource in described["resources"]]
        expectations = tuple(
            _expectation(expected) for expected in described.get("expectations", [])
        )
        licences = described.get("licenses", [])
        package = Package(
            folder,
            str(described["version"]),
            {t.name: t for t in tables},
            expectations,
            str(licences[0]["path"]) if licences else "",
        )
        twice = sorted(_twice(tables))
    except FileNotFoundError:
        fault = Fault(path.name, 0, "", "", "file is missing", "Add the file to the data folder.")
        raise DataError([fault]) from None
    except (OSError, ValueError, RecursionError) as error:
        fault = Fault(path.name, 0, "", "", f"cannot be read: {error}", "Mend the file.")
        raise DataError([fault]) from None
    except (AttributeError, LookupError, TypeError) as error:
        fault = Fault(path.name, 0, "", str(error), "a part is missing", "Add the part.")
        raise DataError([fault]) from None
    faults = [
        Fault(path.name, 0, "", name, "names nothing that exists", "Correct the name or add it.")
        for name in _unknown_names(package)
    ]
    faults += [
        Fault(path.name, 0, "", name, "is the name of two", "Give each a name of its own.")
        for name in twice
    ]
    faults += _astray(path.name, package)
    if faults:
        raise DataError(faults)
    return package


def _astray(file: str, package: Package) -> list[Fault]:
    """Return a fault for each path that leaves the folder or that two tables share."""
    faults = []
    taken = {file.casefold()}
    for table in package.tables.values():
        parts = str(table.path).split("/")
        # A colon may name a drive, a backslash may part folders, and an empty part be the root.
        if any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts):
            rule = "leaves the data folder or is no plain path"
            remedy = "Write the path of a file in the folder, with / between folders."
            faults.append(Fault(file, 0, "path", str(table.path), rule, remedy))
        elif table.path.casefold() in taken:
            rule = "is the file of two tables, or this description"
            remedy = "Give each table a file of its own."
            faults.append(Fault(file, 0, "path", table.path, rule, remedy))
        taken.add(str(table.path).casefold())
    return faults


def _unknown_names(package: Package) -> list[str]:
    """Return the tables and columns that a key or an expected count names in vain."""
    named = {(e.table, column) for e in package.expectations for column, _ in e.where}
    named |= {(e.table, "") for e in package.expectations}
    for name, table in package.tables.items():
        named.add((name, table.key))
        for key in table.foreign_keys:
            named |= {(name, key.column), (key.table, key.reference)}
    known = {(name, c) for name, t in package.tables.items() for c in ["", *t.column_names]}
    return sorted(f"{table}.{column}".rstrip(".") for table, column in named - known)


def _twice(tables: Sequence[TableSchema]) -> set[str]:
    """Return the names that two tables, or two columns of a table, have."""
    names = [table.name for table in tables]
    names += [f"{table.name}.{column}" for table in tables for column in table.column_names]
    return {name for name, count in Counter(names).items() if count > 1}


def _expectation(given: dict[str, Any]) -> Expectation:
    where = sorted((_text(name), _text(value)) for name, value in given["where"].items())
    expected = given["expected"]
    if isinstance(expected, bool) or not isinstance(expected, int):
        raise ValueError(f"{expected!r:.80} is no count")
    return Expectation(_text(given["name"]), _text(given["table"]), tuple(where), expected)


def _table(resource: dict[str, Any]) -> TableSchema:
    schema = resource["schema"]
    keys = tuple(
        ForeignKey(
            _text(key["fields"][0]),
            _text(key["reference"]["resource"] or resource["name"]),
            _text(key["reference"]["fields"][0]),
        )
        for key in schema.get("foreignKeys", [])
    )
    return TableSchema(
        name=_text(resource["name"]),
        path=_text(resource["path"]),
        title=_text(resource.get("title", "")),
        description=_text(resource.get("description", "")),
        columns=tuple(_column(field) for field in schema["fields"]),
        key=_text(schema["primaryKey"][0]),
        foreign_keys=keys,
    )


def _column(field: dict[str, Any]) -> Column:
    rules = field.get("constraints", {})
    return Column(
        name=_text(field["name"]),
        type=_text(field["type"]),
        required=bool(rules.get("required", False)),
        unique=bool(rules.get("unique", False)),
        pattern=_pattern(rules.get("pattern", "")),
        minimum=_limit(rules.get("minimum")),
        maximum=_limit(rules.get("maximum")),
        enum=tuple(map(_text, rules.get("enum", ()))),
        unit=_text(field.get("unit", "")),
        description=_text(field.get("description", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.80} is no text")
    # Half of a pair of surrogates is no text that a file could hold.
    value.encode()
    return value


def _limit(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        raise ValueError(f"{value!r:.80} is no limit")
    return value


def _pattern(value: object) -> str:
    """Return a pattern that the engine of the tables takes: it looks neither ahead nor back."""
    import pyarrow as pa
    import pyarrow.compute as pc

    pattern = _text(value)
    if pattern:
        pc.match_substring_regex(pa.array([""]), pattern)
    return pattern
