"""The rows that may not be passed on, and those that hang on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from watchgraph.tables.schema import Package
from watchgraph.tables.subjects import TABLES_OF

#: The rule of a source that is cited while its rows enter no graph.
NOT_PASSED_ON = "none"
#: The rules under which rows stay when a whole table or graph leaves.
KEPT_BACK = ("quotation", NOT_PASSED_ON)
# Columns that name the source that a row rests on.
_SOURCES = ("source", "reply_source")

Cells = Callable[[str, str], Sequence[str | None]]


def kept_back(
    package: Package,
    names: Iterable[str],
    cells: Cells,
    rules: Collection[str] = KEPT_BACK,
) -> dict[str, dict[str, str]]:
    """Return the rows that rest on sources under some rules, and the rows that hang on those.

    Parameters
    ----------
    package
        Description of the data.
    names
        Names of the tables that there are.
    cells
        Gives the cells of a table's column, blank ones empty or None.
    rules
        Codes of redistribution.

    Returns
    -------
    dict of str to dict of str to str
        By table: key of a row to the source for whose sake it stays.
    """
    tables = [package.tables[name] for name in names if name in package.tables]
    away: dict[str, dict[str, str]] = {table.name: {} for table in tables}
    if "sources" not in away or "redistribution" not in package.tables["sources"].column_names:
        return away
    said = zip(cells("sources", "source"), cells("sources", "redistribution"), strict=True)
    bound = {source for source, rule in said if source and rule in rules}
    if not bound:
        return away
    for table in tables:
        if table.name == "sources":
            continue
        for column in _SOURCES:
            if column in table.column_names:
                _add(away[table.name], cells, table.name, table.key, column, _same(bound))
    before, now = -1, 0
    while before != now:
        before = now
        for table in tables:
            for foreign in table.foreign_keys:
                gone = away.get(foreign.table, {})
                if gone and foreign.reference == package.tables[foreign.table].key:
                    _add(away[table.name], cells, table.name, table.key, foreign.column, gone)
        for name in ("replies", "redactions"):
            if name in away:
                gone = {
                    f"{kind}/{key}": source
                    for kind, others in TABLES_OF.items()
                    for other in others
                    for key, source in away.get(other, {}).items()
                }
                _add(away[name], cells, name, package.tables[name].key, "record", gone)
        now = sum(map(len, away.values()))
    return away


def _same(bound: Collection[str]) -> dict[str, str]:
    return {source: source for source in bound}


def _add(
    own: dict[str, str],
    cells: Cells,
    table: str,
    key: str,
    column: str,
    gone: Mapping[str, str],
) -> None:
    for name, value in zip(cells(table, key), cells(table, column), strict=True):
        if name and value and value in gone:
            own.setdefault(name, gone[value])
