"""A sheet that nobody has described yet, and the first guess of its column map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import DataError, Fault
from watchgraph.intake.forms import form_of
from watchgraph.intake.guess import Guess, guess_columns
from watchgraph.intake.map_text import map_text
from watchgraph.intake.readers import Readers
from watchgraph.tables.schema import Package

if TYPE_CHECKING:
    import pyarrow as pa

    from watchgraph.sheets import Sheet


@dataclass(frozen=True)
class FirstMap:
    """What was found out of a sheet.

    Attributes
    ----------
    text
        The column map as YAML.
    guess
        What was guessed.
    sheet
        The sheet.
    faults
        What is wrong with the sheet itself.
    """

    text: str
    guess: Guess
    sheet: Sheet
    faults: list[Fault]


def first_map(
    path: Path,
    edition: Mapping[str, pa.Table],
    package: Package,
    *,
    folder: str,
    rows: str = "deployments",
    sheet: str = "",
    header: int = 0,
    encoding: str = "",
    delimiter: str = "",
) -> FirstMap:
    """Guess the column map of a sheet.

    Parameters
    ----------
    path
        File of the sheet.
    edition
        Tables of the edition.
    package
        Description of the edition.
    folder
        Folder that the map will lie in, as the user calls it.
    rows
        What a row is: name of a table.
    sheet, header, encoding, delimiter
        How the file is read; empty or 0 where that is to be found.

    Returns
    -------
    FirstMap
        The map as text, and what it rests on. The same for the same sheet.

    Raises
    ------
    DataError
        If the sheet cannot be read.
    UseError
        If rows cannot be that, or a library is missing.
    """
    from watchgraph.reconcile import KnownNames
    from watchgraph.reconcile.folding import fold
    from watchgraph.sheets import read_sheet

    form = form_of(rows, package)
    found, faults = read_sheet(
        path, file=path.name, sheet=sheet, header=header, encoding=encoding, delimiter=delimiter
    )
    if found is None:
        raise DataError(faults)
    readers = Readers(form, edition)
    known = frozenset(fold(name.text) for name in KnownNames.of_suppliers(edition).names)
    guess = guess_columns(found.cells, form, readers.reads, known)
    text = map_text(
        guess,
        form,
        file=path.name,
        folder=folder,
        read_as=found.read_as,
        sheet=found.name,
        codes={name: list(readers.codes(name)) for name in guess.unread},
    )
    return FirstMap(text, guess, found, faults)
