"""Carries the declared mapping out: tables in, lines of N-Quads out, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.mapping import nquads
from watchgraph.mapping.declared import MAPPINGS, Property, TableMapping
from watchgraph.mapping.kept_back import without_kept_back
from watchgraph.mapping.schemes import scheme_chunks
from watchgraph.tables import Layer, Tables
from watchgraph.vocabulary import GRAPH, VOCABULARY_GRAPH, expand, overlay_graph

_TYPE = f"<{expand('rdf:type')}>"
_BATCH_ROWS = 100_000


def quad_chunks(tables: Tables) -> Iterator[bytes]:
    """Turn tables into N-Quads.

    Each table is mapped column by column in batches, so that memory stays bounded by a batch.

    Parameters
    ----------
    tables
        Checked tables; each layer goes into a graph of its own.

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
    own = tables.own
    graphs = _DataSets(own["sources"])
    yield from _mapped(own, own.get("spellings"), graphs)
    for name, table in own.items():
        if name.startswith("codelist-"):
            yield from scheme_chunks(tables.package.tables[name], table, tables.package.licence)
    for layer in tables.layers:
        yield from _layer_chunks(tables, layer)


def layer_chunks(tables: Tables, layer: Layer) -> Iterator[bytes]:
    """Turn one layer of tables into N-Quads of its own graph.

    Parameters
    ----------
    tables
        Checked tables; those of the folder and of the public layers before the layer say what
        printed names mean, and so does the layer itself.
    layer
        One of their layers.

    Yields
    ------
    bytes
        Whole lines of N-Quads.
    """
    place = tables.layers.index(layer)
    tables = without_kept_back(tables)
    yield from _layer_chunks(tables, tables.layers[place])


def _layer_chunks(tables: Tables, layer: Layer) -> Iterator[bytes]:
    readings = [tables.own.get("spellings")]
    for other in tables.layers[: tables.layers.index(layer) + 1]:
        if other is layer or not other.private:
            readings.append(other.columns.get("spellings"))
    stated = [table for table in readings if table is not None]
    iri = overlay_graph(layer.name)
    yield from _mapped(layer.columns, pa.concat_tables(stated) if stated else None, _OneGraph(iri))
    for name, table in layer.columns.items():
        if name.startswith("codelist-"):
            yield from scheme_chunks(tables.package.tables[name], table, graph=iri, head=False)


def _mapped(
    columns: Mapping[str, pa.Table], spellings: pa.Table | None, graphs: _Graphs
) -> Iterator[bytes]:
    for mapping in MAPPINGS:
        table = columns.get(mapping.table)
        if table is None or not table.num_rows:
            continue
        if "as_printed" in table.column_names and "supplier" in _columns(mapping):
            table = _with_spelling(table, spellings)
        for start in range(0, table.num_rows, _BATCH_ROWS):
            yield from _map_batch(mapping, table.slice(start, _BATCH_ROWS), graphs)


def _columns(mapping: TableMapping) -> set[str]:
    return {prop.column for prop in mapping.properties}


class _Graphs(Protocol):
    """Says into which graph each row of a table goes."""

    def of(self, table: pa.Table) -> pa.Array:
        """Return the end of each line: graph, full stop and line feed."""


class _DataSets:
    """A row goes into the graph of the data set of its source; codes and names into another."""

    def __init__(self, sources: pa.Table) -> None:
        datasets = nquads.encoded(sources.column("dataset"), "/")
        graphs = pc.binary_join_element_wise(f" <{GRAPH}", datasets, "> .\n", "")
        self._sources = sources.column("source").combine_chunks()
        self._graphs = graphs.combine_chunks()

    def of(self, table: pa.Table) -> pa.Array:
        if "source" not in table.column_names:
            return pa.repeat(f" <{VOCABULARY_GRAPH}> .\n", table.num_rows)
        at = pc.index_in(table.column("source"), value_set=self._sources)
        return self._graphs.take(at.combine_chunks())


class _OneGraph:
    """Every row goes into one graph."""

    def __init__(self, iri: str) -> None:
        self._end = f" <{iri}> .\n"

    def of(self, table: pa.Table) -> pa.Array:
        return pa.repeat(self._end, table.num_rows)


def _with_spelling(table: pa.Table, spellings: pa.Table | None) -> pa.Table:
    """Add what each printed name means, how sure that is and which source reads it so."""
    if spellings is None:
        return table
    printed = spellings.column("printed").combine_chunks()
    at = pc.index_in(table.column("as_printed"), value_set=printed)
    for name in ("supplier", "mark", "certainty"):
        table = table.append_column(name, spellings.column(name).take(at))
    table = table.append_column("reading", spellings.column("source").take(at))
    return table


def _map_batch(mapping: TableMapping, table: pa.Table, into: _Graphs) -> Iterator[bytes]:
    subjects = nquads.thing(table.column(mapping.key), mapping.kind)
    graphs = into.of(table)
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
