"""The XML parts of a workbook: streamed, without a tree, without document types and entities."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, NoReturn
from xml.parsers import expat

from watchgraph.sheets.findings import Unreadable

#: Namespaces of workbooks, of the usual and of the strict kind.
SHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
AGAIN = "Open it in a spreadsheet program and save it again as .xlsx."
_AT_ONCE = 1 << 16
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Start = Callable[[dict[str, str]], object]
End = Callable[[], object]


def stream(
    part: IO[bytes],
    namespaces: tuple[str, ...],
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    data: Callable[[str], object] | None = None,
) -> Iterator[None]:
    """Read XML piece by piece and call what waits for its elements.

    Entities need a document type, and no workbook has one: so that nothing can be expanded or
    fetched, one is refused where it begins.

    Parameters
    ----------
    part
        The XML.
    namespaces
        Namespaces whose elements are meant.
    starts
        What to call with the attributes where an element starts, by its name.
    ends
        What to call where one ends.
    data
        What to call with text.

    Yields
    ------
    None
        After each piece.

    Raises
    ------
    Unreadable
        If it is no XML or has a document type.
    """
    opening = {f"{space}}}{name}": call for space in namespaces for name, call in starts.items()}
    closing = {
        f"{space}}}{name}": call for space in namespaces for name, call in (ends or {}).items()
    }

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in opening:
            opening[name](attributes)

    def end(name: str) -> None:
        if name in closing:
            closing[name]()

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if data:
        parser.CharacterDataHandler = data
    try:
        with part:
            while piece := part.read(_AT_ONCE):
                parser.Parse(piece, False)
                yield
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(f"a part of the workbook is broken: {error}", AGAIN) from None
    yield


def read_all(*arguments: Any, **named: Any) -> None:
    """Read XML to its end; takes what :func:`stream` takes."""
    for _ in stream(*arguments, **named):
        pass


def target(folder: str, stated: str) -> str:
    """Return the name in the archive of a part that another one points to.

    Parameters
    ----------
    folder
        Folder of the part that points.
    stated
        Where it points to.

    Returns
    -------
    str
        Name without a leading slash.

    Examples
    --------
    >>> target("xl", "worksheets/sheet1.xml"), target("xl", "/xl/styles.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml')
    """
    return posixpath.normpath(posixpath.join("/", folder, stated)).lstrip("/")


def unescaped(text: str) -> str:
    r"""Return a text with the characters that XML cannot hold, which workbooks write as codes.

    Examples
    --------
    >>> unescaped("a_x000D_b_x005F_x0041_")
    'a\rb_x0041_'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    # Halves of characters stay as they are written, and NUL says nothing.
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code) if code else ""


def _refuse(*_: object) -> NoReturn:
    raise Unreadable("declares a document type or entities, as no workbook does", AGAIN)
