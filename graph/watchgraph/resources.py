"""Where the data and the ontology lie, in a checkout and in an installed wheel."""

from __future__ import annotations

import json
import os
from pathlib import Path

from watchgraph.errors import UseError

#: What the ontology folder says in OWL: the terms, and what they are in other vocabularies.
ONTOLOGY_FILES = ("watchgraph.ttl", "alignments.ttl")

#: What a folder of built web parts holds.
WEB_PARTS = ("oxigraph.js", "editor.js", "countries-50m.json", "licences.txt")
#: Variable of the environment that names such a folder.
WEB_VARIABLE = "WATCHGRAPH_WEB"

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    # An installed wheel carries the folder beside the modules, a checkout two floors up.
    for candidate in (_PACKAGE / f"_{name}", _PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise UseError(
        f"The folder {name!r} was not found.",
        name=name,
        remedy="Install the package again, or run from a complete checkout.",
    )


def data_folder() -> Path:
    """Return the folder of the packaged tables.

    Returns
    -------
    pathlib.Path
        The folder that holds ``datapackage.json``.

    Raises
    ------
    UseError
        If the installation is incomplete.

    Examples
    --------
    >>> (data_folder() / "datapackage.json").is_file()
    True
    """
    return _folder("data")


def ontology_folder() -> Path:
    """Return the folder of the ontology, shapes, rules and questions.

    Returns
    -------
    pathlib.Path
        The folder that holds ``watchgraph.ttl``.

    Raises
    ------
    UseError
        If the installation is incomplete.
    """
    return _folder("ontology")


def web_folder(given: Path | None = None) -> Path | None:
    """Return the folder of the parts of the site that npm gives, if they were built.

    Parameters
    ----------
    given
        The folder; default what the variable ``WATCHGRAPH_WEB`` names, else ``web/dist`` of a
        checkout. An installed package carries none.

    Returns
    -------
    pathlib.Path or None
        A folder that holds all of :data:`WEB_PARTS`; None if there is none and none was named.

    Raises
    ------
    UseError
        If a folder was named and lacks a part.
    """
    named = given or (Path(os.environ[WEB_VARIABLE]) if os.environ.get(WEB_VARIABLE) else None)
    folder = named or _PACKAGE.parent.parent / "web" / "dist"
    missing = [name for name in WEB_PARTS if not (folder / name).is_file()]
    if named and missing:
        raise UseError(
            f"The folder {str(named)!r} lacks {', '.join(missing)}.",
            name="web",
            value=str(named),
            remedy="Build it in a checkout: make web.",
        )
    return None if missing else folder


def citation_file() -> Path:
    """Return CITATION.cff, which says how to cite WatchGraph.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    UseError
        If the installation is incomplete.
    """
    for candidate in (_PACKAGE / "_citation.cff", _PACKAGE.parent.parent / "CITATION.cff"):
        if candidate.is_file():
            return candidate
    raise UseError(
        "The file CITATION.cff was not found.",
        name="CITATION.cff",
        remedy="Install the package again, or run from a complete checkout.",
    )


def data_version(folder: Path | None = None) -> str:
    """Return the version of the data package.

    Parameters
    ----------
    folder
        Data folder; default the packaged one.

    Returns
    -------
    str
        The version that ``datapackage.json`` states.
    """
    path = (folder or data_folder()) / "datapackage.json"
    return str(json.loads(path.read_text(encoding="utf-8"))["version"])
