"""Rows that another table names by kind and key, as at the end of their IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyarrow as pa

from watchgraph.errors import Fault
from watchgraph.tables.schema import Package, TableSchema

#: Tables whose rows are things of each kind; the mapping declares the same.
TABLES_OF: Mapping[str, tuple[str, ...]] = {
    "source": ("sources",),
    "publisher": ("publishers",),
    "edition": ("editions",),
    "country": ("countries",),
    "territory": ("territories",),
    "supplier": ("suppliers",),
    "organisation": ("organisations",),
    "lender": ("lenders",),
    "control": ("supplier_control",),
    "index-unit": ("index_units",),
    "assessment": ("assessments",),
    "mention": ("assessment_suppliers", "deployment_suppliers", "loan_contractors"),
    "deployment": ("deployments",),
    "loan": ("soft_loans",),
    "loan-deployment": ("loan_deployments",),
    "membership": ("bri_memberships",),
    "listing": ("listings",),
    "indicator": ("indicators",),
    "evidence-search": ("evidence_searches",),
    "claim": ("claims",),
    "redaction": ("redactions",),
}
#: Kinds of records that say something of an organisation, which may answer.
ANSWERABLE = (
    *("assessment", "control", "deployment", "evidence-search", "listing", "loan", "mention"),
)


def row_named(
    name: str, columns: Mapping[str, pa.Table], package: Package
) -> tuple[str, int] | None:
    """Return the table and the place of the row that a kind and key name.

    Parameters
    ----------
    name
        Kind and key, such as ``deployment/ken-konza``.
    columns
        All tables that could be read, by name.
    package
        Description of the data.

    Returns
    -------
    tuple of str and int, or None
        Table and index of the row, 0 being the first; None if there is no such row.
    """
    kind, _, key = name.partition("/")
    for table in TABLES_OF.get(kind, ()):
        if table in columns:
            place = columns[table].column(package.tables[table].key).index(key).as_py()
            if place >= 0:
                return table, int(place)
    return None


def named_rows(
    schema: TableSchema, columns: Mapping[str, pa.Table], package: Package
) -> tuple[list[tuple[int, str, str, int]], list[Fault]]:
    """Return the rows of other tables that the column ``record`` of a table names.

    Parameters
    ----------
    schema
        The table that names them.
    columns
        All tables that could be read, by name.
    package
        Description of the data.

    Returns
    -------
    rows : list of tuple
        Row of the file, what stands in it, and the table and index of the row that is named.
    faults : list of Fault
        One for each that names nothing; what is no kind and key at all has its fault by then.
    """
    rows, faults = [], []
    form = next(column.pattern for column in schema.columns if column.name == "record")
    for row, name in _stated(columns[schema.name].column("record")):
        if not re.search(form, name) or "\n" in name:
            continue
        found = row_named(name, columns, package)
        if found:
            rows.append((row, name, *found))
            continue
        remedy = "Write kind/key of a row that is there, such as deployment/KEY or listing/KEY."
        faults.append(Fault(schema.path, row, "record", name, "names no row", remedy))
    return rows, faults


def _stated(cells: pa.ChunkedArray) -> Iterator[tuple[int, str]]:
    for row, value in enumerate(cells.to_pylist(), start=2):
        if value is not None:
            yield row, value
