"""Writing so that nothing half-written is ever met: beside, then swapped in."""

import os
import tempfile
from pathlib import Path

from watchgraph.errors import UseError


def write_file(path: Path, content: str) -> Path:
    r"""Write text as UTF-8 with ``\n`` line ends, or leave the former file whole.

    Parameters
    ----------
    path : pathlib.Path
        Where to; the folder is made if it is missing.
    content : str
        The text.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the file cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content.encode("utf-8"))
        # mkstemp makes files for their owner alone; a page is for all who may read the folder.
        Path(beside).chmod(0o666 & ~umask())
        Path(beside).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(beside).unlink(missing_ok=True)
    return path


def umask() -> int:
    """Return the process's mask of permissions for new files."""
    # The only way to read it is to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> UseError:
    return UseError(
        f"{path} cannot be written: {error.strerror or error}.",
        name="path",
        value=str(path),
        remedy="Give a path in a folder that can be written to.",
    )
