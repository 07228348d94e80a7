"""Where a user may not write or read, a command says so on one line, and changes nothing.

Root may write everywhere: what root runs here has given up that power, in another's folders.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="users and permissions of POSIX")

NOBODY = 65534
User = dict[str, Any]
# CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER, and the call that gives one up for good.
POWERS, GIVE_UP = (1, 2, 3), 24


def give_up_powers() -> None:
    for power in POWERS:
        if ctypes.CDLL(None).prctl(GIVE_UP, power, 0, 0, 0) != 0:
            raise OSError("a power of root cannot be given up")


@pytest.fixture
def denied(tmp_path: Path, command: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Return a function that runs a command by one who can write in no folder of `place`."""
    place = tmp_path / "place"
    user: User = {"cwd": place}
    if os.geteuid() == 0:
        if sys.platform != "linux":
            pytest.skip("root gives up its powers on Linux alone")
        user["preexec_fn"] = give_up_powers

    def run(*words: object) -> "subprocess.CompletedProcess[str]":
        every = [place, *place.rglob("*")]
        for path in every:
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)
            elif path.is_dir():
                path.chmod(0o555)
        for folder in every:
            if folder.is_dir():
                touch = ["touch", str(folder / "touched")]
                touched = subprocess.run(touch, capture_output=True, check=False, **user)
                # Or what follows would show nothing.
                assert touched.returncode == 1
                assert b"Permission denied" in touched.stderr
        done: subprocess.CompletedProcess[str] = command(*words, **user)
        return done

    yield run
    for path in [place, *place.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder in which only the test may write."""
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


def refused(done: "subprocess.CompletedProcess[str]", place: Path) -> None:
    assert done.returncode == 2, done
    # Before it stands only what is left out by the terms of its source.
    *left_out, line = done.stderr.splitlines()
    assert all(one.startswith("Cited only") or "left out" in one for one in left_out)
    assert line.startswith("watchgraph: ")
    assert "Permission denied" in line
    assert str(place) in line
    assert done.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--data", "{}/data", "--force", "--out", "{}/build"),
        ("report", "--data", "{}/data", "--build", "{}/build", "--out", "{}/site"),
        ("export", "rdf", "--build", "{}/build", "--out", "{}/net.ttl"),
        ("network", "supply", "--build", "{}/build", "--format", "csv", "--out", "{}/net.csv"),
        ("draw", "supply", "--build", "{}/build", "--out", "{}/net.html"),
    ],
    ids=lambda words: words[0],
)
def test_a_folder_that_is_read_only(
    place, denied, small_build, small_data, contents, words
) -> None:
    shutil.copytree(small_build, place / "build")
    shutil.copytree(small_data, place / "data")
    for name in ("net.ttl", "net.csv", "net.html"):
        (place / name).write_bytes(b"former")
    before = contents(place)
    done = denied(*(word.format(place) for word in words))
    refused(done, place)
    assert contents(place) == before


@pytest.mark.parametrize("name", ["deployments.csv", "datapackage.json"])
def test_an_input_that_is_unreadable(
    place, denied, former, small_data, contents, name, whole
) -> None:
    data = place / "data"
    shutil.copytree(small_data, data)
    (data / name).chmod(0)
    out = place / "build"
    shutil.copytree(former, out)
    before = contents(out)
    done = denied("build", "--data", data, "--out", out)
    assert done.returncode in (1, 2)
    assert name in done.stderr
    assert "ermission denied" in done.stderr
    assert contents(out) == before
    assert whole(out)
    checked = denied("check", data)
    assert checked.returncode in (1, 2)
    assert name in checked.stdout + checked.stderr


def test_a_build_of_another_user_is_read(place, denied, small_build, contents) -> None:
    out = place / "build"
    shutil.copytree(small_build, out)
    before = contents(out)
    asked = denied("ask", "countries_by_supplier", "supplier=eye", "--build", out)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "NAM" in asked.stdout
    verified = denied("verify", out)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert contents(out) == before
