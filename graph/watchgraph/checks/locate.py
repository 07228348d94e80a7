"""From a node of the graph back to the row and column of the table it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from watchgraph.checks.location import Location, plain_value
from watchgraph.mapping.declared import MAPPINGS, Property, TableMapping, code_kind
from watchgraph.tables import Tables
from watchgraph.vocabulary import expand, parts

_CODE_COLUMNS = {
    expand("skos:notation"): "code",
    expand("skos:prefLabel"): "label",
    expand("skos:definition"): "definition",
    expand("skos:broader"): "broader",
}
# What is said of a retired id and of nothing else.
_RETIRED_COLUMNS = {
    expand("owl:deprecated"): "record",
    expand("dcterms:isReplacedBy"): "replaced_by",
    expand("wg:retiredIn"): "retired",
}
_BOUNDS = ("Earliest", "Latest")


def locator(tables: Tables, mappings: Iterable[TableMapping] = MAPPINGS) -> Locator:
    """Make the function that finds nodes in tables.

    Parameters
    ----------
    tables
        The tables that the graph was made from.
    mappings
        How it was made.

    Returns
    -------
    Locator
        Called with focus IRI, property IRI and value, it returns a location or None.
    """
    return Locator(tables, tuple(mappings))


class Locator:
    """Finds the row and column that a node and its property come from.

    Parameters
    ----------
    tables
        The tables.
    mappings
        The declared mapping.
    """

    def __init__(self, tables: Tables, mappings: tuple[TableMapping, ...] = MAPPINGS) -> None:
        self._tables = tables
        self._mappings = tuple(m for m in mappings if m.table in tables.columns)
        self._rows: dict[tuple[str, str], dict[str, list[int]]] = {}

    def __call__(self, focus: str, path: str = "", value: str = "") -> Location | None:
        """Return file, row and column, or None if no table holds the node."""
        found = parts(focus)
        if not found:
            return None
        kind, key = found
        if path in _RETIRED_COLUMNS:
            return self._retired(kind, key, path)
        if kind == "scheme":
            return Location("datapackage.json", 0, "") if key in self._code_tables else None
        if kind in self._code_tables:
            return self._code(kind, key, path)
        own = None
        for mapping in self._mappings:
            if mapping.kind == kind and mapping.type and not own:
                rows = self._rows_by_key(mapping.table, mapping.key).get(key)
                if rows:
                    column = next((p for p in mapping.properties if _gives(p, path)), None)
                    own = self._location(mapping.table, rows[0], column)
        if own and own.column:
            return own
        return self._beside(kind, key, path, value) or own

    def _beside(self, kind: str, key: str, path: str, value: str) -> Location | None:
        """Look in the tables that add values to nodes of another table."""
        wanted = plain_value(value)
        for mapping in self._mappings:
            if mapping.kind != kind or mapping.type or not wanted:
                continue
            rows = self._rows_by_key(mapping.table, mapping.key).get(key, ())
            for prop in mapping.properties:
                if not _gives(prop, path):
                    continue
                for row in rows:
                    if self._says(mapping.table, row, prop, wanted):
                        return self._location(mapping.table, row, prop)
        return None

    def _says(self, table: str, row: int, prop: Property, wanted: str) -> bool:
        if prop.where and self._cell(table, row, prop.where[0]) not in (None, prop.where[1]):
            return False
        cell = self._cell(table, row, prop.column)
        # A supplier comes from the spelling of the printed name; the row is then enough.
        return cell is None or cell == wanted or bool(prop.constant)

    def _cell(self, table: str, row: int, column: str) -> str | None:
        columns = self._tables.columns[table]
        if column not in columns.column_names:
            return self._spelled(table, row, column)
        cell = columns.column(column)[row - 2].as_py()
        return None if cell is None else str(cell)

    def _spelled(self, table: str, row: int, column: str) -> str | None:
        printed = self._tables.columns[table].column("as_printed")[row - 2].as_py()
        rows = self._rows_by_key("spellings", "printed").get(printed, ())
        return self._cell("spellings", rows[0], column) if rows else None

    def _location(self, table: str, row: int, prop: Property | None) -> Location:
        schema = self._tables.package.tables[table]
        column = "" if prop is None or prop.constant else prop.column
        if column and column not in schema.column_names:
            column = "as_printed"
        return self._at(table, row, column)

    def _code(self, kind: str, key: str, path: str) -> Location | None:
        table = self._code_tables[kind]
        rows = self._rows_by_key(table, "code").get(key)
        return self._at(table, rows[0], _CODE_COLUMNS.get(path, "")) if rows else None

    def _retired(self, kind: str, key: str, path: str) -> Location | None:
        if "retired" not in self._tables.columns:
            return None
        rows = self._rows_by_key("retired", "record").get(f"{kind}/{key}")
        return self._at("retired", rows[0], _RETIRED_COLUMNS[path]) if rows else None

    def _at(self, table: str, row: int, column: str) -> Location:
        """Return file, row and heading as the owner of the row sees them."""
        there = self._tables.place(table, row, column)
        return Location(there.file, there.row, there.column)

    def _rows_by_key(self, table: str, column: str) -> dict[str, list[int]]:
        rows = self._rows.get((table, column))
        if rows is None:
            rows = self._rows[table, column] = {}
            for row, key in enumerate(self._tables.columns[table].column(column).to_pylist(), 2):
                rows.setdefault(key, []).append(row)
        return rows

    @cached_property
    def _code_tables(self) -> dict[str, str]:
        schemas = self._tables.package.tables
        lists = [name for name in self._tables.columns if name.startswith("codelist-")]
        stems = {name: schemas[name].path.rpartition("/")[2] for name in lists}
        return {code_kind(stem.removesuffix(".csv")): name for name, stem in stems.items()}


def _gives(prop: Property, path: str) -> bool:
    predicate = expand(prop.predicate)
    if prop.kind == "partial" and path.endswith(_BOUNDS):
        return path in tuple(predicate + bound for bound in _BOUNDS)
    return predicate == path
