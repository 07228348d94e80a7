"""Parquet files with flat columns, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.errors import Fault
from watchgraph.sheets.columns import Columns
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.headings import name_columns
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.text import plain_number
from watchgraph.sheets.wanted import Wanted

_FLAT = "Write columns of texts, numbers, dates, or true and false."
#: Few enough that long texts, which may be packed to almost nothing, are met in time.
_ROWS_AT_ONCE = 8_192


def read_parquet(raw: bytes, ending: str, wanted: Wanted) -> tuple[Sheet | None, list[Fault]]:
    """Read a Parquet file.

    Parameters
    ----------
    raw
        The bytes of the file.
    ending
        Ending of its name.
    wanted
        What is asked for.

    Returns
    -------
    sheet : Sheet or None
        The table; its rows count from 2, as if the headings were row 1.
    faults : list of Fault
        What is wrong.
    """
    import pyarrow.parquet as pq

    source = pa.BufferReader(raw)
    schema = pq.read_schema(source)
    nested = [field for field in schema if not _is_flat(field.type)]
    if nested:
        return None, [
            Fault(wanted.file, 0, field.name, str(field.type), "column is not flat", _FLAT)
            for field in nested[:100]
        ]
    if not len(schema):
        raise Unreadable("has no columns", _FLAT)
    findings = Findings()
    # Texts stay in their dictionaries until it is known how much they are without.
    texts = [field.name for field in schema if _is_text(_without_dictionary(field.type))]
    source.seek(0)
    file = pq.ParquetFile(source, read_dictionary=texts)
    _check_claims(file.metadata, wanted)
    _check_sizes(file, texts, wanted)
    columns = Columns(wanted, findings)
    first = 2
    for batch in _batches(file, findings):
        columns.add(batch, range(first, first + len(batch[0])))
        first += len(batch[0])
    headings = name_columns(schema.names, 0, columns.filled(), findings)
    if not headings:
        raise Unreadable("has no columns with names", _FLAT)
    cells = columns.table(headings)
    sheet = Sheet(wanted.file, "", cells, columns.rows(), {"format": "parquet"})
    return sheet, findings.faults(wanted.file, headings)


def _check_claims(metadata: Any, wanted: Wanted) -> None:
    """Refuse a file that itself says it is too large."""
    limits = wanted.limits
    rows, columns = metadata.num_rows, metadata.num_columns
    remedy = "Split the file, or leave out what is not needed."
    for count, most, what in (
        (rows, limits.most_rows, "rows"),
        (columns, limits.most_columns, "columns"),
        (rows * columns, limits.most_cells, "cells"),
    ):
        if count > most:
            raise Unreadable(f"has more than {most:,} {what}", remedy)


def _check_sizes(file: Any, texts: list[str], wanted: Wanted) -> None:
    """Refuse texts that take too much room, while they still are in their dictionaries."""
    if not texts:
        return
    unpacked = 0
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=texts, use_threads=False):
        for column in batch.columns:
            if pa.types.is_dictionary(column.type):
                sizes = pc.binary_length(column.dictionary).take(column.indices)
            else:
                sizes = pc.binary_length(column)
            unpacked += pc.sum(pc.cast(sizes, pa.int64())).as_py() or 0
        if unpacked > wanted.limits.most_unpacked:
            raise Unreadable(
                f"unpacks to more than {wanted.limits.most_unpacked:,} bytes",
                "Split the file, or leave out what is not needed.",
            )


def _batches(file: Any, findings: Findings) -> Iterator[list[pa.Array]]:
    first = 2
    for batch in file.iter_batches(_ROWS_AT_ONCE, use_threads=False):
        yield [
            _as_text(column, place, first, findings) for place, column in enumerate(batch.columns)
        ]
        first += batch.num_rows


def _as_text(column: pa.Array, place: int, first: int, findings: Findings) -> pa.Array:
    """Return a column as text; what has none is null and told."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if _is_text(kind):
        column = pc.cast(column, pa.string())
        column.validate(full=True)
        return column
    if pa.types.is_null(kind):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _numbers(column, place, first, findings)
    text = pc.cast(column, pa.string())
    if pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        text = pc.replace_substring_regex(text, r"\.0+(Z|$)", r"\1")
        if pa.types.is_timestamp(kind) and kind.tz is None:
            text = pc.replace_substring_regex(text, r" 00:00:00$", "")
    return text


def _numbers(column: pa.Array, place: int, first: int, findings: Findings) -> pa.Array:
    values = column.to_pylist()
    texts: list[str | None] = []
    for row, value in enumerate(values, start=first):
        text = None if value is None else plain_number(str(value))
        if value is not None and text is None:
            rule, remedy = "is no number", "Write a number, or null for what is not stated."
            findings.add(Flaw(row, place, str(value), rule, remedy))
        texts.append(text)
    return pa.array(texts, pa.string())


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _without_dictionary(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_flat(kind: pa.DataType) -> bool:
    kind = _without_dictionary(kind)
    types = pa.types
    tests = (
        _is_text,
        types.is_null,
        types.is_boolean,
        types.is_integer,
        types.is_floating,
        types.is_decimal,
        types.is_date,
        types.is_timestamp,
        types.is_time,
    )
    return any(test(kind) for test in tests)
