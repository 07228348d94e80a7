"""On a full disk a command says so on one line, and what was there stays as it was."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="disks and limits of POSIX")

SIZE = 64 * 1024 * 1024
FULL = ("No space left on device", "File too large")


@dataclass
class Disk:
    """A disk of its own where one may be mounted; elsewhere a limit of the size of files."""

    folder: Path
    mounted: bool
    left: int | None = None

    def fill(self, left: int) -> None:
        """Leave so many bytes; less than a block is nothing."""
        self.left = left
        if self.mounted:
            with (self.folder / "filler").open("wb") as filler:
                filler.write(bytes(shutil.disk_usage(self.folder).free - left))

    def free(self) -> None:
        self.left = None
        (self.folder / "filler").unlink(missing_ok=True)

    def more(self) -> dict[str, Any]:
        """Return what a process is begun with so that the limit is kept."""
        if self.mounted or self.left is None:
            return {}
        import resource

        left = self.left
        limit = resource.RLIMIT_FSIZE
        return {"preexec_fn": lambda: resource.setrlimit(limit, (left, left))}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield Disk(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def refused(done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 2, done
    # Before it stands only what is left out by the terms of its source.
    *left_out, line = done.stderr.splitlines()
    assert all(one.startswith("Cited only") or "left out" in one for one in left_out)
    assert line.startswith("watchgraph: ")
    assert any(words in line for words in FULL)
    assert "Free some space" in line
    assert done.stdout == ""


# The first write, the store as it is written, and the last of its files.
@pytest.mark.parametrize("left", [0, 400_000, 800_000])
def test_a_build(disk, small_build, other_data, command, contents, whole, left) -> None:
    out = disk.folder / "build"
    shutil.copytree(small_build, out)
    before = contents(out)
    disk.fill(left)
    refused(command("build", "--data", other_data, "--out", out, **disk.more()))
    assert contents(out) == before
    assert whole(out)
    disk.free()
    assert command("build", "--data", other_data, "--out", out).returncode == 0
    assert whole(out)
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "words",
    [
        ("export", "rdf", "--out", "{}/former.ttl"),
        ("export", "vocabularies", "--out", "{}/former.ttl"),
        ("export", "context", "--out", "{}/former.jsonld"),
        ("network", "supply", "--format", "csv", "--out", "{}/former.csv"),
        ("network", "supply", "--format", "graphml", "--out", "{}/former.graphml"),
        ("draw", "supply", "--out", "{}/former.html"),
    ],
    ids=lambda words: f"{words[0]}-{words[1]}",
)
def test_a_file(disk, small_build, command, contents, words) -> None:
    words = [word.format(disk.folder) for word in words]
    [path] = [Path(word) for word in words if "former" in word]
    path.write_bytes(b"former")
    if "context" not in words:
        words += ["--build", str(small_build)]
    disk.fill(0)
    refused(command(*words, **disk.more()))
    disk.free()
    assert contents(disk.folder) == {path.name: b"former"}
    assert command(*words).returncode == 0
    assert set(contents(disk.folder)) == {path.name}
    assert path.read_bytes() != b"former"


def test_a_file_that_fills_a_device(small_build, command) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    words = ("network", "supply", "--build", small_build, "--format", "csv", "--out", "/dev/full")
    refused(command(*words))


@pytest.mark.slow
@pytest.mark.parametrize("left", [300_000, 4_000_000])
def test_a_report(
    disk: Disk, small_build, small_data, command, contents, whole, whole_site, left
) -> None:
    out, site = disk.folder / "build", disk.folder / "site"
    shutil.copytree(small_build, out)
    site.mkdir()
    (site / "index.html").write_text("former", encoding="utf-8")
    (site / "manifest.json").write_text('{"files": {"index.html": {"bytes": 6}}}')
    before = contents(disk.folder)
    disk.fill(left if disk.mounted else left // 40)
    words = ("report", "--data", small_data, "--build", out, "--out", site)
    done = command(*words, **disk.more())
    disk.free()
    refused(done)
    assert contents(disk.folder) == before
    assert whole(out)
    assert whole_site(site)


def test_a_small_file_beside_which_a_killed_run_left_one(tmp_path: Path, contents) -> None:
    """The library alone; what another run is writing right now is left to it."""
    from watchgraph.files import write_bytes
    from watchgraph.holding import hold

    path = tmp_path / "judgements.csv"
    live, dead, strange = (
        tmp_path / f".judgements.csv{end}"
        for end in (".watchgraph-00000001", ".watchgraph-00000002", ".backup")
    )
    for one in (live, dead, strange):
        one.write_bytes(b"half")
    held = hold(live)
    assert held is not None
    write_bytes(path, b"first")
    os.close(held)
    assert set(contents(tmp_path)) == {path.name, live.name, strange.name}
    write_bytes(path, b"second")
    assert contents(tmp_path) == {path.name: b"second", strange.name: b"half"}
