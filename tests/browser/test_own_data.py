"""From a messy sheet to a private picture by three commands, opened in a browser."""

import subprocess
import sys
from pathlib import Path

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
        page.screenshot(path=pictures_folder / "own-data.png")
        shown.assert_quiet()


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
