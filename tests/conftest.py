"""What all tests share: the packaged graph, its build and its site, each made once.

Under ``CI=true`` a test that skips has failed: there, every tool is to be had.
"""

import contextlib
import gc
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import hypothesis
import pytest

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

MOST_SECONDS = 600

Once = Callable[[str, Callable[[Path], object]], Path]
WriteReport = Callable[[Path, str], Path]
SmallData = Callable[[], Path]
DeadLinks = Callable[[Path], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def kg() -> "KnowledgeGraph":
    """Return the graph of the packaged data, for reading only: to change one, load another."""
    from watchgraph.store import KnowledgeGraph

    return KnowledgeGraph.load()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that gives a folder which is filled once for all workers.

    ``once(name, fill)`` calls ``fill(folder)`` in the worker that comes first; the others wait.
    What cannot be filled is an error in each of them. No test may write to the folder.
    """
    base = tmp_path_factory.getbasetemp()
    # A worker has a folder of its own in that of the run.
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def give(name: str, fill: Callable[[Path], object]) -> Path:
        folder, filled, failed = (base / f"once-{name}{end}" for end in ("", "-filled", "-failed"))
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            try:
                fill(folder)
            except BaseException as error:
                failed.write_text(repr(error), encoding="utf-8")
                raise
            filled.touch()
        end = time.monotonic() + MOST_SECONDS
        while not filled.exists():
            if failed.exists() or time.monotonic() > end:
                said = failed.read_text(encoding="utf-8") if failed.exists() else "too slow"
                raise RuntimeError(f"'{name}' was not made: {said}")
            time.sleep(0.05)
        return folder

    return give


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> SmallData:
    """Return a function that gives a copy of the small tables, as a data folder of its own."""
    from watchgraph.resources import data_folder

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("small") / "data"
        shutil.copytree(data_folder() / "codelists", folder / "codelists")
        shutil.copytree(Path(__file__).parent / "fixtures" / "small", folder, dirs_exist_ok=True)
        described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
        described["expectations"] = []
        (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        return folder

    return copy


@pytest.fixture(scope="session")
def real_build(once: Once) -> Path:
    """Return the build of the packaged data, for reading only."""
    from watchgraph.build import build
    from watchgraph.build.folder import current_build

    root = once("build", lambda folder: build(None, folder / "build", check=False)) / "build"
    built = current_build(root)
    assert built is not None
    return built


@pytest.fixture(scope="session")
def write_report() -> WriteReport:
    """Return a function that runs ``watchgraph report`` in a folder, and gives the site's."""

    def write(folder: Path, hash_seed: str) -> Path:
        command = [sys.executable, "-m", "watchgraph", "report"]
        run = subprocess.run(
            [*command, "--build", str(folder / "build"), "--out", str(folder / "site")],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert run.returncode == 0, run.stderr
        return folder / "site"

    return write


@pytest.fixture(scope="session")
def real_site(once: Once, write_report: WriteReport) -> Path:
    """Return the folder of the site that ``watchgraph report`` writes, for reading only."""
    return once("site", lambda folder: write_report(folder, "1")) / "site"


@pytest.fixture(scope="session")
def dead_links() -> DeadLinks:
    """Return a function that follows every link of a site and gives page and address of a dead one.

    What leads out of the site is not followed.
    """
    return _dead_links


def _dead_links(site: Path) -> list[tuple[str, str]]:
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    dead = []
    for name, text in pages.items():
        folder = name.rpartition("/")[0]
        for link in set(re.findall(r'\b(?:href|src)="([^"]*)"', text)):
            address = unescape(link)
            if re.match(r"(https?|data):", address):
                continue
            path, _, fragment = address.partition("#")
            target = name
            if path:
                parts = f"{folder}/{unquote(path)}".strip("/").split("/")
                while ".." in parts:
                    up = parts.index("..")
                    del parts[max(0, up - 1) : up + 1]
                target = "/".join(parts)
            if target not in files:
                dead.append((name, address))
                continue
            # A fragment with = is a state of the page, not a place in it.
            place = unquote(fragment) if "=" not in fragment else ""
            known = {unescape(one) for one in ids.get(target, ())}
            if place and target in ids and place not in known:
                dead.append((name, address))
    return sorted(dead)


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        # A skip's longrepr is (file, line, reason).
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure under CI. {reason}"


class SkipsFail:
    """A plugin, not plain hooks, so that it also reaches the doctests outside this folder."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        _fail_if_skipped(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self,
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        report = yield
        _fail_if_skipped(report)
        return report


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true":
        # The same examples at every run, so that a change is judged by what it changed.
        hypothesis.settings.register_profile("ci", derandomize=True)
        hypothesis.settings.load_profile("ci")
        config.pluginmanager.register(SkipsFail(), "skips-fail")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no worker ends with one of them alone."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was imported, which stays.

    Some libraries let it run at each call, and it would go over all of it each time.
    """
    gc.freeze()
