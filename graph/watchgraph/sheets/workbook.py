"""A workbook: its archive within limits, its sheets, and the one that is meant."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from watchgraph.errors import Fault
from watchgraph.sheets.book import Book, Page
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.grid import sheet_of
from watchgraph.sheets.headings import is_blank
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.parts import AGAIN
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.wanted import Wanted
from watchgraph.sheets.worksheet import Worksheet


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
    check_archive(raw, wanted.limits)
    book = Book(raw, wanted.limits)
    page = _chosen(book, wanted.sheet)
    if page.hidden:
        rule = f"sheet {page.name!r} is hidden, and was read"
        findings.add(Flaw(0, -1, "", rule, "Nothing to do, if it is the one meant.", "warning"))
    worksheet = Worksheet(book, page, findings)
    return sheet_of(
        worksheet.rows(),
        wanted,
        findings,
        {"format": "xlsx", "sheet": page.name},
        name=page.name,
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
    check_archive(raw, limits)
    return tuple(page.name for page in Book(raw, limits).pages)


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
    if len({part.filename for part in parts}) < len(parts):
        raise Unreadable("archive has a part twice", AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("archive is locked by a password", "Save a copy without the password.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Unreadable("archive is packed as no workbook is", AGAIN)
    unpacked = sum(part.file_size for part in parts)
    remedy = "Save only the sheet that is needed, without images, as a new .xlsx or as .csv."
    if unpacked > limits.most_unpacked:
        raise Unreadable(f"unpacks to more than {limits.most_unpacked:,} bytes", remedy)
    if unpacked > limits.ratio_from and unpacked > limits.most_ratio * len(raw):
        raise Unreadable(
            f"unpacks to more than {limits.most_ratio} times its size, as no table does", remedy
        )


def _chosen(book: Book, name: str) -> Page:
    """Return the sheet that is meant."""
    pages = book.pages
    if name:
        for page in pages:
            if page.name == name:
                return page
        rule, remedy = "there is no such sheet", f"Sheets are: {_listed(pages)}."
        raise Unreadable(rule, remedy, 0, name)
    if len(pages) == 1:
        return pages[0]
    full = [page for page in pages if _has_cells(book, page)]
    if len(full) > 1:
        rule = "more than one sheet holds cells"
        remedy = "Name one of them by --sheet NAME, or by sheet: NAME in its map"
        raise Unreadable(rule, f"{remedy}: {_listed(full)}.")
    return full[0] if full else pages[0]


def _listed(pages: Sequence[Page]) -> str:
    names = [repr(page.name) + (" (hidden)" if page.hidden else "") for page in pages[:50]]
    return ", ".join(names) + (", ..." if len(pages) > 50 else "")


def _has_cells(book: Book, page: Page) -> bool:
    try:
        rows = Worksheet(book, page, Findings()).rows()
        return any(not is_blank(cells) for _, cells in rows)
    except Unreadable:
        # It holds something, or it would not be too large or broken.
        return True
