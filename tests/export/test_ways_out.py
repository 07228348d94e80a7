"""Every way out of the graph, walked: what may not be passed on is cited, left out, and said."""

import base64
import csv
import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.cli import main
from watchgraph.errors import UseError
from watchgraph.export import export_tables
from watchgraph.networks import NETWORKS
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph

RULES = ("quotation", "none")
#: Values that stand in no other row: words, a count, an amount and an indicator.
PLANTED = re.compile(r"Zq(?:quotation|none)\w+|87654321|98765432|7\.654321")
ENDINGS = ("ttl", "trig", "nq", "nt", "jsonld")
#: What the data of the SPARQL page is packed as.
PACKED = re.compile(r'"quads":\s*"([A-Za-z0-9+/=]+)"')

Run = tuple[int, str, str]


def add(folder: Path, table: str, **cells: str) -> None:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, head, lineterminator="\n").writerow(cells)


def plant(data: Path, rule: str, answered: str) -> None:
    """Add a source of a rule, rows of many tables that rest on it, and an answer in it."""
    own, word = f"planted-{rule}", f"Zq{rule}"
    add(
        *(data, "sources"),
        source=own,
        title=f"Planted {rule} source",
        publisher="daily",
        licence="all-rights-reserved",
        redistribution=rule,
        dataset="deployment-reports",
    )
    add(
        *(data, "deployments"),
        record=f"nam-{rule}",
        country="NAM",
        place=f"{word}place",
        name=f"{word}name",
        operator=f"{word}operator",
        note=f"{word}note",
        camera_count="87654321",
        source=own,
    )
    names = {"as_printed": "Eye", "source": own, "note": f"{word}printed"}
    key, other = f"nam-{rule}", f"loan-{rule}"
    add(data, "deployment_suppliers", record=f"{key}--eye", deployment=key, **names)
    add(
        *(data, "soft_loans"),
        record=other,
        country="NAM",
        title=f"{word}loan",
        lender="bank",
        amount="98765432",
        currency="CNY",
        purpose="safe_city",
        concessional="unknown",
        source=own,
    )
    add(data, "loan_contractors", record=f"{other}--eye", loan=other, **names)
    add(
        *(data, "listings"),
        record=f"{own}--eye",
        supplier="eye",
        list="us_dod_1237",
        start="2018",
        start_precision="year",
        reason=f"{word}reason",
        source=own,
    )
    add(
        *(data, "indicators"),
        record=f"{own}-NAM",
        country="NAM",
        year="2017",
        measure="regime_score",
        value="7.654321",
        unit="score_0_10",
        source=own,
    )
    answer = {"reply_status": "replied", "reply": f"{word}reply", "reply_source": own}
    add(data, "replies", record=answered, **answer)


def make(folder: Path) -> Path:
    shutil.copytree(data_folder() / "codelists", folder / "codelists")
    shutil.copytree(Path(__file__).parents[1] / "fixtures" / "small", folder, dirs_exist_ok=True)
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described["expectations"] = []
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    plant(folder, "quotation", "listing/list--eye")
    plant(folder, "none", "loan/loan-1")
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("planted") / "data")


@pytest.fixture(scope="module")
def planted(data: Path) -> KnowledgeGraph:
    return KnowledgeGraph.load(data)


@pytest.fixture(scope="module")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    words = ("--build", folder / "build", "--out", folder / "site")
    assert main(["report", "--data", str(data), *map(str, words)]) == 0
    return folder / "site"


@pytest.fixture
def run(site: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Return a function that runs a command on the build of the planted data."""

    def run(*words: object) -> Run:
        capfd.readouterr()
        code = main([*map(str, words), "--build", str(site.parent / "build")])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


def unpacked(path: Path) -> str:
    text = path.read_bytes().decode("utf-8", "ignore")
    packed = PACKED.search(text)
    return text + (gzip.decompress(base64.b64decode(packed[1])).decode() if packed else "")


def says_so(told: str) -> None:
    """Assert that a text names both sources and what is left out for their sake."""
    assert "Planted quotation source" in told
    assert "Planted none source" in told
    assert "left out" in told


@pytest.mark.parametrize("ending", ENDINGS)
def test_rdf(ending: str, run: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / f"graph.{ending}"
    code, _, told = run("export", "rdf", "--out", path)
    text = unpacked(path)
    assert code == 0
    assert not PLANTED.search(text)
    for rule in RULES:
        assert f"Planted {rule} source" in text
    says_so(told)
    assert "Licences that apply: CC BY 4.0" in told


def test_tables(data: Path, tmp_path: Path) -> None:
    export_tables(data, tmp_path)
    for path in tmp_path.rglob("*.*"):
        assert not PLANTED.search(unpacked(path)), path
    assert "Planted none source" in (tmp_path / "sources.csv").read_text(encoding="utf-8")
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    told = {one["source"]: one for one in described["leftOut"]}
    assert set(told) == {"closed-1", "planted-none", "planted-quotation"}
    for rule in RULES:
        assert told[f"planted-{rule}"]["redistribution"] == rule
        assert told[f"planted-{rule}"]["rows"]["deployment_suppliers"] == 1
        assert told[f"planted-{rule}"]["rows"]["replies"] == 1


@pytest.mark.parametrize(
    ("name", "form"),
    [*((name, "csv") for name in NETWORKS)]
    + [("supply", form) for form in ("json", "table", "graphml")],
)
def test_networks(name: str, form: str, run: Callable[..., Run]) -> None:
    code, text, told = run("network", name, "--format", form)
    assert code == 0
    assert not PLANTED.search(text)
    for rule in RULES:
        assert f"nam-{rule}" not in text
        assert f"loan-{rule}" not in text
    assert "Planted none source" in told
    if name in ("supply", "finance", "deployment"):
        says_so(told)
        assert form != "graphml" or "Planted quotation source" in text


@pytest.mark.parametrize("name", ["supply", "finance", "deployment"])
def test_drawings(name: str, run: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    code, _, told = run("draw", name, "--out", path)
    assert code == 0
    text = unpacked(path)
    assert not PLANTED.search(text)
    says_so(told)
    says_so(text)


def test_a_quotation_is_quoted_with_its_source_and_the_other_is_not_there(
    planted: KnowledgeGraph, run: Callable[..., Run]
) -> None:
    code, text, told = run("record", "deployment/nam-quotation")
    assert code == 0
    assert "Zqquotationoperator" in text
    assert "source/planted-quotation" in text
    assert "may be quoted with its source, but not passed on in bulk" in told
    with pytest.raises(UseError, match="There is no 'deployment/nam-none'"):
        planted.record("deployment/nam-none")
    assert planted.record("source/planted-none")["rowsKeptBack"] == 7


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_answers(form: str, run: Callable[..., Run]) -> None:
    code, text, told = run("ask", "soft_loans", "--format", form)
    assert code == 0
    assert "loan-quotation" in text
    assert "loan-none" not in text
    assert "1 record of the answer may be quoted" in told
    assert "loan/loan-quotation" in told


def test_no_question_reaches_what_is_only_cited(planted: KnowledgeGraph) -> None:
    dump = "\n".join(str(row) for row in planted.rows("SELECT ?s ?p ?o { ?s ?p ?o }"))
    assert "Zqquotation" in dump
    assert "Zqnone" not in dump


def test_an_answer_says_what_is_withheld(run: Callable[..., Run], tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text(
        "SELECT ?d ?operator { ?d a wg:Deployment OPTIONAL { ?d wg:operator ?operator } }"
    )
    for words in (("query", query), ("record", "deployment/nam-road")):
        code, _, told = run(*words)
        assert code == 0
        assert "deployment/nam-road: Withheld: operator (To keep staff from harm)." in told
        assert "does not mean that it is not stated" in told


def test_evidence_tells_the_reply(planted: KnowledgeGraph) -> None:
    base = "https://w3id.org/watchgraph/id/"
    [city, road] = planted.evidence([f"{base}deployment/nam-city", f"{base}deployment/nam-road"])
    assert "Right of reply: Asked on 2026-11-01; replied on 2026-11-03: It says:" in city["note"]
    assert road["note"] == "Withheld: operator (To keep staff from harm)."
    record = planted.record("deployment/nam-city")
    assert record["replyStatus"] == "reply-status/replied"
    assert record["reply"] == 'It says: "no cameras of ours".'
    assert record["replySource"] == "source/daily-1"
    assert planted.record("deployment/nam-road")["withheld"] == "operator"


def test_the_files_of_the_site(site: Path) -> None:
    walked = 0
    for path in sorted(site.rglob("*.*")):
        # The search finds pages by their titles; pages quote.
        if path.is_file() and path.suffix != ".html" and path.name != "search-index.js":
            assert not PLANTED.search(unpacked(path)), path
            walked += 1
    assert walked > 200
    for rule in RULES:
        turtle = (site / "source" / f"planted-{rule}.ttl").read_text(encoding="utf-8")
        assert f"Planted {rule} source" in turtle
    assert "to be quoted" in (site / "deployment" / "nam-quotation.ttl").read_text("utf-8")


def test_the_pages_of_the_site(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    assert not [name for name, text in pages.items() if "Zqnone" in text]
    assert "Zqquotationoperator" in pages["deployment/nam-quotation.html"]
    assert "Planted quotation source" in pages["deployment/nam-quotation.html"]
    assert "may be cited, and may not be passed on" in pages["source/planted-none.html"]
    for name in ("data.html", "question/soft_loans.html"):
        assert "left out" in pages[name].lower()
    assert "Planted quotation source, to be quoted only" in pages["question/soft_loans.html"]
    assert "Planted none source, to be cited only" in pages["question/soft_loans.html"]


def test_a_page_tells_withheld_from_not_stated_and_shows_the_reply(site: Path) -> None:
    road = (site / "deployment" / "nam-road.html").read_text(encoding="utf-8")
    assert "<dt>Operator</dt><dd><bdi>withheld</bdi></dd>" in road
    assert "Withheld: operator (To keep staff from harm)." in road
    assert "<li>which body operates it</li>" not in road
    assert "<li>in which place it is</li>" in road
    assert "not asked, or not recorded that it was" in road
    city = (site / "deployment" / "nam-city.html").read_text(encoding="utf-8")
    assert "replied on 2026-11-03: It says: &#34;no cameras of ours&#34;." in city
    assert "Asked on 2026-11-01; no reply in the time given." in city
    assert "not asked, or not recorded" not in city
