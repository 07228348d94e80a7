"""Ctrl-C ends a command at once, with 130, and leaves nothing half-made behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no process groups here")

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MOST_SECONDS = 60


@contextlib.contextmanager
def begun(folder: Path, *arguments: object, **variables: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a command in a group of its own, as a shell does, with its own temporary folder."""
    (folder / "tmp").mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "watchgraph", *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(folder / "tmp")} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def wait_until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + MOST_SECONDS
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.005)


def interrupt(process: "subprocess.Popen[str]") -> str:
    """Press Ctrl-C, which reaches every process of the group; return the standard error."""
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=MOST_SECONDS)
    assert process.returncode == 130, err
    assert out == ""
    assert err.splitlines()[-1] == "watchgraph: interrupted"
    assert "Traceback" not in err
    return err


def left(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_build_that_is_interrupted_leaves_nothing(tmp_path: Path):
    with begun(tmp_path, "build") as process:
        wait_until(lambda: list(tmp_path.glob("build/.part-*/mapped.nq")))
        interrupt(process)
    assert left(tmp_path) == {"build", "tmp"}


def test_a_report_that_is_interrupted_leaves_its_build_alone(tmp_path: Path, real_build: Path):
    with begun(tmp_path, "report") as process:
        # The second process that makes pages has begun.
        wait_until(lambda: list(tmp_path.glob("build/.part-*/asking/said")))
        interrupt(process)
    built = f"build/{real_build.name}"
    found = {name for name in left(tmp_path) if not name.startswith(f"{built}/store/")}
    parts = {f"{built}/{name}" for name in ("graph.nq", "manifest.json", "store")}
    assert found == {"build", "build/current", "tmp", built, *parts}


def test_a_query_that_is_interrupted_ends_both_processes(tmp_path: Path, real_build: Path):
    (tmp_path / "q.rq").write_text(RUNAWAY, encoding="utf-8")
    given = ("q.rq", "--build", real_build, "--as-of", "2022-01-01")
    with begun(tmp_path, "query", *given) as process:
        assert process.stderr
        # Two lines of the second process, said once the graph has been cut.
        assert process.stderr.readline() + process.stderr.readline()
        since = time.monotonic()
        interrupt(process)
        # The pipes have ended, and so has every process that held them.
        assert time.monotonic() - since < 15
    assert left(tmp_path) == {"q.rq", "tmp"}


def test_a_query_that_is_interrupted_while_it_begins_says_so_once(tmp_path: Path, real_build: Path):
    (tmp_path / "q.rq").write_text(RUNAWAY, encoding="utf-8")
    given = ("query", "q.rq", "--build", real_build)
    with begun(tmp_path, *given, PYTHONPROFILEIMPORTTIME="1") as process:
        assert process.stderr
        # Only the second process imports it, and is then far from done with its imports.
        assert any("pyarrow" in line for line in process.stderr)
        interrupt(process)
