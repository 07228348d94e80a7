"""What reads a build that holds private records, without naming them, gives what it gave before."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.errors import UseError
from watchgraph.networks import NETWORKS
from watchgraph.questions import names as question_names

from .planted import STEM, word
from .seeking import SEEK
from .written import built

Said = tuple[int, str, str]


FORMS = ("ttl", "trig", "nq", "nt", "jsonld")
TABLES = ("centrality", "ranks", "communities", "concentration", "regions")
SELECT, CONSTRUCT, DESCRIBE = (
    "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    f"DESCRIBE <https://w3id.org/watchgraph/id/deployment/{word('deployments', 'record')}>",
)
READERS: list[tuple[str, ...]] = [
    *(("export", "rdf", "--out", f"made.{form}") for form in FORMS),
    ("export", "vocabularies", "--out", "made.ttl"),
    *(("network", net, "--format", form) for net in NETWORKS for form in ("csv", "json")),
    *(("network", net, "--format", "graphml") for net in NETWORKS),
    *(("draw", net, "--out", "made.html") for net in NETWORKS),
    *(("analyze", "supply", "--format", "csv", "--table", table) for table in TABLES),
    ("analyze", "deployment", "--format", "json"),
    ("analyze", "supply", "--format", "csv", "--table", "sensitivity"),
    *(("audit", "--explain", "--format", form) for form in ("table", "json")),
    ("record", "country/NAM"),
    ("record", "deployment/nam-road"),
    ("record", "supplier/eye"),
    ("network", "supply", "--format", "csv", "--as-of", "1990-01-01", "--keep-undated"),
    ("ask", "countries_by_supplier", "supplier=zqxlek-suppliers-supplier-x9"),
    *(("query", f"{name}.rq", "--format", "json") for name in ("select", "construct", "describe")),
]


def reads(world: Path, run: Callable[..., Said], words: tuple[str, ...], name: str) -> list[bytes]:
    """Return what a command says and writes when it reads a build."""
    code, out, err = run(*words, "--build", world / name / "build")
    said = [str(code).encode(), out.encode(), err.encode()]
    for made in sorted(Path().glob("made.*")):
        said.append(made.read_bytes())
        made.unlink()
    return said


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_a_reader_gives_what_it_gives_without_it(
    world: Path, run: Callable[..., Said], words: tuple[str, ...]
) -> None:
    for name, text in (("select", SELECT), ("construct", CONSTRUCT), ("describe", DESCRIBE)):
        Path(f"{name}.rq").write_text(text, encoding="utf-8")
    plain, shown = (reads(world, run, words, name) for name in ("plain", "shown"))
    assert plain[0] == (b"2" if words[0] == "ask" else b"0"), plain
    assert shown == plain
    for said in shown:
        assert SEEK.found(said) == []
        assert b"hushed" not in said


@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_kept_question_answers_as_without_it(world: Path, form: str) -> None:
    graphs = [wg.KnowledgeGraph.open(world / name / "build") for name in ("plain", "shown")]
    rows = 0
    for name in question_names():
        plain, shown = (kg.ask(name) for kg in graphs)
        text = shown.to_csv() if form == "csv" else str(shown.to_json(force_ascii=False))
        assert text == (plain.to_csv() if form == "csv" else plain.to_json(force_ascii=False))
        assert SEEK.found(text.encode()) == [], name
        rows += len(shown)
    assert rows > 20


def private_ids(world: Path) -> list[str]:
    """Return kind and key of every record of the overlay that is none of the edition."""
    text = (built(world, "shown") / "private" / "hushed.nq").read_text(encoding="utf-8")
    found = set(re.findall(r"^<https://w3id.org/watchgraph/id/([^>]+)>", text, re.MULTILINE))
    return sorted(one for one in found if STEM in one)


def test_no_private_id_is_there(world: Path, run: Callable[..., Said]) -> None:
    kg = wg.KnowledgeGraph.open(world / "shown" / "build")
    ids = private_ids(world)
    assert len(ids) > 40
    for one in ids:
        with pytest.raises(UseError, match="There is no") as caught:
            kg.record(one)
        assert caught.value.choices == (), one
    code, out, err = run("record", ids[0], "--build", world / "shown" / "build")
    assert (code, out) == (2, "")
    assert SEEK.found(err.replace(ids[0], "").encode()) == []


def test_comparing_and_verifying_tell_nothing(world: Path, run: Callable[..., Said]) -> None:
    shown, plain = (world / name / "build" for name in ("shown", "plain"))
    for form in ("table", "json", "html"):
        code, out, err = run("diff", "--build", plain, shown, "--format", form, "--exit-code")
        assert (code, SEEK.found((out + err).encode())) == (0, [])
    code, out, err = run("verify", shown, "--data", world / "data")
    assert (code, SEEK.found((out + err).encode())) == (0, [])
    code, out, err = run("check", world / "data")
    assert (code, SEEK.found((out + err).encode())) == (0, [])
