"""Three sites over the same small tables: without private overlays, with them not shown, and shown.

``world`` holds ``plain``, ``hidden`` and ``shown``, each with its ``build`` and its ``site``, and
the overlays: ``hushed`` fills every column that an overlay may fill, ``other`` is a second private
one, ``open`` a public one that lies over the tables in all three. Only ``hushed`` is shown.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from watchgraph.cli import main
from watchgraph.tables.schema import read_package

from .planted import OTHER, STEM, plant, planted_rows, small_rows
from .planted_sheet import plant_sheet
from .seeking import SEEK, SEEK_OTHER

Once = Callable[[str, Callable[[Path], object]], Path]
SmallData = Callable[[], Path]
Said = tuple[int, str, str]


@pytest.fixture(scope="session")
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
        reports: dict[str, tuple[object, ...]] = {
            "plain": (),
            "hidden": own,
            "shown": (*own, "--include-private", "hushed"),
        }
        # Side by side: each has a while in which it is a single process.
        begun = [begin(folder, name, words) for name, words in reports.items()]
        for name, process in zip(reports, begun, strict=True):
            assert process.wait() == 0, (folder / name / "stderr").read_text(encoding="utf-8")

    return once("leak", fill)


def begin(folder: Path, name: str, words: tuple[object, ...]) -> subprocess.Popen[bytes]:
    """Begin to write a site, as one whose system lets all others read what is written."""
    (folder / name).mkdir()
    place = ("--build", folder / name / "build", "--out", folder / name / "site")
    given = ("--data", folder / "data", "--with", folder / "open", *place, *words)
    with (folder / name / "stdout").open("wb") as out, (folder / name / "stderr").open("wb") as err:
        return subprocess.Popen(
            [sys.executable, "-m", "watchgraph", "report", *map(str, given)],
            env=os.environ | {"TMPDIR": str(folder / "tmp")},
            stdout=out,
            stderr=err,
            umask=0,
        )


@pytest.fixture(autouse=True)
def leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a folder for what is temporary, and look into it in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    yield
    assert SEEK.in_files(folder) == SEEK_OTHER.in_files(folder) == {}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a function that runs a command and gives its exit code and what it says."""

    def say(*words: object) -> Said:
        capfd.readouterr()
        code = main([str(one) for one in words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return say
