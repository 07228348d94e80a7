"""A query asks no server that is not allowed, fetches nothing and changes nothing."""

import hashlib
import http.server
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchgraph.audit import audit
from watchgraph.cli import main
from watchgraph.errors import UseError
from watchgraph.services import check_services
from watchgraph.store import KnowledgeGraph

SERVER = Path(sys.executable).with_name("oxigraph")
EMPTY = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
# Ways to write SERVICE, and to hide it from a reader that goes by blanks, quotes or angles.
HIDDEN = [
    "SELECT * { SERVICE <U> { ?x ?y ?z } }",
    "SELECT * { service<U>{ ?x ?y ?z } }",
    "SELECT * { SERVICE SILENT <U> { ?x ?y ?z } }",
    "SELECT * { SERVICESILENT<U>{ ?x ?y ?z } }",
    "SELECT * { ?s ?p 1SERVICE<U>{ ?x ?y ?z } }",
    "SELECT * { ?s ?p trueSERVICE<U>{ ?x ?y ?z } }",
    "SELECT * { ?s ?p ?o.SERVICE<U>{ ?x ?y ?z } }",
    "SELECT * { SERVICE # a comment\n <U> { ?x ?y ?z } }",
    "SELECT * { # a comment\rSERVICE <U> { ?x ?y ?z } }",
    "SELECT * { BIND(<U> AS ?g) SERVICE ?g { ?x ?y ?z } }",
    "SELECT * { VALUES ?g { <U> } SERVICE SILENT ?g { ?x ?y ?z } }",
    "PREFIX e: <U> SELECT * { SERVICE e: { ?x ?y ?z } }",
    "PREFIX e: <U> SELECT * { FILTER(1<2)SERVICEe:s#>\n{ ?x ?y ?z } }",
    "PREFIX : <U> SELECT * { FILTER(1<2)SERVICE:s#>\n{ ?x ?y ?z } }",
    "PREFIX e: <U> SELECT * { OPTIONAL { ?s e:a\\#b 1 } SERVICE <U> { ?x ?y ?z } }",
    "PREFIX e: <U> SELECT * { OPTIONAL { ?s e:a\\' 1 } SERVICE <U> { } OPTIONAL { ?s e:a\\' 1 } }",
    "BASE <U> SELECT * { OPTIONAL { ?s <'> 1 } SERVICE <U> { } OPTIONAL { ?s <'> 1 } }",
    "BASE <U> SELECT * { SERVICE <> { ?x ?y ?z } }",
    "SELECT * { \\u0053ERVICE <U> { ?x ?y ?z } }",
    "ASK { FILTER EXISTS { SERVICE <U> { ?x ?y ?z } } }",
    "SELECT * { { SELECT * { SERVICE <U> { ?x ?y ?z } } } }",
    "CONSTRUCT { ?x ?y ?z } WHERE { SERVICE <U> { ?x ?y ?z } }",
    "DESCRIBE ?x { SERVICE <U> { ?x ?y ?z } }",
    "SELECT (COUNT(*) AS ?n) { MINUS { SERVICE <U> { ?x ?y ?z } } }",
]
HARMLESS = [
    'SELECT * { ?s rdfs:label "SERVICE <U>" }',
    "SELECT * { ?s rdfs:label '''a ' SERVICE <U> { } ''' }",
    'SELECT * { ?s rdfs:label "say \\" SERVICE <U>" }',
    "SELECT ?service ?customer_service { ?service ?customer_service 1 }",
    "SELECT * { ?s wg:service wg:other-service ; a wg:my_service # SERVICE <U>\n }",
    "SELECT * { ?s a <https://example.org/service#SERVICE> FILTER(1 < 2 && 3 > 2) }",
    "SELECT $service { ?s ?p $service }",
]
FETCHES = [
    "SELECT * FROM <U> { ?s ?p ?o }",
    "SELECT * FROM NAMED <U> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <U> { ?s ?p ?o } }",
    "DESCRIBE <U>",
    "ASK FROM <U> FROM NAMED <U> { ?s owl:imports <U> }",
    "CONSTRUCT { ?s owl:imports <U> } FROM <U> WHERE { ?s ?p ?o }",
]
UPDATES = [
    "INSERT DATA { <urn:s> <urn:p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE DATA { <urn:s> <urn:p> 1 }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <U>",
    "LOAD SILENT <U> INTO GRAPH <urn:g>",
    "CLEAR ALL",
    "drop silent all",
    "CREATE GRAPH <urn:g>",
    "COPY DEFAULT TO <urn:g>",
    "MOVE <urn:a> TO <urn:b>",
    "ADD <urn:a> TO <urn:b>",
    "PREFIX e: <urn:e> # SELECT\n INSERT DATA { e:s e:p 1 }",
    "BASE <U> PREFIX select: <urn:e> CLEAR ALL",
]
AFTERWARDS = [
    "SELECT * { ?s ?p ?o } ; CLEAR ALL",
    "ASK { ?s ?p ?o } ; LOAD <U>",
    "SELECT * { ?s ?p ?o } INSERT DATA { <urn:s> <urn:p> 1 }",
    "SELECT * { INSERT { ?s ?p ?o } }",
    "\\u0049NSERT DATA { <urn:s> <urn:p> 1 }",
]


class Listener(http.server.BaseHTTPRequestHandler):
    """A server that notes what it is asked, or sends its guests on to another."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.heard.append((self.path, body.decode()))  # type: ignore[attr-defined]
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(EMPTY)))
        self.end_headers()
        self.wfile.write(EMPTY)

    do_GET = do_POST

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="module")
def listener() -> Iterator[http.server.ThreadingHTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def heard(listener: http.server.ThreadingHTTPServer) -> list[tuple[str, str]]:
    listener.heard = []  # type: ignore[attr-defined]
    return listener.heard  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def address(listener: http.server.ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{listener.server_port}/"


@pytest.fixture(scope="module")
def one() -> KnowledgeGraph:
    """A graph of one statement: with none, an engine asks nobody."""
    store = pyoxigraph.Store()
    subject, predicate = pyoxigraph.NamedNode("urn:s"), pyoxigraph.NamedNode("urn:p")
    store.add(pyoxigraph.Quad(subject, predicate, pyoxigraph.Literal(1)))
    return KnowledgeGraph(store)


@pytest.mark.parametrize("query", HIDDEN)
def test_no_server_is_asked_however_it_is_written(
    query: str, one: KnowledgeGraph, address: str, heard: list[tuple[str, str]]
) -> None:
    with pytest.raises(UseError, match=r"SERVICE.* is not allowed.*--allow-service"):
        one.query(query.replace("<U>", f"<{address}>"))
    with pytest.raises(UseError, match="is not allowed"):
        one.query(query.replace("<U>", f"<{address}>"), services=(f"{address}other",))
    assert heard == []


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_names_and_texts_is_none(
    query: str, one: KnowledgeGraph, address: str, heard: list[tuple[str, str]]
) -> None:
    one.query(query.replace("<U>", f"<{address}>"))
    assert heard == []


@pytest.mark.parametrize("query", FETCHES)
def test_no_graph_is_fetched(
    query: str, one: KnowledgeGraph, address: str, heard: list[tuple[str, str]]
) -> None:
    one.query(query.replace("<U>", f"<{address}>"))
    assert heard == []


def test_a_server_on_the_list_is_asked_and_none_that_it_names(
    one: KnowledgeGraph, address: str, heard: list[tuple[str, str]]
) -> None:
    allowed = (f"{address}sparql", f"{address}moved")
    one.query(f"SELECT * {{ SERVICE <{allowed[0]}> {{ ?x ?y ?z }} }}", services=allowed)
    assert [path for path, _ in heard] == ["/sparql"]
    with pytest.raises(UseError):
        one.query(f"SELECT * {{ SERVICE <{allowed[1]}> {{ ?x ?y ?z }} }}", services=allowed)
    assert [path for path, _ in heard] == ["/sparql", "/moved"]
    both = f"SELECT * {{ SERVICE <{allowed[0]}> {{ }} SERVICE <{address}third> {{ }} }}"
    with pytest.raises(UseError, match="third> is not allowed"):
        one.query(both, services=allowed)
    assert len(heard) == 2


@pytest.mark.parametrize("address", ["", "example.org", "file:///etc/passwd", "http://a b", "?g"])
def test_the_list_holds_addresses_only(address: str, one: KnowledgeGraph) -> None:
    with pytest.raises(UseError, match="no address of a server"):
        one.query("ASK { ?s ?p ?o }", services=(address,))


PIECES = st.sampled_from(
    [
        *("SERVICE", "service", "SILENT", "<http://127.0.0.1:9/>", "<'>", "{", "}", "?x ?y ?z"),
        *(" ", "\n", "\r", "#", "'", '"', "'''", '"""', "\\", "<", ">", "1", "true", "2.", "."),
        *("FILTER(1<2)", "?s ?p ", "e:a", "e:", ":", "\\#", "\\'", "OPTIONAL { ", "@en", "'x'"),
        *("BIND(1 AS ?v)", "#>", "UNION", "EXISTS", "MINUS {", ")", "(", "_:b", "-", "?service"),
    ]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(pieces=st.lists(PIECES, min_size=2, max_size=12))
def test_a_query_that_is_let_by_holds_no_call_for_the_engine(pieces: list[str]) -> None:
    """With all calls allowed by name alone, the engine itself says what it would have asked."""
    query = f"BASE <urn:b> PREFIX e: <urn:e> PREFIX : <urn:f> SELECT * {{ {''.join(pieces)} }}"
    try:
        check_services(query)
    except UseError:
        return
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("urn:s")] * 3))
    try:
        list(store.query(query))
    except (SyntaxError, ValueError):
        return
    except (OSError, RuntimeError) as error:
        pytest.fail(f"{query!r} asked a server: {error}")


@pytest.fixture(scope="module")
def build_copy(small_data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from watchgraph.build import build

    root = tmp_path_factory.mktemp("updated") / "build"
    build(small_data(), root, check=False)
    return root


def _digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        # What an engine writes of its own run, and holds no statement.
        if path.is_file() and path.name not in ("LOG", "LOCK", "IDENTITY")
    }


@pytest.mark.parametrize("update", [*UPDATES, *AFTERWARDS])
def test_an_update_is_refused_and_changes_nothing(
    update: str, one: KnowledgeGraph, address: str, heard: list[tuple[str, str]]
) -> None:
    text = update.replace("<U>", f"<{address}>")
    said = "is refused: a graph is asked here" if update in UPDATES else "cannot be run"
    for ask in (one.query, one.rows):
        with pytest.raises(UseError, match=said):
            ask(text)
    assert len(one.store) == 1
    assert heard == []


def test_no_command_changes_a_build(
    build_copy: Path, address: str, heard: list[tuple[str, str]], tmp_path: Path, capsys
) -> None:
    before = _digest(build_copy)
    for number, update in enumerate((UPDATES[0], UPDATES[1], AFTERWARDS[0])):
        file = tmp_path / f"{number}.rq"
        file.write_text(update.replace("<U>", f"<{address}>"), encoding="utf-8")
        assert main(["query", str(file), "--build", str(build_copy)]) == 2
        said = capsys.readouterr().err
        assert "refused" in said or "cannot be run" in said
        assert "Traceback" not in said
    attack = "supplier=x> } ; DROP ALL #"
    assert main(["ask", "countries_by_supplier", attack, "--build", str(build_copy)]) == 2
    audit(KnowledgeGraph.open(build_copy))
    assert _digest(build_copy) == before
    assert heard == []


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that takes updates at its /update."""
    if not SERVER.is_file():
        pytest.skip("the oxigraph server is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    store = tmp_path_factory.mktemp("writable")
    command = [str(SERVER), "serve", "-b", f"127.0.0.1:{port}", "-l", str(store)]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(200):
            try:
                opener.open(f"http://127.0.0.1:{port}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        first = urllib.parse.urlencode({"update": "INSERT DATA { <urn:s> <urn:p> 1 }"}).encode()
        opener.open(f"http://127.0.0.1:{port}/update", first, timeout=10).close()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


@pytest.mark.parametrize("path", ["/query", "/update"])
def test_no_update_reaches_a_server_that_takes_them(
    path: str, writable: str, address: str, heard: list[tuple[str, str]]
) -> None:
    kg = KnowledgeGraph.connect(writable + path)
    for update in (*UPDATES, *AFTERWARDS):
        with pytest.raises(UseError):
            kg.query(update.replace("<U>", f"<{address}>"))
        with pytest.raises(UseError):
            kg.rows(update.replace("<U>", f"<{address}>"))
    count = KnowledgeGraph.connect(f"{writable}/query").rows("SELECT ?s ?o { ?s ?p ?o }")
    assert count == [("urn:s", 1)]
    assert heard == []


def test_a_server_is_sent_a_query_and_no_update(address: str, heard: list[tuple[str, str]]) -> None:
    kg = KnowledgeGraph.connect(f"{address}sparql")
    kg.query("SELECT ?x { ?x ?y ?z }")
    with pytest.raises(UseError, match="refused"):
        kg.query("CLEAR ALL")
    with pytest.raises(UseError, match="is not allowed"):
        kg.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }")
    sent = [urllib.parse.parse_qs(body) for _, body in heard]
    assert sent and all(set(fields) <= {"query", "default-graph-uri"} for fields in sent)
    assert not [fields for fields in sent if "CLEAR" in fields["query"][0]]


def test_two_graphs_are_joined_by_a_server_that_is_allowed(
    writable: str, build_copy: Path, tmp_path: Path, capsys
) -> None:
    file = tmp_path / "joined.rq"
    file.write_text(
        f"SELECT ?label ?n {{ ?c wg:iso3 'NAM' ; rdfs:label ?label . "
        f"SERVICE <{writable}/query> {{ <urn:s> <urn:p> ?n }} }}",
        encoding="utf-8",
    )
    command = ["query", str(file), "--build", str(build_copy), "--format", "csv"]
    assert main(command) == 2
    assert "--allow-service" in capsys.readouterr().err
    assert main([*command, "--allow-service", f"{writable}/query"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Namibia,1"]
