"""A sheet of another hand and its column map, taken in as parts of the edition's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import Fault, UseError
from watchgraph.intake.column_map import ColumnMap, read_map
from watchgraph.intake.fields import Form
from watchgraph.intake.filling import headings_of
from watchgraph.intake.fitting import Fitted, fit
from watchgraph.intake.forms import form_of
from watchgraph.intake.lines import Line, read_lines
from watchgraph.intake.naming import Naming
from watchgraph.intake.readers import Readers
from watchgraph.intake.records import Records
from watchgraph.intake.sense import check_sense, check_split, check_twice
from watchgraph.tables.keys import check_precision
from watchgraph.tables.persons import check_persons
from watchgraph.tables.places import Part
from watchgraph.tables.schema import Package
from watchgraph.tables.values import check_column

if TYPE_CHECKING:
    import pyarrow as pa

    from watchgraph.reconcile import Judgement, Judgements
    from watchgraph.sheets import Sheet

MAP_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Taken:
    """What a sheet gave.

    Attributes
    ----------
    parts
        Rows of tables; only those that come from rows of the sheet without an error.
    faults
        Errors and warnings by row and heading of the sheet, or by line of the map.
    proposals
        Names that are like known ones, for a person to judge.
    sheet
        The sheet as it was read; None if it could not be.
    rows
        Rows of the sheet that say anything.
    left_out
        How many of them have an error.
    """

    parts: list[Part] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    proposals: list[Judgement] = field(default_factory=list)
    sheet: Sheet | None = None
    rows: int = 0
    left_out: int = 0


def map_files(folder: Path) -> list[Path]:
    """Return the column maps of a folder.

    Parameters
    ----------
    folder
        Folder of sheets and maps.

    Returns
    -------
    list of pathlib.Path
        Its YAML files, sorted by name.
    """
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in MAP_ENDINGS and path.is_file()
    )


def parts_of(
    folder: Path,
    map_file: Path,
    edition: Mapping[str, pa.Table],
    package: Package,
    prefix: str,
    judgements: Judgements | None = None,
) -> Taken:
    """Take in a sheet by its column map.

    Parameters
    ----------
    folder
        Folder of the sheet and the map.
    map_file
        The map.
    edition
        Tables that the rows may lean on: those of the edition, and what was taken in before.
    package
        Description of the edition.
    prefix
        Name of the collection of rows; keys that are made begin with it.
    judgements
        What people judged of names.

    Returns
    -------
    Taken
        Rows, faults and proposals. Nothing is written.

    Raises
    ------
    UseError
        If a library is missing that the files need.
    """
    column_map, faults = read_map(map_file)
    if column_map is None:
        return Taken(faults=faults)
    try:
        form = form_of(column_map.rows.text, package)
    except UseError as error:
        return Taken(faults=[_in_map(column_map, "rows", error)])
    sheet, found = _sheet(folder, column_map)
    if sheet is None:
        return Taken(faults=sorted(found))
    readers = Readers(form, edition, column_map.dates, column_map.decimals)
    fitted = fit(column_map, form, sheet.cells.column_names, readers.read)
    faults = [*found, *fitted.faults]
    if not fitted.fits:
        return Taken(faults=sorted(faults), sheet=sheet)
    lines, found = read_lines(
        sheet, column_map, form, fitted, readers, {(f.row, f.column) for f in found}
    )
    faults += found
    taking = _Taking(form, fitted, edition, package, prefix, sheet.file)
    faults += check_sense(lines, form, fitted.headings, sheet.file)
    faults += check_twice([(taking.records.key(line), line) for line in lines], sheet.file)
    if form.rows == "deployments":
        faults += check_split(_without_errors(lines, faults), fitted.headings, sheet.file)
    good = _without_errors(lines, faults)
    parts, proposals, found = taking.parts(good, lines, judgements)
    faults += taking.more_of_faulty(faults) + found
    kept = _without_errors(good, found)
    return Taken(parts, sorted(faults), proposals, sheet, len(lines), len(lines) - len(kept))


class _Taking:
    """Turns lines into parts, until what is left breaks no rule of the tables."""

    def __init__(
        self,
        form: Form,
        fitted: Fitted,
        edition: Mapping[str, pa.Table],
        package: Package,
        prefix: str,
        file: str,
    ) -> None:
        self.form, self.fitted, self.edition = form, fitted, edition
        self.package, self.prefix, self.file = package, prefix, file
        self.records = Records(form, prefix, edition, package, file)
        self.headings = headings_of(form, fitted.headings)
        self.faulty: tuple[list[Line], Naming] | None = None

    def parts(
        self, lines: Sequence[Line], every: Sequence[Line], judgements: Judgements | None
    ) -> tuple[list[Part], list[Judgement], list[Fault]]:
        """Return the parts that lines give, the names to judge of every line, and faults."""
        from watchgraph.reconcile import Judgements

        # Names of rows with an error are told as well, so that all is mended in one go.
        naming = Naming(self.prefix, self.edition, judgements or Judgements(), self.form, every)
        faults = naming.warnings(self.file, self.fitted.headings)
        good = {line.row for line in lines}
        self.faulty = [line for line in every if line.row not in good], naming
        while True:
            filling, found = self.records.fill(lines, naming)
            found = [self._by_heading(fault) for fault in found]
            parts = filling.parts(self.package, self.file, self.headings)
            found += [fault for part in parts for fault in self._checked(part)]
            faults += found
            left = _without_errors(lines, found)
            if len(left) == len(lines):
                return parts, naming.proposals, faults
            lines = left

    def more_of_faulty(self, known: Sequence[Fault]) -> list[Fault]:
        """Return what else is wrong with rows of which an error is known, by the tables' rules.

        Parameters
        ----------
        known
            The faults that are known of them.

        Returns
        -------
        list of Fault
            Further ones; of a cell with a fault nothing more is said.
        """
        if self.faulty is None or not self.faulty[0]:
            return []
        lines, naming = self.faulty
        filling, _ = self.records.fill(lines, naming)
        parts = filling.parts(self.package, self.file, self.headings)
        told = {(fault.row, fault.column) for fault in known}
        own = set(self.fitted.headings.values())
        found = []
        for part in parts:
            persons = check_persons(self.package, {part.table: part.cells})
            found += [*self._checked(part), *map(part.place.of, persons)]
        # What is missing, and what follows from it, was told when the row was read.
        return [
            fault
            for fault in dict.fromkeys(found)
            if fault.value and fault.column in own and (fault.row, fault.column) not in told
        ]

    def _by_heading(self, fault: Fault) -> Fault:
        heading = self.fitted.headings.get(fault.column, fault.column)
        return replace(fault, column=heading)

    def _checked(self, part: Part) -> list[Fault]:
        """Return the faults of a part by the rules of its table alone."""
        schema = self.package.tables[part.table]
        faults = []
        for column in schema.columns:
            faults += check_column(schema, column, part.cells.column(column.name))
        faults += check_precision(schema, part.cells)
        placed = [part.place.of(fault) for fault in faults]
        there = self.edition.get(part.table)
        if there is not None and part.table == self.form.rows:
            placed += self._there_already(part, schema.key, there)
        return placed

    def _there_already(self, part: Part, key: str, there: pa.Table) -> list[Fault]:
        import pyarrow.compute as pc

        known = pc.is_in(part.cells.column(key), value_set=there.column(key))
        heading = part.place.headings.get(key, "")
        remedy = "Give the row another id, or leave it out if it says the same."
        return [
            Fault(
                self.file,
                part.place.rows[at],
                heading,
                part.cells.column(key)[at].as_py(),
                "is there already",
                remedy,
            )
            for at in pc.indices_nonzero(known).to_pylist()
        ]


def _sheet(folder: Path, column_map: ColumnMap) -> tuple[Sheet | None, list[Fault]]:
    from watchgraph.sheets import read_sheet

    name = column_map.file.text
    path = folder / name
    if path.is_symlink():
        remedy = "Copy the sheet itself into the folder."
        rule = "is a link to another place"
        return None, [Fault(column_map.name, column_map.file.line, "file", name, rule, remedy)]
    try:
        return read_sheet(
            path,
            file=name,
            sheet=column_map.sheet.text,
            header=column_map.header,
            encoding=column_map.encoding.text,
            delimiter=column_map.delimiter.text,
        )
    except UseError as error:
        if error.name in ("sheet", "header", "encoding", "delimiter"):
            return None, [_in_map(column_map, error.name, error)]
        raise


def _in_map(column_map: ColumnMap, key: str, error: UseError) -> Fault:
    """Return a wrong use as a fault of the line of the map that asked for it."""
    message = str(error).removesuffix(error.remedy).strip().rstrip(".")
    value = str(error.value or "")
    line = column_map.lines.get(key, 0)
    return Fault(column_map.name, line, key, value, message, error.remedy or "Correct it.")


def _without_errors(lines: Sequence[Line], faults: Sequence[Fault]) -> list[Line]:
    bad = {fault.row for fault in faults if fault.severity == "error"}
    return [line for line in lines if line.row not in bad]
