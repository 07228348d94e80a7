"""Workbooks as programs and people leave them."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from watchgraph.errors import DataError, Fault
from watchgraph.sheets import Sheet, sheet_names

Read = Callable[..., tuple[Sheet | None, list[Fault]]]
NAMES = "&\"'<script>=HYPERLINK()华为هواويЖ🦊"


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_rows(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def changed(raw: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook with a text of one of its parts replaced, which must be there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        assert part in before.namelist()
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    return out.getvalue()


def told(faults: list[Fault]) -> list[tuple[int, str, str, str]]:
    return [(fault.row, fault.column, fault.rule, fault.severity) for fault in faults]


def test_values_become_text(read_bytes: Read) -> None:
    values = [
        ("text", f" \xa0{NAMES}\n", NAMES),
        ("whole", 2015, "2015"),
        ("float that is whole", 2015.0, "2015"),
        ("fraction", 1 / 3, "0.3333333333333333"),
        ("large", 1e20, "100000000000000000000"),
        ("small", 1e-7, "0.0000001"),
        ("true", True, "true"),
        ("date", date(2020, 2, 29), "2020-02-29"),
        ("moment", datetime.fromisoformat("2020-02-29T13:05:01"), "2020-02-29 13:05:01"),
        ("clock", clock(13, 5), "13:05:00"),
        ("length", timedelta(hours=30, minutes=5), "30:05:00"),
        ("digits", "007", "007"),
        ("blank", " \u200b", None),
    ]
    raw = saved(with_rows(tuple(v[0] for v in values), tuple(v[1] for v in values)))
    sheet, faults = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert sheet.cells.to_pylist() == [{v[0]: v[2] for v in values}]
    assert (list(sheet.rows), faults) == ([2], [])
    assert sheet.read_as == {"format": "xlsx", "sheet": "Sheet", "header": "1"}


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("12345678901234567890", "12345678901234567890"),
        ("0.29999999999999999", "0.3"),
        ("1234.5599999999999", "1234.56"),
        ("-0.0", "0"),
        ("1.5E-5", "0.000015"),
    ],
)
def test_a_stored_number_keeps_what_it_has(read_bytes: Read, stored: str, text: str) -> None:
    raw = saved(with_rows(("a", "b"), ("x", 2)))
    raw = changed(raw, "xl/worksheets/sheet1.xml", "<v>2</v>", f"<v>{stored}</v>")
    sheet, faults = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.column("b").to_pylist(), faults) == ([text], [])


@pytest.mark.parametrize(
    ("shown", "day", "text"),
    [
        ("mmm-yy", date(2020, 5, 1), "2020-05"),
        ("yyyy", date(2020, 1, 1), "2020"),
        ("mmm-yy", date(2020, 5, 7), "2020-05-07"),
        ("yyyy", date(2020, 5, 1), "2020-05-01"),
        ("[$-409]d\\-mmm\\-yyyy;@", date(2020, 5, 1), "2020-05-01"),
        ('"day" yyyy', date(2020, 1, 1), "2020"),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(
    read_bytes: Read, shown: str, day: date, text: str
) -> None:
    book = with_rows(("When", "Who"), (day, "A"))
    book.worksheets[0]["A2"].number_format = shown
    sheet, faults = read_bytes(saved(book), "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.column("When").to_pylist(), faults) == ([text], [])


def test_days_may_count_from_1904(read_bytes: Read) -> None:
    book = with_rows(("When", "Who"), (date(2020, 5, 7), "A"))
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    sheet, _ = read_bytes(saved(book), "leads.xlsx")
    assert sheet is not None
    assert sheet.cells.column("When").to_pylist() == ["2020-05-07"]


def test_faults_name_the_cell(read_bytes: Read) -> None:
    book = with_rows(
        ("Trackers of 2020",),
        (),
        ("Country", "n", "When"),
        ("KE", "=1+1", date(2020, 1, 1)),
        ("UG", "#REF!", "x"),
        ("ZM", 5, 99999999),
    )
    page = book.worksheets[0]
    page["C6"].number_format = "yyyy-mm-dd"
    page.merge_cells("A5:A6")
    page.merge_cells("A1:C1")
    page.row_dimensions[4].hidden = True
    page.column_dimensions["B"].hidden = True
    sheet, faults = read_bytes(saved(book), "leads.xlsx")
    assert sheet is not None
    assert list(sheet.rows) == [4, 5, 6]
    assert sheet.cells.to_pylist() == [
        {"Country": "KE", "n": None, "When": "2020-01-01"},
        {"Country": "UG", "n": None, "When": "x"},
        {"Country": None, "n": "5", "When": None},
    ]
    assert told(faults) == [
        (3, "", "rows above the headings are left out", "warning"),
        (3, "n", "column is hidden, and was read", "warning"),
        (4, "", "row is hidden, and was read", "warning"),
        (4, "n", "formula without a stored value", "error"),
        (5, "Country", "cells are merged, and only the first of them has the value", "warning"),
        (5, "n", "is an error of a formula", "error"),
        (6, "When", "is formatted as a date, but is none", "error"),
    ]


def test_a_formula_with_a_value_is_read_by_it(read_bytes: Read) -> None:
    raw = saved(with_rows(("a", "b"), ("=1+1", '=""&""')))
    part = "xl/worksheets/sheet1.xml"
    raw = changed(raw, part, "<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    raw = changed(raw, part, '<c r="B2"><f>""&amp;""</f>', '<c r="B2" t="str"><f>""&amp;""</f>')
    sheet, faults = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.to_pylist(), faults) == ([{"a": "2", "b": None}], [])


def test_rich_and_coded_texts(read_bytes: Read) -> None:
    rich = CellRichText("Hik", TextBlock(InlineFont(b=True), "vision"))
    raw = saved(with_rows(("a", "b"), (rich, "x_x000D_y_x005F_x0041_")))
    sheet, _ = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert sheet.cells.to_pylist() == [{"a": "Hikvision", "b": "x\ry_x0041_"}]


def test_formats_of_a_language_make_dates(read_bytes: Read) -> None:
    book = with_rows(("When", "Who"), (date(2020, 5, 7), "A"))
    part, stated = "xl/styles.xml", '<numFmt numFmtId="164" formatCode="yyyy-mm-dd" />'
    raw = changed(changed(saved(book), part, stated, ""), part, '"164"', '"31"')
    sheet, faults = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.column("When").to_pylist(), faults) == (["2020-05-07"], [])


def test_a_sheet_must_be_named_where_there_are_several(read_bytes: Read, tmp_path: Path) -> None:
    book = with_rows(("a", "b"), (1, 2))
    book.create_sheet("Empty")
    sheet, faults = read_bytes(saved(book), "leads.xlsx")
    assert (sheet is not None, faults) == (True, [])
    other = book.create_sheet("Lists & <more>")
    other.append(("c", "d"))
    other.append((3, 4))
    other.sheet_state = "hidden"
    sheet, faults = read_bytes(saved(book), "leads.xlsx")
    assert sheet is None
    assert faults[0].remedy == (
        "Name one of them by --sheet NAME, or by sheet: NAME in its map: "
        "'Sheet', 'Lists & <more>' (hidden)."
    )
    sheet, faults = read_bytes(saved(book), "leads.xlsx", sheet="Lists & <more>")
    assert sheet is not None
    assert (sheet.name, sheet.cells.to_pylist()) == ("Lists & <more>", [{"c": "3", "d": "4"}])
    assert told(faults) == [(0, "", "sheet 'Lists & <more>' is hidden, and was read", "warning")]
    sheet, faults = read_bytes(saved(book), "leads.xlsx", sheet="Nope")
    assert sheet is None
    assert "'Sheet', 'Empty', 'Lists & <more>' (hidden)" in faults[0].remedy
    assert sheet_names(tmp_path / "leads.xlsx") == ("Sheet", "Empty", "Lists & <more>")


def test_other_files_have_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n")
    assert sheet_names(tmp_path / "a.csv") == ()
    with pytest.raises(DataError, match="file is missing"):
        sheet_names(tmp_path / "b.xlsx")


def test_a_cell_in_the_last_corner_does_not_hang(read_bytes: Read) -> None:
    book = with_rows(("a", "b"), (1, 2))
    book.worksheets[0]["XFD1048576"] = " "
    start = time.process_time()
    sheet, faults = read_bytes(saved(book), "leads.xlsx")
    assert sheet is None
    assert told(faults) == [(1_048_576, "", "has more than 1,000 columns", "error")]
    book.worksheets[0]["XFD1048576"] = None
    book.worksheets[0]["B1048576"] = 5
    sheet, faults = read_bytes(saved(book), "leads.xlsx")
    assert sheet is not None
    assert (list(sheet.rows), faults) == ([2, 1_048_576], [])
    assert time.process_time() - start < 5


def test_a_workbook_of_the_strict_kind_is_read(read_bytes: Read) -> None:
    raw = saved(with_rows(("a", "b"), ("x", 2)))
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        usual, strict = (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        raw = changed(raw, part, usual, strict)
    sheet, faults = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.to_pylist(), faults) == ([{"a": "x", "b": "2"}], [])


def test_texts_that_sheets_share_are_read_without_how_they_are_spoken(read_bytes: Read) -> None:
    raw = saved(with_rows(("a", "b"), ("x", 2)))
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = (
        f"<sst {space}><si><t>none</t></si><si><r><t>\u6771</t></r><r><t> \u4eac</t></r>"
        "<rPh sb='0' eb='1'><t>\u30c8\u30a6</t></rPh></si></sst>"
    )
    part = "xl/worksheets/sheet1.xml"
    raw = changed(raw, part, 't="inlineStr"><is><t>x</t></is>', 't="s"><v>1</v>')
    key = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rIdS" Type="{key}" Target="sharedStrings.xml"/></Relationships>'
    raw = changed(raw, "xl/_rels/workbook.xml.rels", "</Relationships>", relation)
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    sheet, faults = read_bytes(out.getvalue(), "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.to_pylist(), faults) == ([{"a": "\u6771 \u4eac", "b": "2"}], [])
