"""The kept questions give the same rows on a server product, asked over HTTP.

The server is OpenLink Virtuoso, which shares no code with the engines of the other tests.
"""

import datetime
import os
import random
import runpy
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph
import pytest
import rdflib

from watchgraph import remote as sending
from watchgraph.audit import audit
from watchgraph.errors import UseError
from watchgraph.questions import allowed, describe, names
from watchgraph.questions.header import PARAMETER_KINDS, Parameter
from watchgraph.questions.parameters import literal, resolve
from watchgraph.store import KnowledgeGraph

HERE = Path(__file__).parent
VIRTUOSO = SimpleNamespace(**runpy.run_path(str(HERE / "virtuoso.py")))
GIVEN = runpy.run_path(str(HERE / "test_other_engine.py"))["GIVEN"]
TEXTS = runpy.run_path(str(HERE / "test_parameters.py"))["FRAGMENTS"]

# Kinds of which every value is asked for.
SHORT = ("edition", "search_result", "instrument", "regime_class")
LITERALS: dict[str, str | int] = {"date": "2019-09-17", "integer": 2, "text": "Huawei"}

pytestmark = pytest.mark.skipif(
    bool(VIRTUOSO.missing()), reason=f"not installed: {', '.join(VIRTUOSO.missing())}"
)


@pytest.fixture(scope="module")
def server(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the real graph, each of its graphs under its own name."""
    folder = tmp_path_factory.mktemp("virtuoso")
    files = {}
    for n, graph in enumerate(sorted(kg.store.named_graphs(), key=lambda node: str(node.value))):
        files[str(graph.value)] = folder / f"{n}.nt"
        form = pyoxigraph.RdfFormat.N_TRIPLES
        kg.store.dump(str(folder / f"{n}.nt"), format=form, from_graph=graph)
    with VIRTUOSO.serving(files, folder) as address:
        yield address


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def remote(server: str) -> KnowledgeGraph:
    return KnowledgeGraph.connect(server)


def _cells(frame):
    return frame.astype("object").where(frame.notna(), None).to_numpy().tolist()


def _difference(kg, remote, name, given) -> str:
    """Say where the answers part; empty if they are the same, cell by cell and in order."""
    here, there = kg.ask(name, **given), remote.ask(name, **given)
    if len(here) != len(there):
        return f"{given}: {len(here)} rows here, {len(there)} on the server"
    for row, (ours, theirs) in enumerate(zip(_cells(here), _cells(there), strict=True)):
        for column, cell, other in zip(here.columns, ours, theirs, strict=True):
            if cell != other:
                return f"{given}: row {row}, {column}: {cell!r} here, {other!r} on the server"
    if here.dtypes.to_dict() != there.dtypes.to_dict():
        return f"{given}: other dtypes"
    return ""


def _values(kg, parameter: Parameter) -> list[str | int]:
    """Return some values of a parameter, always the same ones."""
    if parameter.kind in LITERALS:
        return [LITERALS[parameter.kind]]
    choices = [choice.value for choice in allowed(kg, parameter)]
    return random.Random(parameter.name).sample(choices, min(len(choices), 12))


def _askings(kg, name):
    """Return the askings of a question: as it stands, as tested elsewhere, by each parameter."""
    parameters = describe(name).parameters
    needed = {p.name: _values(kg, p)[0] for p in parameters if p.required}
    askings = [needed, *(given for question, given in GIVEN if question == name)]
    for parameter in parameters:
        # Values without rows would show little; of a long list one that has some is enough.
        tried = ({**needed, parameter.name: value} for value in _values(kg, parameter))
        telling = (given for given in tried if len(kg.ask(name, **given)))
        askings += islice(telling, None if parameter.kind in SHORT else 1)
    return askings


def _by_header(name):
    """Expect the difference that the header of a question owns to."""
    engines = describe(name).engines
    fault = pytest.mark.xfail(strict=True, reason=engines, raises=(AssertionError, UseError))
    return pytest.param(name, marks=[fault] if "Virtuoso" in engines else [])


@pytest.mark.parametrize("name", [_by_header(name) for name in names()])
def test_same_rows(kg, remote, name):
    askings = _askings(kg, name)
    assert [_difference(kg, remote, name, given) for given in askings] == [""] * len(askings)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("supplier", "HUAWEI"),
        ("supplier", " Huawei Investment & Holding "),
        ("supplier", "https://w3id.org/watchgraph/id/supplier/huawei"),
        ("country", "KE"),
        ("country", "CÔTE D’IVOIRE"),
        ("country", "gaza"),
        ("edition", 2019),
        ("technology", "Facial recognition"),
        ("lender", "Export-Import Bank of China"),
        ("source", "aigs-2019"),
        ("list", "FCC Covered List"),
        ("regime_class", "closed autocracy"),
        ("supplier", "hauwei"),
        ("country", "Kenia"),
        ("instrument", "lone"),
        ("date", datetime.date(2019, 9, 17)),
    ],
)
def test_names_are_found_and_suggested_alike(kg, remote, kind, value):
    def found(graph):
        try:
            return resolve(graph, Parameter("value", kind, None, False, ""), value)
        except UseError as error:
            return str(error), error.choices

    assert found(remote) == found(kg)


@pytest.mark.parametrize("kind", PARAMETER_KINDS)
def test_allowed_values_are_the_same(kg, remote, kind):
    parameter = Parameter("value", kind, None, False, "")
    assert allowed(remote, parameter) == allowed(kg, parameter)


@pytest.mark.parametrize("text", [*TEXTS, "\\\\u0022", "\\U0001F600", "\u202eabc", "''' \"\"\" \\"])
def test_text_comes_back_as_it_went_in(remote, text):
    assert remote.rows(f"SELECT ?text {{ VALUES ?text {{ {literal(text)} }} }}") == [(text,)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_fragment_of_sparql_is_only_a_name_that_nobody_has(remote, text):
    with pytest.raises(UseError) as error:
        remote.ask("countries_by_supplier", supplier=text)
    assert "server" not in str(error.value)


def test_truth_and_graphs_are_read(kg, remote):
    assert remote.query('ASK { ?c wg:iso3 "KEN" }') is True
    assert remote.query('ASK { ?c wg:iso3 "SELECT" }') is False
    query = "CONSTRUCT WHERE { ?c wg:iso3 'KEN' ; ?p ?o }"
    here, there = kg.query(query), remote.query(query)
    assert set(here) == set(there)
    assert len(here) > 10
    # What a description holds is for each engine to say.
    described = remote.query("DESCRIBE ?c { ?c wg:iso3 'KEN' }")
    assert isinstance(described, rdflib.Graph)
    assert described


def test_a_network_is_the_same(kg, remote):
    here, there = kg.network("supply", edition=2019), remote.network("supply", edition=2019)
    assert dict(here.nodes(data=True)) == dict(there.nodes(data=True))
    assert list(here.edges(data=True)) == list(there.edges(data=True))


def test_the_audit_is_the_same(kg, remote):
    assert audit(remote) == audit(kg)


def test_long_rows_are_sorted_but_never_cut(kg, remote, monkeypatch):
    """Virtuoso refuses to sort them, unless it is told of a limit."""
    count = len(kg.ask("technologies_by_edition"))
    monkeypatch.setattr(sending, "_MOST_ROWS", count + 1)
    assert len(remote.ask("technologies_by_edition")) == count
    monkeypatch.setattr(sending, "_MOST_ROWS", count)
    with pytest.raises(UseError, match=f"cannot sort an answer of {count} rows"):
        remote.ask("technologies_by_edition")


def test_a_broken_query_is_told_in_the_servers_words(remote):
    with pytest.raises(UseError, match="answered 400: Virtuoso"):
        remote.query("SELECT ?x {")


def test_no_server_is_left_behind(tmp_path):
    """Also if it was not filled, which is when a test fails before it begins."""
    faulty = tmp_path / "faulty.nt"
    faulty.write_text("<http://a> <http://b> .\n", encoding="utf-8")
    with (
        pytest.raises(RuntimeError, match="did not load"),
        VIRTUOSO.serving({"http://g": faulty}, tmp_path),
    ):
        raise AssertionError("It was loaded.")
    process = int((tmp_path / "process.txt").read_text(encoding="utf-8"))
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
