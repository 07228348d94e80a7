"""A cell that the check lets by becomes strict N-Quads that say the same."""

from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pyoxigraph
from material import SHARP, Reading, tables
from watch import watched

from watchgraph.mapping import quad_chunks
from watchgraph.tables import Tables
from watchgraph.tables.values import check_column

_FORM = pyoxigraph.RdfFormat.N_QUADS


@cache
def _records() -> list[str]:
    found = tables()
    return sorted(name for name in found if found.columns[name].num_rows)


@cache
def _others() -> dict[str, pa.Table]:
    """Return what the mapping of any table looks up."""
    return {name: tables().columns[name] for name in ("sources", "spellings")}


def target(data: bytes) -> None:
    """Put text into one cell; if no rule of its column is broken, map the table and read it."""
    reading = Reading(data)
    found = tables()
    name = reading.choice(_records())
    schema = found.package.tables[name]
    place = reading.number() % len(schema.columns)
    column, table = schema.columns[place], found.columns[name]
    row = reading.number() % table.num_rows
    text = reading.choice(SHARP) if not reading.byte() % 4 else reading.text()
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    cells = table.column(column.name).to_pylist()
    cells[row] = text or None
    changed = pa.chunked_array([pa.array(cells, pa.string())])
    with watched():
        if "\0" in text or check_column(schema, column, changed):
            return
        one = dict(_others())
        one[name] = table.set_column(place, column.name, changed)
        lines = b"".join(quad_chunks(Tables(found.package, one)))
        quads = list(pyoxigraph.parse(input=lines, format=_FORM))
        again = pyoxigraph.serialize(quads, format=_FORM)
        assert set(pyoxigraph.parse(input=again, format=_FORM)) == set(quads)
        assert lines.count(b"\n") == len(quads)
        if text and column.type == "string" and not column.pattern and not column.enum:
            keys = {key.column for key in schema.foreign_keys} | {schema.key}
            values = {getattr(quad.object, "value", "") for quad in quads}
            assert column.name in keys or text in values or column.name not in _mapped(name)


@cache
def _mapped(name: str) -> frozenset[str]:
    """Return the columns whose text the mapping keeps as it is, found by trying."""
    found = tables()
    kept = set()
    for place, column in enumerate(found.package.tables[name].columns):
        marks = [f"mark {row}" for row in range(found.columns[name].num_rows)]
        cells = pa.chunked_array([pa.array(marks, pa.string())])
        one = dict(_others())
        one[name] = found.columns[name].set_column(place, column.name, cells)
        try:
            raw = b"".join(quad_chunks(Tables(found.package, one)))
        except Exception:
            # A column of another kind, where such a mark cannot stand.
            continue
        if b'"mark 0"' in raw:
            kept.add(column.name)
    return frozenset(kept)


def seeds() -> Iterator[bytes]:
    """Give sharp texts for each table and several columns."""
    for number in range(len(_records())):
        for column in (0, 1, 2, 5, 9):
            text = SHARP[(number * 7 + column) % len(SHARP)].encode("utf-8", "replace")
            yield bytes([number, 0, column, 0, 0, 0, 1]) + text
