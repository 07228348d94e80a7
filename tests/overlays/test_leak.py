"""Whatever is written without naming a private overlay holds nothing of it, and nothing made of it.

An overlay fills every column that overlays may fill with words, numbers and days of its own. Three
sites are written over the same small tables: one without it, one with it not shown, and one with
it shown. Of the first two all bytes are the same; the build of the third is then read by every
command without the overlay's name, which gives what the first build gives. The name of the overlay
may be told: it stands in the manifest of a build that holds it, and on the standard error.
"""

import os
import pickle
import re
import stat
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

import watchgraph as wg
from watchgraph.build.folder import current_build
from watchgraph.cli import main
from watchgraph.errors import UseError
from watchgraph.mapping import quad_chunks
from watchgraph.networks import NETWORKS
from watchgraph.overlaid import check_overlay
from watchgraph.overlays import lay_over
from watchgraph.questions import names as question_names
from watchgraph.tables import load_tables
from watchgraph.tables.schema import read_package

from .planted import (
    OTHER,
    STEM,
    cells_of,
    plant,
    plant_sheet,
    planted_rows,
    small_rows,
    uncovered,
    word,
)
from .seeking import Seeker

Once = Callable[[str, Callable[[Path], object]], Path]
SmallData = Callable[[], Path]
Said = tuple[int, str, str]

NOTICE = "Holds private records of hushed; not for publication."
HELD = "The private records of {0} are checked but not shown; to show them: --include-private {0}\n"
SEEK, SEEK_OTHER = Seeker(STEM), Seeker(OTHER, odd=False)
#: What a map leaves out, and what says nothing of a record: shown nowhere, not even to the owner.
NEVER = [f"{STEM}-mapped-x9-{end}" for end in ("property", "hidden", "ignored", "judge", "why")]
NEVER += [f"{STEM}-mapped-x9@mail", f"{STEM}-mapped-x9-author", f"{STEM}-mapped-x9-comment"]


@pytest.fixture(scope="module")
def world(once: Once, small_data: SmallData) -> Path:
    """Return a folder with the tables, three overlays, and three builds with their sites."""

    def fill(folder: Path) -> None:
        data = small_data().rename(folder / "data")
        package = read_package(data)
        (folder / "tmp").mkdir()
        said = {"title": f"{STEM}-title-x9", "version": f"{STEM}-version-x9"}
        plant(folder / "hushed", package, planted_rows(package), **said)
        plant_sheet(folder / "hushed")
        plant(folder / "other", package, small_rows(OTHER), title=f"{OTHER} title")
        plant(folder / "open", package, small_rows("open"), title="Open", private=False)
        own = ("--with", folder / "other", "--with", folder / "hushed")
        reports = {"plain": (), "hidden": own, "shown": (*own, "--include-private", "hushed")}
        for name, words in reports.items():
            place = ("--build", folder / name / "build", "--out", folder / name / "site")
            given = ("--data", data, "--with", folder / "open", *place, *words)
            run = subprocess.run(
                [sys.executable, "-m", "watchgraph", "report", *map(str, given)],
                env=os.environ | {"TMPDIR": str(folder / "tmp")},
                capture_output=True,
                check=False,
                umask=0,
            )
            assert run.returncode == 0, run.stderr
            (folder / name / "stdout").write_bytes(run.stdout)
            (folder / name / "stderr").write_bytes(run.stderr)

    return once("leak", fill)


@pytest.fixture(autouse=True)
def leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a folder for what is temporary, and look into it in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    yield
    assert SEEK.in_files(folder) == {}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def say(*words: object) -> Said:
        capfd.readouterr()
        code = main([str(one) for one in words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return say


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built(world: Path, name: str) -> Path:
    found = current_build(world / name / "build")
    assert found is not None
    return found


def dumped(build_folder: Path) -> bytes:
    """Return all that a store holds; its files may be packed."""
    store = pyoxigraph.Store.read_only(str(build_folder / "store"))
    return b"\n".join(sorted(str(quad).encode() for quad in store))


# ---- The search itself


def test_every_column_that_an_overlay_may_fill_is_planted(world: Path) -> None:
    package = read_package(world / "data")
    assert uncovered(package, planted_rows(package)) == []
    assert check_overlay(world / "hushed", data=world / "data").report.exit_code() == 0


def test_the_search_finds_what_is_encoded_or_packed() -> None:
    import base64
    import gzip
    import zlib

    text = f"<p>é {STEM}-deployments-name-x9 &".encode()
    packed = gzip.compress(text)
    escaped = "".join(f"\\u{ord(one):04x}" for one in STEM)
    for raw in (
        *(text, text.upper(), packed, zlib.compress(text), escaped.encode(), text.hex().encode()),
        *(base64.b64encode(text[start:]) for start in range(3)),
        *(text.decode().encode(code) for code in ("utf-16", "utf-16-le", "utf-16-be")),
        "".join(f"&#{ord(one)};" for one in STEM).encode(),
        "".join(f"%{ord(one):02x}" for one in STEM).encode(),
        b'{"quads":"' + base64.b64encode(packed) + b'"}',
        *(b"918,273,645 cameras", b'"amount": 827364519.25', b'"start":"1931-05-17"'),
    ):
        assert SEEK.found(raw), raw
    assert not SEEK.found(b"deployments-name-x9 1930-01-01 1,000")
    assert not SEEK_OTHER.found(text)


# ---- What is written without its name


def test_a_build_and_a_site_with_it_held_back_are_those_without_it(world: Path) -> None:
    plain, hidden = files(world / "plain" / "site"), files(world / "hidden" / "site")
    assert len(plain) > 500
    assert plain.keys() == hidden.keys()
    assert [name for name in plain if plain[name] != hidden[name]] == []
    one, two = built(world, "plain"), built(world, "hidden")
    assert one.name == two.name
    for name in ("graph.nq", "manifest.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes()
    assert dumped(one) == dumped(two)


@pytest.mark.parametrize("seek", [SEEK, SEEK_OTHER])
def test_no_byte_of_them_is_of_a_private_overlay(world: Path, seek: Seeker) -> None:
    for name in ("plain", "hidden"):
        assert seek.in_files(world / name) == {}
        assert seek.found(dumped(built(world, name))) == []
        assert not list((world / name).rglob("private"))
    for page in (world / "hidden" / "site").rglob("*.html"):
        assert "not for publication" not in page.read_text(encoding="utf-8")
    assert list((world / "tmp").iterdir()) == []


def test_what_is_said_is_the_name_alone(world: Path) -> None:
    said = {name: (world / name / "stderr").read_text(encoding="utf-8") for name in
            ("plain", "hidden", "shown")}  # fmt: skip
    assert said["hidden"] == said["plain"] + HELD.format("other") + HELD.format("hushed")
    assert said["shown"] == said["plain"] + HELD.format("other") + NOTICE + "\n"


def test_a_build_that_holds_it_keeps_it_in_one_folder_of_its_owner(world: Path) -> None:
    plain, shown = built(world, "plain"), built(world, "shown")
    assert SEEK.in_files(world / "shown" / "build", but=["private"]) == {}
    assert dumped(shown) == dumped(plain)
    assert (shown / "graph.nq").read_bytes() == (plain / "graph.nq").read_bytes()
    private = shown / "private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert sorted(path.name for path in private.iterdir()) == ["hushed.json", "hushed.nq"]
    for path in private.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_overlay_shown_never_shows_another(world: Path) -> None:
    assert SEEK_OTHER.in_files(world / "shown") == {}
    assert SEEK_OTHER.found(dumped(built(world, "shown"))) == []


# ---- What reads a build that holds it, without its name

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


# ---- What lays it over the tables, without its name


def test_a_graph_in_memory_is_the_one_without_it(world: Path) -> None:
    data, own = world / "data", [world / "hushed", world / "other"]
    hidden = wg.load(data, overlays=[world / "open", *own])
    plain = wg.load(data, overlays=[world / "open"])
    assert set(map(str, hidden.store)) == set(map(str, plain.store))
    nets: list[Any] = [kg.network("supply") for kg in (plain, hidden)]
    assert pickle.dumps(nets[0]) == pickle.dumps(nets[1])
    state = {name: value for name, value in vars(hidden).items() if name != "_backend"}
    for raw in (repr(hidden).encode(), pickle.dumps(state), pickle.dumps(nets[1])):
        assert SEEK.found(raw) == []
    assert hidden.private == ()


NOTEBOOK = """
import sys, watchgraph as wg
kg = wg.load(sys.argv[1], overlays=sys.argv[2:])
print(kg, vars(kg), *kg.notes, sep="\\n")
kg.network("supply")
print(kg.query("SELECT * { ?s ?p ?o }").to_csv())
wg.draw(kg.network("deployment"), "drawn.html")
"""


def test_a_script_tells_nothing(world: Path) -> None:
    words = [str(world / name) for name in ("data", "hushed")]
    done = subprocess.run(
        [sys.executable, "-c", NOTEBOOK, *words], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert SEEK.found(done.stdout + done.stderr) == []
    assert SEEK.in_files(Path()) == {}
    assert Path("drawn.html").is_file()


@pytest.mark.parametrize("words", [
    ("export", "rdf", "--out", "made.nq"),
    ("draw", "supply", "--out", "made.html"),
])  # fmt: skip
def test_a_command_that_lays_it_over_gives_what_it_gives_without_it(
    world: Path, run: Callable[..., Said], words: tuple[str, ...]
) -> None:
    said = []
    for more in ((), ("--with", world / "hushed")):
        code, out, err = run(*words, "--data", world / "data", *more)
        made = [path.read_bytes() for path in sorted(Path().glob("made.*"))]
        assert SEEK.found(b"".join([*made, out.encode(), err.encode()])) == []
        said.append((code, out, err, made))
    assert said[1] == (0, said[0][1], HELD.format("hushed") + said[0][2], said[0][3])


def test_a_fault_of_its_graph_is_told_to_its_owner_and_to_no_build(
    world: Path, run: Callable[..., Said]
) -> None:
    package = read_package(world / "data")
    rows = small_rows(STEM)
    rows["listings"] = [
        {"record": f"{STEM}-l", "supplier": "eye", "list": "us_ofac_sdn", "start": "2020",
         "start_precision": "year", "end": "2019", "end_precision": "year",
         "reason": f"{STEM} reason", "source": f"{STEM}-source"}
    ]  # fmt: skip
    plant(Path("faulty").resolve(), package, rows)
    words = ("build", "--data", world / "data", "--with", "faulty", "--out", "build")
    code, _, err = run(*words)
    assert (code, "faulty/listings.csv, column end" in err) == (1, True)
    assert SEEK.in_files(Path("build")) == {}
    code, _, err = run(*words, "--skip-faulty")
    assert (code, "1 row of faulty/listings.csv left out" in err) == (0, True)
    assert SEEK.in_files(Path("build")) == {}
    [kept] = [path for path in Path("build").iterdir() if path.is_dir()]
    assert b"faulty" not in (kept / "manifest.json").read_bytes()


# ---- A public overlay beside it


def test_a_public_overlay_never_leans_on_it(world: Path) -> None:
    """What it prints and maps is read as if there were no private overlay."""
    package = read_package(world / "data")
    known = f"{word('suppliers', 'name')}"
    folder = plant(Path("leaning").resolve(), package, {}, private=False, title="Leaning")
    (folder / "leads.csv").write_text(
        "Name,Country,Vendor,Title,Link\n"
        f"A,Namibia,{known},Report,https://example.org/r\n"
        "B,Namibia,Eye,Report,https://example.org/r\n",
        encoding="utf-8",
    )
    (folder / "leads.yaml").write_text(
        "file: leads.csv\nrows: deployments\ncolumns:\n  name: Name\n  country: Country\n"
        "  supplier: Vendor\n  source_title: Title\n  source_url: Link\n",
        encoding="utf-8",
    )
    edition = load_tables(world / "data")
    one, two = (
        b"".join(quad_chunks(lay_over(edition, overlays, include_private=shown).public))
        for overlays, shown in (([folder], []), ([world / "hushed", folder], ["hushed"]))
    )
    assert one == two
    assert known.encode() in one
    assert word("suppliers", "supplier").encode() not in one
    # What rests on a row of the private one is an error, also where that is shown.
    rest = {"record": "lean", "country": "NAM", "name": "Lean", "source": word("sources", "source")}
    lean = plant(Path("lean").resolve(), package, {"deployments": [rest]}, private=False)
    [fault] = lay_over(edition, [world / "hushed", lean], include_private=["hushed"]).errors
    assert (fault.file, fault.column) == ("lean/deployments.csv", "source")


# ---- So that the search can fail: what shows where it is named


def test_what_is_planted_shows_where_it_is_named(world: Path) -> None:
    package = read_package(world / "data")
    text = urllib.parse.unquote(
        (built(world, "shown") / "private" / "hushed.nq").read_text(encoding="utf-8")
    )
    kg = wg.KnowledgeGraph.open(world / "shown" / "build", include_private=["hushed"])
    opened = urllib.parse.unquote("\n".join(str(quad) for quad in kg.store))
    # Keys of rows that are no things of their own stand in no graph, nor why a name is read so.
    keys = {(name, table.key) for name, table in package.tables.items()} | {("spellings", "reason")}
    cells = [cell for cell in cells_of(planted_rows(package)) if STEM in cell[2]]
    assert len(cells) > 150
    for said in (text, opened):
        lacking = [cell for cell in cells if urllib.parse.unquote(cell[2]) not in said]
        assert [cell for cell in lacking if cell[:2] not in keys] == []
        assert len(lacking) < 20


def test_every_page_that_shows_it_says_so(world: Path, run: Callable[..., Said]) -> None:
    site = world / "shown" / "site"
    for page in site.rglob("*.html"):
        assert NOTICE in page.read_text(encoding="utf-8"), page
    found = SEEK.in_files(site)
    assert len(found) > 200
    shown = b"\n".join(files(site).values()).decode("utf-8", "ignore")
    for table, column in (("deployments", "name"), ("suppliers", "name"), ("soft_loans", "title")):
        assert word(table, column) in shown
    assert [one for one in NEVER if one in shown] == []
    words = ("draw", "supply", "--out", "made.html", "--include-private", "hushed")
    code, _, err = run(*words, "--build", world / "shown" / "build")
    assert (code, NOTICE in err) == (0, True)
    drawn = Path("made.html").read_text(encoding="utf-8")
    assert NOTICE in drawn
    assert SEEK.found(drawn.encode())
