"""A command that is ended at any moment leaves what was there, and the next run clears the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from watchgraph.build import build

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

# It says when its first line runs: before that, Python itself would answer.
COMMAND = """
import sys
from watchgraph.cli import main
sys.stdout.write("here\\n")
sys.stdout.flush()
sys.exit(main())
"""
BUILDS, REAL_BUILDS, EXPORTS = 38, 4, 6


def begun(folder: Path, *words: object) -> "subprocess.Popen[str]":
    (folder / "tmp").mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *map(str, words)],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "here\n"
    return process


def lasts(folder: Path, *words: object) -> float:
    """Run a command to its end and return how long it took."""
    with begun(folder, *words) as process:
        since = time.monotonic()
        err = process.communicate()[1]
        assert process.returncode == 0, err
    return time.monotonic() - since


def end(number: signal.Signals, after: float, folder: Path, *words: object) -> tuple[int, str]:
    """End a command after some seconds, with all it has begun; return its code and last words."""
    with begun(folder, *words) as process:
        time.sleep(after)
        if process.poll() is None:
            os.killpg(process.pid, number)
        err = process.communicate()[1]
    return process.returncode, err


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.slow
def test_a_build_killed_at_38_moments(tmp_path, former, small_data, other_data, whole) -> None:
    words = [("build", "--data", data, "--out", former) for data in (other_data, small_data)]
    whole_run = lasts(tmp_path, *words[0])
    chance = random.Random(1)
    codes = set()
    for i in range(BUILDS):
        # The two in turn, so that each has something to build.
        code, _ = end(
            signal.SIGKILL, chance.uniform(0, 1.1 * whole_run), tmp_path, *words[(i + 1) % 2]
        )
        codes.add(code)
        assert whole(former)
    assert codes == {-signal.SIGKILL, 0}
    build(other_data, former)
    last = build(other_data, former)
    assert {path.name for path in former.iterdir()} == {last.folder.name, "current"}
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_first_build_killed_between_its_two_renames(tmp_path, small_data, whole) -> None:
    out = tmp_path / "build"
    build(small_data, out)
    (out / "current").rename(out / ".current-1")
    last = build(small_data, out)
    assert last.fresh
    assert {path.name for path in out.iterdir()} == {last.folder.name, "current"}
    assert whole(out)


@pytest.mark.slow
def test_a_build_of_the_packaged_data_killed_at_4_moments(tmp_path, former, whole) -> None:
    chance = random.Random(2)
    for i in range(REAL_BUILDS):
        # Each in a quarter of its own of the two seconds that it takes.
        end(signal.SIGKILL, (i + chance.random()) / 2, tmp_path, "build", "--out", former)
        assert whole(former)
    build(None, former, check=False)
    build(None, former, check=False)
    assert len(list(former.iterdir())) == 2
    assert hidden(former) == []
    assert whole(former)


def test_an_export_killed_at_6_moments(tmp_path, small_build, contents) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "graph.ttl"
    words = ("export", "rdf", "--build", small_build, "--out", path)
    path.write_bytes(b"former")
    whole_run = lasts(tmp_path, *words)
    made = path.read_bytes()
    chance = random.Random(3)
    path.write_bytes(b"former")
    for _ in range(EXPORTS):
        end(signal.SIGKILL, chance.uniform(0, whole_run), tmp_path, *words)
        assert path.read_bytes() in (b"former", made)
    lasts(tmp_path, *words)
    assert contents(path.parent) == {path.name: made}


@pytest.mark.slow
def test_a_report_killed_at_2_moments(
    tmp_path, former, small_data, whole, whole_site, contents
) -> None:
    site = tmp_path / "site"
    words = ("report", "--data", small_data, "--build", former, "--out", site)
    whole_run = lasts(tmp_path, *words)
    made = contents(site)
    assert whole_site(site)
    chance = random.Random(4)
    # Early, as both processes work, and late, as pages are written.
    codes = []
    for share in (chance.uniform(0.2, 0.6), chance.uniform(0.7, 0.95)):
        codes.append(end(signal.SIGKILL, share * whole_run, tmp_path, *words)[0])
        assert whole(former)
        assert contents(site) == made
    assert list((tmp_path / "tmp").iterdir()) == []
    # What was left lies in the folder of builds, where the next build clears it too.
    assert codes[0] == -signal.SIGKILL
    assert hidden(former) or codes[1] == 0
    assert not build(small_data, former).fresh
    assert hidden(former) == []


def test_a_site_that_was_left_half_written_is_cleared(tmp_path, whole_site) -> None:
    from watchgraph.render import SiteContent, write_site

    (tmp_path / ".site.watchgraph-0123456789abcdef").mkdir()
    write_site(tmp_path / "site", SiteContent(lede="", data_version="1"))
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert whole_site(tmp_path / "site")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 130, ["watchgraph: interrupted"]),
        (signal.SIGTERM, 143, []),
    ],
    ids=["interrupted", "told to end"],
)
def test_a_build_that_is_stopped_leaves_nothing(
    tmp_path, former, other_data, small_data, whole, contents, number, code, said
) -> None:
    datas = (other_data, small_data)
    whole_run = lasts(tmp_path, "build", "--data", datas[0], "--out", former)
    chance = random.Random(5)
    before = contents(former)
    stopped = 0
    for _ in range(8):
        words = ("build", "--data", small_data, "--out", former)
        got, err = end(number, chance.uniform(0, 0.9 * whole_run), tmp_path, *words)
        # Before the command begins and after it has ended, Python answers by itself.
        by_itself = got == -number
        assert by_itself or got in (code, 0)
        assert by_itself or "Traceback" not in err
        assert whole(former)
        assert hidden(former) == []
        assert list((tmp_path / "tmp").iterdir()) == []
        if got == code:
            stopped += 1
            assert err.splitlines() == said
    assert stopped >= 2
    assert before
