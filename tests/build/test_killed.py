"""A build killed at any moment leaves the earlier one whole; readers are in nobody's way."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from watchgraph.build import build
from watchgraph.build.folder import clear_strays, current_build, part_folder
from watchgraph.store import KnowledgeGraph

COUNT = "SELECT (COUNT(*) AS ?n) { ?d a wg:Deployment }"
STEPS = ("read", "map", "load", "derive", "sort", "finish")
BUILD = """
import sys
from pathlib import Path
from watchgraph.build import build
build(Path(sys.argv[1]), Path(sys.argv[2]), check=False, progress=lambda s: print(s, flush=True))
print("done", flush=True)
"""
READ = f"""
import sys
from watchgraph.store import KnowledgeGraph
kg = KnowledgeGraph.open(sys.argv[1])
for line in sys.stdin:
    print(kg.rows("{COUNT}")[0][0], flush=True)
"""


def add_deployment(data: Path) -> None:
    with (data / "deployments.csv").open("a", encoding="utf-8") as file:
        file.write("nam-more,NAM,,Another,,,,,,,,,daily-1,,\n")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def kill_after(step: str, seconds: float, data: Path, out: Path) -> None:
    """Run a build and kill it some time after a step has begun."""
    with subprocess.Popen(
        [sys.executable, "-c", BUILD, str(data), str(out)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == step:
                break
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here")
def test_a_killed_build_leaves_the_earlier_one(data: Path, out: Path) -> None:
    former = build(data, out, check=False).folder
    add_deployment(data)
    chance = random.Random(7)
    moments = [(step, chance.uniform(0, 0.06)) for step in STEPS] + [("finish", 0.0)]
    for step, seconds in moments:
        kill_after(step, seconds, data, out)
        count = 2 if current_build(out) == former else 3
        assert KnowledgeGraph.open(out).rows(COUNT) == [(count,)], (step, seconds)
    last = build(data, out, check=False)
    assert names(out) - {former.name} == {last.folder.name, "current"}
    assert KnowledgeGraph.open(out).rows(COUNT) == [(3,)]


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here")
def test_the_very_first_build_may_be_killed(data: Path, out: Path) -> None:
    kill_after("load", 0.0, data, out)
    [stray] = names(out)
    assert stray.startswith(".part-")
    assert clear_strays(out) == [stray]
    assert build(data, out, check=False).fresh


def test_the_parts_of_a_running_build_are_no_strays(out: Path) -> None:
    with part_folder(out) as part:
        assert clear_strays(out) == []
        assert part.is_dir()
    assert not part.exists()


def test_two_readers_and_a_build_at_once(data: Path, out: Path) -> None:
    build(data, out, check=False)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READ, str(out)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        assert [ask(reader) for reader in readers] == ["2", "2"]
        add_deployment(data)
        build(data, out, check=False)
        assert [ask(reader) for reader in readers] == ["2", "2"]
        build(data, out, check=False, force=True)
        assert [ask(reader) for reader in readers] == ["2", "2"]
        assert KnowledgeGraph.open(out).rows(COUNT) == [(3,)]
    finally:
        for reader in readers:
            reader.communicate()


def ask(reader: "subprocess.Popen[str]") -> str:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write("?\n")
    reader.stdin.flush()
    return reader.stdout.readline().strip()
