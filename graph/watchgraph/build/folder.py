"""The build folder: which build is current, how one is swapped in, what is cleared away."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from watchgraph.build.manifest import MANIFEST, Digest
from watchgraph.files import keep_out_of_data, remove, sync, sync_names, unwritable
from watchgraph.holding import alone, held_elsewhere, hold

_PART, _POINTER = ".part-", ".current-"


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
    name = pointed_to(root)
    while name:
        if (root / name / MANIFEST).is_file():
            return root / name
        # Another build may have become the current one, and this one been cleared, meanwhile.
        former, name = name, pointed_to(root)
        if name == former:
            break
    return None


def pointed_to(root: Path) -> str:
    """Return the name that the pointer of a build folder gives; empty if there is none."""
    try:
        return (root / "current").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


@contextmanager
def part_folder(root: Path, *, private: bool = False) -> Iterator[Path]:
    """Make a fresh folder in which a build can grow unseen, held until it is done.

    Parameters
    ----------
    root
        Build folder.
    private
        Whether only the owner may look into it.

    Yields
    ------
    pathlib.Path
        The folder; what is left of it in the end is removed.

    Raises
    ------
    UseError
        If the build folder holds data, or if it cannot be written.
    """
    keep_out_of_data(root)
    # Named before it is made, so that it is removed whenever the run is interrupted.
    part = root / f"{_PART}{secrets.token_hex(8)}"
    held = None
    try:
        root.mkdir(parents=True, exist_ok=True)
        with alone(root):
            part.mkdir(mode=0o700 if private else 0o777)
            held = hold(part)
        yield part
    except OSError as error:
        place = Path(os.fsdecode(error.filename or root))
        if not (place.is_relative_to(root) or root.is_relative_to(place)):
            raise
        raise unwritable(root, error, "build") from error
    finally:
        remove(part)
        if held is not None:
            os.close(held)


@contextmanager
def in_use(build: Path) -> Iterator[None]:
    """Keep a build from being cleared, though another becomes current, while the block runs.

    Parameters
    ----------
    build
        Folder of the build.
    """
    held = hold(build, shared=True)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def swap_in(root: Path, part: Path, name: str) -> Path:
    """Give a finished build its name and make it the current one in one step.

    All of it is on the disk by then: a power cut leaves this build or the former one.
    """
    sync(part)
    with alone(root):
        final = root / name
        for number in itertools.count(2):
            if not final.exists():
                break
            # Built again by force: the earlier one keeps its name; no moment lacks a build.
            final = root / f"{name}.{number}"
        pointer = root / f"{_POINTER}{os.getpid()}"
        try:
            with pointer.open("w", encoding="utf-8", newline="\n") as out:
                out.write(final.name + "\n")
                out.flush()
                os.fsync(out.fileno())
            part.rename(final)
            pointer.replace(root / "current")
        except BaseException:
            if pointer.exists():
                pointer.unlink()
                if final.exists():
                    final.rename(part)
            raise
        sync_names(root)
    return final


def clear_strays(root: Path) -> list[str]:
    """Remove what a killed run left and builds that are no longer current nor in use.

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
        # Without a pointer a build is one that was killed before it became the first.
        known = current is not None or not pointed_to(root)
        for path in sorted(root.iterdir()):
            former = known and path != current and _is_build(path) and not held_elsewhere(path)
            if former or _is_stray(path):
                # What another user left may not be ours to remove.
                with suppress(OSError):
                    _clear(path)
                    removed.append(path.name)
    return removed


def _clear(path: Path) -> None:
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    part = path
    if not path.name.startswith(_PART):
        # Were it killed halfway, what is left of a build could not be told from a stranger's.
        part = path.with_name(f"{_PART}{secrets.token_hex(8)}")
        path.rename(part)
    remove(part)


def _is_stray(path: Path) -> bool:
    """Tell whether a killed run left this; the caller is alone in the folder."""
    if not path.name.startswith(_PART):
        # The pointer is only ever written by one who is alone.
        return path.name.startswith(_POINTER)
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
