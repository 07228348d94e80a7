"""Private records of a build: they lie apart, for their owner alone, and are opened by name."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.build.manifest import NQUADS, digest, read_manifest, unusable
from watchgraph.build.sorting import write_sorted
from watchgraph.derive import derive
from watchgraph.errors import UseError
from watchgraph.mapping import layer_chunks
from watchgraph.memory import fill
from watchgraph.vocabulary import DERIVED_GRAPH

if TYPE_CHECKING:
    import pyoxigraph

    from watchgraph.overlays import Laid

#: Folder of a build in which private records lie.
PRIVATE = "private"
#: What a manifest calls the files of that folder.
STATED = "private"

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


def write_private(folder: Path, laid: Laid) -> dict[str, dict[str, int | str]]:
    """Write the private records that are shown into a folder of their own.

    Parameters
    ----------
    folder
        Folder of the build, not yet swapped in.
    laid
        The edition and its overlays.

    Returns
    -------
    dict
        For each private overlay that is shown, by its name: bytes, SHA-256 and quads.
    """
    stated = {}
    if laid.private:
        (folder / PRIVATE).mkdir(mode=_FOLDER_MODE)
        (folder / PRIVATE).chmod(_FOLDER_MODE)
    for layer in laid.private:
        path = file_of(folder, layer.name)
        # Made before it is written, so that no moment lets others read it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))
        chunks = layer_chunks(laid.public.with_layers(layer), layer)
        quads = write_sorted(chunks, path)
        stated[layer.name] = {**digest(path).as_dict(), "quads": quads}
    return stated


def file_of(folder: Path, name: str) -> Path:
    """Return the file of a private overlay in a build."""
    return folder / PRIVATE / f"{name}.nq"


def open_private(folder: Path, names: Sequence[str]) -> tuple[pyoxigraph.Store, str]:
    """Load a build with private records into memory, and derive anew.

    Parameters
    ----------
    folder
        Folder of one build.
    names
        Names of private overlays that it holds.

    Returns
    -------
    store : pyoxigraph.Store
        In memory.
    version : str
        Version of the data.

    Raises
    ------
    UseError
        If the build holds no such overlay, or its file is not as the manifest states.
    """
    import pyoxigraph

    manifest = read_manifest(folder)
    stated = stated_in(manifest)
    for name in names:
        if name not in stated:
            raise UseError(
                f"The build holds no private overlay {name!r}.",
                name="include-private",
                value=name,
                choices=tuple(stated),
                remedy="Build it in: watchgraph build --with DIR --include-private NAME",
            )
        if not agrees(folder, name, stated[name]):
            raise unusable(folder, f"{PRIVATE}/{name}.nq is not as its manifest states")
    store = pyoxigraph.Store()
    try:
        fill(store, folder / NQUADS)
        for name in dict.fromkeys(names):
            store.bulk_load(
                path=str(file_of(folder, name)),
                format=pyoxigraph.RdfFormat.N_QUADS,
                lenient=True,
            )
    except (OSError, SyntaxError) as error:
        raise unusable(folder, str(error)) from None
    store.remove_graph(pyoxigraph.NamedNode(DERIVED_GRAPH))
    derive(store)
    return store, str(manifest["version"])


def stated_in(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a manifest states of private overlays, by name."""
    stated = manifest.get(STATED, {})
    return dict(stated) if isinstance(stated, dict) else {}


def quads_of(stated: Mapping[str, Any]) -> dict[str, int]:
    """Return the quads of each private overlay that a manifest states."""
    return {name: int(own["quads"]) for name, own in sorted(stated.items())}


def agrees(folder: Path, name: str, stated: object) -> bool:
    """Tell whether the file of a private overlay is as the manifest states."""
    path = file_of(folder, name)
    if not isinstance(stated, dict) or not path.is_file():
        return False
    found = digest(path).as_dict()
    return all(stated.get(key) == value for key, value in found.items())
