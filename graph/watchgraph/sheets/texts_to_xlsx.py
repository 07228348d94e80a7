"""Rows of texts to the bytes of a workbook, in memory alone.

The usual library puts each sheet into a file among those of the system for passing use, where
private rows have no place, and writes the time of day.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from watchgraph.sheets.findings import letter
from watchgraph.sheets.limits import Limits
from watchgraph.sheets.written_over import MARK, MARK_PART

_MOST_TEXT = Limits().most_text
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
#: What XML cannot hold, and what a workbook would take for the code of a character.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "xl/worksheets/sheet1.xml"
#: Styles of cells by their number; all say that the cell is text, whatever it looks like.
_PLAIN, _BOLD, _MARKED, _WRAPPED = range(4)
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/{MARK_PART}" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" '
    f'Type="{_OFFICE}/extended-properties" Target="{MARK_PART}"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f"<styleSheet {_SHEETS}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFFFF2CC"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4">'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyFill="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}


def workbook_of(title: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> bytes:
    """Return a workbook of one sheet that holds texts and nothing else.

    Parameters
    ----------
    title
        Name of the sheet; what a name may not hold is left out.
    rows
        The headings, then the rows. A row whose last cell is filled is marked by colour.
    widths
        Width of each column in characters.

    Returns
    -------
    bytes
        The same for the same texts. Characters that XML cannot hold are replaced; a text longer
        than a cell may be is cut, with an ellipsis at its end.
    """
    name = quoteattr(_title(title))
    book = (
        f'<workbook {_SHEETS} xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={name} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {**_PARTS, "xl/workbook.xml": book}.items():
            archive.writestr(_entry(part), _FIRST + content)
        archive.writestr(_entry(MARK_PART), MARK)
        with archive.open(_entry(_SHEET), "w", force_zip64=True) as page:
            for piece in _page(rows, widths):
                page.write(piece.encode("utf-8"))
    return out.getvalue()


def _entry(part: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # The same on every system.
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _page(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    letters = [letter(column) for column in range(len(widths))]
    yield _FIRST + f"<worksheet {_SHEETS}>"
    yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    yield 'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for number, width in enumerate(widths, start=1):
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for number, row in enumerate(rows, start=1):
        bad = number > 1 and row[-1] != ""
        style = _BOLD if number == 1 else _MARKED if bad else _PLAIN
        cells = []
        for column, text in enumerate(row):
            if bad and column == len(row) - 1:
                style = _WRAPPED
            if text:
                shown = f'<is><t xml:space="preserve">{escape(_legal(text))}</t></is>'
                kind = f' t="inlineStr">{shown}</c>'
            elif bad:
                kind = "/>"
            else:
                continue
            cells.append(f'<c r="{letters[column]}{number}" s="{style}"{kind}')
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _title(name: str) -> str:
    """Return a name that a sheet may have."""
    plain = _ILLEGAL.sub("", re.sub(r"[\\*?:/\[\]\r\n\t]", " ", name)).strip(" '")[:31]
    return plain.rstrip(" '") or "Sheet1"


def _legal(text: str) -> str:
    """Return a text that a workbook can hold."""
    if len(text) > _MOST_TEXT:
        text = text[: _MOST_TEXT - 1] + "…"
    return _CODE.sub("_x005F_", _ILLEGAL.sub("\ufffd", text)).replace("\r", "_x000D_")
