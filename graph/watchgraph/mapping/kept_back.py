"""Leaves out the rows of sources that are cited and not passed on, before they are mapped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.tables import Tables
from watchgraph.tables.kept_back import NOT_PASSED_ON, kept_back

#: Column of the sources that says how many rows were left out for each.
COUNT = "rows_kept_back"


def without_kept_back(tables: Tables) -> Tables:
    """Return tables without the rows that may enter no graph, and the count of them by source.

    Parameters
    ----------
    tables
        Checked tables.

    Returns
    -------
    Tables
        The sources stay, with a further column: how many rows were left out for each, those
        that hang on its rows among them; blank for every source that is passed on.
    """
    away = kept_back(
        tables.package,
        tables.columns,
        lambda table, column: tables.columns[table].column(column).to_pylist(),
        (NOT_PASSED_ON,),
    )
    counts: dict[str, int] = {}
    for rows in away.values():
        for source in rows.values():
            counts[source] = counts.get(source, 0) + 1

    def passed_on(name: str, table: pa.Table) -> pa.Table:
        if away.get(name):
            table = table.filter(_stays(table, tables.package.tables[name].key, away[name]))
        return _with_counts(table, counts) if name == "sources" else table

    own = {name: passed_on(name, table) for name, table in tables.own.items()}
    layers = [
        replace(
            layer,
            parts=tuple(
                replace(part, cells=passed_on(part.table, part.cells)) for part in layer.parts
            ),
        )
        for layer in tables.layers
    ]
    return replace(tables, columns=own, layers=()).with_layers(*layers)


def _stays(table: pa.Table, key: str, gone: Collection[str]) -> pa.ChunkedArray:
    """Tell of each row whether it is passed on."""
    away = pc.is_in(table.column(key), value_set=pa.array(sorted(gone), pa.string()))
    return pc.invert(away)


def _with_counts(sources: pa.Table, counts: Mapping[str, int]) -> pa.Table:
    texts = [
        str(counts[source]) if source in counts else None
        for source in sources.column("source").to_pylist()
    ]
    return sources.append_column(COUNT, pa.array(texts, pa.string()))
