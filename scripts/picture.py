"""Draw the graph of the packaged edition and photograph the page for the README."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import watchgraph as wg

PICTURE = Path(__file__).parents[1] / "docs" / "supply-graph.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def photograph(page_file: Path, picture: Path) -> None:
    browser_file = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_file, args=["--no-sandbox", "--disable-gpu"]
        )
        # Nothing is fetched: the page has to hold all it needs.
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.locator("canvas").first.wait_for()
        # The canvas is there before its first drawing.
        page.wait_for_timeout(2000)
        page.screenshot(path=picture)
        browser.close()


def main() -> None:
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "supply.html"
        wg.draw(wg.load().network("supply"), page_file)
        photograph(page_file, PICTURE)


if __name__ == "__main__":
    main()
