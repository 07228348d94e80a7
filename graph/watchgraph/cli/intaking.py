"""The command ``map``: a sheet of another hand, and the first guess of its columns."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.cli import overlaying
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watchgraph.intake import FirstMap

_KINDS = {
    "xlsx": "an Excel workbook",
    "csv": "a text file of cells",
    "jsonl": "JSON lines",
    "parquet": "a Parquet file",
}
_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def add_arguments(sub: ArgumentParser) -> None:
    """Add the arguments of ``map``."""
    sub.add_argument("file", type=Path, help="workbook, CSV, JSON lines or Parquet file")
    sub.add_argument(
        "--out",
        type=Path,
        help="folder of your data; made if missing (default: the file's folder if it is one, "
        "else a new one called as the file)",
    )
    sub.add_argument(
        "--rows",
        default="deployments",
        metavar="TABLE",
        help="what one row is: deployments (the default), soft_loans, or any table",
    )
    sub.add_argument("--sheet", default="", help="sheet of a workbook")
    sub.add_argument("--header", type=_row, default=0, help="row of the headings")
    sub.add_argument("--encoding", default="", help="encoding of a text file")
    sub.add_argument("--delimiter", default="", help="what parts the cells of a text file")
    sub.add_argument("--force", action="store_true", help="write over a map that is there")
    sub.add_argument("--data", type=Path, help="data folder (default: the packaged edition)")


def map_sheet(arguments: Namespace) -> int:
    """Guess the columns of a sheet, and write them as a map to edit."""
    from watchgraph.intake import first_map
    from watchgraph.overlays import is_overlay, start_overlay
    from watchgraph.resources import data_folder
    from watchgraph.tables import load_tables

    file: Path = arguments.file
    folder = arguments.out or (
        file.parent if is_overlay(file.parent) else Path(_folder_name(file.stem))
    )
    tables = load_tables(arguments.data or data_folder())
    made = first_map(
        file,
        tables.columns,
        tables.package,
        folder=f"{folder}/",
        rows=arguments.rows,
        sheet=arguments.sheet,
        header=arguments.header,
        encoding=arguments.encoding,
        delimiter=arguments.delimiter,
    )
    _check_name(file)
    target = _map_path(folder, file)
    _check_places(folder, file, target, made.text, force=arguments.force)
    if not is_overlay(folder):
        start_overlay(folder, sheet=file.name)
    written = _write(folder, file, target, made.text)
    print(_told(made))
    for path in written:
        print(f"wrote {path}")
    if not written:
        print(f"{target} is there already and says the same.")
    print(overlaying.said_of(folder))
    print(f"Look through {target}, then run: watchgraph check {shlex.quote(f'{folder}/')}")
    return 0


def _row(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10**7:
        raise ArgumentTypeError(f"{text!r} is no number of a row, the first being 1")
    return int(text)


def _folder_name(stem: str) -> str:
    """Return a plain name for a folder; blanks and signs become hyphens."""
    from watchgraph.intake.keys import slug

    return slug(stem, 60) or "my-data"


def _check_name(file: Path) -> None:
    if (
        set(file.name) & set("\\:")
        or file.name.startswith(("~", "."))
        or not file.name.isprintable()
    ):
        raise UseError(
            f"The name {file.name!r} cannot stand in a map.",
            name="file",
            value=file.name,
            remedy="Rename the file to letters, digits, hyphens and one full stop.",
        )


def _map_path(folder: Path, file: Path) -> Path:
    """Return where the map goes: by the stem, or the whole name if that is another file's."""
    from watchgraph.intake.column_map import read_map

    path = folder / f"{file.stem}.yaml"
    if path.is_file():
        there, _ = read_map(path)
        if there is not None and there.file.text != file.name:
            return folder / f"{file.name}.yaml"
    return path


def _check_places(folder: Path, file: Path, target: Path, text: str, *, force: bool) -> None:
    """Refuse before anything is written, if something would be written over."""
    from watchgraph.overlays import is_overlay

    if folder.exists() and not folder.is_dir():
        raise UseError(
            f"{folder} is no folder.", name="out", value=str(folder), remedy="Name a folder."
        )
    if (folder / "datapackage.json").exists() and not is_overlay(folder):
        raise UseError(
            f"{folder} holds an edition, not data of your own.",
            name="out",
            value=str(folder),
            remedy="Name another folder; it is made if it is missing.",
        )
    copy = folder / file.name
    if copy.exists() and not copy.samefile(file) and copy.read_bytes() != file.read_bytes():
        raise UseError(
            f"{copy} is another file of the same name.",
            name="file",
            value=str(copy),
            remedy="Rename one of the two, or delete the old one.",
        )
    if target.exists() and not force and target.read_bytes() != text.encode("utf-8"):
        raise UseError(
            f"{target} is there already, and may have been edited.",
            name="force",
            value=str(target),
            remedy="Keep it, or write over it with --force.",
        )


def _write(folder: Path, file: Path, target: Path, text: str) -> list[Path]:
    from watchgraph.files import write_bytes

    written = []
    copy = folder / file.name
    if not copy.exists():
        written.append(write_bytes(copy, file.read_bytes(), among_data=True))
    content = text.encode("utf-8")
    if not target.exists() or target.read_bytes() != content:
        written.append(write_bytes(target, content, among_data=True))
    return written


def _how_read(read_as: Mapping[str, str]) -> str:
    """Say in words how a sheet was read; what has no word here stands as it is."""
    kind = read_as.get("format", "")
    said = [_KINDS.get(kind, kind)]
    if sheet := read_as.get("sheet"):
        said.append(f"sheet {sheet!r}")
    if encoding := read_as.get("encoding"):
        said.append(f"encoding {encoding}")
    if delimiter := read_as.get("delimiter"):
        said.append(f"cells parted by {_SIGNS.get(delimiter, repr(delimiter))}")
    if header := read_as.get("header"):
        said.append(f"headings in row {header}")
    return ", ".join(said)


def _told(made: FirstMap) -> str:
    """Say what was found and guessed, for a terminal."""
    from watchgraph.cli.terminal import output_width, wrapped_text
    from watchgraph.intake.map_text import comment

    sheet, guess = made.sheet, made.guess
    count = sheet.cells.num_rows
    rows_read = f"{count:,} row{'' if count == 1 else 's'}"
    lines = [f"{comment(sheet.file)}: {rows_read}, read as {comment(_how_read(sheet.read_as))}"]
    told = [fault for fault in made.faults if not fault.row or fault.severity == "warning"]
    lines += [f"{fault.severity}: {fault}" for fault in told[:5]]
    rows = [(one.field, comment(one.heading), one.sure, one.why) for one in guess.placed]
    lines += [
        "",
        wrapped_text(("field", "heading", "how sure", "by"), rows, [False] * 4, output_width()),
    ]
    if guess.not_placed:
        lines += ["", "Not placed: " + ", ".join(map(comment, guess.not_placed))]
    if guess.private:
        listed = ", ".join(map(comment, guess.private))
        lines += ["", f"Left out, for they look like what belongs to private persons: {listed}"]
    return "\n".join([*lines, ""])
