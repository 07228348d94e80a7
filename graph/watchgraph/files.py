"""Writing so that nothing half-written is ever met: beside, then swapped in."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchgraph.errors import UseError

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


def write_bytes(path: Path | str, content: bytes, *, among_data: bool = False) -> Path:
    """Write a file, or leave the former one whole.

    Parameters
    ----------
    path
        Where to; the folder is made if it is missing. A pipe or a device is written to as it
        is, for nothing can be swapped in there.
    content
        All of it.
    among_data
        Whether the file belongs among the tables of a data folder.

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
    beside = ""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        # mkstemp makes files for their owner alone.
        Path(beside).chmod(0o666 & ~umask())
        Path(beside).replace(path)
    except OSError as error:
        raise UseError(
            f"{path} cannot be written: {error.strerror or error}.",
            name="path",
            value=str(path),
            remedy="Give a path in a folder that can be written to.",
        ) from None
    finally:
        if beside:
            Path(beside).unlink(missing_ok=True)
    return path


def write_text(path: Path | str, content: str, *, among_data: bool = False) -> Path:
    r"""Write text as UTF-8 with ``\n`` line ends, or leave the former file whole.

    Parameters
    ----------
    path
        Where to; see :func:`write_bytes`.
    content
        All of it.
    among_data
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
    return write_bytes(path, content.encode("utf-8"), among_data=among_data)


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


def umask() -> int:
    """Return the process's mask of permissions for new files."""
    # The only way to read it is to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold off another process that works in the same folder, where the system can.

    Parameters
    ----------
    folder
        An existing folder.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems have no locks.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def hold(folder: Path) -> int | None:
    """Take hold of a folder for as long as this process lives or until it lets go.

    Parameters
    ----------
    folder
        An existing folder.

    Returns
    -------
    int or None
        A handle to close; None if another holds the folder, or where the system cannot tell.
    """
    try:
        import fcntl
    except ImportError:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
