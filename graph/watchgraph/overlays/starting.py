"""A new folder for records of one's own: empty tables, an example of each row, what they mean."""

from __future__ import annotations

import csv
import glob
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from watchgraph.csv_lines import rows_csv
from watchgraph.errors import UseError
from watchgraph.files import BESIDE, is_file_name, keep_out_of_data, remove, write_text
from watchgraph.holding import alone
from watchgraph.intake.keys import digest, slug
from watchgraph.overlays.allowed import may_lack
from watchgraph.overlays.description import DESCRIPTION, EXTENDED, is_overlay, label_of
from watchgraph.overlays.examples import EXAMPLES
from watchgraph.overlays.readme import readme
from watchgraph.reconcile.scripts import LATIN
from watchgraph.resources import data_folder
from watchgraph.tables.schema import Package, read_package

_FOR_OWNER = 0o700
_LONGEST_NAME = 40
#: Folder of the example rows in a new folder; nothing in it is read as data.
EXAMPLE_FOLDER = "examples"


def start_overlay(
    folder: Path | str,
    *,
    title: str = "",
    public: bool = False,
    templates: bool = False,
    sheet: str = "",
    data: Path | None = None,
) -> Path:
    """Make a folder for records of one's own.

    Parameters
    ----------
    folder
        The folder. With templates it must be missing or empty, and is whole or not there; else
        only its description is added to what it holds, if it has none.
    title
        What the records are; default the name of the folder.
    public
        Whether the records may be shown to anyone; default private.
    templates
        Whether to write empty tables, a folder with an example row of each, and a README.
    sheet
        Name of the sheet that the folder will hold, which a new description lists as a file: how
        it is read stands in its map. Default none.
    data
        Data folder of the edition; default the packaged one.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    UseError
        If the folder holds files, is an edition, or cannot be written.
    """
    folder = Path(folder)
    data = data or data_folder()
    package = read_package(data)
    if not is_file_name(label_of(folder)):
        _refuse(folder, "has a name that some system keeps for itself or cannot bear")
    title = " ".join(title.split()) or label_of(folder)
    if not title.isprintable() or len(title) > 200:
        raise UseError(
            f"{title[:80]!r} is no title.",
            name="title",
            value=title[:200],
            remedy="Write up to 200 characters of text.",
        )
    said: dict[str, Any] = {
        "profile": "data-package",
        "name": _name(label_of(folder), data),
        "title": title,
        "version": "0.1.0",
        "extends": EXTENDED,
        "private": not public,
        "resources": [_file(sheet)] if sheet else [],
    }
    keep_out_of_data(folder.resolve().parent)
    try:
        if not templates:
            return _described(folder, said)
        said["resources"] = _resources(data, package)
        return _swapped(folder, _files(said, package, data), public=public)
    except OSError as error:
        raise UseError(
            f"{folder} cannot be written: {error.strerror or error}.",
            name="folder",
            value=str(folder),
            remedy="Give a folder where you may write.",
        ) from None


def _described(folder: Path, said: Mapping[str, Any]) -> Path:
    if (folder / DESCRIPTION).exists():
        if not is_overlay(folder):
            _refuse(folder, "holds tables of another kind")
        return folder
    if not folder.exists():
        folder.mkdir(parents=True)
        if said["private"]:
            folder.chmod(_FOR_OWNER)
    elif not folder.is_dir():
        _refuse(folder, "is no folder")
    write_text(folder / DESCRIPTION, _json(said))
    return folder


def _swapped(folder: Path, files: Mapping[str, str], *, public: bool) -> Path:
    """Write a folder beside and give it its name when it is whole."""
    if folder.exists() and not folder.is_dir():
        _refuse(folder, "is no folder")
    if folder.is_dir() and any(folder.iterdir()):
        _refuse(folder, "holds files already")
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}{BESIDE}"
    beside = target.with_name(prefix + secrets.token_hex(4))
    with alone(target.parent):
        # Alone, so that what is there was left by a run that was killed.
        for stray in sorted(target.parent.glob(glob.escape(prefix) + "*")):
            remove(stray)
        try:
            beside.mkdir(mode=0o777 if public else _FOR_OWNER)
            for name, text in files.items():
                (beside / name).parent.mkdir(exist_ok=True)
                (beside / name).write_text(text, encoding="utf-8", newline="")
            if target.is_dir():
                target.rmdir()
            beside.rename(target)
        finally:
            remove(beside)
    return folder


def _files(said: Mapping[str, Any], package: Package, data: Path) -> dict[str, str]:
    tables = [name for name in EXAMPLES if name in package.tables]
    files = {DESCRIPTION: _json(said), "README.md": readme(said, tables, package, data)}
    for name in tables:
        columns = package.tables[name].column_names
        row = [EXAMPLES[name].get(column, "") for column in columns]
        files[f"{name}.csv"] = rows_csv([columns])
        files[f"{EXAMPLE_FOLDER}/{name}.csv"] = rows_csv([columns, row])
    return files


def _file(name: str) -> dict[str, str]:
    """Describe a file as it lies there; it is no table whose first row is the header."""
    stem, _, ending = name.rpartition(".")
    plain = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")
    return {"name": plain or "sheet", "type": "file", "path": name, "format": ending.lower()}


def _resources(data: Path, package: Package) -> list[dict[str, Any]]:
    """Return what the edition says of the tables, without keys that lead out of the folder."""
    described = json.loads((data / DESCRIPTION).read_text(encoding="utf-8"))
    by_name = {resource["name"]: resource for resource in described["resources"]}
    resources = []
    for name in EXAMPLES:
        if name not in by_name:
            continue
        resource = by_name[name]
        schema = dict(resource["schema"])
        lacking = may_lack(name, package)
        schema["fields"] = [_field(field, lacking) for field in schema["fields"]]
        # What they lead to may stand in the edition, where Frictionless does not look.
        schema.pop("foreignKeys", None)
        resources.append({**resource, "schema": schema})
    return resources


def _field(field: Mapping[str, Any], lacking: Iterable[str]) -> dict[str, Any]:
    if field["name"] not in lacking or "constraints" not in field:
        return dict(field)
    rules = {name: rule for name, rule in field["constraints"].items() if name != "required"}
    rest = {name: value for name, value in field.items() if name != "constraints"}
    return {**rest, "constraints": rules} if rules else rest


def _name(label: str, data: Path) -> str:
    """Return a name that an overlay may have, made of the name of its folder.

    Six digits follow where letters were lost, so that two folders seldom share a name.
    """
    name = slug(label, _LONGEST_NAME)
    if not name or any(_is_lost(sign) for sign in label):
        told = digest(unicodedata.normalize("NFKC", label).casefold())[:6]
        return f"{name[: _LONGEST_NAME - 7].strip('-') or 'own-records'}-{told}"
    taken = {"derived", "ontology", "vocabularies", "overlay", "as-of"}
    lists = data / "codelists" / "datasets.csv"
    if lists.is_file():
        with lists.open(encoding="utf-8-sig", newline="") as file:
            taken |= {row.get("code", "") for row in csv.DictReader(file)}
    return f"{name[: _LONGEST_NAME - 4]}-own" if name in taken else name


def _is_lost(sign: str) -> bool:
    """Tell whether a letter or digit has no place in a name."""
    return sign.isalnum() and not slug(sign) and sign.casefold() not in LATIN


def _refuse(folder: Path, why: str) -> None:
    raise UseError(
        f"{folder} {why}; nothing is written.",
        name="folder",
        value=str(folder),
        remedy="Give the name of a new folder.",
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
