"""The build folder: which build is current, how one is swapped in, what is cleared away."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.build.manifest import MANIFEST, Digest, read_manifest, unusable
from watchgraph.errors import UseError
from watchgraph.files import alone, hold, keep_out_of_data, umask

if TYPE_CHECKING:
    import pyoxigraph

_PART = ".part-"


def content_hash(*folders: Mapping[str, Digest], salt: str = "") -> str:
    """Return a hash of the names and bytes of all files of folders.

    Parameters
    ----------
    *folders
        Folders, as :func:`watchgraph.build.manifest.digests` gives them.
    salt
        Text that also enters the hash, such as a version.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    whole = hashlib.sha256(salt.encode())
    for files in folders:
        for name, found in files.items():
            whole.update(name.encode() + b"\0" + bytes.fromhex(found.sha256))
    return whole.hexdigest()[:16]


def current_build(root: Path) -> Path | None:
    """Return the folder of the current build, or None if there is none."""
    try:
        name = (root / "current").read_text(encoding="utf-8").strip()
    except OSError:
        return None
    folder = root / name
    return folder if name and (folder / MANIFEST).is_file() else None


def build_in(root: Path) -> Path:
    """Return the folder of a build.

    Parameters
    ----------
    root
        Build folder, or one single build inside it.

    Returns
    -------
    pathlib.Path
        The current build, or the single one.

    Raises
    ------
    UseError
        If there is no build.
    """
    folder = root if (root / MANIFEST).is_file() else current_build(root)
    if folder is None:
        raise UseError(
            f"There is no build in {str(root)!r}.",
            name="build",
            value=str(root),
            remedy="Run: watchgraph build",
        )
    return folder


def open_build(root: Path) -> tuple[pyoxigraph.Store, str]:
    """Open a build read-only.

    Parameters
    ----------
    root
        Build folder, or one single build inside it.

    Returns
    -------
    store : pyoxigraph.Store
        Its store; opening it locks nobody out.
    version : str
        Version of the data.

    Raises
    ------
    UseError
        If there is no build, or if it cannot be opened.
    """
    import pyoxigraph

    folder = build_in(root)
    manifest = read_manifest(folder)
    try:
        store = pyoxigraph.Store.read_only(str(folder / "store"))
    except OSError as error:
        raise unusable(folder, str(error)) from None
    return store, str(manifest["version"])


@contextmanager
def part_folder(root: Path) -> Iterator[Path]:
    """Make a fresh folder in which a build can grow unseen, held until it is done.

    Parameters
    ----------
    root
        Build folder.

    Yields
    ------
    pathlib.Path
        The folder; what is left of it in the end is removed.

    Raises
    ------
    UseError
        If the build folder holds data.
    """
    keep_out_of_data(root)
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=root))
        part.chmod(0o777 & ~umask())
        held = hold(part)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if held is not None:
            os.close(held)


def swap_in(root: Path, part: Path, name: str) -> Path:
    """Give a finished build its name and make it the current one in one step."""
    with alone(root):
        final = root / name
        for number in itertools.count(2):
            if not final.exists():
                break
            # Built again by force: the earlier one keeps its name; no moment lacks a build.
            final = root / f"{name}.{number}"
        part.rename(final)
        pointer = root / f".current-{os.getpid()}"
        pointer.write_text(final.name + "\n", encoding="utf-8")
        pointer.replace(root / "current")
    return final


def clear_strays(root: Path) -> list[str]:
    """Remove what a killed run left and builds that are no longer current.

    Parameters
    ----------
    root
        Build folder.

    Returns
    -------
    list of str
        Names of what was removed.
    """
    if not root.is_dir():
        return []
    removed = []
    # Alone, so that a build that is just being swapped in is not taken for an old one.
    with alone(root):
        current = current_build(root)
        for path in sorted(root.iterdir()):
            if _is_stray(path) or (current is not None and path != current and _is_build(path)):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
                removed.append(path.name)
    return removed


def _is_stray(path: Path) -> bool:
    """Tell whether a killed run left this; the caller is alone in the folder."""
    if not path.name.startswith(_PART):
        # The pointer is only ever written by one who is alone.
        return path.name.startswith(".current-")
    held = hold(path)
    if held is None:
        return False
    os.close(held)
    return True


def _is_build(path: Path) -> bool:
    """Tell whether a folder was written here: by its name, and by the same name inside."""
    if not re.fullmatch(r"[0-9a-f]{16}(\.\d+)?", path.name):
        return False
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("content") == path.name.partition(".")[0]
