"""Own records say so wherever they stand beside those of the edition."""

from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.analysis import communities
from watchgraph.export.passing_on import passed_on
from watchgraph.profiles import gather
from watchgraph.profiles import record as of_page
from watchgraph.render.frame import Frame, framed_page
from watchgraph.render.page_data import page_data
from watchgraph.render.payload import picture
from watchgraph.report.checking.rankings_page import ranks_of
from watchgraph.report.paths.gathered import gathered
from watchgraph.report.records.record_pages import record_pages
from watchgraph.vocabulary import ID

from .conftest import ROWS, SMALL_ROWS, TOKEN, Make

OWN, OTHER = ID + "deployment/mine-ken-yard", ID + "deployment/nam-city"


@pytest.fixture(params=[True, False], ids=["private", "public"])
def own(request: pytest.FixtureRequest, make: Make, small: Path) -> tuple[wg.KnowledgeGraph, str]:
    """Return a graph with own records, and how their overlay is named beside them."""
    folder = make(files=SMALL_ROWS, private=request.param)
    kg = wg.load(small, overlays=[folder], include_private=["mine"] if request.param else [])
    return kg, "mine (private)" if request.param else "mine"


def test_evidence_names_the_overlay(own: tuple[wg.KnowledgeGraph, str], small: Path) -> None:
    kg, _ = own
    assert [row["overlay"] for row in kg.evidence([OWN, OTHER])] == ["mine", ""]
    assert ["overlay" in row for row in kg.evidence([OTHER])] == [False]
    assert ["overlay" in row for row in wg.load(small).evidence([OTHER])] == [False]


def test_a_picture_marks_its_own_records_and_filters_by_them(
    own: tuple[wg.KnowledgeGraph, str], small: Path
) -> None:
    kg, words = own
    data = page_data(picture(kg.network("supply")))
    assert {row[0]: row[7:] for row in data["records"]} == {
        row[0]: [words] if row[0] == OWN else [] for row in data["records"]
    }
    [facet] = [one for one in data["facets"] if one["key"] == "own"]
    assert facet["codes"] == ["-", "mine"]
    assert facet["options"] == ["Of the edition", words]
    met = {row[0]: meets for row, meets in zip(data["records"], facet["meets"], strict=True)}
    assert met[OWN] == [1]
    assert [iri for iri, meets in met.items() if meets == [1]] == [OWN]
    plain = page_data(picture(wg.load(small).network("supply")))
    assert [one for one in plain["facets"] if one["key"] == "own"] == []


def test_pages_mark_them(own: tuple[wg.KnowledgeGraph, str]) -> None:
    kg, words = own
    known = gather(kg)
    assert (of_page(known, OWN).overlay, of_page(known, OTHER).overlay) == (words, "")
    supply, origin = kg.network("supply"), kg.network("origin")
    of = gathered(kg, supply, ranks_of(supply, origin), communities(supply, seed=1, runs=2))
    pages = {page.name: framed_page(Frame("Site"), page) for page in record_pages(of, {})}
    said = f"<dt>Own records</dt><dd><bdi>{words}</bdi></dd>"
    assert said in pages["deployment/mine-ken-yard"]
    assert "Own records" not in pages["deployment/nam-city"]


def test_what_may_be_passed_on_still_says_that_it_is_private(make: Make, small: Path) -> None:
    sources = "source,title,publisher,redistribution\nmine-talk,A talk,mine-press,quotation\n"
    folder = make(files={**SMALL_ROWS, "sources.csv": sources})
    kg = wg.load(small, overlays=[folder], include_private=["mine"])
    less = passed_on(kg)
    assert less is not kg
    assert less.network("supply").graph["private"] == ("mine",)


@pytest.mark.parametrize("given", ["mine", "./mine", "../{name}/mine"])
def test_notes_name_the_folder_as_it_was_given(
    given: str, make: Make, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = {**ROWS, "deployments.csv": ROWS["deployments.csv"].replace("KEN", "KEX")}
    make(files=faulty)
    monkeypatch.chdir(tmp_path)
    path = given.format(name=tmp_path.name)
    for one in (path, Path(path)):
        kg = wg.load(small, overlays=[one], include_private=["mine"], skip_faulty=True)
        assert kg.notes
        assert not [note for note in kg.notes if str(tmp_path) in note or TOKEN in note]
        assert kg.notes[0].endswith(f"watchgraph check {Path(path)}")
