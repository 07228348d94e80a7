"""Terms of N-Quads, made for whole columns at once."""

from __future__ import annotations

from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.vocabulary import ID, PREFIXES

_XSD = PREFIXES["xsd"]
_DATATYPES = {
    "integer": _XSD + "integer",
    "decimal": _XSD + "decimal",
    "boolean": _XSD + "boolean",
    "year": _XSD + "gYear",
    "date": _XSD + "date",
    "uri": _XSD + "anyURI",
}


def literal(cells: pa.ChunkedArray, kind: str) -> pa.ChunkedArray:
    """Return literals of a kind; null stays null.

    Parameters
    ----------
    cells
        Text cells in the lexical form of the kind.
    kind
        ``text``, ``label``, ``integer``, ``decimal``, ``boolean``, ``year``, ``date`` or ``uri``.

    Returns
    -------
    pyarrow.ChunkedArray
        N-Quads literals.
    """
    tail = '"' if kind == "text" else '"@en' if kind == "label" else f'"^^<{_DATATYPES[kind]}>'
    return pc.binary_join_element_wise('"', escape(cells), tail, "")


def escape(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    r"""Escape text for the inside of a quoted literal.

    Parameters
    ----------
    cells
        Any text.

    Returns
    -------
    pyarrow.ChunkedArray
        Text in which backslash, quote, LF and CR are escaped, as canonical N-Quads want it.
    """
    if pc.any(pc.match_substring_regex(cells, r'[\\"\n\r]')).as_py():
        for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
            cells = pc.replace_substring(cells, plain, escaped)
    return cells


def thing(cells: pa.ChunkedArray, kind: str) -> pa.ChunkedArray:
    """Return IRIs of things of a kind.

    Parameters
    ----------
    cells
        Keys; null stays null.
    kind
        Kind of thing, or ``wikidata``; empty if each key begins with its own kind and a slash.

    Returns
    -------
    pyarrow.ChunkedArray
        IRIs in angle brackets.
    """
    base = PREFIXES["wd"] if kind == "wikidata" else f"{ID}{kind}/" if kind else ID
    return pc.binary_join_element_wise(f"<{base}", encoded(cells, "" if kind else "/"), ">", "")


def encoded(cells: pa.ChunkedArray, safe: str) -> pa.ChunkedArray:
    """Return text as it may stand in an IRI.

    Parameters
    ----------
    cells
        Any text; null stays null.
    safe
        Signs that stay, beside letters, digits and ``_.~-``.

    Returns
    -------
    pyarrow.ChunkedArray
        The text, percent-encoded where need be.
    """
    if not pc.any(pc.match_substring_regex(cells, f"[^A-Za-z0-9_.~{safe}-]")).as_py():
        return cells
    found = cells.dictionary_encode().unify_dictionaries()
    words = found.chunk(0).dictionary.to_pylist() if found.num_chunks else []
    names = pa.array([quote(word, safe=safe) for word in words], pa.string())
    chunks = [names.take(chunk.indices) for chunk in found.chunks]
    return pa.chunked_array(chunks, pa.string())


def lines(
    subjects: pa.ChunkedArray,
    predicate: str,
    objects: pa.ChunkedArray,
    graphs: pa.Array,
) -> bytes:
    """Return whole statements, one for each row whose object is not null.

    Parameters
    ----------
    subjects, objects
        Terms.
    predicate
        IRI of the property, in angle brackets.
    graphs
        The end of each line: graph, full stop and line feed.

    Returns
    -------
    bytes
        Lines of N-Quads.
    """
    made = pc.binary_join_element_wise(subjects, f" {predicate} ", objects, graphs, "")
    made = made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made
    if made.null_count:
        made = made.drop_null()
    # The lines lie end to end in the array's own buffer; no line is copied again.
    _, offsets, data = made.buffers()
    if data is None or not len(made):
        return b""
    ends = memoryview(offsets).cast("i")
    begin, end = ends[made.offset], ends[made.offset + len(made)]
    return bytes(memoryview(data)[begin:end])


def stated_date(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return partial dates as ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date`` literals."""
    length = pc.utf8_length(cells)
    name = pc.if_else(
        pc.equal(length, 4), "gYear", pc.if_else(pc.equal(length, 7), "gYearMonth", "date")
    )
    return pc.binary_join_element_wise('"', cells, f'"^^<{_XSD}', name, ">", "")


def earliest_date(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the first day that a partial date may mean."""
    length = pc.utf8_length(cells)
    tail = pc.if_else(pc.equal(length, 4), "-01-01", pc.if_else(pc.equal(length, 7), "-01", ""))
    return literal(pc.binary_join_element_wise(cells, tail, ""), "date")


def latest_date(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the last day that a partial date may mean."""
    length = pc.utf8_length(cells)
    year = pc.cast(pc.utf8_slice_codeunits(cells, 0, 4), pa.int32())
    month = pc.utf8_slice_codeunits(cells, 5, 7)
    century = pc.and_(_divides(year, 100), pc.invert(_divides(year, 400)))
    february = pc.if_else(pc.and_(_divides(year, 4), pc.invert(century)), "-29", "-28")
    short = pc.match_substring_regex(month, "^(04|06|09|11)$")
    days = pc.if_else(pc.equal(month, "02"), february, pc.if_else(short, "-30", "-31"))
    tail = pc.if_else(pc.equal(length, 4), "-12-31", pc.if_else(pc.equal(length, 7), days, ""))
    return literal(pc.binary_join_element_wise(cells, tail, ""), "date")


def _divides(years: pa.ChunkedArray, number: int) -> pa.ChunkedArray:
    quotient = pc.divide(years, number)
    return pc.equal(pc.multiply(quotient, number), years)
