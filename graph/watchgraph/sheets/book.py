"""What a workbook says of itself: its sheets, shared texts and styles."""

from __future__ import annotations

import io
import warnings
from functools import cached_property
from typing import Any, NamedTuple

from watchgraph.errors import UseError
from watchgraph.extras import needs
from watchgraph.sheets.findings import Unreadable
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.parts import AGAIN, Part, Parts, understood
from watchgraph.sheets.serials import date_formats

#: Different texts that the cells of a workbook may hold.
_MOST_TEXTS = 2_000_000


class Page(NamedTuple):
    """A sheet of a workbook: its name, its part of the archive, whether programs hide it."""

    name: str
    part: str
    hidden: bool


class Texts(list[str]):
    """Texts that the sheets of a workbook share, which take room in each cell that holds them.

    Parameters
    ----------
    limits
        How much is read.
    """

    def __init__(self, limits: Limits) -> None:
        self._most = self._left = limits.most_unpacked

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        """Return a text."""
        if not 0 <= place < len(self):
            raise Unreadable("a text of a cell is missing", AGAIN, 0, str(place)[:80])
        text = super().__getitem__(place)
        self._left -= len(text) if text.isascii() else 4 * len(text)
        if self._left < 0:
            remedy = "Shorten the texts that many cells hold, or split the sheet."
            raise Unreadable(f"unpacks to more than {self._most:,} bytes", remedy)
        return text


class Book:
    """An opened workbook.

    Openpyxl's ``load_workbook`` would go through all sheets that do not state their size, before
    any could be refused; so its steps are taken one by one, on an archive within bounds.

    Parameters
    ----------
    raw
        The bytes of the file, whose limits have been checked.
    limits
        How much is read.

    Attributes
    ----------
    pages
        Its sheets, in order.
    epoch
        Day from which it counts.
    limits
        How much is read.

    Raises
    ------
    Unreadable
        If openpyxl cannot make sense of it.
    UseError
        If openpyxl or what guards it is not installed.
    """

    def __init__(self, raw: bytes, limits: Limits) -> None:
        library, _ = needs("openpyxl", "own"), needs("defusedxml", "own")
        if not library.DEFUSEDXML:
            raise UseError(
                "openpyxl does not use defusedxml.",
                name="OPENPYXL_DEFUSEDXML",
                value="",
                remedy="Set OPENPYXL_DEFUSEDXML to True, or leave it out.",
            )
        from openpyxl.reader.excel import ExcelReader

        with understood(), warnings.catch_warnings():
            # Of what it does not read, such as rules and views.
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            self._archive = reader.archive = Parts(io.BytesIO(raw))
            reader.read_manifest()
            reader.read_workbook()
            self.epoch = reader.wb.epoch
            related: Any = reader.parser.rels
            self._related = related.values()
            # Sheets of charts and macros hold no cells.
            self.pages = tuple(
                Page(sheet.name, found.target, sheet.state != "visible")
                for sheet, found in reader.parser.find_sheets()
                if found.Type.endswith("/worksheet")
            )
        if not self.pages:
            raise Unreadable("workbook has no sheets", AGAIN)
        if len({page.part for page in self.pages}) < len(self.pages):
            raise Unreadable("two sheets of the workbook are one", AGAIN)
        self.limits = limits

    def open(self, page: Page) -> Part:
        """Open the XML of a sheet."""
        return self._archive.open(page.part)

    @cached_property
    def dates(self) -> dict[int, str]:
        """Number format of each style that makes a number a date."""
        with understood():
            part = self._part("styles")
            return date_formats(part.read()) if part else {}

    @cached_property
    def texts(self) -> Texts:
        """Texts that the sheets share, without what tells how to speak them."""
        from openpyxl.cell.text import Text
        from openpyxl.xml.constants import SHEET_MAIN_NS
        from openpyxl.xml.functions import iterparse

        texts = Texts(self.limits)
        with understood():
            part = self._part("sharedStrings")
            if not part:
                return texts
            steps: Any = iterparse(part, ("start", "end"))
            _, root = next(steps)
            for step, element in steps:
                if step == "end" and element.tag == f"{{{SHEET_MAIN_NS}}}si":
                    # Not by openpyxl's own list, which takes codes of characters apart.
                    text: Any = Text.from_tree(element) if len(element) else None
                    texts.append(text.content if text else "")
                    if len(texts) > _MOST_TEXTS:
                        raise Unreadable(f"has more than {_MOST_TEXTS:,} texts", "Split it.")
                    root.clear()
                    part.made()
        return texts

    def _part(self, kind: str) -> Part | None:
        found = (part.target for part in self._related if part.Type.endswith(f"/{kind}"))
        name = next(found, None)
        return self._archive.open(name) if name else None
