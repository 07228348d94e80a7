"""Which files of an overlay are read, and as what."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watchgraph.errors import Fault
from watchgraph.overlays.allowed import may_add, stems
from watchgraph.overlays.description import DESCRIPTION
from watchgraph.tables.schema import Package

#: Endings of files that may hold a table.
TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".parquet", ".jsonl", ".ndjson", ".json")
#: Endings of column maps.
MAP_ENDINGS = (".yaml", ".yml")
#: The file of judgements on names, which maps look into.
JUDGEMENTS = "judgements.csv"

_LISTS = "codelists"
_MOST_FILES = 1000


@dataclass(frozen=True)
class Scan:
    """The files of an overlay, sorted by what they are.

    Attributes
    ----------
    tables
        Table of each file that holds rows of one, by its name in the folder, sorted.
    maps
        Column maps, sorted.
    files
        All files that what is read may depend on, sorted.
    faults
        What is wrong with the folder.
    unread
        Those faults that say of a file that it is not read.
    """

    tables: dict[str, str]
    maps: tuple[str, ...]
    files: tuple[str, ...]
    faults: tuple[Fault, ...]
    unread: frozenset[Fault]


def scanned(folder: Path, package: Package, label: str) -> Scan:
    """Sort the files of a folder and of its code lists by what they are.

    Parameters
    ----------
    folder
        Folder of the overlay.
    package
        Description of the edition, whose tables the files are named after.
    label
        What the folder is called in faults.

    Returns
    -------
    Scan
        Names relative to the folder.
    """
    known = stems(package)
    found = list(itertools.islice(_files(folder), _MOST_FILES + 1))
    faults, unread = [], []
    if len(found) > _MOST_FILES:
        found = []
        rule = f"holds more than {_MOST_FILES:,} files"
        faults.append(Fault(label, 0, "", "", rule, "Put the records into a folder of their own."))
    names = sorted(path.relative_to(folder).as_posix() for path in found)
    maps = [name for name in names if name.endswith(MAP_ENDINGS) and "/" not in name]
    mapped = {name.rpartition(".")[0] for name in maps}
    tables, files = {}, []
    for name in names:
        path, file = folder / name, f"{label}/{name}"
        if not path.resolve().is_relative_to(folder.resolve()):
            rule = "leads out of the folder"
            faults.append(Fault(file, 0, "", "", rule, "Copy the file into the folder."))
            maps = [other for other in maps if other != name]
            continue
        if not path.is_file() or not (folder / name).name or _passed_over(name):
            continue
        stem, ending = name.rpartition(".")[0], f".{name.rpartition('.')[2].lower()}"
        files.append(name)
        table = known.get(stem, "") if ending in TABLE_ENDINGS else ""
        if name in maps or stem in mapped or name in (DESCRIPTION, JUDGEMENTS):
            continue
        if not table:
            unread.append(_unread(file, name, stem, known))
        elif not may_add(table):
            rule = "is a table that the edition alone says"
            remedy = "Take the file out: an overlay adds no country, edition, claim or closed code."
            faults.append(Fault(file, 0, "", "", rule, remedy))
        else:
            tables[name] = table
    return Scan(tables, tuple(maps), tuple(files), (*faults, *unread), frozenset(unread))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name == _LISTS and path.is_dir():
            yield from path.iterdir()
        elif not path.name.startswith(".") and not (path.is_dir() and not path.is_symlink()):
            yield path


def _passed_over(name: str) -> bool:
    """Tell whether a file is known to hold no rows."""
    last = name.rpartition("/")[2]
    return last.startswith(".") or last.lower().startswith(("readme", "problems"))


def _unread(file: str, name: str, stem: str, known: dict[str, str]) -> Fault:
    near = difflib.get_close_matches(stem[:80], known, n=1)
    guess = f", or call it {near[0]} if it holds that table" if near else ""
    ending = name.rpartition(".")[2].lower()
    if f".{ending}" in TABLE_ENDINGS:
        remedy = f"Make a map of its columns: watchgraph map {file}{guess}."
    else:
        remedy = "Take it out of the folder, if it is not meant to be."
    return Fault(file, 0, "", "", "is not read", remedy, "warning")
