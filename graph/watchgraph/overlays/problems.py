"""Copies of an owner's files with a column that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import Fault, UseError
from watchgraph.overlays.reading import Overlay, under
from watchgraph.overlays.scan import TABLE_ENDINGS

if TYPE_CHECKING:
    from watchgraph.sheets import Sheet

_ENDINGS = (".xlsx", ".csv")


def write_copies(overlay: Overlay, faults: Iterable[Fault], path: Path) -> list[Path]:
    """Write a copy of each file of an overlay in which something is wrong.

    Parameters
    ----------
    overlay
        The overlay.
    faults
        What is wrong, by file as the owner knows it.
    path
        File to write, which ends in .xlsx or .csv; a folder if several files have faults.

    Returns
    -------
    list of pathlib.Path
        The files that were written; none if nothing is wrong in a table.

    Raises
    ------
    UseError
        If several files have faults and the path is no folder, or it cannot be written to.
    """
    from watchgraph.sheets import write_problems

    told = sorted(set(faults))
    sheets = _sheets(overlay, told)
    if not sheets:
        return []
    one = path.suffix.lower() in _ENDINGS and not path.is_dir()
    if one and len(sheets) > 1:
        names = ", ".join(sheet.file for sheet in sheets)
        raise UseError(
            f"Several files have problems: {names}.",
            name="problems",
            value=str(path),
            remedy="Give a folder to write a copy of each to.",
        )
    if one:
        return [write_problems(sheets[0], told, path)]
    path.mkdir(parents=True, exist_ok=True)
    return [write_problems(sheet, told, path / name) for sheet, name in _named(sheets)]


def _sheets(overlay: Overlay, faults: list[Fault]) -> list[Sheet]:
    """Return the sheets in which something is wrong, in the order of their files."""
    wrong = {fault.file for fault in faults}
    found = []
    for taken in overlay.taken.values():
        if taken.sheet is not None:
            sheet = replace(taken.sheet, file=under(overlay.label, taken.sheet.file))
            if sheet.file in wrong:
                found.append(sheet)
    known = {sheet.file for sheet in found}
    for name in overlay.files:
        file = under(overlay.label, name)
        if file in wrong - known and name.lower().endswith(TABLE_ENDINGS):
            found += _read(overlay.folder / name, file)
    return sorted(found, key=lambda sheet: (sheet.file, sheet.name))


def _read(path: Path, file: str) -> list[Sheet]:
    """Read a file again as a sheet; one that is none has no copy."""
    from watchgraph.sheets import read_sheet

    if path.name == "datapackage.json":
        return []
    sheet, _ = read_sheet(path, file=file)
    return [] if sheet is None else [sheet]


def _named(sheets: list[Sheet]) -> list[tuple[Sheet, str]]:
    named = []
    taken: set[str] = set()
    for sheet in sheets:
        stem = Path(sheet.file).stem
        name, number = f"problems-{stem}.xlsx", 2
        while name in taken:
            name, number = f"problems-{stem}-{number}.xlsx", number + 1
        taken.add(name)
        named.append((sheet, name))
    return named
