"""The parts of a workbook as they are given to openpyxl: piece by piece, and within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from watchgraph.sheets.findings import Unreadable

AGAIN = "Open it in a spreadsheet program and save it again as .xlsx."
#: Openpyxl makes a tree of each row, and of each part but sheets and shared texts. A tree may be
#: made of so much: more than the 65,490 formats that a workbook may have, or the cells of a row.
_MOST_BYTES = 32_000_000
_MOST_TAGS = 300_000
_AT_ONCE = 1 << 16
_ROOT = re.compile(rb"<[^!?][^>]*>")
#: Names of the strict kind of workbook, which openpyxl does not know, and of the usual kind.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml|officeDocument)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"


class Parts(zipfile.ZipFile):
    """Archive of a workbook, whose limits have been checked; opens parts as :class:`Part`."""

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        """Return a part, whose name may differ in case."""
        for part in [name] if name in self.NameToInfo else self.namelist():
            if part.casefold() == name.casefold():
                return super().getinfo(part)
        raise Unreadable("a part of the workbook is missing", AGAIN, 0, name[:80])

    def open(self, name: Any, *_: object, **__: object) -> Part:  # type: ignore[override]
        """Open a part for reading."""
        return Part(super().open(self.getinfo(name)))


class Part:
    """A part that is read as long as what is made of it stays small.

    Parameters
    ----------
    stream
        Its bytes.

    Raises
    ------
    Unreadable
        If it declares a document type, as no workbook does, and so could declare entities.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        head = stream.read(_AT_ONCE)
        # Without the zero bytes of UTF-16.
        if b"<!DOCTYPE" in _ROOT.split(head.replace(b"\0", b""), maxsplit=1)[0]:
            raise _declares()
        self._head = _ROOT.sub(lambda tag: _STRICT.sub(_USUAL, tag[0]), head, count=1)
        self.made()

    def made(self) -> None:
        """Count anew, because what was made so far is put away."""
        self._bytes = self._tags = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next piece, or all if no size is given."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_AT_ONCE), b""))
        piece, self._head = self._head or self._stream.read(size), b""
        self._bytes += len(piece)
        self._tags += piece.count(b"<")
        if self._bytes > _MOST_BYTES or self._tags > _MOST_TAGS:
            raise Unreadable("a part of the workbook or a row is larger than any is", AGAIN)
        return piece

    def __enter__(self) -> Part:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


@contextmanager
def understood() -> Iterator[None]:
    """Say of anything that openpyxl raises that the file is no proper workbook."""
    from defusedxml import DefusedXmlException

    try:
        yield
    except Unreadable:
        raise
    except DefusedXmlException:
        raise _declares() from None
    except Exception as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise Unreadable(f"cannot be read as a workbook: {said}", AGAIN) from None


def _declares() -> Unreadable:
    return Unreadable("declares a document type or entities, as no workbook does", AGAIN)
