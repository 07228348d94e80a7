"""Copies of an owner's files with a column that says what is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import Fault, UseError
from watchgraph.files import unwritable
from watchgraph.overlays.reading import Overlay, under
from watchgraph.overlays.scan import TABLE_ENDINGS

if TYPE_CHECKING:
    from watchgraph.sheets import Sheet

_ENDINGS = (".xlsx", ".csv")


def write_copies(overlay: Overlay, faults: Iterable[Fault], path: Path | str) -> list[Path]:
    """Write a copy of each file of an overlay in which something is wrong.

    Parameters
    ----------
    overlay
        The overlay.
    faults
        What is wrong, by file as the owner knows it.
    path
        File to write, which ends in .xlsx or .csv, or a folder, which is there, has no ending
        or ends with a slash. A file that is there is replaced only if it is such a copy. The
        copies of a private overlay can be read by their owner alone.

    Returns
    -------
    list of pathlib.Path
        The files that were written; none if nothing is wrong in a table.

    Raises
    ------
    UseError
        If several files have faults and the path is no folder, its ending is another, another
        file is there, or it cannot be written to.
    """
    from watchgraph.sheets import write_problems
    from watchgraph.sheets.written_over import keep_others

    told = sorted(set(faults))
    one = not _is_folder(path)
    path = Path(path)
    sheets = _sheets(overlay, told)
    if not sheets:
        return []
    if one and len(sheets) > 1:
        names = ", ".join(sheet.file for sheet in sheets)
        raise UseError(
            f"Several files have problems: {names}.",
            name="problems",
            value=str(path),
            remedy="Give a folder to write a copy of each to.",
        )
    copies = (
        [(sheets[0], path)] if one else [(sheet, path / name) for sheet, name in _named(sheets)]
    )
    # Before the first is written.
    for _, copy in copies:
        _keep_own(overlay, copy)
        keep_others(copy)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not one:
            path.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(path, error, "problems") from None
    private = overlay.description.private
    return [write_problems(sheet, told, copy, private=private) for sheet, copy in copies]


def _is_folder(path: Path | str) -> bool:
    """Tell whether a path names a folder, or refuse it if it names no file of a known kind."""
    text = os.fspath(path)
    named = text.endswith(("/", os.sep))
    path = Path(path)
    if path.is_dir() or (named and not path.exists()):
        return True
    if not named and path.suffix.lower() in _ENDINGS:
        return False
    if not named and not path.suffix and not path.exists():
        return True
    raise UseError(
        f"{text} names neither a folder nor a file that ends in .xlsx or .csv.",
        name="problems",
        value=text,
        choices=_ENDINGS,
        remedy="Give the file one of these endings, or end the name of a folder with a slash.",
    )


def _keep_own(overlay: Overlay, copy: Path) -> None:
    """Refuse to write over a file of the overlay, by whatever name."""
    for name in overlay.files:
        own = overlay.folder / name
        if copy.exists() and own.exists() and copy.samefile(own):
            raise UseError(
                f"{copy} is {under(overlay.label, name)} itself; it is left as it is.",
                name="problems",
                value=str(copy),
                remedy="Give the copy a name of its own, such as problems.xlsx.",
            )


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
