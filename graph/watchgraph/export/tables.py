"""The tables themselves as files to pass on, within the terms of their sources."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchgraph.csv_lines import rows_csv
from watchgraph.errors import DataError, Fault
from watchgraph.files import write_bytes
from watchgraph.formulas import guarded, unguarded
from watchgraph.tables.kept_back import kept_back
from watchgraph.tables.schema import TableSchema, read_package


@dataclass(frozen=True)
class ExportedTable:
    """A table as it was written.

    Attributes
    ----------
    schema
        Its description.
    path
        The file.
    rows
        Rows of the table.
    left_out
        Rows that were not written: their source may only be quoted, or they belong to such a row.
    terms
        How many rows rest on sources of each rule of redistribution; empty for a table without
        a column ``source``.
    """

    schema: TableSchema
    path: Path
    rows: int
    left_out: int
    terms: Mapping[str, int]


def export_tables(data: Path, folder: Path) -> tuple[ExportedTable, ...]:
    """Write every table of a data package, and the description of the package.

    A row whose source may be quoted but not redistributed in bulk is left out, as
    :func:`watchgraph.export.export_rdf` leaves out its record, and so is a row that belongs to
    one. A cell that a spreadsheet would compute is guarded by an apostrophe, which the reader of
    this package takes away again. The files beside ``datapackage.json`` are a data package
    again; the counts that it expects of a table with rows left out are dropped from it, and
    ``leftOut`` says for the sake of which source how many rows of which table were left out.

    Parameters
    ----------
    data
        Data folder.
    folder
        Folder to write to.

    Returns
    -------
    tuple of ExportedTable
        In the order of the package.

    Raises
    ------
    DataError
        If the description of the data is faulty.
    UseError
        If a file cannot be written.
    """
    package = read_package(data)
    tables = {name: _rows(data / table.path) for name, table in package.tables.items()}
    rules = {
        row["source"]: row["redistribution"]
        for row in tables.get("sources", [])
        if "redistribution" in row
    }
    away = kept_back(package, tables, lambda name, column: [row[column] for row in tables[name]])
    made = []
    for name, table in package.tables.items():
        kept = [row for row in tables[name] if row[table.key] not in away.get(name, ())]
        raw = (data / table.path).read_bytes()
        (folder / table.path).parent.mkdir(parents=True, exist_ok=True)
        path = write_bytes(
            folder / table.path, _csv(table, kept) if away.get(name) else _copied(raw, table, kept)
        )
        terms = _terms(tables[name], rules) if name != "sources" else {}
        made.append(
            ExportedTable(table, path, len(tables[name]), len(tables[name]) - len(kept), terms)
        )
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    described["expectations"] = [
        one for one in described.get("expectations", []) if not away.get(one["table"])
    ]
    described["leftOut"] = _told(tables, rules, away)
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    write_bytes(folder / "datapackage.json", text.encode("utf-8"))
    return tuple(made)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            return [
                {name: unguarded(cell) for name, cell in row.items()}
                for row in csv.DictReader(file)
            ]
        except csv.Error as error:
            remedy = "Shorten its longest cell."
            fault = Fault(path.name, 0, "", "", f"cannot be copied: {error}", remedy)
            raise DataError([fault]) from None


def _told(
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    rules: Mapping[str, str],
    away: Mapping[str, Mapping[str, str]],
) -> list[dict[str, object]]:
    """Return each source whose rows were left out, its rule, and how many rows of each table."""
    counts: dict[str, dict[str, int]] = {}
    for name, rows in away.items():
        for source in rows.values():
            own = counts.setdefault(source, {})
            own[name] = own.get(name, 0) + 1
    titles = {row["source"]: row.get("title", "") for row in tables.get("sources", ())}
    return [
        {
            "source": source,
            "title": titles[source],
            "redistribution": rules[source],
            "rows": dict(sorted(counts[source].items())),
        }
        for source in sorted(counts)
    ]


def _terms(rows: Sequence[Mapping[str, str]], rules: Mapping[str, str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        if rule := rules.get(row.get("source", ""), ""):
            counts[rule] = counts.get(rule, 0) + 1
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _csv(table: TableSchema, rows: Sequence[Mapping[str, str]]) -> bytes:
    names = table.column_names
    return rows_csv([names, *([row[name] for name in names] for row in rows)]).encode("utf-8")


def _copied(raw: bytes, table: TableSchema, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a file as it is, or guarded if a cell of it would be computed."""
    plain = all(guarded(cell) == cell for row in rows for cell in row.values())
    return raw if plain else _csv(table, rows)
