"""From a messy sheet to a private picture by three commands, opened in a browser."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MESSY = Path(__file__).parents[1] / "fixtures" / "messy" / "leads.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Run the three commands as a user does, and give the folder."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "leads.xlsx").write_bytes(MESSY.read_bytes())
    commands = (
        (0, "map leads.xlsx --out my-data/"),
        (1, "check my-data/ --problems problems.xlsx"),
        (
            0,
            "draw supply --with my-data/ --include-private my-data --skip-faulty --out page.html",
        ),
    )
    for code, command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "watchgraph", *command.split()],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    return folder


def test_what_the_commands_leave(folder):
    assert sorted(path.name for path in folder.iterdir()) == [
        "leads.xlsx",
        "my-data",
        "page.html",
        "problems.xlsx",
    ]
    assert sorted(path.name for path in (folder / "my-data").iterdir()) == [
        "datapackage.json",
        "judgements.csv",
        "leads.xlsx",
        "leads.yaml",
    ]
    judgements = (folder / "my-data" / "judgements.csv").read_text("utf-8")
    assert "Hikvison,hikvision" in judgements


def test_the_page_says_that_it_is_private_and_shows_a_lead(opened, folder, pictures_folder):
    with opened(folder / "page.html") as shown:
        page = shown.page
        banner = page.get_by_text("Holds private records of my-data; not for publication.")
        assert banner.first.is_visible()
        page.fill("#search", "Example Vision GmbH")
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").text_content() == "Example Vision GmbH"
        panel = page.locator("#panel")
        assert panel.locator(".links li").count() > 0
        assert panel.locator(".record").count() > 0
        assert "Example project" in panel.text_content()
        assert panel.locator('.record .source a[href^="https://example.org/leads/"]').count() > 0
        marks = panel.locator(".record .own-records").all_inner_texts()
        assert marks
        assert set(marks) == {"Own records: my-data (private)"}
        page.screenshot(path=pictures_folder / "own-data.png")
        shown.assert_quiet()


def test_what_is_saved_of_the_page_says_that_it_is_private(opened, folder, tmp_path):
    notice = "Holds private records of my-data; not for publication."
    with opened(folder / "page.html") as shown:
        for kind in ("png", "svg", "csv", "graphml"):
            shown.page.click("#save summary")
            with shown.page.expect_download() as download:
                shown.page.click(f"[data-save={kind}]")
            assert download.value.suggested_filename == f"watchgraph-supply-private.{kind}"
            download.value.save_as(tmp_path / f"saved.{kind}")
        shown.assert_quiet()
    root = ET.parse(tmp_path / "saved.svg").getroot()
    name = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{name}desc").text.startswith(notice)
    [line] = [part for part in root.iter(f"{name}text") if part.text == notice]
    # The line stands inside the drawing, under all shapes.
    left, top, wide, high = map(float, root.get("viewBox").split())
    assert left < float(line.get("x")) < left + wide / 2
    assert max(float(part.get("cy")) for part in root.iter(f"{name}circle")) < float(line.get("y"))
    assert float(line.get("y")) < top + high
    assert nx.read_graphml(tmp_path / "saved.graphml").graph["notice"] == notice


def test_the_banner_keeps_away_from_the_title(opened, folder):
    for size in ("desktop", "phone"):
        with opened(folder / "page.html", size) as shown:
            banner = shown.page.locator(".mast .private").bounding_box()
            title = shown.page.locator("#title").bounding_box()
            assert title["y"] - (banner["y"] + banner["height"]) >= 8


def test_names_of_the_sheet_are_text_and_nothing_else(opened, folder):
    with opened(folder / "page.html") as shown:
        shown.page.fill("#search", "<script>alert(1)</script>")
        shown.page.keyboard.press("Enter")
        assert shown.page.locator("#panel h2").text_content() == "<script>alert(1)</script>"
        shown.assert_quiet()


def test_private_cells_and_faulty_rows_are_not_on_the_page(folder):
    text = (folder / "page.html").read_text("utf-8")
    assert "example0@example.org" not in text
    assert "+254 700" not in text
    assert "Wakanda" not in text
    assert "javascript:alert" not in text
    assert "secret@" not in text
