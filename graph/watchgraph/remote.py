"""Questions to a SPARQL server over HTTP."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from watchgraph.engine import bare
from watchgraph.errors import UseError
from watchgraph.results import frame_from_json, json_term, plain_value

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

# One kind only: asked for either, Virtuoso gives a graph as a table.
_TABLE = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.5"
_FORM = re.compile(r"(?<![?$:\w])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:)", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:LIMIT|OFFSET)\s+\d+|\bVALUES\s[^{}]*\{[^{}]*\}\s*$", re.IGNORECASE)
_GRAPH_FORMATS = {"application/n-triples": "nt", "text/plain": "nt", "text/turtle": "turtle"}
_VIRTUOSO_TRUTH = "__ASK_RETVAL"
# Virtuoso 7 refuses to sort rows of more than 4 kB, unless it need only keep so many.
_TOO_LONG = "Virtuoso 22026 Error"
_MOST_ROWS = 10_000
_TIMEOUT_SECONDS = 60


def ask_server(
    url: str, sparql: str, graphs: tuple[str, ...] = ()
) -> pd.DataFrame | bool | rdflib.Graph:
    """Send a query to a server and read the answer.

    Parameters
    ----------
    url
        Address of the query endpoint.
    sparql
        The whole query with its prefixes.
    graphs
        Named graphs whose union is the default graph; none for the server's own default.

    Returns
    -------
    pandas.DataFrame, bool or rdflib.Graph
        As :meth:`watchgraph.store.KnowledgeGraph.query`.

    Raises
    ------
    UseError
        If the server refuses, cannot be reached or answers with something else.

    References
    ----------
    SPARQL 1.1 Protocol, W3C Recommendation, 2013.
    """
    kind, raw = _send(url, sparql, graphs)
    try:
        if not kind.endswith("json"):
            return _graph(kind, raw)
        truth = _truth(json.loads(raw))
        return frame_from_json(raw) if truth is None else truth
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _unreadable(url, kind, error) from None


def rows_of_server(
    url: str, sparql: str, graphs: tuple[str, ...] = ()
) -> list[tuple[str | int | float | bool | None, ...]]:
    """Send a SELECT query to a server and read its rows as plain Python values.

    Parameters
    ----------
    url
        Address of the query endpoint.
    sparql
        The whole query with its prefixes.
    graphs
        Named graphs whose union is the default graph; none for the server's own default.

    Returns
    -------
    list of tuple
        As :meth:`watchgraph.store.KnowledgeGraph.rows`.

    Raises
    ------
    UseError
        As :func:`ask_server`.
    """
    kind, raw = _send(url, sparql, graphs)
    try:
        answer = json.loads(raw)
        names = answer["head"]["vars"]
        solutions = answer["results"]["bindings"]
        terms = [[json_term(solution.get(name)) for name in names] for solution in solutions]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _unreadable(url, kind, error) from None
    return [
        tuple(None if text is None else plain_value(text, datatype or "") for text, datatype in row)
        for row in terms
    ]


def graphs_to_name(url: str) -> tuple[str, ...]:
    """Return the graphs that a server must be told of to be asked for the union of all.

    Parameters
    ----------
    url
        Address of the query endpoint.

    Returns
    -------
    tuple of str
        None if the server's default graph holds something; else all its named graphs.

    Raises
    ------
    UseError
        As :func:`ask_server`.
    """
    if ask_server(url, "ASK { ?s ?p ?o }") is not False:
        return ()
    rows = rows_of_server(url, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    return tuple(str(graph) for (graph,) in rows)


def _send(url: str, sparql: str, graphs: tuple[str, ...]) -> tuple[str, bytes]:
    try:
        return _post(url, sparql, graphs)
    except UseError as error:
        # A query that ends in a limit or in VALUES of its own takes no other after it.
        if _TOO_LONG not in str(error) or _form(sparql) != "SELECT" or _ENDED.search(bare(sparql)):
            raise
    kind, raw = _post(url, f"{sparql}\nLIMIT {_MOST_ROWS}", graphs)
    try:
        count = len(json.loads(raw)["results"]["bindings"])
    except (LookupError, TypeError, ValueError) as error:
        raise _unreadable(url, kind, error) from None
    if count >= _MOST_ROWS:
        raise UseError(
            f"The server cannot sort an answer of {_MOST_ROWS:,} rows as long as these.",
            name="url",
            value=url,
            remedy="Restrict the question, or ask a graph on this machine.",
        )
    return kind, raw


def _post(url: str, sparql: str, graphs: tuple[str, ...]) -> tuple[str, bytes]:
    fields = [("query", sparql)]
    for graph in graphs:
        # Both: else GRAPH would find no graph, once a dataset is named.
        fields += [("default-graph-uri", graph), ("named-graph-uri", graph)]
    accept = _TRIPLES if _form(sparql) in ("CONSTRUCT", "DESCRIBE") else _TABLE
    request = urllib.request.Request(
        url,
        data=urllib.parse.urlencode(fields).encode(),
        headers={"Accept": accept, "User-Agent": "watchgraph"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as response:
            return response.headers.get_content_type(), response.read()
    except urllib.error.HTTPError as error:
        said = error.read(300).decode("utf-8", "replace").strip()
        raise UseError(f"The server answered {error.code}: {said}", name="url", value=url) from None
    except (OSError, ValueError, HTTPException) as error:
        raise UseError(
            f"The server cannot be reached or broke off: {error}", name="url", value=url
        ) from None


def _form(sparql: str) -> str:
    """Return the form of a query, empty if it has none."""
    found = _FORM.search(bare(sparql))
    return found[0].upper() if found else ""


def _truth(answer: dict[str, Any]) -> bool | None:
    """Return the answer to ASK, None if it is a table."""
    if "boolean" in answer:
        return answer["boolean"] is True
    # Virtuoso 7 writes it as a table of one cell.
    if answer["head"]["vars"] == [_VIRTUOSO_TRUTH]:
        rows = answer["results"]["bindings"]
        return bool(rows) and rows[0][_VIRTUOSO_TRUTH]["value"] in ("1", "true")
    return None


def _graph(kind: str, raw: bytes) -> rdflib.Graph:
    import rdflib
    from rdflib.exceptions import ParserError

    if kind not in _GRAPH_FORMATS:
        raise ValueError("neither a table nor a graph")
    graph = rdflib.Graph()
    try:
        graph.parse(data=raw, format=_GRAPH_FORMATS[kind])
    except (ParserError, SyntaxError) as error:
        raise ValueError(error) from None
    return graph


def _unreadable(url: str, kind: str, error: Exception) -> UseError:
    # A server that stops at its time limit may send half an answer with status 200.
    return UseError(
        f"The server's answer cannot be read ({kind}): {error}.",
        name="url",
        value=url,
        remedy="Check the address, and the server's time limit.",
    )
