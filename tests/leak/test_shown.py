"""What is planted shows where it is named, and says so: else the search would find nothing ever."""

import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pyoxigraph

import watchgraph as wg
from watchgraph.tables.schema import read_package

from .planted import STEM, cells_of, planted_rows, word
from .planted_sheet import NEVER
from .seeking import SEEK
from .written import built, files

Said = tuple[int, str, str]

NOTICE = "Holds private records of hushed; not for publication."


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


def test_only_the_owner_may_look_into_what_shows_it(world: Path) -> None:
    """The site was written by one whose system lets all others read what is written."""
    assert (world / "shown" / "site").stat().st_mode & 0o777 == 0o700
    for name in ("plain", "hidden"):
        assert (world / name / "site").stat().st_mode & 0o777 == 0o777


def test_what_goes_along_with_a_page_says_so_where_it_can(world: Path) -> None:
    site = world / "shown" / "site"
    downloads = [site / "downloads" / f"{name}" for name in ("watchgraph.trig", "vocabularies.ttl")]
    beside = [path for path in site.rglob("*.ttl") if path.parent != site / "downloads"]
    assert len(beside) > 20
    for path in (*downloads, *beside):
        assert path.read_text(encoding="utf-8").startswith(f"# {NOTICE}\n"), path
        list(pyoxigraph.parse(path=path))
    for path in (world / "hidden" / "site").rglob("*.ttl"):
        assert "not for publication" not in path.read_text(encoding="utf-8")
    page = (site / "data.html").read_text(encoding="utf-8")
    assert page.count(NOTICE) == 2
    assert page.rindex(NOTICE) > page.index('id="downloads"')
