"""Keeps natural persons out of the tables, but for holders of a public office."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.errors import Fault
from watchgraph.tables.schema import Package, TableSchema

#: The type of an organisation that is a person, and stands there by an office.
NATURAL_PERSON = "natural_person"

_MAIL = (
    r"[\p{L}\p{N}._%+'-]+\s?(?:[@＠]|[\[(]\s?at\s?[\])])\s?"
    r"[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}"
)
# Digits behind a plus, behind the word for a telephone, or in groups as in North America.
_PHONE = (
    r"(?:^|[^\p{L}\p{N}/=?&%])\+\d{1,3}(?:[\s\p{Z}.()/-]{0,2}\d){7,14}(?:$|[^\d])"
    r"|(?i:\b(?:tele?(?:phone|fon|fono|fone|f)?|tél|phone|mobile|cell|whatsapp|fax|тел|факс))"
    r"[.:]{0,2}[\s\p{Z}]{0,2}\+?\(?\d(?:[\s\p{Z}.()/-]{0,2}\d){5,14}(?:$|[^\d])"
    r"|(?:^|[^\p{L}\p{N}/=-])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?:$|[^\d-])"
    r"|(?:电话|电話|手机|هاتف)[:：\s]{0,2}\+?\d[\d\s-]{5,}"
)
_TITLES = (
    r"Mr|Mrs|Ms|Mx|Miss|Messrs|Dr|Prof|Professor|Sir|Herrn?|Frau|Señor(?:a|ita)?|Sra?\.|Senhora?"
    r"|Monsieur|Madame|Mme|Mlle|Signora?|Mevrouw|Meneer|Pan[ií]|Shri|Smt|Г-н|г-н|Г-жа|г-жа"
    r"|[Гг]осподин|[Гг]оспожа"
)
_TITLED = (
    rf"(?:^|[^\p{{L}}\p{{N}}])(?:{_TITLES})\.?[\s\p{{Z}}]+(?:\p{{Lu}}|\p{{Lo}})\p{{L}}*"
    r"|(?:السيدة|السيد)[\s\p{Z}]+\p{Arabic}+"
    r"|\p{Han}{1,4}(?:先生|女士|小姐)"
)
_OFFICES = (
    r"\b(?:President|Premier|Minister|Governor|Mayor|King|Queen"
    r"|Prince|Emir|Sultan|Chancellor|Ambassador|Commissioner|Secretary|Senator|Attorney General)\b"
    r"|Präsident|Minister|Bürgermeister|Kanzler|Ministr|Presidente|Alcalde|Gobernador|Prefeito"
    r"|Gouverneur|Maire\b|[Пп]резидент|[Мм]инистр|[Гг]убернатор|[Мм]эр\b"
    r"|总统|主席|总理|部长|省长|市长|رئيس|وزير"
)
_INSTEAD = "Name the office or the organisation instead."
_FILL = (
    "Fill column office with the public office that the person holds, or name the office or the "
    "organisation instead."
)
_TITLE_RULE = "names a natural person"
_RULES = (
    (_MAIL, "", "holds an e-mail address", f"Leave the address out. {_INSTEAD}", ()),
    (_PHONE, "", "holds a telephone number", f"Leave the number out. {_INSTEAD}", ()),
    # Headlines name people, and a title is cited as it stands.
    (_TITLED, _OFFICES, _TITLE_RULE, _INSTEAD, (("sources", "title"),)),
)
# What a cell must hold to be worth the pattern.
_HINTS = (r"[@＠]|[\[(] ?at ?[\])]", r"\d{3}|\d[ .-]\d", "")


def check_persons(package: Package, columns: Mapping[str, pa.Table]) -> list[Fault]:
    """Check that no table names a natural person below the holder of a public office.

    Parameters
    ----------
    package
        Description of the data.
    columns
        All tables that could be read, by name.

    Returns
    -------
    list of Fault
        One for each cell of free text with an e-mail address, a telephone number, or a name
        behind a form of address where the cell names no office; and for each organisation
        that is a person without an office, or has an office and is none. The name of a person
        who stands there by an office is no fault, and one without an office is one fault.
    """
    persons = _rows_of_persons(columns)
    named = (
        fault
        for fault in _in_texts(package, columns)
        if not (
            fault.rule == _TITLE_RULE
            and fault.column == "name"
            and fault.row in persons
            and fault.file == package.tables["organisations"].path
        )
    )
    return [*named, *_organisations(package, columns)]


def _rows_of_persons(columns: Mapping[str, pa.Table]) -> set[int]:
    """Return the rows of organisations that are persons; of their names `_organisations` tells."""
    table = columns.get("organisations")
    if table is None or "office" not in table.column_names:
        return set()
    kinds = table.column("organisation_type").to_pylist()
    return {row for row, kind in enumerate(kinds, start=2) if kind == NATURAL_PERSON}


def _in_texts(package: Package, columns: Mapping[str, pa.Table]) -> Iterator[Fault]:
    places: list[tuple[TableSchema, str]] = []
    starts: list[int] = []
    parts: list[pa.Array] = []
    length = 0
    for name, table in columns.items():
        schema = package.tables[name]
        for column in free_columns(schema):
            places.append((schema, column))
            starts.append(length)
            parts += table.column(column).chunks
            length += table.num_rows
    if not length:
        return
    # One array of all texts: patterns are compiled once for each.
    cells = pa.chunked_array(parts, pa.string()).combine_chunks()
    for hint, (pattern, unless, rule, remedy, exempt) in zip(_HINTS, _RULES, strict=True):
        for place in _hits(cells, hint, pattern, unless):
            at = bisect_right(starts, place) - 1
            schema, column = places[at]
            if (schema.name, column) not in exempt:
                row, value = place - starts[at] + 2, cells[place].as_py()
                yield Fault(schema.path, row, column, value, rule, remedy)


def _hits(cells: pa.Array, hint: str, pattern: str, unless: str) -> list[int]:
    places = pa.array(range(len(cells)), pa.int64())
    for wanted in (hint, pattern):
        if wanted:
            found = pc.indices_nonzero(pc.match_substring_regex(cells, wanted))
            places, cells = places.take(found), cells.take(found)
    if unless and len(cells):
        found = pc.indices_nonzero(pc.invert(pc.match_substring_regex(cells, unless)))
        places = places.take(found)
    return [int(place) for place in places.to_pylist()]


@cache
def free_columns(schema: TableSchema) -> tuple[str, ...]:
    """Return the columns of a table that hold words of somebody, and no key, code or address.

    Parameters
    ----------
    schema
        The table.

    Returns
    -------
    tuple of str
        Their names, in the order of the table.
    """
    keys = {schema.key, *(key.column for key in schema.foreign_keys)}
    return tuple(
        column.name
        for column in schema.columns
        if column.type == "string"
        and column.name not in keys
        and not column.pattern
        and not column.enum
    )


def _organisations(package: Package, columns: Mapping[str, pa.Table]) -> Iterator[Fault]:
    table, schema = columns.get("organisations"), package.tables.get("organisations")
    if table is None or schema is None or "office" not in table.column_names:
        return
    cells = (table.column(name).to_pylist() for name in ("organisation_type", "office", "name"))
    for row, (kind, office, name) in enumerate(zip(*cells, strict=True), start=2):
        if kind == NATURAL_PERSON and not office:
            rule = "names a natural person without an office"
            yield Fault(schema.path, row, "office", name or "", rule, _FILL)
        elif office and kind != NATURAL_PERSON:
            rule = f"stands although the type is {kind or 'not stated'}"
            remedy = "Leave the office blank, or write natural_person in column organisation_type."
            yield Fault(schema.path, row, "office", office, rule, remedy)
