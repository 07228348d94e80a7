"""Code lists as concept schemes of SKOS: labels, definitions and both directions of broader."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.mapping import nquads
from watchgraph.mapping.declared import code_kind
from watchgraph.tables.schema import TableSchema
from watchgraph.vocabulary import VOCABULARY_GRAPH, expand, mint


def scheme_chunks(
    schema: TableSchema,
    table: pa.Table,
    licence: str = "",
    *,
    graph: str = VOCABULARY_GRAPH,
    head: bool = True,
) -> Iterator[bytes]:
    """Turn one code list into a concept scheme.

    Parameters
    ----------
    schema
        Description of the list; its title and description become label and definition.
    table
        Columns ``code``, ``label``, ``definition`` and ``broader``.
    licence
        Address of the licence of the lists; empty if none is stated.
    graph
        Graph of the statements.
    head
        Whether to describe the scheme itself; not for codes that are added to one.

    Yields
    ------
    bytes
        Whole lines of N-Quads.

    References
    ----------
    SKOS Simple Knowledge Organization System Reference, W3C Recommendation, 2009.
    """
    kind = code_kind(schema.path.rpartition("/")[2].removesuffix(".csv"))
    scheme = f"<{mint('scheme', kind)}>"
    if head:
        yield from _head(scheme, schema, licence)
    if not table.num_rows:
        return
    end = pa.repeat(f" <{graph}> .\n", table.num_rows)
    concepts = nquads.thing(table.column("code"), kind)
    broader = nquads.thing(table.column("broader"), kind)
    # A code without a broader one stands at the top.
    top = pc.if_else(pc.is_null(broader), concepts, None)
    for subjects, predicate, objects in (
        (concepts, "rdf:type", _each(f"<{expand('skos:Concept')}>", table)),
        (concepts, "skos:inScheme", _each(scheme, table)),
        (concepts, "skos:notation", nquads.literal(table.column("code"), "text")),
        (concepts, "skos:prefLabel", nquads.literal(table.column("label"), "label")),
        (concepts, "skos:definition", nquads.literal(table.column("definition"), "label")),
        (concepts, "skos:broader", broader),
        (broader, "skos:narrower", concepts),
        (top, "skos:topConceptOf", _each(scheme, table)),
        (_each(scheme, table), "skos:hasTopConcept", top),
    ):
        yield nquads.lines(subjects, f"<{expand(predicate)}>", objects, end)


def _head(scheme: str, schema: TableSchema, licence: str) -> Iterator[bytes]:
    texts = pa.chunked_array([pa.array([schema.title or None, schema.description or None])])
    label, definition = nquads.literal(texts, "label").to_pylist()
    for predicate, value in (
        ("rdf:type", f"<{expand('skos:ConceptScheme')}>"),
        ("skos:prefLabel", label),
        ("skos:definition", definition),
        ("dcterms:license", f"<{licence}>" if licence else None),
    ):
        if value:
            yield f"{scheme} <{expand(predicate)}> {value} <{VOCABULARY_GRAPH}> .\n".encode()


def _each(term: str, table: pa.Table) -> pa.Array:
    return pa.repeat(term, table.num_rows)
