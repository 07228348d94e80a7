"""Which file a copy with problems may take the place of: none but a former copy."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from watchgraph.errors import UseError

#: Heading of the column that says what is wrong.
PROBLEMS = "problems"
#: Part of a workbook that names the program which wrote it; others put their own name there.
MARK_PART = "docProps/app.xml"
#: What stands in that part of a copy with problems.
MARK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>WatchGraph copy with problems</Application></Properties>'
)
_UNICODE = b"\xef\xbb\xbf"
_MOST_HEADINGS = 1_000_000


def keep_others(path: Path) -> None:
    """Refuse to write a copy with problems over a file that is none.

    Parameters
    ----------
    path
        Where the copy is to be written.

    Raises
    ------
    UseError
        If a file is there and it is not a copy as it was written: a workbook that was saved by
        another program since is none, nor is a CSV file whose last heading is another.
    """
    if not (path.exists() or path.is_symlink()) or is_copy(path):
        return
    raise UseError(
        f"{path} is there already and is no copy with problems; it is left as it is.",
        name="problems",
        value=str(path),
        remedy="Give the name of a new file, such as problems.xlsx, or move that one away.",
    )


def is_copy(path: Path) -> bool:
    """Tell whether a file is a copy with problems, as it was written.

    Parameters
    ----------
    path
        Any path.

    Returns
    -------
    bool
        False as well for what is no plain file or cannot be read.
    """
    if path.is_symlink() or not path.is_file():
        return False
    try:
        return _is_csv(path) if path.suffix.lower() == ".csv" else _is_workbook(path)
    except Exception:
        # Any bytes may be there, and the readers of others may say anything of them.
        return False


def _is_workbook(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        mark = MARK.encode("utf-8")
        return archive.getinfo(MARK_PART).file_size == len(mark) and archive.read(MARK_PART) == mark


def _is_csv(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(_MOST_HEADINGS)
    if not start.startswith(_UNICODE) or b"\r\n" not in start:
        return False
    text = start.decode("utf-8-sig", "replace")
    return next(csv.reader(io.StringIO(text, newline="")))[-1] == PROBLEMS
