"""The supply network as a sparse matrix, for what must be fast on many records."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.networks.filters import SUPPLY_PATTERN, check_filters

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy import int64
    from scipy.sparse import csr_array

    from watchgraph.store import KnowledgeGraph

__all__ = ["SUPPLY_PATTERN", "biadjacency"]


def biadjacency(
    kg: KnowledgeGraph,
    *,
    edition: int | str | None = None,
    technology: str | None = None,
    date: datetime.date | str | None = None,
) -> tuple[csr_array[int64], list[str], list[str]]:
    """Project the records to a sparse matrix of suppliers by countries.

    It is the biadjacency matrix of the network ``supply`` with the same filters: the same
    suppliers, countries and weights.

    Parameters
    ----------
    kg
        The graph.
    edition, technology, date
        Which records count; as :func:`watchgraph.networks.project`.

    Returns
    -------
    matrix : scipy.sparse.csr_array of int64, shape (suppliers, countries)
        Number of records that name the two.
    suppliers : list of str
        IRIs of the rows, sorted.
    countries : list of str
        IRIs of the columns, sorted.

    Raises
    ------
    UseError
        If an edition or technology is unknown, or the date is none.
    """
    filters = check_filters(kg, edition, technology, date)
    pairs = _pairs(kg, f"{SUPPLY_PATTERN} {filters.pattern()}")
    return _matrix(*pairs)


def _pairs(kg: KnowledgeGraph, pattern: str) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Return supplier, country and number of records, for each pair."""
    import pyarrow as pa

    # The engine counts each record once although the union of the graphs may hold it twice.
    sparql = (
        "SELECT ?supplier ?country (COUNT(DISTINCT ?record) AS ?records) "
        f"WHERE {{ {pattern} }} GROUP BY ?supplier ?country"
    )
    raw = _raw(kg, sparql)
    if raw is None:
        rows = [row for row in kg.rows(sparql) if row[0] is not None]
        return (
            pa.array([str(row[0]) for row in rows], pa.string()),
            pa.array([str(row[1]) for row in rows], pa.string()),
            pa.array([row[2] for row in rows], pa.int64()),
        )
    return _read(raw)


def _raw(kg: KnowledgeGraph, sparql: str) -> bytes | None:
    """Return the engine's own TSV, or None if the graph lies on a server."""
    import pyoxigraph

    from watchgraph.engine import run_query

    try:
        store = kg.store
    except UseError:
        return None
    answer = run_query(store, sparql)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return answer.serialize(format=pyoxigraph.QueryResultsFormat.TSV) or b""


def _read(raw: bytes) -> tuple[pa.Array, pa.Array, pa.Array]:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as pacsv

    body = raw.partition(b"\n")[2]
    if not body.strip():
        empty = pa.array([], pa.string())
        return empty, empty, pa.array([], pa.int64())
    table = pacsv.read_csv(
        pa.BufferReader(body),
        read_options=pacsv.ReadOptions(column_names=["supplier", "country", "records"]),
        parse_options=pacsv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=pacsv.ConvertOptions(
            column_types={"supplier": pa.string(), "country": pa.string(), "records": pa.int64()}
        ),
    ).combine_chunks()
    # IRIs stand in angle brackets.
    supplier, country = (
        pc.utf8_slice_codeunits(table.column(name), 1, -1).combine_chunks()
        for name in ("supplier", "country")
    )
    return supplier, country, table.column("records").combine_chunks()


def _matrix(
    supplier: pa.Array, country: pa.Array, records: pa.Array
) -> tuple[csr_array[int64], list[str], list[str]]:
    import numpy as np
    from scipy.sparse import csr_array

    rows, suppliers = _codes(supplier)
    columns, countries = _codes(country)
    matrix = csr_array(
        (records.to_numpy(zero_copy_only=False).astype(np.int64), (rows, columns)),
        shape=(len(suppliers), len(countries)),
    )
    matrix.sort_indices()
    return matrix, suppliers, countries


def _codes(cells: pa.Array) -> tuple[object, list[str]]:
    """Return for each cell the place of its text among the sorted texts, and those."""
    import numpy as np

    encoded = cells.dictionary_encode()
    words: list[str] = encoded.dictionary.to_pylist()
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.empty(len(words), np.int64)
    place[order] = np.arange(len(words))
    return place[encoded.indices.to_numpy(zero_copy_only=False)], [words[i] for i in order]
