"""Answers of a SPARQL engine to DataFrames with the right dtypes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from watchgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas as pd

_XSD = PREFIXES["xsd"]
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        *("integer", "long", "int", "short", "byte", "gYear"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    )
)
_FLOATS = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_BOOLEAN = _XSD + "boolean"
_TYPED = _INTEGERS | _FLOATS | {_BOOLEAN}

_INTEGER_FORM = r"^[+-]?[0-9]+$"
_FLOAT_FORM = r"^([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)$"
_BOOLEAN_FORM = r"^(true|false|1|0)$"
# A cell of SPARQL TSV: an IRI, a quoted literal with its datatype or language, or a bare word.
_CELL = r'^(?:<(?P<iri>[^>]*)>|"(?P<text>.*)"(?:\^\^<(?P<type>[^>]*)>|@[^"]*)?|(?P<bare>.*))$'
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_BLOCK_BYTES = 16 * 1024 * 1024


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
        ``Float64``, booleans ``boolean``, dates ``datetime64[us]``, times with a zone
        ``datetime64[us, UTC]``, all else ``string``. A column that mixes numbers or truth
        values with other things is ``object``; dates of several precisions stay text. An
        unbound variable is missing.

    References
    ----------
    SPARQL 1.1 Query Results CSV and TSV Formats, W3C Recommendation, 2013.
    """
    import pandas as pd

    head, _, body = raw.partition(b"\n")
    names = [name.removeprefix("?") for name in head.decode().split("\t")] if head else []
    if not names:
        return pd.DataFrame(index=range(body.count(b"\n")))
    if not body:
        return pd.DataFrame({name: _texts(pa.nulls(0, pa.string())) for name in names})
    places = [str(place) for place in range(len(names))]
    table = pacsv.read_csv(
        pa.BufferReader(body),
        read_options=pacsv.ReadOptions(column_names=places, block_size=_BLOCK_BYTES),
        parse_options=pacsv.ParseOptions(
            delimiter="\t", quote_char=False, ignore_empty_lines=False
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(places, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    return pd.DataFrame(
        {name: _column(cells) for name, cells in zip(names, table.columns, strict=True)}
    )


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

    References
    ----------
    SPARQL 1.1 Query Results JSON Format, W3C Recommendation, 2013.
    """
    import pandas as pd

    answer = json.loads(raw)
    rows = answer["results"]["bindings"]
    columns = {}
    for name in answer["head"]["vars"]:
        terms = [json_term(row.get(name)) for row in rows]
        text = pa.array([term[0] for term in terms], pa.string())
        columns[name] = _mixed(text, pa.array([term[1] for term in terms], pa.string()))
    return pd.DataFrame(columns) if columns else pd.DataFrame(index=range(len(rows)))


def json_term(term: dict[str, str] | None) -> tuple[str | None, str | None]:
    """Return text and datatype of a term in SPARQL JSON.

    Parameters
    ----------
    term
        The term, or None if the variable is unbound.

    Returns
    -------
    text : str or None
        Lexical form, IRI or label of a blank node.
    datatype : str or None
        IRI of the datatype; empty for what is plain text, None if unbound.
    """
    if term is None:
        return None, None
    text = ("_:" if term["type"] == "bnode" else "") + term["value"]
    return text, term.get("datatype", "").replace(_XSD + "string", "")


def plain_value(text: str, datatype: str) -> str | int | float | bool:
    """Return a literal as a plain Python value.

    Parameters
    ----------
    text
        Lexical form.
    datatype
        IRI of the datatype.

    Returns
    -------
    str, int, float or bool
        The value; the text itself for other datatypes and for ill-typed literals.

    Examples
    --------
    >>> plain_value("7", "http://www.w3.org/2001/XMLSchema#integer")
    7
    >>> plain_value("seven", "http://www.w3.org/2001/XMLSchema#integer")
    'seven'
    """
    if datatype in _INTEGERS and re.fullmatch(_INTEGER_FORM, text):
        return int(text)
    if datatype in _FLOATS and re.fullmatch(_FLOAT_FORM, text):
        return float(text)
    if datatype == _BOOLEAN and re.fullmatch(_BOOLEAN_FORM, text):
        return text in ("true", "1")
    return text


def _column(cells: pa.ChunkedArray) -> pd.Series[Any]:
    """Read a column at once if its cells are of one sort, else split cell by cell."""
    stated = cells.drop_null()
    if not len(stated):
        return _texts(cells)
    if _all(pc.starts_with(stated, "<")):
        return _texts(pc.utf8_slice_codeunits(cells, 1, -1))
    quoted = pc.starts_with(cells, '"')
    if not pc.any(quoted).as_py():
        form = pc.match_substring_regex(stated, _INTEGER_FORM)
        return _uniform(cells, _XSD + "integer") if _all(form) else _mixed(*_split(cells))
    example = stated.filter(pc.starts_with(stated, '"'))[0].as_py()
    tail = example[example.rindex('"') :]
    if _all(pc.or_(pc.ends_with(cells, tail), pc.invert(quoted))):
        datatype = tail[4:-1] if tail.startswith('"^^') else ""
        text = _unescape(pc.utf8_slice_codeunits(cells, 1, -len(tail)))
        if _all(quoted):
            return _uniform(text, datatype)
        # A whole number that is a decimal bears its datatype, other decimals go bare.
        text = pc.if_else(quoted, text, cells)
        if datatype in _FLOATS and _all(pc.match_substring_regex(text, _FLOAT_FORM)):
            return _uniform(text, datatype)
    return _mixed(*_split(cells))


def _split(cells: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Return text and datatype of every cell; null where the cell is."""
    cells = cells.combine_chunks()
    part = pc.extract_regex(cells, _CELL)
    iri, text, kind, bare = (pc.struct_field(part, i) for i in range(4))
    quoted = pc.starts_with(cells, '"')
    text = pc.if_else(quoted, _unescape(text), pc.if_else(pc.starts_with(cells, "<"), iri, bare))
    guess = pc.if_else(
        pc.match_substring_regex(bare, _INTEGER_FORM),
        _XSD + "integer",
        pc.if_else(pc.match_substring_regex(bare, _FLOAT_FORM), _XSD + "double", ""),
    )
    guess = pc.if_else(pc.match_substring_regex(bare, "^(true|false)$"), _BOOLEAN, guess)
    return text, pc.if_else(quoted, kind, guess)


def _mixed(text: pa.Array, datatypes: pa.Array) -> pd.Series[Any]:
    import pandas as pd

    kinds = set(pc.unique(datatypes).drop_null().to_pylist())
    if len(kinds) == 1:
        return _uniform(text, *kinds)
    if not kinds & _TYPED:
        return _texts(text)
    if kinds <= _INTEGERS | _FLOATS and _all(pc.match_substring_regex(text, _FLOAT_FORM)):
        return _uniform(text, _XSD + ("integer" if kinds <= _INTEGERS else "double"))
    pairs = zip(text.to_pylist(), datatypes.to_pylist(), strict=True)
    values = [None if word is None else plain_value(word, kind) for word, kind in pairs]
    return pd.Series(values, dtype="object")


def _uniform(text: pa.Array | pa.ChunkedArray, datatype: str) -> pd.Series[Any]:
    """Read a column of one datatype; its values stay Python objects if not all are well-typed."""
    import pandas as pd

    try:
        if datatype in _INTEGERS and _all(pc.match_substring_regex(text, _INTEGER_FORM)):
            return _nullable(pc.utf8_ltrim(text, "+").cast(pa.int64()), pd.Int64Dtype())
        if datatype in _FLOATS and _all(pc.match_substring_regex(text, _FLOAT_FORM)):
            return _nullable(text.cast(pa.float64()), pd.Float64Dtype())
        if datatype == _BOOLEAN and _all(pc.match_substring_regex(text, _BOOLEAN_FORM)):
            return _nullable(text.cast(pa.bool_()), pd.BooleanDtype())
        if datatype == _XSD + "date":
            return _nullable(text.cast(pa.date32()).cast(pa.timestamp("us")))
        if datatype == _XSD + "dateTime":
            return _nullable(text.cast(pa.timestamp("us", "UTC")))
    except pa.ArrowInvalid:
        # A number beyond 64 bits, or a date with a zone, or a time without one.
        pass
    if datatype in _TYPED:
        values = [None if v is None else plain_value(v, datatype) for v in text.to_pylist()]
        return pd.Series(values, dtype="object")
    return _texts(text)


def _texts(text: pa.Array | pa.ChunkedArray) -> pd.Series[Any]:
    import pandas as pd

    return _nullable(text, pd.StringDtype("pyarrow"))


def _nullable(cells: pa.Array | pa.ChunkedArray, dtype: Any = None) -> pd.Series[Any]:
    series: pd.Series[Any] = cells.to_pandas(types_mapper=lambda _: dtype)
    return series


def _all(mask: pa.ChunkedArray) -> bool:
    return pc.all(mask).as_py() is not False


def _unescape(text: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if not pc.any(pc.match_substring(text, "\\")).as_py():
        return text
    words = [word and _ESCAPE.sub(_unescaped, word) for word in text.to_pylist()]
    return pa.array(words, pa.string())


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
