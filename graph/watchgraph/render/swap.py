"""A folder built beside its place and swapped in whole, and never over a stranger's files."""

import ctypes
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from watchgraph.errors import UseError
from watchgraph.files import BESIDE, remove, unwritable
from watchgraph.holding import alone

MANIFEST = "manifest.json"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def swapped_folder(folder: Path, *, private: bool = False) -> Iterator[Path]:
    """Give an empty folder to build in; on leaving it takes the place of `folder`.

    If the body raises, or the run is killed, what was there before stays whole. A folder is only
    replaced if all that is in it was written here, by the word of its manifest.

    Parameters
    ----------
    folder : pathlib.Path
        The place; absent, empty, or a folder that this function once made.
    private : bool, default False
        Whether only the owner may look into it, from its first moment on.

    Yields
    ------
    pathlib.Path
        A new folder beside it.

    Raises
    ------
    UseError
        If the place is a file, holds files of another hand, or cannot be written.
    """
    folder = folder.resolve()
    prefix = f".{folder.name}{BESIDE}"
    former = folder.with_name(prefix + "former")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with alone(folder.parent):
            if former.is_dir() and not folder.exists():
                # A run was killed between its two renames.
                former.rename(folder)
            _refuse_strangers(folder)
            for stray in sorted(folder.parent.glob(prefix + "*")):
                remove(stray)
            beside = folder.with_name(prefix + secrets.token_hex(8))
            try:
                beside.mkdir(mode=0o700 if private else 0o777)
                yield beside
                _put(beside, folder, former)
            finally:
                remove(beside)
    except OSError as error:
        raise unwritable(folder, error, "folder") from error


def write_manifest(folder: Path, **about: Any) -> None:
    """Write the list of all files of a folder, with their sizes and hashes.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; every file in it is listed.
    **about
        What else the manifest says; plain JSON values.
    """
    listed = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            listed[name] = {
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
    text = json.dumps({**about, "files": listed}, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _refuse_strangers(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise _stranger(folder, folder)
    try:
        listed = set(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        listed = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        known = path.is_dir() or name in listed or name == MANIFEST
        if path.is_symlink() or not known:
            raise _stranger(folder, path)


def _stranger(folder: Path, path: Path) -> UseError:
    return UseError(
        f"{folder} is not replaced: {path} was not written by WatchGraph.",
        name="folder",
        value=str(folder),
        remedy="Move that file away, or give another folder.",
    )


def _put(beside: Path, folder: Path, former: Path) -> None:
    """Let `beside` take the place of `folder`, in one step where the system has one."""
    if not folder.exists():
        beside.rename(folder)
    elif not _exchange(beside, folder):
        folder.rename(former)
        try:
            beside.rename(folder)
        except OSError:
            former.rename(folder)
            raise
        remove(former)


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step; false where the system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(two)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
