"""The manifest of a build: what went in, what came out, by which versions; no clock, no path."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph import __version__
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from watchgraph.tables import Tables

#: Name of the file in the folder of a build.
MANIFEST = "manifest.json"
#: Name of the sorted N-Quads there.
NQUADS = "graph.nq"

_BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Digest:
    """Size and hash of a file.

    Attributes
    ----------
    size
        Its bytes.
    sha256
        Their SHA-256, in hexadecimal digits.
    """

    size: int
    sha256: str

    def __str__(self) -> str:
        """Say both on one line."""
        return f"{self.size:,} bytes, SHA-256 {self.sha256}"

    def as_dict(self) -> dict[str, int | str]:
        """Return what the manifest says of the file."""
        return {"bytes": self.size, "sha256": self.sha256}


def digest(path: Path) -> Digest:
    """Return size and hash of a file.

    Parameters
    ----------
    path
        The file, of any size.

    Returns
    -------
    Digest
        Of its bytes.
    """
    found = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            found.update(block)
            size += len(block)
    return Digest(size, found.hexdigest())


def digests(folder: Path) -> dict[str, Digest]:
    """Return size and hash of every file of a folder and of those in it.

    Parameters
    ----------
    folder
        Folder to read; what Python has compiled is passed over.

    Returns
    -------
    dict
        Digests in the order of the files, by their names relative to the folder.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): digest(path)
        for path in files
        if path.parent.name != "__pycache__"
    }


def manifest_of(
    name: str,
    tables: Tables,
    inputs: Mapping[str, Mapping[str, Digest]],
    nquads: Path,
    *,
    checked: bool,
    graphs: Mapping[str, int],
    rules: Mapping[str, int],
) -> dict[str, Any]:
    """Return what the manifest of a build says.

    Parameters
    ----------
    name
        Hash of all that the build was made from, which names it.
    tables
        Its tables.
    inputs
        Digests of the files of each input folder, by ``data`` and ``ontology``.
    nquads
        The sorted N-Quads.
    checked
        Whether the findings of the checks would have stopped the build.
    graphs
        Quads in each named graph, by its IRI.
    rules
        What each rule added.

    Returns
    -------
    dict
        Plain JSON values, the same for the same inputs and versions.
    """
    import pyoxigraph

    return {
        "content": name,
        "version": tables.package.version,
        "checked": checked,
        "versions": {
            "watchgraph": __version__,
            "pyoxigraph": pyoxigraph.__version__,
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        },
        "licence": tables.package.licence,
        "datasets": _datasets(tables),
        "inputs": {
            folder: {file: found.as_dict() for file, found in files.items()}
            for folder, files in inputs.items()
        },
        "outputs": {nquads.name: digest(nquads).as_dict()},
        "graphs": dict(graphs),
        "rules": dict(rules),
    }


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a build into its folder.

    Parameters
    ----------
    folder
        Folder of the build, not yet swapped in.
    manifest
        As :func:`manifest_of`.
    """
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a build.

    Parameters
    ----------
    folder
        Folder of the build.

    Returns
    -------
    dict
        As :func:`manifest_of`; one of an earlier version may lack some of it.

    Raises
    ------
    UseError
        If it cannot be read, or does not state the version of the data.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unusable(folder, str(error)) from None
    if not isinstance(manifest, dict) or "version" not in manifest:
        raise unusable(folder, f"its {MANIFEST} states no version")
    return manifest


def unusable(folder: Path, why: str) -> UseError:
    """Return the error that says why a build cannot be used, with the remedy.

    Parameters
    ----------
    folder
        Folder of the build.
    why
        What is wrong.

    Returns
    -------
    UseError
        To be raised.
    """
    return UseError(
        f"The build in {str(folder)!r} cannot be opened: {why.rstrip('.')}.",
        value=str(folder),
        remedy="Run: watchgraph build --force",
    )


def _datasets(tables: Tables) -> dict[str, dict[str, dict[str, int]]]:
    """Count the sources of each data set by licence and by what may be passed on."""
    if "sources" not in tables.columns:
        return {}
    found: dict[str, dict[str, dict[str, int]]] = {}
    columns = [
        tables.columns["sources"].column(name).to_pylist()
        for name in ("dataset", "licence", "redistribution")
    ]
    for dataset, licence, redistribution in zip(*columns, strict=True):
        own = found.setdefault(dataset, {"licences": {}, "redistribution": {}})
        for kind, code in (("licences", licence), ("redistribution", redistribution)):
            own[kind][code] = own[kind].get(code, 0) + 1
    return found
