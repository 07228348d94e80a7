"""Statements of a store as sorted lines, and those lines in a readable format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from watchgraph.redacted import redactions_too
from watchgraph.vocabulary import GRAPH, ID, PREFIXES, SHAPE, expand

if TYPE_CHECKING:
    import pyoxigraph

    from watchgraph.store import KnowledgeGraph

_TYPE = f"<{PREFIXES['rdf']}type> ".encode()
# What an organisation says; that it was asked, and where it answers, is no part of that.
_ANSWERS = {f"<{expand('wg:reply')}>".encode()}


def left_out_records(
    kg: KnowledgeGraph, rule: str, *, by: str = "prov:wasDerivedFrom"
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the records of sources under a rule of redistribution.

    Parameters
    ----------
    kg
        The graph.
    rule
        IRI of the rule.
    by
        Property that leads from a record to the source.

    Returns
    -------
    records : dict of str to str
        Record to source.
    titles : dict of str to str
        Source to title.
    """
    rows = kg.rows(
        "SELECT DISTINCT ?record ?source ?title "
        f"{{ ?record {by} ?source . "
        f"?source wg:redistribution <{rule}> . OPTIONAL {{ ?source dcterms:title ?title }} }}"
    )
    ordered = sorted(rows, key=str)
    titles = {str(source): str(title or source) for _, source, title in ordered}
    return {str(record): str(source) for record, source, _ in ordered}, titles


def statements(
    store: pyoxigraph.Store,
    left_out: Collection[str],
    *,
    keep_graphs: bool,
    unanswered: Collection[str] = (),
) -> tuple[list[bytes], int]:
    """Return the statements of a store, each once, without those of some records.

    Parameters
    ----------
    store
        The store.
    left_out
        IRIs of records; statements about them or that link to them are left out.
    keep_graphs
        Whether to keep the graph of each statement.
    unanswered
        IRIs of records that stay without what the organisation says to them.

    Returns
    -------
    lines : list of bytes
        Lines of N-Quads or N-Triples, sorted by their bytes.
    dropped : int
        How many were left out.
    """
    import pyoxigraph

    dump = store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
    lines = dump.splitlines(keepends=True)
    if b"_:" in dump:
        lines = _with_stable_labels(lines)
    away = {f"<{iri}>".encode() for iri in redactions_too(store, left_out)}
    silent = {f"<{iri}>".encode() for iri in unanswered}
    dropped: set[bytes] = set()
    kept: set[bytes] = set()
    for line in lines:
        subject, _, rest = line.partition(b" ")
        if not keep_graphs:
            line = _without_graph(line)
        # An object that is an IRI holds no blank, so it is the third word.
        predicate, value, _ = rest.split(b" ", 2)
        if subject in away or value in away or (subject in silent and predicate in _ANSWERS):
            dropped.add(line)
        else:
            kept.add(line)
    return sorted(kept), len(dropped)


def statements_about(store: pyoxigraph.Store, things: Iterable[str]) -> list[bytes]:
    """Return what a store says of things, each statement once.

    Parameters
    ----------
    store
        The store.
    things
        IRIs, in the order wanted.

    Returns
    -------
    list of bytes
        Lines of N-Triples: thing by thing, the type first.
    """
    import pyoxigraph

    lines: list[bytes] = []
    for iri in things:
        found = store.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None)
        lines += sorted({f"{quad.triple} .\n".encode() for quad in found}, key=type_first)
    return lines


def blocks(lines: list[bytes]) -> bytes:
    """Return N-Triples as Turtle in the order given, a blank line between subjects."""
    import pyoxigraph

    return _readable(lines, pyoxigraph.RdfFormat.TURTLE)


def write_statements(lines: list[bytes], format: str) -> tuple[bytes, int]:
    """Return sorted statements in a format.

    Parameters
    ----------
    lines
        Lines of N-Quads if the format keeps graphs, else of N-Triples.
    format
        ``turtle``, ``trig``, ``nquads``, ``ntriples`` or ``jsonld``.

    Returns
    -------
    content : bytes
        UTF-8.
    graphs : int
        Number of named graphs.
    """
    import pyoxigraph

    if format == "ntriples":
        return b"".join(lines), 0
    if format == "turtle":
        return _readable(sorted(lines, key=type_first), pyoxigraph.RdfFormat.TURTLE), 0
    graphs = {_graph(line) for line in lines} - {b""}
    if format == "nquads":
        return b"".join(lines), len(graphs)
    lines = sorted(lines, key=lambda line: (_graph(line), type_first(line)))
    if format == "trig":
        return _readable(lines, pyoxigraph.RdfFormat.TRIG), len(graphs)
    quads = _parsed(lines, pyoxigraph.RdfFormat.N_QUADS)
    content = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.JSON_LD)
    return content or b"", len(graphs)


def _parsed(lines: list[bytes], format: pyoxigraph.RdfFormat) -> Iterator[pyoxigraph.Quad]:
    import pyoxigraph

    return iter(pyoxigraph.parse(b"".join(lines), format=format))


def _readable(lines: list[bytes], format: pyoxigraph.RdfFormat) -> bytes:
    """Return lines in Turtle or TriG, with the prefixes that occur, a blank line a subject."""
    import pyoxigraph

    named = format == pyoxigraph.RdfFormat.TRIG
    quads = _parsed(lines, pyoxigraph.RdfFormat.N_QUADS)
    prefixes = _prefixes(b"".join(lines))
    raw = pyoxigraph.serialize(
        quads if named else (quad.triple for quad in quads), format=format, prefixes=prefixes
    )
    # The writer names the prefixes in no fixed order.
    body = re.sub(rb"(?m)^@prefix .*\n", b"", raw or b"")
    body = re.sub(rb"(?m)^\t(?!\t)" if named else rb"(?m)^(?![\t\n])", rb"\n\g<0>", body)
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    return head.encode() + body.rstrip(b"\n") + b"\n"


def _prefixes(text: bytes) -> dict[str, str]:
    """Return the prefixes of the vocabularies and the kinds of things that occur, sorted."""
    kinds = {kind.decode() for kind in re.findall(f"<{ID}([a-z-]+)/".encode(), text)}
    things = {kind: f"{ID}{kind}/" for kind in kinds if kind not in PREFIXES}
    known = PREFIXES | things | {"graph": GRAPH, "shape": SHAPE}
    return {name: iri for name, iri in sorted(known.items()) if f"<{iri}".encode() in text}


def _graph(line: bytes) -> bytes:
    """Return the graph of a line of N-Quads; empty for the default graph."""
    words = line.rsplit(b" ", 2)
    # A literal may end like an IRI, but no IRI holds a quotation mark.
    if not words[-2].startswith(b"<") or b'"' in words[-2]:
        return b""
    # In the default graph the last term is the object.
    return b"" if line.split(b" ", 2)[2] == words[-2] + b" .\n" else words[-2]


def _without_graph(line: bytes) -> bytes:
    graph = _graph(line)
    return line.removesuffix(graph + b" .\n") + b".\n" if graph else line


def type_first(line: bytes) -> tuple[bytes, bool, bytes]:
    """Return what lines are sorted by: subject, the type first, then property and object."""
    subject, _, rest = line.partition(b" ")
    return subject, not rest.startswith(_TYPE), rest


def _with_stable_labels(lines: list[bytes]) -> list[bytes]:
    """Name blank nodes by what is said of them: a store gives them names by chance."""
    import pyoxigraph

    blank = [line for line in lines if line.startswith(b"_:") or b" _:" in line]
    rest = [line for line in lines if not (line.startswith(b"_:") or b" _:" in line)]
    dataset = pyoxigraph.Dataset(_parsed(blank, pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return rest + [f"{quad} .\n".encode() for quad in dataset]
