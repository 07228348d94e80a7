"""A file of any common kind to columns of text, whatever state it is in."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from watchgraph.errors import DataError, Fault, UseError
from watchgraph.sheets.findings import Unreadable
from watchgraph.sheets.kinds import ENDINGS, kind_of
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.wanted import Wanted
from watchgraph.tables.input_limit import MOST_BYTES_VARIABLE

Found = tuple[Sheet | None, list[Fault]]


def read_sheet(
    path: Path,
    *,
    file: str = "",
    sheet: str = "",
    header: int = 0,
    encoding: str = "",
    delimiter: str = "",
    most_bytes: int = 0,
) -> Found:
    """Read a workbook, a CSV or TSV file, JSON lines or a Parquet file as text.

    Nothing is guessed in silence: how the file was read stands in ``read_as``, and a guess that
    may be wrong is a warning.

    Parameters
    ----------
    path
        The file.
    file
        What to call it in faults; its name, if empty.
    sheet
        Sheet of a workbook; needed where more than one holds cells.
    header
        Row of the headings; 0 means the first among the first hundred rows with cells that fills
        at least half as many columns as the fullest of them, with at least two different texts
        that are no numbers but years.
    encoding
        Encoding of a text file, such as ``cp1252``; empty means it is found.
    delimiter
        One character that parts the cells of a text file; empty means it is found.
    most_bytes
        Bytes that the file may have; 0 means 100 million for a workbook, 500 million for all else.

    Returns
    -------
    sheet : Sheet or None
        The table; None if the file cannot be read as one.
    faults : list of Fault
        What is wrong, sorted by row and column. With errors the sheet holds what could be read.

    Raises
    ------
    UseError
        If an argument cannot be meant, or a library that the file needs is not installed.
    """
    limits = Limits(most_bytes=_checked_numbers(header, most_bytes))
    wanted = Wanted(file or Path(path).name, sheet, header, encoding, delimiter, limits)
    return read(Path(path), wanted)


def read(path: Path, wanted: Wanted) -> Found:
    """Read a file as :func:`read_sheet` does.

    Parameters
    ----------
    path
        The file.
    wanted
        What is asked for.

    Returns
    -------
    sheet : Sheet or None
        The table.
    faults : list of Fault
        What is wrong.
    """
    try:
        raw, kind = _content(path, wanted.limits)
        _check_use(wanted, kind)
        return _reader(kind)(raw, path.suffix.lower(), wanted)
    except Unreadable as error:
        return None, [error.fault(wanted.file)]
    except UseError:
        raise
    except Exception as error:
        return None, [_broken(error).fault(wanted.file)]


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the sheets of a workbook in its order, hidden ones too.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    tuple of str
        Their names; none for a file that is no workbook.

    Raises
    ------
    DataError
        If the file cannot be read.
    UseError
        If a library that the file needs is not installed.
    """
    path = Path(path)
    try:
        raw, kind = _content(path, Limits())
        if kind != "xlsx":
            return ()
        from watchgraph.sheets.workbook import names_of

        return names_of(raw, Limits())
    except Unreadable as error:
        raise DataError([error.fault(path.name)]) from None
    except UseError:
        raise
    except Exception as error:
        raise DataError([_broken(error).fault(path.name)]) from None


def _content(path: Path, limits: Limits) -> tuple[bytes, str]:
    """Return the bytes of a file and what it is."""
    promised = ENDINGS.get(path.suffix.lower(), "")
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable("is no file", "Give the path of a file.")
        most = limits.bytes_of(promised)
        if state.st_size > most:
            raise Unreadable(
                f"file has {state.st_size:,} bytes, more than {most:,}",
                "Split it, leave out what is not needed, or set "
                f"{MOST_BYTES_VARIABLE} to the bytes that it may have.",
            )
        with path.open("rb") as source:
            raw = source.read(most + 1)
    except FileNotFoundError:
        raise Unreadable("file is missing", "Correct the path, or add the file.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"cannot be read: {reason}", "Make the file readable.") from None
    return raw, kind_of(raw, path.suffix, limits.most_parts)


def _reader(kind: str) -> Callable[[bytes, str, Wanted], Found]:
    if kind == "xlsx":
        from watchgraph.sheets.workbook import read_workbook

        return read_workbook
    if kind == "parquet":
        from watchgraph.sheets.parquet import read_parquet

        return read_parquet
    if kind == "jsonl":
        from watchgraph.sheets.jsonlines import read_lines

        return read_lines
    from watchgraph.sheets.delimited import read_delimited

    return read_delimited


def _checked_numbers(header: int, most_bytes: int) -> int:
    for name, value in (("header", header), ("most_bytes", most_bytes)):
        if value < 0:
            raise UseError(
                f"{name} is {value}, below 0.", name=name, value=value, remedy="Give 0 or more."
            )
    return most_bytes


def _check_use(wanted: Wanted, kind: str) -> None:
    """Refuse what makes no sense for a file of this kind."""
    senseless = {
        "xlsx": ("encoding", "delimiter"),
        "csv": ("sheet",),
        "jsonl": ("sheet", "header", "encoding", "delimiter"),
        "parquet": ("sheet", "header", "encoding", "delimiter"),
    }
    for name in senseless[kind]:
        value = getattr(wanted, name)
        if value:
            raise UseError(
                f"{wanted.file} is a file of the kind {kind}, which has no {name}.",
                name=name,
                value=value,
                remedy=f"Leave {name} out.",
            )


def _broken(error: Exception) -> Unreadable:
    """Return what to say of a file that a library could not make sense of."""
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return Unreadable(
        f"cannot be read: {said}",
        "Open it in the program it comes from and save it anew as .xlsx or .csv.",
    )
