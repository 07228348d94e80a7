"""Carries the declared mapping out: tables in, lines of N-Quads out, column by column."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.mapping import nquads
from watchgraph.mapping.declared import MAPPINGS, Property, TableMapping
from watchgraph.mapping.kept_back import without_kept_back
from watchgraph.mapping.schemes import scheme_chunks
from watchgraph.tables import Tables
from watchgraph.vocabulary import GRAPH, VOCABULARY_GRAPH, expand

_TYPE = f"<{expand('rdf:type')}>"
_BATCH_ROWS = 100_000


def quad_chunks(tables: Tables) -> Iterator[bytes]:
    """Turn tables into N-Quads.

    Each table is mapped column by column in batches, so that memory stays bounded by a batch.

    Parameters
    ----------
    tables
        Checked tables.

    Yields
    ------
    bytes
        Whole lines of N-Quads; one chunk for each property of each batch. A line may occur
        in several chunks only if two rows say the same.

    References
    ----------
    RDF 1.1 N-Quads, W3C Recommendation, 2014.
    """
    tables = without_kept_back(tables)
    datasets = _dataset_graphs(tables)
    spellings = tables.columns.get("spellings")
    for mapping in MAPPINGS:
        table = tables.columns.get(mapping.table)
        if table is None or not table.num_rows:
            continue
        if "as_printed" in table.column_names and "supplier" in _columns(mapping):
            table = _with_spelling(table, spellings)
        for start in range(0, table.num_rows, _BATCH_ROWS):
            yield from _map_batch(mapping, table.slice(start, _BATCH_ROWS), datasets)
    for name, table in tables.columns.items():
        if name.startswith("codelist-"):
            yield from scheme_chunks(tables.package.tables[name], table, tables.package.licence)


def _columns(mapping: TableMapping) -> set[str]:
    return {prop.column for prop in mapping.properties}


def _dataset_graphs(tables: Tables) -> tuple[pa.Array, pa.Array]:
    sources = tables.columns["sources"]
    graphs = pc.binary_join_element_wise(f" <{GRAPH}", sources.column("dataset"), "> .\n", "")
    return sources.column("source").combine_chunks(), graphs.combine_chunks()


def _with_spelling(table: pa.Table, spellings: pa.Table | None) -> pa.Table:
    """Add what each printed name means, how sure that is and which source reads it so."""
    if spellings is None:
        return table
    at = pc.index_in(table.column("as_printed"), value_set=spellings.column("printed"))
    for name in ("supplier", "mark", "certainty"):
        table = table.append_column(name, spellings.column(name).take(at))
    table = table.append_column("reading", spellings.column("source").take(at))
    return table


def _map_batch(
    mapping: TableMapping, table: pa.Table, datasets: tuple[pa.Array, pa.Array]
) -> Iterator[bytes]:
    subjects = nquads.thing(table.column(mapping.key), mapping.kind)
    if "source" in table.column_names:
        at = pc.index_in(table.column("source"), value_set=datasets[0])
        graphs = datasets[1].take(at.combine_chunks())
    else:
        graphs = pa.repeat(f" <{VOCABULARY_GRAPH}> .\n", table.num_rows)
    if mapping.type:
        yield nquads.lines(
            subjects, _TYPE, pa.repeat(f"<{expand(mapping.type)}>", len(subjects)), graphs
        )
    for prop in mapping.properties:
        for predicate, objects in _objects(prop, table):
            yield nquads.lines(subjects, f"<{predicate}>", objects, graphs)


def _objects(prop: Property, table: pa.Table) -> Iterator[tuple[str, pa.ChunkedArray]]:
    cells = table.column(prop.column)
    if prop.where:
        name, value = prop.where
        cells = pc.if_else(pc.equal(table.column(name), value), cells, None)
    if prop.constant:
        cells = pc.if_else(pc.is_valid(cells), prop.constant, None)
    if cells.null_count == len(cells):
        return
    predicate = expand(prop.predicate)
    if prop.kind == "partial":
        yield predicate, nquads.stated_date(cells)
        yield predicate + "Earliest", nquads.earliest_date(cells)
        yield predicate + "Latest", nquads.latest_date(cells)
    elif prop.kind == "wikidata" or prop.kind.startswith("thing:"):
        yield predicate, nquads.thing(cells, prop.kind.removeprefix("thing:"))
    else:
        yield predicate, nquads.literal(cells, prop.kind)
