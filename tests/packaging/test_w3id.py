"""The redirects of the persistent namespace, obeyed by Apache as w3id.org runs it."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import CONTEXT, GRAPH, ID, ONTOLOGY_GRAPH, SHAPE, WG, mint

FOLDER = Path(__file__).parents[2] / "w3id"
RULES = (FOLDER / ".htaccess").read_text(encoding="utf-8")
BASE = "https://w3id.org/watchgraph/"
MODULES = Path("/usr/lib/apache2/modules")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TURTLE, JSONLD, TRIG, ANY = "text/turtle", "application/ld+json", "application/trig", "*/*"
RDF_TOOL = "text/turtle, application/trig, application/ld+json;q=0.9, text/html;q=0.1"

Ask = Callable[[str, str], tuple[int, str]]


def site() -> str:
    [host] = re.findall(r"E=SITE:(\S+)\]", RULES)
    return str(host)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Return a function that asks a real Apache for an address of the namespace."""
    apache = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
    if not apache or not MODULES.is_dir():
        pytest.skip("Apache (Debian apache2-bin) is not installed")
    with tempfile.TemporaryDirectory() as temporary, socket.socket() as free:
        root = Path(temporary)
        # Started by root, Apache reads as a user of its own.
        root.chmod(0o755)
        (root / "www").mkdir()
        shutil.copytree(FOLDER, root / "www" / "watchgraph")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        names = ("mpm_event", "authz_core", "headers", "rewrite")
        loads = [f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names]
        (root / "httpd.conf").write_text(
            "\n".join(
                [
                    *loads,
                    f"ServerRoot {root}",
                    f"Listen 127.0.0.1:{port}",
                    "ServerName 127.0.0.1",
                    f"PidFile {root}/pid",
                    f"ErrorLog {root}/errors",
                    f"DocumentRoot {root}/www",
                    f"<Directory {root}/www>",
                    "AllowOverride All",
                    "Options FollowSymLinks",
                    "Require all granted",
                    "</Directory>",
                    *(["User www-data", "Group www-data"] if os.geteuid() == 0 else []),
                ]
            )
            + "\n",
            encoding="utf-8",
        )
        command = [apache, "-f", str(root / "httpd.conf"), "-X"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:

            def request(address: str, accept: str) -> tuple[int, str]:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                path = "/watchgraph/" + address.removeprefix(BASE).partition("#")[0]
                connection.request("GET", path, headers={"Accept": accept} if accept else {})
                answer = connection.getresponse()
                answer.read()
                connection.close()
                return answer.status, answer.getheader("Location", "").removeprefix(site())

            try:
                for _ in range(100):
                    try:
                        request(BASE, ANY)
                        break
                    except OSError:
                        assert server.poll() is None, server.stderr and server.stderr.read()
                        time.sleep(0.1)
                yield request
            finally:
                server.terminate()


def test_the_host_is_said_in_one_place_and_is_no_invented_one() -> None:
    lines = [line for line in RULES.splitlines() if not line.startswith("#")]
    assert sum(site() in line for line in lines) == 1
    assert not [
        line
        for line in lines
        if "http" in line.lower().replace(site(), "") and "HTTP_ACCEPT" not in line
    ]
    assert site() == "https://watchgraph.invalid"
    assert "PLACEHOLDER" in RULES
    assert "Not in force yet" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_every_rule_leads_to_the_site_and_is_seen_to_be_elsewhere() -> None:
    rules = re.findall(r"^RewriteRule (\S+) (\S+) \[(\S+)\]$", RULES, re.M)
    assert len(rules) == RULES.count("\nRewriteRule")
    for pattern, target, flags in rules[1:]:
        assert pattern.startswith("^") and pattern.endswith("$")
        assert target.startswith("%{ENV:SITE}/")
        assert flags == "R=303,L"


@pytest.mark.parametrize(
    ("address", "accept", "target"),
    [
        (BASE, BROWSER, "/index.html"),
        (CONTEXT, JSONLD, "/downloads/context.jsonld"),
        (CONTEXT, ANY, "/downloads/context.jsonld"),
        (f"{WG}Supplier", BROWSER, "/ontology.html"),
        (f"{WG}Supplier", TURTLE, "/downloads/ontology.ttl"),
        (f"{WG}Supplier", RDF_TOOL, "/downloads/ontology.ttl"),
        (f"{WG}Supplier", JSONLD, "/downloads/ontology.jsonld"),
        (WG, ANY, "/downloads/ontology.ttl"),
        (WG, "", "/downloads/ontology.ttl"),
        (WG, "application/rdf+xml", "/downloads/ontology.ttl"),
        (f"{BASE}ontology/0.1.0", TURTLE, "/0.1.0/downloads/ontology.ttl"),
        (f"{BASE}ontology/0.1.0", JSONLD, "/0.1.0/downloads/ontology.jsonld"),
        (f"{BASE}ontology/10.20.30", BROWSER, "/10.20.30/ontology.html"),
        (f"{ID}country/KEN", BROWSER, "/index.html"),
        (f"{ID}country/KEN", TRIG, "/downloads/watchgraph.trig"),
        (f"{ID}country/KEN", RDF_TOOL, "/downloads/watchgraph.trig"),
        (f"{ID}country/KEN", ANY, "/downloads/watchgraph.trig"),
        (mint("supplier", "海康 <&> 100%"), BROWSER, "/index.html"),
        (f"{GRAPH}aigs-2019", BROWSER, "/index.html"),
        (f"{GRAPH}derived", TRIG, "/downloads/watchgraph.trig"),
        (ONTOLOGY_GRAPH, ANY, "/downloads/ontology.ttl"),
        (f"{SHAPE}Concept-prefLabel", ANY, "/downloads/shapes.ttl"),
    ],
)
def test_an_address_leads_to_what_speaks_of_it(
    ask: Ask, address: str, accept: str, target: str
) -> None:
    assert ask(address, accept) == (303, target)


@pytest.mark.parametrize(
    "path", ["nothing", "ontologyx", "ontology/latest", "ontology/../../etc", "id/country", "id//x"]
)
def test_what_is_no_address_of_ours_is_not_found(ask: Ask, path: str) -> None:
    status, location = ask(BASE + path, BROWSER)
    assert status == 404
    assert location == ""


def test_every_iri_of_the_graph_is_redirected(ask: Ask) -> None:
    kg = KnowledgeGraph.load()
    iris = {str(quad.subject.value) for quad in kg.store if quad.subject.value.startswith(BASE)}
    iris |= {quad.graph_name.value for quad in kg.store}
    assert {iri for iri in iris if not iri.startswith(BASE)} == set()
    one_of_each = {iri.rpartition("/")[0]: iri for iri in sorted(iris)}
    odd = sorted(iri for iri in iris if not re.fullmatch(r"[\w:/.#-]+", iri))
    for iri in [*one_of_each.values(), *odd[:20]]:
        assert ask(iri, TURTLE)[0] == 303, iri
    assert len(one_of_each) > 50
