"""Writing so that nothing half-written is ever met: beside, then swapped in."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from watchgraph.errors import UseError
from watchgraph.holding import hold

#: What stands in the name of a file or folder that is not yet in its place.
BESIDE = ".watchgraph-"

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_TRIES = 3

# Names that Windows keeps for devices, whatever ending follows.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_LONGEST_NAME = 255


def is_file_name(name: str) -> bool:
    r"""Tell whether a file may bear a name on every system.

    Parameters
    ----------
    name
        The name alone, without folders.

    Returns
    -------
    bool
        False for an empty name, ``.`` and ``..``, names of devices, over-long names, and names
        with a slash, a colon, another sign that some system keeps, or a control character.

    Examples
    --------
    >>> [is_file_name(name) for name in ("KEN.html", "..", "a/b", "C:x", "nul.html")]
    [True, False, False, False, False]
    """
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        return False
    return (
        0 < length <= _LONGEST_NAME
        and name not in (".", "..")
        and not set(name) & set('/\\:*?"<>|')
        and not any(letter < " " or letter == "\x7f" for letter in name)
        and not _DEVICE.fullmatch(name)
    )


def write_bytes(
    path: Path | str, content: bytes, *, among_data: bool = False, private: bool = False
) -> Path:
    """Write a file, or leave the former one whole.

    It is written beside its place and on the disk before it is swapped in. What a killed run
    left of the same file is removed.

    Parameters
    ----------
    path
        Where to; the folder is made if it is missing. A pipe or a device is written to as it
        is, for nothing can be swapped in there.
    content
        All of it.
    among_data
        Whether the file belongs among the tables of a data folder.
    private
        Whether only the owner may read the file, from its first byte on; else the permissions
        are those of any new file. A pipe or a device keeps its own.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the file cannot be written there.
    """
    path = Path(path)
    if not among_data:
        keep_out_of_data(path.parent)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_beside(path)
        for left in reversed(range(_TRIES)):
            try:
                _swap_in(path, content, private=private)
                break
            except FileNotFoundError:
                # Another run may have taken it for a stray before it was held.
                if not left:
                    raise
    except OSError as error:
        raise unwritable(path, error) from None
    return path


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _swap_in(path: Path, content: bytes, *, private: bool) -> None:
    beside = path.with_name(f".{path.name}{BESIDE}{secrets.token_hex(4)}")
    held = None
    try:
        with open(beside, "xb", opener=_for_owner if private else None) as out:
            held = hold(beside)
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if held is not None:
            os.close(held)


def _clear_beside(path: Path) -> None:
    """Remove what killed runs left of a file; what another run is writing is held by it."""
    stray = re.compile(re.escape(f".{path.name}{BESIDE}") + "[0-9a-f]{8}")
    with os.scandir(path.parent) as entries:
        names = [entry.name for entry in entries if stray.fullmatch(entry.name)]
    for name in names:
        held = hold(path.with_name(name))
        if held is not None:
            with suppress(OSError):
                path.with_name(name).unlink(missing_ok=True)
            os.close(held)


def unwritable(place: Path, error: OSError, name: str = "path") -> UseError:
    """Return the error that says why nothing can be written in a place, with the remedy.

    Parameters
    ----------
    place
        File or folder that was to be written.
    error
        What the system said.
    name
        Name of the argument that gave the place.

    Returns
    -------
    UseError
        To be raised.
    """
    # The store's engine gives no number, only the system's words.
    full = error.errno in _FULL or os.strerror(errno.ENOSPC) in str(error)
    why = os.strerror(error.errno or errno.ENOSPC) if full else error.strerror or str(error)
    return UseError(
        f"{place} cannot be written: {why}.",
        name=name,
        value=str(place),
        remedy="Free some space there, or give a place that has more. What was there is whole."
        if full
        else "Give a path in a folder that can be written to.",
    )


def remove(folder: Path) -> None:
    """Remove a folder and all in it, wholly even if a signal comes meanwhile.

    Parameters
    ----------
    folder
        The folder; what the system does not let go stays.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def sync(folder: Path) -> None:
    """Wait until all files of a folder are on the disk, so that a power cut cannot take them.

    Parameters
    ----------
    folder
        An existing folder.
    """
    for path in [*sorted(folder.rglob("*")), folder]:
        if path.is_dir():
            sync_names(path)
        else:
            with path.open("r+b") as file:
                os.fsync(file.fileno())


def sync_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can.

    Parameters
    ----------
    folder
        An existing folder.
    """
    # Some systems open no folder, and some file systems sync none.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_text(
    path: Path | str, content: str, *, among_data: bool = False, private: bool = False
) -> Path:
    r"""Write text as UTF-8 with ``\n`` line ends, or leave the former file whole.

    Parameters
    ----------
    path
        Where to; see :func:`write_bytes`.
    content
        All of it.
    among_data, private
        See :func:`write_bytes`.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the file cannot be written there.
    """
    return write_bytes(path, content.encode("utf-8"), among_data=among_data, private=private)


def put_text(path: Path, content: str) -> None:
    r"""Write text as UTF-8 with ``\n`` line ends into a folder that is swapped in whole.

    Parameters
    ----------
    path
        Where to; nobody reads there yet, so that nothing is swapped or waited for.
    content
        All of it.
    """
    path.write_text(content, encoding="utf-8", newline="\n")


def keep_out_of_data(folder: Path) -> None:
    """Refuse to write among tables, where an output could take the place of one.

    Parameters
    ----------
    folder
        Folder of the output.

    Raises
    ------
    UseError
        If it is a data folder.
    """
    if (folder / "datapackage.json").is_file():
        raise UseError(
            f"{folder} holds data; nothing is written there.",
            name="path",
            value=str(folder),
            remedy="Give a path outside the data folder.",
        )
