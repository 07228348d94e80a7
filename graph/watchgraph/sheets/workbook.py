"""A workbook: its archive within limits, its sheets, and the one that is meant."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from watchgraph.errors import Fault, UseError
from watchgraph.extras import needs
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.grid import sheet_of
from watchgraph.sheets.headings import is_blank
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.serials import Styles
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.wanted import Wanted
from watchgraph.sheets.worksheet import Worksheet

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_AGAIN = "Open it in a spreadsheet program and save it again as .xlsx."


def read_workbook(raw: bytes, ending: str, wanted: Wanted) -> tuple[Sheet | None, list[Fault]]:
    """Read one sheet of a workbook.

    Parameters
    ----------
    raw
        The bytes of the file.
    ending
        Ending of its name.
    wanted
        What is asked for.

    Returns
    -------
    sheet : Sheet or None
        The table.
    faults : list of Fault
        What is wrong.
    """
    findings = Findings()
    with _opened(raw, wanted.limits) as book:
        chosen = _chosen(book, wanted)
        if chosen.sheet_state != "visible":
            rule = f"sheet {chosen.title!r} is hidden, and was read"
            findings.add(Flaw(0, -1, "", rule, "Nothing to do, if it is the one meant.", "warning"))
        worksheet = _worksheet(book, chosen, wanted.limits, findings)
        return sheet_of(
            worksheet.rows(),
            wanted,
            findings,
            {"format": "xlsx", "sheet": chosen.title},
            name=chosen.title,
            at_end=worksheet.finish,
        )


def names_of(raw: bytes, limits: Limits) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook.

    Parameters
    ----------
    raw
        The bytes of the file.
    limits
        How much is read.

    Returns
    -------
    tuple of str
        In the order of the workbook.
    """
    with _opened(raw, limits) as book:
        return tuple(sheet.title for sheet in book.worksheets)


def check_archive(raw: bytes, limits: Limits) -> None:
    """Refuse an archive that would unpack to more than there should be, before it does.

    Parameters
    ----------
    raw
        The bytes of the archive.
    limits
        How much is read.

    Raises
    ------
    Unreadable
        If it passes a limit, or holds what no workbook holds.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
    if len(parts) > limits.most_parts:
        raise Unreadable(f"archive has more than {limits.most_parts:,} parts", _AGAIN)
    if len({part.filename for part in parts}) < len(parts):
        raise Unreadable("archive has a part twice", _AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("archive is locked by a password", "Save a copy without the password.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Unreadable("archive is packed as no workbook is", _AGAIN)
    unpacked = sum(part.file_size for part in parts)
    remedy = "Save only the sheet that is needed, without images, as a new .xlsx or as .csv."
    if unpacked > limits.most_unpacked:
        raise Unreadable(f"unpacks to more than {limits.most_unpacked:,} bytes", remedy)
    if unpacked > limits.ratio_from and unpacked > limits.most_ratio * len(raw):
        raise Unreadable(
            f"unpacks to more than {limits.most_ratio} times its size, as no table does", remedy
        )


@contextmanager
def _opened(raw: bytes, limits: Limits) -> Iterator[Workbook]:
    openpyxl = needs("openpyxl", "own")
    needs("defusedxml", "own")
    if not openpyxl.DEFUSEDXML:
        raise UseError(
            "The environment turns off what guards against hostile workbooks.",
            name="OPENPYXL_DEFUSEDXML",
            remedy="Unset OPENPYXL_DEFUSEDXML.",
        )
    check_archive(raw, limits)
    with warnings.catch_warnings():
        # The library warns of parts that it leaves out, none of which holds cells.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
            )
        except Exception as error:
            # Broken workbooks make the library raise errors of every kind.
            raise Unreadable(f"is no workbook that can be read ({_said(error)})", _AGAIN) from None
    try:
        yield book
    finally:
        book.close()


def _said(error: Exception) -> str:
    """Return the cause of an error in short."""
    cause = error.__cause__ or error
    return " ".join(str(cause).split())[:120] or type(cause).__name__


def _chosen(book: Workbook, wanted: Wanted) -> Any:
    """Return the sheet that is meant."""
    sheets = book.worksheets
    if not sheets:
        raise Unreadable("workbook has no sheets", _AGAIN)
    if wanted.sheet:
        for sheet in sheets:
            if sheet.title == wanted.sheet:
                return sheet
        raise Unreadable(
            "there is no such sheet", f"Sheets are: {_listed(sheets)}.", 0, wanted.sheet
        )
    if len(sheets) == 1:
        return sheets[0]
    full = [sheet for sheet in sheets if _has_cells(book, sheet, wanted.limits)]
    if len(full) > 1:
        raise Unreadable(
            "more than one sheet holds cells", f"Say with sheet which is meant: {_listed(full)}."
        )
    return full[0] if full else sheets[0]


def _listed(sheets: list[Any]) -> str:
    return ", ".join(
        repr(sheet.title) + (" (hidden)" if sheet.sheet_state != "visible" else "")
        for sheet in sheets[:50]
    ) + (", ..." if len(sheets) > 50 else "")


def _has_cells(book: Workbook, sheet: Any, limits: Limits) -> bool:
    try:
        rows = _worksheet(book, sheet, limits, Findings()).rows()
        return any(not is_blank(cells) for _, cells in rows)
    except Unreadable:
        # It holds something, or it would not be too large or broken.
        return True


def _worksheet(book: Any, sheet: Any, limits: Limits, findings: Findings) -> Worksheet:
    part = book._archive.open(sheet._worksheet_path)
    return Worksheet(part, sheet._shared_strings, Styles.of(book), limits, findings)
