"""Builds, readers and a report that work in one folder at once get along."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from watchgraph.build import build, open_build
from watchgraph.build.folder import clear_strays, current_build, in_use, part_folder, swap_in
from watchgraph.store import KnowledgeGraph

COUNT = "SELECT (COUNT(*) AS ?n) { ?d a wg:Deployment }"
READ = f"""
import sys
from watchgraph.store import KnowledgeGraph
first = KnowledgeGraph.open(sys.argv[1])
print(first.rows("{COUNT}")[0][0], flush=True)
while sys.stdin.readline():
    old = first.rows("{COUNT}")[0][0]
    new = KnowledgeGraph.open(sys.argv[1]).rows("{COUNT}")[0][0]
    print(old, new, flush=True)
"""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def built_at_once(out: Path, *datas: Path) -> list[str]:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "watchgraph", "build", "--data", data, "--out", out],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for data in datas
    ]
    said = [run.communicate() for run in runs]
    assert [(run.returncode, err) for run, (_, err) in zip(runs, said, strict=True)] == [
        (0, "") for _ in runs
    ]
    return [out for out, _ in said]


def test_two_builds_of_the_same_and_of_other_content(
    tmp_path, small_data, other_data, whole
) -> None:
    out = tmp_path / "build"
    for datas in ((small_data, small_data), (small_data, other_data)):
        built_at_once(out, *datas)
        assert whole(out)
        assert not [name for name in names(out) if name.startswith(".")]
    last = build(other_data, out)
    build(other_data, out)
    assert names(out) == {last.folder.name, "current"}


def test_an_open_reader_keeps_answering_when_its_build_is_cleared(
    former, small_data, other_data
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READ, str(former)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "2\n"
        opened = current_build(former)
        assert opened is not None
        (opened / "mark").touch()
        for data, new in ((other_data, 3), (small_data, 2), (other_data, 3)):
            build(data, former)
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == f"2 {new}\n"
        # One of the same name has taken its place.
        assert not (opened / "mark").exists()
        reader.stdin.close()


def test_a_reader_that_has_read_the_pointer_finds_the_next_build(
    former, small_build, tmp_path
) -> None:
    """Builds come and go as fast as they can, and each is opened again and again meanwhile."""
    made = current_build(small_build)
    assert made is not None
    opened, failed = 0, []
    over = threading.Event()

    def read() -> None:
        nonlocal opened
        while not over.is_set():
            try:
                store, _ = open_build(former)
                assert len(store) > 0
                opened += 1
            except BaseException as error:
                failed.append(error)
                return

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(60):
        with part_folder(former) as part:
            shutil.copytree(made, part, dirs_exist_ok=True)
            swap_in(former, part, made.name)
        clear_strays(former)
    over.set()
    reader.join()
    assert failed == []
    assert opened > 10


def test_a_build_that_is_in_use_is_not_cleared(former, other_data) -> None:
    old = current_build(former)
    assert old is not None
    build(other_data, former)
    # By two at once, as by two reports.
    with in_use(old):
        with in_use(old):
            assert clear_strays(former) == []
        assert clear_strays(former) == []
        assert KnowledgeGraph.open(old).rows(COUNT) == [(2,)]
    assert clear_strays(former) == [old.name]


@pytest.mark.slow
def test_a_report_while_others_build(
    former, small_data, other_data, tmp_path, whole, whole_site
) -> None:
    site = tmp_path / "site"
    words = ("report", "--data", small_data, "--build", former, "--out", site)
    with subprocess.Popen(
        [sys.executable, "-m", "watchgraph", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until = time.monotonic() + 60
        while not list(former.glob(".part-*/asking/said")):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        # Before the second process of the report has opened the build, it is no longer current.
        build(other_data, former)
        build(other_data, former)
        assert process.poll() is None
        _, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert whole_site(site)
    assert whole(former)
    last = build(other_data, former)
    assert names(former) == {last.folder.name, "current"}
