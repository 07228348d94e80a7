"""The README of a new folder of own records: each column in plain words, and its codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from watchgraph.overlays.allowed import may_lack
from watchgraph.tables.schema import Column, Package, TableSchema

_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_<>[]|#&"})
_TYPES = {
    "integer": "A whole number.",
    "number": "A number with a decimal point.",
    "boolean": "true or false.",
    "year": "A year of four digits.",
    "date": "A day as YYYY-MM-DD.",
}
_PRIVATE = """\
The folder is **private**: its rows are shown only where `--include-private` names it. To make it
public, write `"private": false` in `datapackage.json`."""
_PUBLIC = """\
The folder is **public**: its rows enter every graph and site that is built with it."""
_HEAD = """\
# {title}

Records of your own, to be read together with the WatchGraph edition. They are laid over it in a
graph of their own, `{name}`; no row of the edition is changed.

{shown}

## How to fill it

Each file is an empty table; fill those that you need and delete the others. `examples/` holds one
filled row of each, all invented; it is never read as data. The same tables may be given as
`.xlsx`, `.parquet` or `.jsonl`. A sheet with columns of its own gets a map:
`watchgraph map FILE --out DIR`.

- One row is one statement of one source. Every row names its source: a row of `sources.csv`, or
  one of the edition.
- An empty cell means: the source does not say.
- A date is written as exactly as the source states it (`2019`, `2019-05`, `2019-05-21`), and the
  column beside it says `year`, `month` or `day`.
- Keys (`record`, `source`, `supplier`, ...) are yours to make, once for each row. Begin them with
  `{name}-`, so that they meet no key of the edition.
- Names of suppliers are written as printed. If the edition has no such spelling, add a row to
  `spellings.csv`, and the supplier to `suppliers.csv` if it is new.
- What the organisation that a record speaks of says to it goes to `replies.csv`. A value that you
  know and must not say goes nowhere: its cell stays empty, and a row of `redactions.csv` says that
  it is withheld, and why.

## How to use it

```sh
watchgraph check DIR                      # every fault, with file, row, column and remedy
watchgraph draw supply --with DIR{option}
watchgraph ask countries_by_supplier supplier=huawei --with DIR{option}
```"""


def readme(said: Mapping[str, Any], tables: Sequence[str], package: Package, data: Path) -> str:
    """Return what each table of a new folder is for, column by column.

    Parameters
    ----------
    said
        The description of the folder.
    tables
        Names of its tables.
    package
        Description of the edition.
    data
        Data folder of the edition, for the codes.

    Returns
    -------
    str
        Markdown.
    """
    return "\n".join(_lines(said, tables, package, data)) + "\n"


def _lines(
    said: Mapping[str, Any], tables: Sequence[str], package: Package, data: Path
) -> Iterator[str]:
    name, private = said["name"], said["private"]
    yield _HEAD.format(
        title=str(said["title"]).translate(_MARKUP),
        name=name,
        shown=_PRIVATE if private else _PUBLIC,
        option=f" --include-private {name}" if private else "",
    )
    lists: dict[str, None] = {}
    for table in tables:
        yield from _table(package.tables[table], package, lists)
    yield ""
    yield "## Codes"
    for code_list in lists:
        yield from _codes(package.tables[code_list], data)


def _table(schema: TableSchema, package: Package, lists: dict[str, None]) -> Iterator[str]:
    lacking = may_lack(schema.name, package)
    leads = {key.column: key.table for key in schema.foreign_keys}
    yield ""
    yield f"## {schema.path}"
    yield ""
    yield f"{schema.title}. {schema.description}".translate(_MARKUP)
    yield ""
    yield "| column | must be filled | what it says |"
    yield "| --- | --- | --- |"
    for column in schema.columns:
        must = "yes" if column.required and column.name not in lacking else ""
        words = " ".join(_words(column, leads.get(column.name, ""), package))
        if leads.get(column.name, "").startswith("codelist-"):
            lists.setdefault(leads[column.name])
        yield f"| `{column.name}` | {must} | {words} |"


def _words(column: Column, target: str, package: Package) -> Iterator[str]:
    yield column.description.translate(_MARKUP)
    if column.type in _TYPES:
        yield _TYPES[column.type]
    if column.unit:
        yield f"Unit: {column.unit}.".translate(_MARKUP)
    if column.name == "dataset":
        yield "Leave it blank: your records are a data set of their own."
    elif column.name == "licence":
        yield "Blank means: not stated."
    elif column.name == "redistribution":
        yield "Blank means: single facts may be cited, the text is not passed on."
    if target.startswith("codelist-"):
        yield f"One of the [codes of {_title(package.tables[target])}](#{_anchor(target)})."
    elif target:
        yield f"A key of `{package.tables[target].path}`, here or in the edition."


def _codes(schema: TableSchema, data: Path) -> Iterator[str]:
    yield ""
    yield f'### <a id="{_anchor(schema.name)}"></a>{_title(schema)}'
    yield ""
    with (data / schema.path).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            label, definition = (
                (row.get(name) or "").translate(_MARKUP) for name in ("label", "definition")
            )
            yield f"- `{row['code']}`: {label}" + (f". {definition}" if definition else "")


def _title(schema: TableSchema) -> str:
    return schema.title.translate(_MARKUP)


def _anchor(table: str) -> str:
    return table.removeprefix("codelist-")
