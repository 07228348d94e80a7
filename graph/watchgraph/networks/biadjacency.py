"""Networks of two kinds of node as sparse matrices, for what must be fast on many records."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.networks.asked import check_asked
from watchgraph.networks.edges import INDEPENDENT
from watchgraph.networks.filters import FINANCE_PATTERN, SUPPLY_PATTERN, Filters

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy import int64
    from scipy.sparse import csr_array

    from watchgraph.store import KnowledgeGraph

__all__ = ["SUPPLY_PATTERN", "biadjacency"]

# What names the first side, and how records join it to a country.
_SIDES = {
    "supply": ("supplier", SUPPLY_PATTERN),
    "finance": ("lender", FINANCE_PATTERN),
}


def biadjacency(
    kg: KnowledgeGraph,
    name: str = "supply",
    *,
    edition: int | str | None = None,
    technology: str | None = None,
    date: datetime.date | str | None = None,
    region: str | None = None,
    evidence: str | None = None,
) -> tuple[csr_array[int64], list[str], list[str]]:
    """Project the records to a sparse matrix of suppliers, or lenders, by countries.

    It is the biadjacency matrix of the network of that name with the same filters: the same
    nodes and weights. :func:`watchgraph.networks.onemode.shared_neighbours` of it, or of its
    transpose, is the network ``cosupply``, or ``shared``.

    Parameters
    ----------
    kg
        The graph.
    name
        ``"supply"`` or ``"finance"``.
    edition, technology, date, region, evidence
        Which records count; as :func:`watchgraph.networks.project`.

    Returns
    -------
    matrix : scipy.sparse.csr_array of int64, shape (suppliers or lenders, countries)
        Number of records that name the two.
    suppliers : list of str
        IRIs of the rows, sorted.
    countries : list of str
        IRIs of the columns, sorted.

    Raises
    ------
    UseError
        If the network has no such matrix, or a filter does not fit.
    """
    filters = check_asked(
        kg,
        name,
        edition=edition,
        technology=technology,
        date=date,
        region=region,
        evidence=evidence,
    )
    if name not in _SIDES:
        raise UseError(
            f"The network {name!r} has no matrix of two kinds of node.",
            name="network",
            value=name,
            choices=tuple(_SIDES),
            remedy=f"Choose one of: {', '.join(_SIDES)}.",
        )
    return _matrix(*_pairs(kg, _query(name, filters)))


def _query(name: str, filters: Filters) -> str:
    """Return the query for pairs and their number of records."""
    side, pattern = _SIDES[name]
    pattern = f"{pattern} {filters.pattern()}"
    having = ""
    if filters.evidence == "independent":
        # A source without a publisher stands for itself.
        pattern += (
            " ?record prov:wasDerivedFrom ?source . "
            "OPTIONAL { ?source wg:evidenceFamily ?root } "
            "BIND (COALESCE(?root, ?source) AS ?family)"
        )
        having = f" HAVING (COUNT(DISTINCT ?family) >= {INDEPENDENT})"
    # The engine counts each record once although the union of the graphs may hold it twice.
    return (
        f"SELECT ?{side} ?country (COUNT(DISTINCT ?record) AS ?records) "
        f"WHERE {{ {pattern} }} GROUP BY ?{side} ?country{having}"
    )


def _pairs(kg: KnowledgeGraph, sparql: str) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Return first end, country and number of records, for each pair."""
    import pyarrow as pa

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
