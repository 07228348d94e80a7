"""What a folder says of itself: whether it is an overlay, its name, whether it is private."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.errors import Fault, UseError

if TYPE_CHECKING:
    from watchgraph.tables import Tables

#: The file in which a folder describes itself.
DESCRIPTION = "datapackage.json"
#: What such a file says under ``extends`` if the folder is an overlay.
EXTENDED = "watchgraph"

_NAME = re.compile(r"[a-z0-9-]{1,40}")
_TAKEN = ("derived", "ontology", "vocabularies", "overlay", "as-of")
_MOST_BYTES = 1024 * 1024
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Description:
    """What an overlay says of itself.

    Attributes
    ----------
    name
        Its name; empty if none could be read.
    title
        Its title; the name if it says none.
    version
        Its version; empty if it says none.
    private
        Whether it is private; so it is if it does not say.
    """

    name: str
    title: str
    version: str = ""
    private: bool = True


def label_of(folder: Path) -> str:
    """Return what a folder is called before the names of its files."""
    return folder.resolve().name or "overlay"


def is_overlay(folder: Path) -> bool:
    """Tell whether a folder says that it is laid over the edition.

    Parameters
    ----------
    folder
        Any path.

    Returns
    -------
    bool
        False as well if the folder, or what it says, cannot be read.
    """
    said = _said(folder)
    return isinstance(said, dict) and said.get("extends") == EXTENDED


def private_name(folder: Path) -> str | None:
    """Return the name of an overlay if it is private, else None; nothing is checked."""
    said = _said(folder)
    if not isinstance(said, dict) or said.get("private", True) is False:
        return None
    return str(said.get("name", ""))


def stated_name(folder: Path) -> str:
    """Return the name that an overlay gives itself, else that of its folder; nothing is checked."""
    said = _said(folder)
    name = said.get("name") if isinstance(said, dict) else None
    return name if isinstance(name, str) and name else label_of(folder)


def require_folder(folder: Path) -> None:
    """Refuse what is no folder, and say how to come to one.

    Parameters
    ----------
    folder
        What was given as the folder of an overlay.

    Raises
    ------
    UseError
        If it is a file or missing.
    """
    if folder.is_dir():
        return
    shown = shlex.quote(str(folder))
    if folder.exists():
        raise UseError(
            f"{str(folder)!r} is a file, not a folder of your own records.",
            name="with",
            value=str(folder),
            remedy=f"Take it into one: watchgraph map {shown} --out my-data/; then --with my-data/",
        )
    raise UseError(
        f"There is no folder {str(folder)!r}.",
        name="with",
        value=str(folder),
        remedy=f"Make one: watchgraph new {shown}",
    )


def public_already(name: str) -> UseError:
    """Return the error that says of a public overlay that it is shown as it is.

    Parameters
    ----------
    name
        Its name, which was given as that of a private one.

    Returns
    -------
    UseError
        To be raised.
    """
    return UseError(
        f"The overlay {name!r} is public: it is shown without being named.",
        name="include-private",
        value=name,
        remedy=f"Leave out --include-private {name}.",
    )


def described(folder: Path, edition: Tables) -> tuple[Description, list[Fault]]:
    """Read what an overlay says of itself.

    Parameters
    ----------
    folder
        Its folder.
    edition
        Tables of the edition, whose data sets have taken their names.

    Returns
    -------
    description : Description
        What could be read.
    faults : list of Fault
        What is wrong with it.

    Raises
    ------
    UseError
        If there is no such folder.
    """
    require_folder(folder)
    file = f"{label_of(folder)}/{DESCRIPTION}"
    said = _said(folder)
    if isinstance(said, str):
        remedy = "Mend the file, or make a folder and take its own: watchgraph new DIR"
        return Description("", ""), [Fault(file, 0, "", "", said, remedy)]
    faults = [
        Fault(file, 0, key, value, rule, remedy)
        for key, value, rule, remedy in _wrong(said, edition)
    ]
    name = str(said.get("name", ""))
    if any(fault.column == "name" for fault in faults):
        name = ""
    title = said.get("title") or name
    private = said.get("private", True) is not False
    return Description(name, str(title), str(said.get("version", "")), private), faults


def _wrong(said: Mapping[str, Any], edition: Tables) -> list[tuple[str, str, str, str]]:
    """Return key, value, rule and remedy of each thing that is wrong."""
    found = []
    name, title = said.get("name", ""), said.get("title", "")
    if said.get("extends") != EXTENDED:
        rule = "does not say that it extends the edition"
        remedy = f'Write "extends": "{EXTENDED}", if the folder adds records to the edition.'
        found.append(("extends", str(said.get("extends", ""))[:80], rule, remedy))
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        rule = "is no name of an overlay"
        remedy = "Write 1 to 40 small letters, digits and hyphens, such as my-data."
        found.append(("name", str(name)[:80], rule, remedy))
    elif name in _TAKEN or name in _datasets(edition):
        rule = "is the name of a data set of the edition"
        found.append(("name", name, rule, "Give the overlay another name."))
    if not isinstance(title, str) or len(title) > _LONGEST_TITLE or not title.isprintable():
        rule = "is no title"
        found.append(("title", str(title)[:80], rule, f"Write up to {_LONGEST_TITLE} characters."))
    if not isinstance(said.get("version", ""), str):
        rule = "is no version"
        found.append(("version", str(said["version"])[:80], rule, 'Write text such as "1.0.0".'))
    if not isinstance(said.get("private", True), bool):
        remedy = "Write true or false, without quotes; it is private until then."
        found.append(("private", str(said["private"])[:80], "is not true or false", remedy))
    return found


def _datasets(edition: Tables) -> set[str]:
    lists = edition.own.get("codelist-datasets")
    return set(lists.column("code").to_pylist()) if lists is not None else set()


def _said(folder: Path) -> dict[str, Any] | str:
    """Return what the file says, or what is wrong with it."""
    path = folder / DESCRIPTION
    try:
        if not path.is_file():
            return "file is missing"
        if not path.resolve().is_relative_to(folder.resolve()):
            return "leads out of the folder"
        if path.stat().st_size > _MOST_BYTES:
            return f"has more than {_MOST_BYTES:,} bytes"
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        return f"cannot be read: {str(error)[:200]}"
    return said if isinstance(said, dict) else "holds no JSON object"
