"""Private records of a build: they lie apart, for their owner alone, and are opened by name."""

from __future__ import annotations

import json
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
#: What a manifest calls the names of the overlays in that folder.
STATED = "private"

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


def write_private(
    folder: Path, laid: Laid, told: Mapping[str, Mapping[str, Any]], content: str
) -> dict[str, int]:
    """Write the private records that are shown into a folder of their own.

    What is to be said of them lies there as well: names and hashes of their files say a lot to
    one who may guess.

    Parameters
    ----------
    folder
        Folder of the build, not yet swapped in.
    laid
        The edition and its overlays.
    told
        What is to be said of them, by name.
    content
        Name of the build, which ties to it what lies there.

    Returns
    -------
    dict
        Quads of each private overlay that is shown, by its name.
    """
    if laid.private:
        (folder / PRIVATE).mkdir(mode=_FOLDER_MODE)
        (folder / PRIVATE).chmod(_FOLDER_MODE)
    counts = {}
    for layer in laid.private:
        path = _begun(file_of(folder, layer.name))
        counts[layer.name] = write_sorted(layer_chunks(laid.public.with_layers(layer), layer), path)
        said = {
            **told[layer.name],
            **digest(path).as_dict(),
            "quads": counts[layer.name],
            "content": content,
        }
        about = _begun(about_of(folder, layer.name))
        about.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")
    return counts


def _begun(path: Path) -> Path:
    """Make an empty file before it is written, so that no moment lets others read it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))
    return path


def file_of(folder: Path, name: str) -> Path:
    """Return the file of a private overlay in a build."""
    return folder / PRIVATE / f"{name}.nq"


def about_of(folder: Path, name: str) -> Path:
    """Return the file of a build that says what is to be said of a private overlay."""
    return folder / PRIVATE / f"{name}.json"


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

    from watchgraph.overlays.description import public_already

    manifest = read_manifest(folder)
    stated = stated_in(folder, manifest)
    for name in names:
        if name in manifest.get("overlays", {}):
            raise public_already(name)
        if name not in stated:
            raise UseError(
                f"The build holds no private overlay {name!r}.",
                name="include-private",
                value=name,
                choices=tuple(stated),
                remedy="Build it in: watchgraph build --with DIR --include-private NAME",
            )
        if not agrees(folder, name, stated[name]):
            raise unusable(folder, f"{PRIVATE}/{name}.nq is not as {name}.json states")
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


def stated_in(folder: Path, manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a build states of the private overlays that it holds.

    Parameters
    ----------
    folder
        Folder of the build.
    manifest
        Its manifest, which names them.

    Returns
    -------
    dict
        By name: bytes, SHA-256 and quads, version, inputs and rows left out; empty where it
        cannot be read, or is of another build.
    """
    names = manifest.get(STATED)
    names = names if isinstance(names, list) else []
    return {str(name): _stated(folder, str(name), manifest.get("content")) for name in names}


def _stated(folder: Path, name: str, content: object) -> dict[str, Any]:
    try:
        said = json.loads(about_of(folder, name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) and said.get("content") == content else {}


def quads_of(stated: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return the quads of each private overlay of which something is stated."""
    return {name: int(own.get("quads", 0)) for name, own in sorted(stated.items())}


def agrees(folder: Path, name: str, stated: Mapping[str, Any]) -> bool:
    """Tell whether the records of a private overlay are as is stated of them."""
    path = file_of(folder, name)
    if not path.is_file():
        return False
    return all(stated.get(key) == value for key, value in digest(path).as_dict().items())
