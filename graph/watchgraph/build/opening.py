"""A build is opened for reading; what keeps it from being opened is told with the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.build.folder import current_build, pointed_to
from watchgraph.build.manifest import MANIFEST, read_manifest, unusable
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pyoxigraph


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
        name = pointed_to(root)
        lacks = f" {name!r}, which is the current one, has no {MANIFEST}." if name else ""
        raise UseError(
            f"There is no build in {str(root)!r}.{lacks}",
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
    while True:
        folder = build_in(root)
        try:
            return _opened(folder)
        except UseError:
            # It may have been cleared once another had become the current one: open that.
            if folder in (root, current_build(root)):
                raise


def _opened(folder: Path) -> tuple[pyoxigraph.Store, str]:
    import pyoxigraph

    manifest = read_manifest(folder)
    try:
        store = pyoxigraph.Store.read_only(str(folder / "store"))
    except (OSError, RuntimeError) as error:
        raise unusable(folder, str(error)) from None
    return store, str(manifest["version"])
