"""What a workbook says of itself: its sheets, shared texts and styles."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from watchgraph.sheets.findings import Unreadable
from watchgraph.sheets.serials import Styles, styles_of
from watchgraph.sheets.xmlparts import AGAIN, RELATIONS, SHEETS, read_all, target


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook.

    Attributes
    ----------
    name
        Its name.
    part
        Name of its XML in the archive.
    hidden
        Whether programs do not show it.
    """

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """An opened workbook.

    Attributes
    ----------
    archive
        The file.
    pages
        Its sheets, in order.
    strings
        Texts that the sheets share.
    styles
        Which styles make a number a date.
    """

    archive: zipfile.ZipFile
    pages: tuple[Page, ...]
    strings: list[str]
    styles: Styles

    def open(self, page: Page) -> IO[bytes]:
        """Open the XML of a sheet."""
        return _open(self.archive, page.part)


def read_book(archive: zipfile.ZipFile, only_names: bool = False) -> Book:
    """Read what a workbook says of itself.

    Parameters
    ----------
    archive
        The file, whose limits have been checked.
    only_names
        Whether to leave out texts and styles.

    Returns
    -------
    Book
        The workbook.

    Raises
    ------
    Unreadable
        If a part is missing or broken.
    """
    main = "xl/workbook.xml"
    for kind, part in _relations(archive, "").values():
        if kind == "officeDocument":
            main = part
    related = _relations(archive, main)
    stated: list[dict[str, str]] = []
    properties: dict[str, str] = {}
    read_all(
        _open(archive, main),
        SHEETS,
        {"sheet": stated.append, "workbookPr": properties.update},
    )
    pages = []
    for sheet in stated:
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        kind, part = related.get(key, ("", ""))
        # Sheets of charts and macros hold no cells.
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            pages.append(Page(sheet.get("name", ""), part, hidden))
    if not pages:
        raise Unreadable("workbook has no sheets", AGAIN)
    strings: list[str] = []
    formats: list[str] = []
    for kind, part in related.values():
        if kind == "sharedStrings" and not only_names:
            strings = _strings(_open(archive, part))
        elif kind == "styles" and not only_names:
            formats = list(_formats(_open(archive, part)))
    since_1904 = properties.get("date1904", "0") in ("1", "true", "on")
    return Book(archive, tuple(pages), strings, styles_of(formats, since_1904))


def _open(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    try:
        return archive.open(part)
    except KeyError:
        # Names of parts are the same in capitals.
        for name in archive.namelist():
            if name.casefold() == part.casefold():
                return archive.open(name)
        raise Unreadable("a part of the workbook is missing", AGAIN, 0, part[:80]) from None


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return kind and name of the parts that one points to, by its keys."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    stated: list[dict[str, str]] = []
    read_all(_open(archive, where), RELATIONS, {"Relationship": stated.append})
    return {
        relation["Id"]: (
            relation["Type"].rpartition("/")[2],
            target(folder, relation["Target"]),
        )
        for relation in stated
        if relation.get("TargetMode") != "External" and {"Id", "Type", "Target"} <= set(relation)
    }


def _strings(part: IO[bytes]) -> list[str]:
    """Return the texts that the sheets share, without what tells how to speak them."""
    found: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "spoken": False}
    read_all(
        part,
        SHEETS,
        {
            "si": lambda _: pieces.clear(),
            "rPh": lambda _: state.update(spoken=True),
            "t": lambda _: state.update(text=not state["spoken"]),
        },
        {
            "si": lambda: found.append("".join(pieces)),
            "rPh": lambda: state.update(spoken=False),
            "t": lambda: state.update(text=False),
        },
        lambda text: pieces.append(text) if state["text"] else None,
    )
    return found


def _formats(part: IO[bytes]) -> Iterable[str]:
    """Return the number format of each style: its text, or its number among those built in."""
    own: dict[str, str] = {}
    numbers: list[str] = []
    state = {"cells": False}

    def style(attributes: dict[str, str]) -> None:
        if state["cells"]:
            numbers.append(attributes.get("numFmtId", "0"))

    read_all(
        part,
        SHEETS,
        {
            "numFmt": lambda a: own.setdefault(a.get("numFmtId", ""), a.get("formatCode", "")),
            "cellXfs": lambda _: state.update(cells=True),
            "xf": style,
        },
        {"cellXfs": lambda: state.update(cells=False)},
    )
    return (own.get(number, number) for number in numbers)
