"""The packaged graph, a graph known by hand, and the same behind a server."""

import threading
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="session")
def small() -> KnowledgeGraph:
    store = pyoxigraph.Store()
    path = Path(__file__).with_name("small.trig")
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    return KnowledgeGraph(store, "by hand")


@pytest.fixture
def served(small: KnowledgeGraph) -> Iterator[KnowledgeGraph]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = urllib.parse.parse_qs(form)["query"][0]
            answer = small.store.query(query, use_default_graph_as_union=True)
            body = answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield KnowledgeGraph.connect(f"http://127.0.0.1:{server.server_port}/query")
    server.shutdown()
    server.server_close()
