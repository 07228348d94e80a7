"""What is damaged in a build is named by ``verify``; asking says what to do."""

import shutil
from pathlib import Path

import pytest


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def half_a_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:300])


def no_such_build(folder: Path) -> None:
    (folder.parent / "current").write_text("0123456789abcdef\n", encoding="utf-8")


def binary_pointer(folder: Path) -> None:
    (folder.parent / "current").write_bytes(b"\xff\xfe\0")


def no_store(folder: Path) -> None:
    for path in (folder / "store").iterdir():
        path.unlink()
    (folder / "store").rmdir()


def damaged_store(folder: Path) -> None:
    for path in (folder / "store").glob("*.sst"):
        content = bytearray(path.read_bytes())
        content[10:-60] = bytes(len(content) - 70)
        path.write_bytes(content)


def one_file_missing(folder: Path) -> None:
    max((folder / "store").glob("*.sst"), key=lambda path: path.stat().st_size).unlink()


def half_of_the_nquads(folder: Path) -> None:
    path = folder / "graph.nq"
    path.write_bytes(path.read_bytes()[:10_000])


@pytest.mark.parametrize(
    ("spoil", "verified", "named", "asked"),
    [
        (no_manifest, 2, "manifest.json", 2),
        (half_a_manifest, 2, "cannot be opened", 2),
        (no_such_build, 2, "0123456789abcdef", 2),
        (binary_pointer, 2, "There is no build", 2),
        (no_store, 1, "store\n", 2),
        (damaged_store, 1, "store\n", 2),
        (one_file_missing, 1, "store\n", 2),
        (half_of_the_nquads, 1, "graph.nq\n", 0),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_damage_is_named(former, inside, small_data, spoil, verified, named, asked) -> None:
    folder = former / (former / "current").read_text(encoding="utf-8").strip()
    spoil(folder)
    done = inside("verify", former)
    assert done.returncode == verified
    assert named in done.stdout + done.stderr
    assert "watchgraph build" in done.stderr or verified == 1
    done = inside("ask", "countries_by_supplier", "supplier=eye", "--build", former)
    assert done.returncode == asked
    if asked:
        [line] = done.stderr.splitlines()
        assert "Run: watchgraph build" in line
    # The remedy is one.
    assert inside("build", "--data", small_data, "--out", former, "--force").returncode == 0
    assert inside("verify", former).returncode == 0


@pytest.mark.slow
def test_damage_of_any_large_file_of_the_store_is_found(real_build: Path, tmp_path, inside):
    """Each holds one index, or the names: no question reads all of them."""
    copy = shutil.copytree(real_build, tmp_path / real_build.name)
    large = [path for path in (copy / "store").glob("*.sst") if path.stat().st_size > 100_000]
    assert len(large) == 7
    for path in large[::3]:
        content = path.read_bytes()
        half = len(content) // 2
        path.write_bytes(content[:half] + bytes(200) + content[half + 200 :])
        done = inside("verify", copy)
        assert done.returncode == 1
        assert done.stdout.startswith("store\n")
        assert path.name in done.stdout
        path.write_bytes(content)
