"""Leaves out the rows of sources that are cited and not passed on, before they are mapped."""

from __future__ import annotations

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
    columns = dict(tables.columns)
    away = kept_back(
        tables.package,
        columns,
        lambda table, column: tables.columns[table].column(column).to_pylist(),
        (NOT_PASSED_ON,),
    )
    counts: dict[str, int] = {}
    for name, rows in away.items():
        for source in rows.values():
            counts[source] = counts.get(source, 0) + 1
        if rows:
            keys = columns[name].column(tables.package.tables[name].key)
            gone = pc.is_in(keys, value_set=pa.array(sorted(rows), pa.string()))
            columns[name] = columns[name].filter(pc.invert(gone))
    if "sources" in columns:
        own = columns["sources"]
        texts = [
            str(counts[source]) if source in counts else None
            for source in own.column("source").to_pylist()
        ]
        columns["sources"] = own.append_column(COUNT, pa.array(texts, pa.string()))
    return replace(tables, columns=columns)
