"""What a build says of the overlays that it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.build.manifest import Digest, digest
from watchgraph.build.private import STATED, stated_in
from watchgraph.errors import UseError
from watchgraph.overlays.description import is_overlay, label_of, stated_name
from watchgraph.overlays.laid import told
from watchgraph.overlays.scan import scanned
from watchgraph.tables.schema import Package

if TYPE_CHECKING:
    from watchgraph.build.given import Given
    from watchgraph.overlays import Laid


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
    """Return the name of an overlay, and what its files are now.

    Parameters
    ----------
    folder
        Folder of the overlay.
    package
        Description of the edition.

    Returns
    -------
    name : str
        Name of the overlay.
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
    return stated_name(folder), {name: digest(folder / name) for name in files}


def stated_inputs(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return what a build states of the files of the overlays that it holds.

    Parameters
    ----------
    folder
        Folder of the build.
    manifest
        Its manifest.

    Returns
    -------
    dict
        Digests of the files by name of the overlay, sorted.
    """
    stated = {**manifest.get("overlays", {}), **stated_in(folder, manifest)}
    return {name: own.get("inputs", {}) for name, own in sorted(stated.items())}


def told_of(laid: Laid, *, private: bool = False) -> dict[str, dict[str, Any]]:
    """Return what a build says of the overlays that it shows.

    Parameters
    ----------
    laid
        The edition and its overlays.
    private
        Whether of the private ones, which is kept beside their records; else of the public ones.

    Returns
    -------
    dict
        By name of the overlay: its version, digests of its files, and rows that were left out of
        each.
    """
    return {
        overlay.name: {
            "version": overlay.description.version,
            "inputs": {name: digest(overlay.folder / name).as_dict() for name in overlay.files},
            "left_out": {
                file: count
                for file, count in laid.left_out.items()
                if file.startswith(f"{overlay.label}/")
            },
        }
        for overlay in laid.overlays
        if overlay.description.private is private and overlay.name not in laid.held_back
    }


def manifest_part(laid: Laid) -> dict[str, Any]:
    """Return what the manifest says of overlays: of private ones that are shown, the name.

    Parameters
    ----------
    laid
        The edition and its overlays.

    Returns
    -------
    dict
        Empty if none is shown; else ``overlays`` by name and ``private``, the names of those
        whose records lie apart.
    """
    public = told_of(laid)
    shown = {"overlays": public, STATED: sorted(laid.included)}
    return shown if any(shown.values()) else {}


def told_again(folder: Path, manifest: Mapping[str, Any], given: Given) -> tuple[str, ...]:
    """Return what was said when a build was made that is there already.

    Parameters
    ----------
    folder
        The build.
    manifest
        Its manifest.
    given
        What it was made from.

    Returns
    -------
    tuple of str
        As :meth:`watchgraph.overlays.Laid.told`.

    Raises
    ------
    DataError
        If an overlay that is shown is faulty.
    """
    if given.shown != given.overlays:
        return tuple(given.laid().told())
    left_out: dict[str, int] = {}
    for own in (*manifest.get("overlays", {}).values(), *stated_in(folder, manifest).values()):
        left_out |= own.get("left_out", {})
    return tuple(told(given.overlays, left_out, ()))
