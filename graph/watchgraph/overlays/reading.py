"""A folder of own records: which of its files are read, as what, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.errors import Fault
from watchgraph.overlays.allowed import DATASETS, SOURCE_DEFAULTS
from watchgraph.overlays.description import DESCRIPTION, Description, described, label_of
from watchgraph.overlays.plain import part_of
from watchgraph.overlays.scan import JUDGEMENTS, Scan, scanned
from watchgraph.tables import Layer, Tables
from watchgraph.tables.layers import merge, normal_part
from watchgraph.tables.places import Part, Place
from watchgraph.tables.schema import Package

if TYPE_CHECKING:
    from watchgraph.intake import Taken
    from watchgraph.reconcile import Judgements

# What an overlay is called in its own rows while it has no name that can be used.
_UNNAMED = "unnamed-overlay"


@dataclass(frozen=True)
class Overlay:
    """A folder of records that are laid over an edition.

    Attributes
    ----------
    folder
        Where it lies.
    description
        What it says of itself.
    parts
        Its rows; those of maps without the rows that have an error.
    faults
        What is wrong with its files; the rows are checked when they are laid over an edition.
    fatal
        Those of them that concern a whole file, none of whose rows could be read.
    files
        The files that were read, relative to the folder, sorted.
    taken
        What each map gave, as :func:`watchgraph.intake.parts_of` returns it, by the map's name.
    judgements
        What people judged of names that the maps read; None without maps.
    """

    folder: Path
    description: Description
    parts: tuple[Part, ...] = ()
    faults: tuple[Fault, ...] = ()
    fatal: frozenset[Fault] = frozenset()
    files: tuple[str, ...] = ()
    taken: dict[str, Taken] = field(default_factory=dict)
    judgements: Judgements | None = None

    @property
    def name(self) -> str:
        """Name of the overlay, or that of its folder if it says none that can be used."""
        return self.description.name or self.label

    @property
    def label(self) -> str:
        """What the folder is called before the names of its files."""
        return label_of(self.folder)

    @property
    def layer(self) -> Layer:
        """The rows as a layer."""
        return Layer(self.name, self.description.private, self.parts)


def read_overlay(folder: Path, edition: Tables) -> Overlay:
    """Read a folder of own records.

    Parameters
    ----------
    folder
        The folder; nothing outside it is read.
    edition
        Tables on whose rows those of the folder may lean.

    Returns
    -------
    Overlay
        What could be read, and what is wrong.

    Raises
    ------
    UseError
        If there is no such folder.
    """
    description, faults = described(folder, edition)
    label, package = label_of(folder), edition.package
    scan = scanned(folder, package, label)
    faults += scan.faults
    fatal = set(faults)
    own = description.name or _UNNAMED
    parts = [_data_set(own, description.title or own, label, edition)]
    for name, table in scan.tables.items():
        part, found = part_of(folder, name, table, package, f"{label}/{name}")
        faults += found
        if part is None:
            fatal |= set(found)
        elif part.cells.num_rows:
            part = normal_part(part, package.tables[table])
            if table == "sources":
                faults += _other_data_sets(part, own)
                part = with_defaults(part, own)
            parts.append(part)
    taken: dict[str, Taken] = {}
    judgements: Judgements | None = None
    judged_wrong: list[Fault] = []
    for name in scan.maps:
        known = merge(edition.columns, [Layer(own, True, tuple(parts))])
        # Anew for each map: a name may be judged to be a thing of the folder's own, too.
        judgements, judged_wrong = _judgements(folder, label, known)
        given = taken[name] = _taken(folder / name, known, package, own, judgements)
        found = [replace(fault, file=under(label, fault.file)) for fault in given.faults]
        faults += found
        # What is wrong with the map, or with the sheet as a whole, is of no single row.
        sheet = under(label, given.sheet.file) if given.sheet is not None else ""
        fatal |= {fault for fault in found if fault.file != sheet}
        for part in given.parts:
            part = normal_part(part, package.tables[part.table])
            part = replace(part, place=replace(part.place, file=under(label, part.place.file)))
            if part.table == "sources":
                part = with_defaults(part, own, always=True)
            if part.cells.num_rows:
                parts.append(part)
    faults += judged_wrong
    faults = [fault for fault in faults if not _is_read(fault, scan, parts)]
    return Overlay(
        folder,
        description,
        tuple(parts),
        tuple(sorted(faults)),
        frozenset(fatal),
        scan.files,
        taken,
        judgements,
    )


def under(label: str, file: str) -> str:
    """Return the name of a file with that of its folder before it, once."""
    return file if file.startswith(f"{label}/") else f"{label}/{file}"


def with_defaults(part: Part, name: str, *, always: bool = False) -> Part:
    """Fill what the sources of an overlay need not say.

    Parameters
    ----------
    part
        Rows of ``sources``.
    name
        Name of the overlay, which is the data set of its sources.
    always
        Whether it replaces a data set that is stated.

    Returns
    -------
    Part
        The same rows.
    """
    cells = part.cells
    for column, value in {"dataset": name, **SOURCE_DEFAULTS}.items():
        at = cells.column_names.index(column)
        if always and column == "dataset":
            filled = pa.chunked_array([pa.array([value] * cells.num_rows, pa.string())])
        else:
            filled = pc.fill_null(cells.column(column), value)
        cells = cells.set_column(at, column, filled)
    return replace(part, cells=cells)


def _other_data_sets(part: Part, name: str) -> list[Fault]:
    """Find sources that say they are of another data set, whose records these are not."""
    stated = part.cells.column("dataset").to_pylist()
    remedy = f"Leave the cell blank, or write {name}: records added here are a data set of theirs."
    rule = "is another data set"
    return [
        part.place.of(Fault("", row, "dataset", value, rule, remedy))
        for row, value in enumerate(stated, start=2)
        if value is not None and value != name
    ]


def _data_set(name: str, title: str, label: str, edition: Tables) -> Part:
    """Return the row by which an overlay stands among the data sets."""
    wanted = edition.package.tables[DATASETS].column_names
    row = {
        "code": name,
        "label": title,
        "definition": f"Records of the overlay {name}, which are not of the edition.",
    }
    cells = pa.table({name: pa.array([row.get(name)], pa.string()) for name in wanted})
    return Part(DATASETS, cells, Place(f"{label}/{DESCRIPTION}", (0,)))


def _judgements(
    folder: Path, label: str, known: Mapping[str, pa.Table]
) -> tuple[Judgements, list[Fault]]:
    from watchgraph.reconcile import KnownNames, read_judgements

    names = (KnownNames.of_suppliers(known), KnownNames.of_lenders(known))
    return read_judgements(folder / JUDGEMENTS, names, file=under(label, JUDGEMENTS))


def _taken(
    path: Path,
    known: Mapping[str, pa.Table],
    package: Package,
    prefix: str,
    judgements: Judgements | None,
) -> Taken:
    from watchgraph.intake import parts_of

    return parts_of(path.parent, path, known, package, prefix, judgements)


def _is_read(fault: Fault, scan: Scan, parts: Sequence[Part]) -> bool:
    """Tell whether a file that seemed not to be read is one that a map reads."""
    return fault in scan.unread and fault.file in {part.place.file for part in parts}
