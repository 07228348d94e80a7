"""A SPARQL server gives the answers that the same graph gives from disk, or a clear error."""

import gzip
import http.server
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import rdflib

from watchgraph.diff import diff_builds, diff_editions, to_json
from watchgraph.errors import UseError
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import mint

SERVER = Path(sys.executable).with_name("oxigraph")
KENYA = mint("country", "KEN")
QUERIES = {
    "text": "SELECT ?s ?name { ?s a wg:Supplier ; rdfs:label ?name } ORDER BY ?s",
    "notes": "SELECT ?d ?note { ?d a wg:Deployment ; wg:note ?note } ORDER BY ?d",
    "unbound": "SELECT ?d ?start ?n { ?d a wg:Deployment OPTIONAL { ?d wg:startEarliest ?start } "
    "OPTIONAL { ?d wg:cameraCount ?n } } ORDER BY ?d",
    "money": "SELECT ?l ?amount ?usd { ?l wg:amount ?amount "
    "OPTIONAL { ?l wg:amountUsd2021 ?usd } } ORDER BY ?l",
    "precisions": "SELECT ?d ?start { ?d wg:start ?start } ORDER BY ?d",
    "years": "SELECT ?i ?year ?value { ?i wg:year ?year ; wg:value ?value } ORDER BY ?i LIMIT 500",
    "truth": "SELECT ?a ?b { ?a wg:adopter ?b } ORDER BY ?a",
    "languages": "SELECT ?c ?label { ?c skos:prefLabel ?label } ORDER BY ?c ?label",
    "counts": "SELECT ?t (COUNT(?s) AS ?n) (AVG(?v) AS ?mean) { ?s a ?t "
    "OPTIONAL { ?s wg:value ?v } } GROUP BY ?t ORDER BY ?t",
    "mixed": f"SELECT ?p ?o {{ <{KENYA}> ?p ?o }} ORDER BY ?p ?o",
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "no rows": "SELECT ?s ?o { ?s wg:noSuchProperty ?o }",
    "no columns": "SELECT * { wg:Supplier a owl:Class }",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="module")
def opened(real_build: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(real_build)


@pytest.fixture(scope="module", params=["union", "named graphs only"])
def remote(real_build: Path, request: pytest.FixtureRequest) -> Iterator[KnowledgeGraph]:
    if not SERVER.is_file():
        pytest.skip("the oxigraph server is not installed")
    address = f"127.0.0.1:{free_port()}"
    union = ["--union-default-graph"] if request.param == "union" else []
    command = [str(SERVER), "serve-read-only", *union, "-b", address]
    with subprocess.Popen(
        [*command, "-l", str(real_build / "store")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for _ in range(200):
            try:
                opener.open(f"http://{address}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield KnowledgeGraph.connect(f"http://{address}/query")
        finally:
            server.kill()


@pytest.mark.parametrize("name", QUERIES)
def test_a_server_gives_the_same_table(
    name: str, opened: KnowledgeGraph, remote: KnowledgeGraph
) -> None:
    here, there = opened.query(QUERIES[name]), remote.query(QUERIES[name])
    assert isinstance(here, pd.DataFrame)
    assert isinstance(there, pd.DataFrame)
    assert len(here) > 0 or name == "no rows"
    pd.testing.assert_frame_equal(here, there)


@pytest.mark.parametrize("name", QUERIES)
def test_a_server_gives_the_same_rows(
    name: str, opened: KnowledgeGraph, remote: KnowledgeGraph
) -> None:
    assert opened.rows(QUERIES[name]) == remote.rows(QUERIES[name])


def test_a_server_gives_the_same_truth_and_graph(
    opened: KnowledgeGraph, remote: KnowledgeGraph
) -> None:
    assert remote.query(f"ASK {{ <{KENYA}> a wg:Country }}") is True
    assert remote.query(f"ASK {{ <{KENYA}> a wg:Supplier }}") is False
    query = f"CONSTRUCT WHERE {{ <{KENYA}> ?p ?o }}"
    here, there = opened.query(query), remote.query(query)
    assert isinstance(here, rdflib.Graph)
    assert isinstance(there, rdflib.Graph)
    assert set(here) == set(there)
    assert len(here) > 5


def test_a_server_gives_the_same_comparisons(
    opened: KnowledgeGraph, remote: KnowledgeGraph
) -> None:
    here, there = (json.loads(to_json(diff_editions(kg, 2019, 2022))) for kg in (opened, remote))
    assert there.pop("data_version") == ""
    del here["data_version"]
    assert here == there
    assert diff_builds(opened, remote).empty


def test_the_servers_own_words_come_with_an_error(remote: KnowledgeGraph) -> None:
    for ask in (remote.query, remote.rows):
        with pytest.raises(UseError, match=r"answered 400: .*error at") as caught:
            ask("SELECT ?x {")
        assert caught.value.exit_code == 2


def test_a_server_is_asked_and_nothing_else(remote: KnowledgeGraph) -> None:
    with pytest.raises(UseError, match="lies on a server"):
        remote.dataset()


TABLE = (
    b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "u"}}]}}'
)
JSON = "application/sparql-results+json"
# What a server that is none, or is broken, may answer: status, type and body.
ANSWERS = {
    "a web page": (200, "text/html", b"<!doctype html><title>Welcome</title>"),
    "half a table": (200, JSON, TABLE[:-20]),
    "no table": (200, JSON, b"[1, 2]"),
    "a number": (200, JSON, b"7"),
    "another object": (200, "application/json", b'{"error": "busy"}'),
    "a term without value": (200, JSON, TABLE.replace(b'"value": "u"', b'"valeu": "u"')),
    "a row that is none": (200, JSON, TABLE.replace(b'{"x": {"type": "uri", "value": "u"}}', b"3")),
    "nothing": (200, JSON, b""),
    "packed bytes": (200, JSON, gzip.compress(TABLE)),
    "not UTF-8": (200, JSON, TABLE.replace(b'"u"', b'"\xff"')),
    "half a graph": (200, "application/n-triples", b"<http://a> <http://b> <http:"),
    "half a Turtle file": (200, "text/turtle", b"@prefix a: <http://a> . a:b a:c [ a:d"),
    "a server error": (500, "text/plain", b"out of memory"),
    "a refusal": (403, "text/html", b"\xff\xfe no"),
    "fewer bytes than promised": (200, JSON, TABLE),
}


@pytest.mark.parametrize("name", ["deployment/ken-nairobi-mombasa-nsccs", "scheme/technology"])
def test_a_record_is_the_same_from_a_server(
    remote: KnowledgeGraph, opened: KnowledgeGraph, name: str
) -> None:
    assert remote.record(name) == opened.record(name)
    with pytest.raises(UseError, match="Did you mean 'country/KEN'"):
        remote.record("country/ken")


@pytest.fixture
def broken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve one of the answers to every query."""
    name = request.param
    status, kind, body = ANSWERS[name]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            promised = len(body) + (100 if name == "fewer bytes than promised" else 0)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(promised))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/query"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("broken", ANSWERS, indirect=True)
def test_a_broken_answer_is_told(broken: str) -> None:
    kg = KnowledgeGraph.connect(broken)
    for ask in (kg.query, kg.rows):
        with pytest.raises(UseError, match="server") as caught:
            ask("SELECT ?x { ?x a wg:Country }")
        assert caught.value.exit_code == 2
        assert caught.value.value == broken


def test_a_server_that_is_not_there_is_told() -> None:
    kg = KnowledgeGraph.connect(f"http://127.0.0.1:{free_port()}/query")
    with pytest.raises(UseError, match="cannot be reached"):
        kg.query("ASK {}")
