"""Runs SPARQL on the embedded store: which graphs are asked, and what an error says."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError
from watchgraph.services import check_services
from watchgraph.vocabulary import PREFIXES, prologue

if TYPE_CHECKING:
    import pandas as pd
    import pyoxigraph
    import rdflib

# Strings, IRIs, comments and escaped signs of names, in which a word of the language is none.
_QUOTED = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\r\n]*|\\.',
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\bPREFIX\s+[^\s:]*:|\bBASE\b|\bVERSION\b", re.IGNORECASE)
_FIRST = re.compile(r"[A-Za-z]+")
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_PLACE = re.compile(r"error at (\d+):(\d+)")
_FAULTS = (SyntaxError, ValueError, RuntimeError, OSError)
_LONGEST_MESSAGE = 200


def run_query(store: pyoxigraph.Store, sparql: str, services: Collection[str] = ()) -> Any:
    """Run a query over the union of all graphs, or over those that its FROM names.

    Parameters
    ----------
    store
        The store.
    sparql
        Query without the known prefixes.
    services
        Addresses of the servers that it may ask by ``SERVICE``.

    Returns
    -------
    pyoxigraph.QuerySolutions, pyoxigraph.QueryBoolean or pyoxigraph.QueryTriples
        The engine's answer.

    Raises
    ------
    UseError
        If the query is not well-formed, cannot be run, would change the graph or would ask a
        server that is not allowed.
    """
    check_query(sparql, services)
    words = bare(sparql)
    # An engine that is told to take the union passes over FROM in silence.
    union = not re.search(r"(?<![?$:])\bFROM\b(?!\s+NAMED\b)", words, re.IGNORECASE)
    try:
        return store.query(prologue() + sparql, use_default_graph_as_union=union)
    except _FAULTS as error:
        raise _cannot(error) from None


def answer_of(
    store: pyoxigraph.Store,
    sparql: str,
    max_rows: int | None = None,
    services: Collection[str] = (),
) -> pd.DataFrame | bool | rdflib.Graph:
    """Run a query and return its answer as a table, a truth value or a graph.

    Parameters
    ----------
    store
        The store.
    sparql
        Query without the known prefixes.
    max_rows
        Rows or triples that the answer may have; default any number.
    services
        As :func:`run_query`.

    Returns
    -------
    pandas.DataFrame, bool or rdflib.Graph
        As :meth:`watchgraph.store.KnowledgeGraph.query`.

    Raises
    ------
    UseError
        As :func:`run_query`, and if the answer has too many rows; no more are then made.
    """
    import pyoxigraph

    answer = run_query(store, sparql, services)
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return bool(answer)
    if isinstance(answer, pyoxigraph.QueryTriples):
        lines = _Lines(max_rows)
        with readable(services):
            answer.serialize(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return rdflib_graph(lines.getvalue())
    from watchgraph.results import frame_from_tsv

    lines = _Lines(max_rows, head=1)
    with readable(services):
        answer.serialize(lines, format=pyoxigraph.QueryResultsFormat.TSV)
    return frame_from_tsv(lines.getvalue())


@contextmanager
def readable(services: Collection[str] = ()) -> Iterator[None]:
    """Say what is to be done where the store turns out to be damaged as it is read.

    Parameters
    ----------
    services
        Servers that the query may ask; with any, it may be one of them that fails.

    Raises
    ------
    UseError
        In place of the engine's error.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        if services:
            raise _cannot(error) from None
        raise UseError(
            f"The store cannot be read: {_message(error).rstrip('.')}.",
            name="build",
            remedy="Run: watchgraph build --force",
        ) from None


class _Lines(io.BytesIO):
    """Collects an answer line by line, and refuses more lines than it may have."""

    def __init__(self, most: int | None, head: int = 0) -> None:
        super().__init__()
        self._most = most
        self._rows = -head

    def write(self, chunk: Any, /) -> int:
        self._rows += bytes(chunk).count(b"\n")
        check_rows(self._rows, self._most)
        return super().write(chunk)


def check_query(sparql: str, services: Collection[str] = ()) -> None:
    """Refuse what is no question: a change of the graph, or a server that is not allowed.

    Parameters
    ----------
    sparql
        Query.
    services
        Addresses of the servers that it may ask by ``SERVICE``.

    Raises
    ------
    UseError
        If it begins as an update does, or as :func:`watchgraph.services.check_services`.
    """
    first = _FIRST.search(_PROLOGUE.sub(" ", bare(sparql)))
    if first and first[0].upper() in _UPDATES:
        raise UseError(
            f"{first[0].upper()} is refused: a graph is asked here, never changed.",
            name="query",
            remedy="Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    check_services(sparql, services)


def check_rows(rows: int, most: int | None) -> None:
    """Refuse an answer that has more rows than it may have.

    Parameters
    ----------
    rows
        Rows or triples so far.
    most
        Those that it may have; None for any number.

    Raises
    ------
    UseError
        If there are more.
    """
    if most is not None and rows > most:
        raise UseError(
            f"The answer has more than {most:,} rows.",
            name="max_rows",
            value=most,
            remedy="Narrow the query, add a LIMIT, or allow more rows (--max-rows N).",
        )


def bare(sparql: str) -> str:
    """Return a query without its strings, IRIs and comments.

    Parameters
    ----------
    sparql
        Query.

    Returns
    -------
    str
        What is left: the words of the language, prefixed names and variables.

    Examples
    --------
    >>> bare('ASK { ?s rdfs:label "SELECT" } # SELECT').split()
    ['ASK', '{', '?s', 'rdfs:label', '}']
    """
    return _QUOTED.sub(" ", sparql)


def plain_rows(answer: Any, sparql: str) -> list[tuple[str | int | float | bool | None, ...]]:
    """Return the solutions of a SELECT query as plain Python rows.

    Parameters
    ----------
    answer
        The engine's answer.
    sparql
        The query, for the error.

    Returns
    -------
    list of tuple
        IRIs as text, literals by their datatype, None where a variable is unbound.

    Raises
    ------
    UseError
        If the query was no SELECT.
    """
    import pyoxigraph

    from watchgraph.results import plain_value

    def plain(term: Any) -> str | int | float | bool | None:
        # Only literals have a datatype; IRIs pass as they are.
        datatype = getattr(term, "datatype", None)
        if datatype is None:
            return None if term is None else str(term.value)
        return plain_value(term.value, datatype.value)

    if not isinstance(answer, pyoxigraph.QuerySolutions):
        raise UseError("Only a SELECT query gives rows.", name="query", value=sparql)
    with readable():
        return [tuple(plain(term) for term in solution) for solution in answer]


def _cannot(error: Exception) -> UseError:
    return UseError(f"The query cannot be run: {_message(error)}", name="query")


def _message(error: Exception) -> str:
    """Return what the engine says, with the line of the query as it was given."""
    before = prologue().count("\n")

    def moved(place: re.Match[str]) -> str:
        return f"error at line {max(int(place[1]) - before, 1)}, column {place[2]}"

    text = _PLACE.sub(moved, str(error))
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + " …"


def rdflib_graph(ntriples: bytes) -> rdflib.Graph:
    """Return N-Triples as a graph of rdflib."""
    import rdflib

    graph = rdflib.Graph()
    for name, iri in PREFIXES.items():
        graph.bind(name, iri, replace=True)
    graph.parse(data=ntriples, format="nt")
    return graph
