"""Who works in a folder or on a file: said to other processes by locks, which end with one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


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


def hold(path: Path, *, shared: bool = False) -> int | None:
    """Take hold of a folder or file for as long as this process lives or until it lets go.

    Parameters
    ----------
    path
        An existing folder or file.
    shared
        Whether others may hold it as well, who share it too.

    Returns
    -------
    int or None
        A handle to close; None if another holds it, or where the system cannot tell.
    """
    try:
        import fcntl
    except ImportError:
        return None
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def held_elsewhere(path: Path) -> bool:
    """Tell whether somebody is known to hold a folder or file.

    Parameters
    ----------
    path
        An existing folder or file.

    Returns
    -------
    bool
        False also where the system cannot tell.
    """
    try:
        import fcntl
    except ImportError:
        return False
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
