"""What was written: files, builds, and what the packed files of a store hold."""

from pathlib import Path

import pyoxigraph

from watchgraph.build.folder import current_build


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and of those in it, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built(world: Path, name: str) -> Path:
    """Return the folder of a build of the world."""
    found = current_build(world / name / "build")
    assert found is not None
    return found


def dumped(build: Path) -> bytes:
    """Return all that the store of a build holds; its files may be packed."""
    store = pyoxigraph.Store.read_only(str(build / "store"))
    return b"\n".join(sorted(str(quad).encode() for quad in store))
