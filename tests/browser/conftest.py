"""A real Chromium, with every request but those for files refused and noted."""

import runpy
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


def _chromium() -> str | None:
    """Return a Chromium on the path that starts: the name may be a stub's."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found and not subprocess.run([found, "--version"], capture_output=True).returncode:
            return found
    return None


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        try:
            # Without one on the path, Playwright looks for its own download.
            browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        except sync_api.Error as error:
            pytest.skip(f"no Chromium starts: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


class Opened:
    """A page that is open, and what it asked for and complained of."""

    def __init__(self, context):
        self.requests, self.complaints = [], []
        context.route("**/*", self._route)
        self.page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console",
            lambda line: line.type in ("error", "warning") and self.complaints.append(line.text),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @staticmethod
    def _route(route):
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            route.abort()

    def assert_quiet(self):
        """Nothing went wrong, and nothing was asked of any network."""
        assert self.complaints == []
        # What a page made itself, such as the text of a worker, it asks of nobody.
        assert [url for url in self.requests if not url.startswith(("file:", "blob:"))] == []


@pytest.fixture
def opened(chromium):
    """A function that opens a file: ``with opened(path, "phone") as shown``."""

    @contextmanager
    def open_(path: Path, size: str = "desktop", **how) -> Iterator[Opened]:
        if size == "phone":
            how = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2, **how}
        context = chromium.new_context(viewport=SIZES[size], **how)
        context.set_default_timeout(10_000)
        try:
            shown = Opened(context)
            shown.page.goto(path.as_uri())
            shown.page.wait_for_load_state("load")
            yield shown
        finally:
            context.close()

    return open_


@pytest.fixture(scope="session")
def pictures_folder(pytestconfig) -> Path:
    """Where the screenshots go."""
    folder = pytestconfig.rootpath / "test-output"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def networks() -> SimpleNamespace:
    """The builders of the test networks."""
    path = Path(__file__).parent.parent / "render" / "networks.py"
    return SimpleNamespace(**runpy.run_path(str(path)))
