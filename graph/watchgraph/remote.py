"""Questions to a SPARQL server over HTTP."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.5"
_TIMEOUT_SECONDS = 60


def ask_server(url: str, sparql: str) -> pd.DataFrame | bool | rdflib.Graph:
    """Send a query to a server and read the answer.

    Parameters
    ----------
    url
        Address of the query endpoint.
    sparql
        The whole query with its prefixes.

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
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked by connect()
        url,
        data=urllib.parse.urlencode({"query": sparql}).encode(),
        headers={"Accept": _ACCEPT, "User-Agent": "watchgraph"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as response:
            kind = response.headers.get_content_type()
            raw = response.read()
    except urllib.error.HTTPError as error:
        said = error.read(300).decode("utf-8", "replace").strip()
        raise UseError(f"The server answered {error.code}: {said}", name="url", value=url) from None
    except (OSError, ValueError) as error:
        raise UseError(f"The server cannot be reached: {error}", name="url", value=url) from None
    return _read(kind, raw, url)


def _read(kind: str, raw: bytes, url: str) -> pd.DataFrame | bool | rdflib.Graph:
    import json

    import rdflib

    from watchgraph.results import frame_from_json

    try:
        if "json" in kind:
            answer = json.loads(raw)
            return bool(answer["boolean"]) if "boolean" in answer else frame_from_json(raw)
        form = {"application/n-triples": "nt", "text/plain": "nt", "text/turtle": "turtle"}[kind]
        graph = rdflib.Graph()
        graph.parse(data=raw, format=form)
    except (KeyError, ValueError, SyntaxError) as error:
        # A server that stops at its time limit may send half an answer with status 200.
        remedy = "Check the address, and the server's time limit."
        raise UseError(
            f"The server's answer cannot be read ({kind}): {error}.", value=url, remedy=remedy
        ) from None
    return graph
