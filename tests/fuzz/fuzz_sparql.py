"""Any text as a query: an answer or a clear refusal, no server asked and nothing changed."""

import re
from collections.abc import Iterator
from functools import cache

import pyoxigraph
from material import Reading
from watch import Violation, watched

from watchgraph.engine import bare
from watchgraph.errors import UseError
from watchgraph.services import check_services
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

# Port 9 takes nobody: were a server asked, the error would tell of it.
_SERVER = "http://127.0.0.1:9/"
_ASKED = re.compile(r"connect|refused \(|sending request|dns|network|127\.0\.0\.1:9", re.IGNORECASE)
_WORDS = (
    *("SELECT * {", "}", "{", "?s ?p ?o", " . ", " ", "\n", "\r", "#", "'", '"', "'''", '"""', "<"),
    *(">", "\\", "SERVICE", "SILENT", "service", f"<{_SERVER}>", "<'>", "FILTER(1<2)", "1", "true"),
    *("e:a", "e:", ":s", "\\#", "\\'", "OPTIONAL {", "UNION", "MINUS {", "EXISTS {", "@en", "'x'"),
    *("BIND(1 AS ?v)", "#>", "_:b", "FROM", "NAMED", f"FROM <{_SERVER}>", "GRAPH ?g {", "VALUES"),
    *("ASK {", "CONSTRUCT {", "DESCRIBE", "WHERE {", "LIMIT 5", "ORDER BY ?s", "GROUP BY ?s"),
    *("INSERT DATA {", "DELETE", "LOAD", "CLEAR ALL", "DROP", ";", "PREFIX e: <urn:e>", "\\u0053"),
    *(
        "PREFIX : <urn:f>",
        "BASE <urn:b>",
        "(COUNT(*) AS ?n)",
        "REGEX(?s,'(a+)+$')",
        "<<",
        ">>",
        "(",
    ),
    *(")", "[", "]", "?service", "wg:service", "IF(", "STR(?s)", "COALESCE(", "1.", ".5", "1e9"),
)


@cache
def _kg() -> KnowledgeGraph:
    store = pyoxigraph.Store()
    name = pyoxigraph.NamedNode
    for number in range(3):
        store.add(
            pyoxigraph.Quad(
                name(f"{ID}supplier/{number}"),
                name("urn:p"),
                pyoxigraph.Literal(number),
                name("urn:g"),
            )
        )
    return KnowledgeGraph(store)


def target(data: bytes) -> None:
    """Ask the text itself, or words of the language in any order."""
    reading = Reading(data)
    if reading.byte() % 2:
        text = reading.text()
    else:
        text = "".join(reading.choice(_WORDS) for _ in range(1 + reading.byte() % 24))
    with watched():
        bare(text)
        refused = ""
        try:
            _kg().query(text, max_rows=1000)
        except UseError as error:
            refused = str(error)
            assert error.exit_code == 2 and len(refused) < 2000
        if _ASKED.search(refused) and "is not allowed" not in refused and _SERVER in text:
            raise Violation(f"a server was asked: {text!r}: {refused}")
        assert len(_kg().store) == 3
        if "service" not in text.lower() and "\\" not in text:
            check_services(text)


def seeds() -> Iterator[bytes]:
    """Give queries that are good, and some that hide what they do."""
    for text in (
        "SELECT ?s (COUNT(?o) AS ?n) { GRAPH ?g { ?s <urn:p> ?o } FILTER(?o < 2) } GROUP BY ?s",
        "ASK { ?s ?p ?o FILTER NOT EXISTS { ?s rdfs:label 'x'@en } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2",
        "DESCRIBE <https://w3id.org/watchgraph/id/supplier/1>",
        f"SELECT * {{ SERVICE <{_SERVER}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 1SERVICE<{_SERVER}>{{?x ?y ?z}} }}",
        f"PREFIX : <{_SERVER}> SELECT * {{ FILTER(1<2)SERVICE:s#>\n{{?x ?y ?z}} }}",
        f"SELECT * FROM <{_SERVER}> {{ ?s ?p ?o }}",
        "INSERT DATA { <urn:s> <urn:p> 1 }",
        "SELECT * { ?s ?p ?o } ; CLEAR ALL",
    ):
        yield b"\1" + text.encode()
    for number in range(30):
        yield bytes([0, 12, *((number * step * 31 + 7) % 256 for step in range(24))])
