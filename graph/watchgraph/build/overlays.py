"""What a build says of the overlays that it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.build.manifest import Digest, digest
from watchgraph.errors import UseError
from watchgraph.overlays.description import is_overlay, label_of, private_name, stated_name
from watchgraph.overlays.laying import told
from watchgraph.overlays.scan import scanned
from watchgraph.tables.schema import Package

if TYPE_CHECKING:
    from watchgraph.build.given import Given
    from watchgraph.overlays import Laid

# Under what a manifest states the inputs of overlays, before their names.
_KIND = "overlay/"


def overlay_digests(folders: Iterable[Path], package: Package) -> dict[str, Digest]:
    """Return size and hash of every file of overlays that is read.

    Parameters
    ----------
    folders
        Their folders, in the order given.
    package
        Description of the edition.

    Returns
    -------
    dict
        Digests by number of the overlay, folder and file; missing folders have none.
    """
    found = {}
    for number, folder in enumerate(folders):
        if folder.is_dir():
            label = label_of(folder)
            for name in scanned(folder, package, label).files:
                found[f"{number}/{label}/{name}"] = digest(folder / name)
    return found


def inputs_of(folder: Path, package: Package) -> tuple[str, dict[str, Digest]]:
    """Return what a manifest calls the inputs of an overlay, and what they are now.

    Parameters
    ----------
    folder
        Folder of the overlay.
    package
        Description of the edition.

    Returns
    -------
    kind : str
        Such as ``overlay/my-data``.
    files : dict
        Digests of the files that a build reads, by their names in the folder.

    Raises
    ------
    UseError
        If there is no such folder, or it is no overlay.
    """
    if not is_overlay(folder):
        raise UseError(
            f"{str(folder)!r} is no folder of your own records.",
            name="with",
            value=str(folder),
            remedy="Give one that watchgraph new or watchgraph map has made.",
        )
    files = scanned(folder, package, label_of(folder)).files
    return f"{_KIND}{stated_name(folder)}", {name: digest(folder / name) for name in files}


def overlays_in(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the overlays whose inputs a manifest states, sorted."""
    kinds = sorted(manifest["inputs"])
    return tuple(kind.removeprefix(_KIND) for kind in kinds if kind.startswith(_KIND))


def told_of(laid: Laid) -> dict[str, Any]:
    """Return what the manifest says of overlays: nothing of those that are not shown.

    Parameters
    ----------
    laid
        The edition and its overlays.

    Returns
    -------
    dict
        ``inputs`` by name of the overlay, and ``overlays``: version, whether it is private, and
        rows that were left out of each of its files.
    """
    inputs: dict[str, dict[str, Any]] = {}
    overlays: dict[str, Any] = {}
    for overlay in laid.overlays:
        if overlay.name in laid.held_back:
            continue
        files = {name: digest(overlay.folder / name).as_dict() for name in overlay.files}
        inputs[f"{_KIND}{overlay.name}"] = dict(files)
        overlays[overlay.name] = {
            "version": overlay.description.version,
            "private": overlay.description.private,
            "left_out": {
                file: count
                for file, count in laid.left_out.items()
                if file.startswith(f"{overlay.label}/")
            },
        }
    return {"inputs": inputs, "overlays": overlays}


def told_again(manifest: Mapping[str, Any], given: Given) -> tuple[str, ...]:
    """Return what was said when a build was made that is there already.

    Parameters
    ----------
    manifest
        Its manifest.
    given
        What it was made from.

    Returns
    -------
    tuple of str
        As :meth:`watchgraph.overlays.Laid.told`.
    """
    left_out: dict[str, int] = {}
    for own in manifest.get("overlays", {}).values():
        left_out |= own["left_out"]
    private = [name for name in map(private_name, given.overlays) if name is not None]
    held_back = [name for name in private if name not in given.include_private]
    return tuple(told(given.overlays, left_out, held_back))
