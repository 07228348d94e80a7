"""The pages of the data: what each table holds, on which terms, and all downloads of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.export import ExportedTable, export_tables
from watchgraph.mapping.declared import code_kind
from watchgraph.notice import not_for_publication
from watchgraph.render import Document, Download, Link, render_fragment
from watchgraph.render.prose import prose
from watchgraph.render.words import byte_size
from watchgraph.report.taking.data_readme import TableNotes, table_notes
from watchgraph.resources import data_folder
from watchgraph.tables.schema import Column, TableSchema
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_FOLDER = "data"
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "date": "day",
    "year": "year",
    "boolean": "true or false",
}


def data_pages(
    kg: KnowledgeGraph, folder: Path, downloads: Sequence[Download], data: Path | None = None
) -> tuple[tuple[Document, ...], tuple[Download, ...]]:
    """Return the pages of the data, and every table as a file.

    Parameters
    ----------
    kg
        The graph, for the words of the terms of sources.
    folder
        Folder for the files.
    downloads
        The other downloads of the site.
    data
        Data folder; default the packaged edition.

    Returns
    -------
    tuple of Document, and tuple of Download
        ``data.html``, a page for each table and one for the code lists; the tables in CSV, less
        the rows that may not be passed on in bulk, and their description.
    """
    data = data or data_folder()
    made = export_tables(data, folder / _FOLDER)
    notes = table_notes(data / "README.md")
    terms = _terms(kg)
    tables = [one for one in made if not _is_list(one.schema)]
    lists = [one for one in made if _is_list(one.schema)]
    order = {name: place for place, name in enumerate(notes)}
    tables.sort(key=lambda one: order.get(one.schema.name, len(order)))
    files = tuple(_download(one, folder / _FOLDER) for one in made)
    package = Download(
        folder / _FOLDER / "datapackage.json",
        "Description of the tables (Frictionless Data Package)",
        folder=_FOLDER,
    )
    known = frozenset(one.schema.name for one in tables)
    sheets = [_sheet(one, notes, terms, known) for one in tables]
    page = Document(
        name="data",
        title="The data",
        standfirst=(
            f"{len(tables)} tables and {len(lists)} code lists, edition {kg.version}: what each "
            "column means, on which terms the rows may be passed on, and everything to take away."
        ),
        body=render_fragment(
            "data.html.j2",
            groups=_groups(tables, notes),
            rights=_rights(kg, terms),
            left_out=[(one.schema, one.left_out) for one in made if one.left_out],
            lists=len(lists),
            codes=sum(one.rows for one in lists),
            package=_shown(package),
            downloads=[_shown(one) for one in downloads],
            version=kg.version,
            notice=not_for_publication(kg.private),
        ),
        blurb="Each table with its columns, terms and file; all downloads.",
        sections=(
            Link("Tables", "#tables"),
            Link("Code lists", "#lists"),
            Link("Terms", "#terms"),
            Link("Downloads", "#downloads"),
        ),
        style="data.css",
    )
    return (page, *sheets, _code_lists(lists, made)), (*files, package)


def _is_list(table: TableSchema) -> bool:
    return table.path.startswith("codelists/")


def _download(one: ExportedTable, root: Path) -> Download:
    within = one.path.parent.relative_to(root).as_posix()
    return Download(
        one.path,
        f"{one.schema.title} in CSV",
        folder=_FOLDER if within == "." else f"{_FOLDER}/{within}",
    )


def _shown(download: Download) -> dict[str, str]:
    return {
        "href": download.href,
        "label": download.label,
        "note": download.note,
        "size": byte_size(download.path.stat().st_size),
    }


def _terms(kg: KnowledgeGraph) -> dict[str, tuple[str, str]]:
    """Return label and definition of each rule of redistribution, in the order of the list."""
    rows = kg.rows(
        "SELECT ?code ?label ?definition { ?code a skos:Concept ; skos:prefLabel ?label . "
        "OPTIONAL { ?code skos:definition ?definition } "
        "FILTER STRSTARTS(STR(?code), 'https://w3id.org/watchgraph/id/redistribution/') }"
    )
    return {key(str(code)): (str(label), str(more or "")) for code, label, more in sorted(rows)}


def _rights(kg: KnowledgeGraph, terms: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, int]]:
    rows = kg.rows(
        "SELECT ?rule (COUNT(DISTINCT ?source) AS ?n) { ?source wg:redistribution ?rule } "
        "GROUP BY ?rule"
    )
    counted = {key(str(rule)): int(number or 0) for rule, number in rows}
    return sorted(
        ((*terms.get(rule, (rule, "")), number) for rule, number in counted.items()),
        key=lambda one: (-one[2], one[0]),
    )


def _groups(
    tables: Sequence[ExportedTable], notes: Mapping[str, TableNotes]
) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in tables:
        group = notes[one.schema.name].group if one.schema.name in notes else "Other tables"
        groups.setdefault(group, []).append(
            {
                "name": one.schema.name,
                "title": one.schema.title,
                "description": one.schema.description,
                "columns": len(one.schema.columns),
                "rows": one.rows,
                "left_out": one.left_out,
                "file": f"downloads/{_FOLDER}/{one.schema.path}",
                "size": byte_size(one.path.stat().st_size),
            }
        )
    return list(groups.items())


def _sheet(
    one: ExportedTable,
    notes: Mapping[str, TableNotes],
    terms: Mapping[str, tuple[str, str]],
    known: frozenset[str],
) -> Document:
    table = one.schema
    told = notes[table.name].notes if table.name in notes else ()
    return Document(
        name=f"table/{table.name}",
        title=table.title,
        standfirst=table.description,
        body=render_fragment(
            "table.html.j2",
            table=table,
            rows=one.rows,
            left_out=one.left_out,
            columns=[_column(column, table) for column in table.columns],
            notes=[
                (label, prose(text[:1].upper() + text[1:], lambda to: _place(to, known)))
                for label, text in told
            ],
            terms=[(*terms.get(rule, (rule, "")), n) for rule, n in one.terms.items()],
            file=f"../downloads/{_FOLDER}/{table.path}",
            size=byte_size(one.path.stat().st_size),
        ),
        style="data.css",
        kind="Table",
        aliases=(table.path,),
        summary=f"{one.rows:,} {'row' if one.rows == 1 else 'rows'}",
    )


def _place(address: str, known: frozenset[str]) -> str:
    """Return the page of a file that the readme links to, from the page of a table."""
    name = address.removesuffix(".csv")
    if address.endswith(".csv") and name in known:
        return f"{name}.html"
    if address.startswith("codelists/"):
        return f"codelists.html#{name.removeprefix('codelists/')}".removesuffix("#")
    return ""


def _column(column: Column, table: TableSchema) -> dict[str, Any]:
    rules = []
    if column.name == table.key:
        rules.append("key")
    if column.required:
        rules.append("never blank")
    if column.unique and column.name != table.key:
        rules.append("each once")
    if column.enum:
        rules.append(f"one of {', '.join(column.enum)}")
    if column.minimum is not None and column.maximum is not None:
        rules.append(f"from {column.minimum:g} to {column.maximum:g}")
    elif column.minimum is not None:
        rules.append(f"{column.minimum:g} or more")
    elif column.maximum is not None:
        rules.append(f"{column.maximum:g} or less")
    links = [
        (f"codelists.html#{_list_name(key.table)}", "a code of", key.table.partition("-")[2])
        if key.table.startswith("codelist-")
        else (f"{key.table}.html", "a key of", key.table)
        for key in table.foreign_keys
        if key.column == column.name
    ]
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "unit": column.unit,
        "description": column.description,
        "rules": rules,
        "links": links,
        "pattern": "" if column.name == table.key else column.pattern,
    }


def _list_name(table: str) -> str:
    return table.removeprefix("codelist-").replace("-", "_")


def _code_lists(lists: Sequence[ExportedTable], made: Sequence[ExportedTable]) -> Document:
    used: dict[str, list[tuple[str, str]]] = {}
    for one in made:
        for foreign in one.schema.foreign_keys:
            if foreign.table.startswith("codelist-") and foreign.table != one.schema.name:
                used.setdefault(foreign.table, []).append((one.schema.name, foreign.column))
    return Document(
        name="table/codelists",
        title="Code lists",
        standfirst=(
            f"The words that tables use: {len(lists)} lists, each code with a label, a definition "
            "and, where it has one, a broader code."
        ),
        body=render_fragment(
            "codelists.html.j2",
            lists=[
                {
                    "name": Path(one.schema.path).stem,
                    "title": one.schema.title,
                    "description": one.schema.description,
                    "rows": one.rows,
                    "kind": code_kind(Path(one.schema.path).stem),
                    "used": used.get(one.schema.name, []),
                    "file": f"../downloads/{_FOLDER}/{one.schema.path}",
                    "size": byte_size(one.path.stat().st_size),
                }
                for one in lists
            ],
            columns=[_column(column, lists[0].schema) for column in lists[0].schema.columns]
            if lists
            else [],
        ),
        style="data.css",
        kind="Table",
        aliases=tuple(one.schema.path for one in lists),
        summary=f"{len(lists)} lists",
    )
