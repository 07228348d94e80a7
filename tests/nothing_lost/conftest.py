"""Small data, commands run as a user runs them, and all that lies in a folder."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.build import build, verify
from watchgraph.cli import main

SMALL = Path(__file__).parents[1] / "fixtures" / "small"

Command = Callable[..., "subprocess.CompletedProcess[str]"]
Contents = Callable[[Path], dict[str, bytes | None]]


@pytest.fixture(scope="session")
def small_data(small_data: Callable[[], Path]) -> Path:
    """Return a data folder with a few rows in every table, for reading only."""
    return small_data()


@pytest.fixture(scope="session")
def other_data(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small data with one deployment more, for reading only."""
    folder = tmp_path_factory.mktemp("other") / "data"
    shutil.copytree(small_data, folder)
    with (folder / "deployments.csv").open("a", encoding="utf-8") as file:
        file.write("nam-more,NAM,,Another,,,,,,,,,daily-1,,\n")
    return folder


@pytest.fixture(scope="session")
def small_build(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build of the small data, to be copied."""
    out = tmp_path_factory.mktemp("built") / "build"
    build(small_data, out)
    return out


@pytest.fixture
def former(small_build: Path, tmp_path: Path) -> Path:
    """Return a build folder with one good build in it, which a test may change."""
    return Path(shutil.copytree(small_build, tmp_path / "build"))


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Return a function that runs ``watchgraph`` to its end, with a temporary folder of its own."""

    def run(*words: object, **more: object) -> "subprocess.CompletedProcess[str]":
        spare = tmp_path / "tmp"
        spare.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "watchgraph", *map(str, words)],
            **{"env": os.environ | {"TMPDIR": str(spare)}, "cwd": tmp_path} | more,  # type: ignore[call-overload]
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert list(spare.iterdir()) == []
        return done

    return run


@pytest.fixture
def inside(capfd: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs ``watchgraph`` in this process, where none is to be ended."""

    def run(*words: object) -> "subprocess.CompletedProcess[str]":
        capfd.readouterr()
        code = main([str(word) for word in words])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return subprocess.CompletedProcess(words, code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def contents() -> Contents:
    """Return a function that gives the bytes of all files of a folder, None for a folder in it."""

    def read(folder: Path) -> dict[str, bytes | None]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")
        }

    return read


@pytest.fixture(scope="session")
def whole() -> Callable[[Path], bool]:
    """Return a function that tells whether the current build opens and agrees with its manifest."""

    def agrees(out: Path) -> bool:
        return verify(out).differences == ()

    return agrees


@pytest.fixture(scope="session")
def whole_site() -> Callable[[Path], bool]:
    """Return a function that tells whether a site has all files of its manifest and no other."""

    def agrees(site: Path) -> bool:
        listed = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
        found = {
            path.relative_to(site).as_posix(): path.stat().st_size
            for path in site.rglob("*")
            if path.is_file() and path != site / "manifest.json"
        }
        return found == {name: file["bytes"] for name, file in listed.items()}

    return agrees
