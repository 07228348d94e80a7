"""Answers of a SPARQL engine to DataFrames with the right dtypes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from watchgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas as pd

_XSD = PREFIXES["xsd"]
_INTEGERS = {
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte", "gYear",
    )
}
_FLOATS = {_XSD + name for name in ("decimal", "double", "float")}
# A cell of SPARQL TSV: an IRI, a literal with its datatype or language, or a bare number.
_BARE = {
    "integer": r"^[+-]?[0-9]+$",
    "float": r"^[+-]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]*\.?[0-9]+[eE][+-]?[0-9]+|[0-9]+\.[0-9]*[eE][+-]?[0-9]+)$",
    "boolean": r"^(true|false)$",
}


def frame_from_tsv(raw: bytes) -> pd.DataFrame:
    """Turn the engine's own TSV into a DataFrame.

    Parameters
    ----------
    raw
        Answer in SPARQL 1.1 TSV.

    Returns
    -------
    pandas.DataFrame
        One column per variable. Integers and years are ``Int64``, decimals and doubles
        ``Float64``, booleans ``boolean``, dates ``datetime64``, all else ``string``; a column
        of several datatypes is ``object``. An unbound variable is missing.

    References
    ----------
    SPARQL 1.1 Query Results CSV and TSV Formats, W3C Recommendation, 2013.
    """
    head, _, body = raw.partition(b"\n")
    names = [name.decode().lstrip("?") for name in head.split(b"\t")] if head else []
    if not body.strip(b"\r\n") and len(names) != 1:
        return _assemble(names, [pa.nulls(0, pa.string()) for _ in names])
    if len(names) == 1:
        cells = [line or None for line in body.decode().split("\n")[:-1]]
        return _assemble(names, [pa.array(cells, pa.string())])
    table = pacsv.read_csv(
        pa.BufferReader(body),
        read_options=pacsv.ReadOptions(column_names=[str(i) for i in range(len(names))]),
        parse_options=pacsv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=pacsv.ConvertOptions(
            column_types={str(i): pa.string() for i in range(len(names))},
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    return _assemble(names, table.columns)


def frame_from_json(raw: bytes) -> pd.DataFrame:
    """Turn a SPARQL JSON answer into a DataFrame, with the dtypes of :func:`frame_from_tsv`.

    Parameters
    ----------
    raw
        Answer in SPARQL 1.1 JSON.

    Returns
    -------
    pandas.DataFrame
        One column per variable.
    """
    import pandas as pd

    answer = json.loads(raw)
    names = answer["head"]["vars"]
    rows = answer["results"]["bindings"]
    columns = {}
    for name in names:
        terms = [row.get(name) for row in rows]
        kinds = {_json_kind(term) for term in terms if term}
        values = [None if term is None else _value(term["value"], _json_kind(term))
                  for term in terms]
        columns[name] = _series(values, kinds)
    return pd.DataFrame(columns, columns=names)


def _assemble(names: Sequence[str], columns: Sequence[pa.ChunkedArray]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {name: _column(cells) for name, cells in zip(names, columns, strict=True)}, columns=names
    )


def _column(cells: pa.ChunkedArray) -> pd.Series[Any]:
    """Read a column at once if its cells are of one sort, else cell by cell."""
    import pandas as pd

    stated = cells.drop_null()
    if not len(stated):
        return pd.Series([None] * len(cells), dtype="string")
    if _all(pc.starts_with(stated, "<")):
        inner = pc.utf8_slice_codeunits(cells, 1, pc.max(pc.utf8_length(stated)).as_py())
        return _strings(pc.utf8_rtrim(inner, ">"))
    if _all(pc.starts_with(stated, '"')) and not pc.any(
        pc.match_substring(stated, "\\")
    ).as_py():
        if _all(pc.ends_with(stated, '"')):
            return _strings(pc.utf8_trim(cells, '"') if _unquoted(stated) else _cut(cells, '"'))
        tail = stated[0].as_py().rpartition('"')[2]
        if _all(pc.ends_with(stated, '"' + tail)):
            text = _cut(cells, '"' + tail)
            return _typed(text, tail[3:-1] if tail.startswith("^^") else "")
    for kind, pattern in _BARE.items():
        if _all(pc.match_substring_regex(stated, pattern)):
            return _typed(cells, _XSD + {"integer": "integer", "float": "double",
                                         "boolean": "boolean"}[kind])
    parsed = [_parse(cell) if cell is not None else None for cell in cells.to_pylist()]
    kinds = {pair[1] for pair in parsed if pair}
    return _series([None if pair is None else _value(*pair) for pair in parsed], kinds)


def _all(mask: pa.ChunkedArray) -> bool:
    return bool(pc.all(mask).as_py())


def _unquoted(stated: pa.ChunkedArray) -> bool:
    """Tell whether trimming quotes takes the outer pair and nothing else."""
    return not pc.any(pc.match_substring_regex(stated, r'^""|""$')).as_py()


def _cut(cells: pa.ChunkedArray, tail: str) -> pa.ChunkedArray:
    lengths = pc.utf8_length(cells)
    longest = pc.max(lengths).as_py()
    if pc.min(lengths).as_py() == longest:
        return pc.utf8_slice_codeunits(cells, 1, longest - len(tail))
    values = cells.to_pylist()
    end = -len(tail)
    return pa.array([None if v is None else v[1:end] for v in values], pa.string())


def _strings(cells: pa.ChunkedArray) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(cells.to_pandas(), dtype="string")


def _typed(cells: pa.ChunkedArray, datatype: str) -> pd.Series[Any]:
    import pandas as pd

    if datatype in _INTEGERS:
        return cells.cast(pa.int64()).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    if datatype in _FLOATS:
        numbers = cells.cast(pa.float64())
        return numbers.to_pandas(types_mapper={pa.float64(): pd.Float64Dtype()}.get)
    if datatype == _XSD + "boolean":
        return cells.cast(pa.bool_()).to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
    if datatype in (_XSD + "date", _XSD + "dateTime"):
        kinds = {datatype}
        return _series([None if v is None else _value(v, datatype) for v in cells.to_pylist()],
                       kinds)
    return _strings(cells)


def _parse(cell: str) -> tuple[str, str]:
    """Split a TSV cell into its text and its datatype (empty for text and IRIs)."""
    if cell.startswith("<"):
        return cell[1:-1], ""
    if cell.startswith('"'):
        inner, _, tail = cell[1:].rpartition('"')
        text = inner.encode("latin-1", "backslashreplace").decode("unicode_escape") if (
            "\\" in inner) else inner
        if "\\" in inner:
            text = _unescape(inner)
        return text, tail[3:-1] if tail.startswith("^^") else ""
    if cell in ("true", "false"):
        return cell, _XSD + "boolean"
    if cell.startswith("_:"):
        return cell, ""
    return cell, _XSD + ("integer" if cell.lstrip("+-").isdigit() else "double")


def _unescape(text: str) -> str:
    known = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "\\": "\\", "'": "'", "b": "\b", "f": "\f"}
    out: list[str] = []
    i = 0
    while i < len(text):
        if text[i] == "\\" and i + 1 < len(text):
            mark = text[i + 1]
            if mark in "uU":
                width = 4 if mark == "u" else 8
                out.append(chr(int(text[i + 2 : i + 2 + width], 16)))
                i += 2 + width
                continue
            out.append(known.get(mark, mark))
            i += 2
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def _json_kind(term: dict[str, str]) -> str:
    kind = term.get("datatype", "")
    return "" if kind == _XSD + "string" else kind


def _value(text: str, datatype: str) -> object:
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            return float(Decimal(text)) if datatype.endswith("decimal") else float(text)
        if datatype == _XSD + "boolean":
            return text in ("true", "1")
        if datatype == _XSD + "date":
            return date.fromisoformat(text[:10])
        if datatype == _XSD + "dateTime":
            return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (ArithmeticError, ValueError):
        return text
    return text


def _series(values: list[object], kinds: set[str]) -> pd.Series[Any]:
    import pandas as pd

    if kinds and kinds <= _INTEGERS:
        return pd.Series(values, dtype="Int64")
    if kinds and kinds <= _INTEGERS | _FLOATS:
        return pd.Series([None if v is None else float(str(v)) for v in values], dtype="Float64")
    if kinds == {_XSD + "boolean"}:
        return pd.Series(values, dtype="boolean")
    if kinds and kinds <= {_XSD + "date", _XSD + "dateTime"}:
        try:
            return pd.Series(pd.to_datetime(values, utc=kinds != {_XSD + "date"}))
        except (ValueError, TypeError):
            return pd.Series(values, dtype="object")
    if all(value is None or isinstance(value, str) for value in values):
        return pd.Series(values, dtype="string")
    return pd.Series(values, dtype="object")
