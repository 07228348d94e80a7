"""Files made to harm, and files that are not what they say."""

import io
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import defusedxml
import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from watchgraph.errors import Fault, UseError
from watchgraph.sheets import Limits, Sheet, read_sheet
from watchgraph.sheets.limits import FILE_BYTES, WORKBOOK_BYTES
from watchgraph.sheets.reading import read
from watchgraph.sheets.wanted import Wanted

Read = Callable[..., tuple[Sheet | None, list[Fault]]]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KEY = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
LARGE = "a part of the workbook or a row is larger than any is"
DECLARED = '<?xml version="1.0"?>\n'


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(("a", "b"))
    book.worksheets[0].append(("x", 2))
    out = io.BytesIO()
    book.save(out)
    return shared(out.getvalue())


def shared(raw: bytes) -> bytes:
    """Return a workbook of one sheet with its texts where Excel puts them."""
    texts: list[str] = []

    def moved(found: re.Match[str]) -> str:
        texts.append(found[1])
        return f't="s"><v>{len(texts) - 1}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == SHEET:
                text = re.sub('t="inlineStr"><is><t>(.*?)</t></is></c>', moved, text)
            if name == "xl/_rels/workbook.xml.rels":
                new = f'<Relationship Id="rIdS" Type="{KEY}" Target="sharedStrings.xml"/>'
                text = text.replace("</Relationships>", f"{new}</Relationships>")
            if name == "[Content_Types].xml":
                new = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}"/>'
                text = text.replace("</Types>", f"{new}</Types>")
            after.writestr(name, text)
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        after.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
    return out.getvalue()


def replaced(part: str, content: bytes | None, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook with one part replaced, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
        if content is not None:
            after.writestr(part, content, packed)
    return out.getvalue()


def part_of(part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        return archive.read(part).decode()


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < 5


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
DOCTYPES = {
    "billion laughs": (LAUGHS, "&j;"),
    "external entity": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
    "entity of the net": ('<!DOCTYPE x [<!ENTITY e SYSTEM "http://localhost:9/">]>', "&e;"),
    "quadratic": (f'<!DOCTYPE x [<!ENTITY q "{"q" * 100_000}">]>', "&q;" * 20_000),
    "parameter entity": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', ""),
    "bare": ("<!DOCTYPE x>", ""),
}


@pytest.mark.parametrize("name", DOCTYPES)
@pytest.mark.parametrize(
    "part",
    [
        SHEET,
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
def test_no_entity_is_expanded_or_fetched(read_bytes: Read, name: str, part: str) -> None:
    doctype, used = DOCTYPES[name]
    text = part_of(part)
    body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    end = body.rindex("</")
    hostile = DECLARED + doctype + body[:end] + used + body[end:]
    sheet, faults = read_bytes(replaced(part, hostile.encode()), "leads.xlsx")
    assert sheet is None
    assert [fault.rule for fault in faults] == [
        "declares a document type or entities, as no workbook does"
    ]
    utf16 = hostile.replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16")
    sheet, faults = read_bytes(replaced(part, utf16), "leads.xlsx")
    assert (sheet, faults[0].rule.startswith("declares")) == (None, True)


def test_the_library_that_writes_workbooks_is_guarded_too() -> None:
    assert openpyxl.DEFUSEDXML is True
    doctype, used = DOCTYPES["billion laughs"]
    strings = part_of("xl/sharedStrings.xml")
    hostile = doctype + strings.replace(">a<", f">{used}<")
    with pytest.raises(ValueError, match="could not read strings") as caught:
        openpyxl.load_workbook(io.BytesIO(replaced("xl/sharedStrings.xml", hostile.encode())))
    assert isinstance(caught.value.__cause__, defusedxml.EntitiesForbidden)


def test_a_bomb_is_refused_before_it_is_unpacked(read_bytes: Read) -> None:
    bomb = replaced("xl/media/image1.png", bytes(40_000_000))
    sheet, faults = read_bytes(bomb, "leads.xlsx")
    assert sheet is None
    assert faults[0].rule == "unpacks to more than 100 times its size, as no table does"


def test_deep_nesting_takes_no_memory(read_bytes: Read) -> None:
    text = part_of(SHEET).replace("</sheetData>", "</sheetData>" + "<a>" * 400_000)
    sheet, faults = read_bytes(replaced(SHEET, text.encode()), "leads.xlsx")
    assert sheet is None
    assert faults[0].rule == LARGE


def limited(tmp_path: Path, content: bytes, name: str, **limits: int) -> list[str]:
    path = tmp_path / name
    path.write_bytes(content)
    sheet, faults = read(path, Wanted(name, limits=Limits(**limits)))
    assert sheet is None
    return [fault.rule for fault in faults]


@pytest.mark.parametrize(
    ("name", "content", "limits", "rule"),
    [
        ("a.csv", b"a,b\n1,2\n", {"most_bytes": 7}, "file has 8 bytes, more than 7"),
        ("a.csv", b"a,b\n1,2\n1,2\n", {"most_rows": 1}, "has more than 1 rows"),
        ("a.csv", b"a,b,c\n1,2,3\n", {"most_columns": 2}, "has more than 2 columns"),
        ("a.csv", b"a,b,c\n1,2,3\n", {"most_cells": 2}, "has more than 2 cells"),
        ("a.csv", b"a,b,c\n", {"most_columns": 2}, "has more than 2 columns"),
        ("a.jsonl", b'{"a":1,"b":1,"c":2}\n', {"most_columns": 2}, "has more than 2 keys"),
        ("a.xlsx", workbook(), {"most_columns": 1}, "has more than 1 columns"),
        ("a.xlsx", workbook(), {"most_unpacked": 999}, "unpacks to more than 999 bytes"),
        ("a.xlsx", workbook(), {"most_parts": 3}, "archive has more than 3 parts"),
    ],
)
def test_limits_hold(
    tmp_path: Path, name: str, content: bytes, limits: dict[str, int], rule: str
) -> None:
    assert limited(tmp_path, content, name, **limits) == [rule]


def test_a_limit_can_be_raised(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    assert read_sheet(path, most_bytes=7)[0] is None
    assert read_sheet(path, most_bytes=8)[0] is not None


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_the_environment_moves_the_limit_of_a_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(workbook() if name == "a.xlsx" else b"a,b\n1,2\n")
    size = path.stat().st_size
    monkeypatch.setenv("WATCHGRAPH_MAX_INPUT", str(size - 1))
    sheet, [fault] = read_sheet(path)
    assert sheet is None
    assert fault.rule == f"file has {size:,} bytes, more than {size - 1:,}"
    assert "WATCHGRAPH_MAX_INPUT" in fault.remedy
    # What is said in the call goes before.
    assert read_sheet(path, most_bytes=size)[0] is not None
    monkeypatch.setenv("WATCHGRAPH_MAX_INPUT", str(size))
    assert read_sheet(path)[0] is not None
    monkeypatch.setenv("WATCHGRAPH_MAX_INPUT", "4 GiB")
    with pytest.raises(UseError, match="no number of bytes"):
        read_sheet(path)


def test_the_environment_can_allow_more_than_is_read_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WATCHGRAPH_MAX_INPUT", raising=False)
    assert (Limits().bytes_of("xlsx"), Limits().bytes_of("csv")) == (WORKBOOK_BYTES, FILE_BYTES)
    monkeypatch.setenv("WATCHGRAPH_MAX_INPUT", str(2 * FILE_BYTES))
    assert Limits().bytes_of("xlsx") == Limits().bytes_of("csv") == 2 * FILE_BYTES


@pytest.mark.parametrize("kept", [True, False], ids=["as dictionary", "as text"])
def test_a_dictionary_does_not_unpack_to_more_than_is_allowed(tmp_path: Path, kept: bool) -> None:
    path = tmp_path / "a.parquet"
    places = pa.array(np.zeros(100_000, np.int32))
    texts = pa.DictionaryArray.from_arrays(places, pa.array(["x" * 30_000]))
    pq.write_table(pa.table({"a": texts}), path, store_schema=kept)
    assert path.stat().st_size < 100_000
    sheet, faults = read_sheet(path)
    assert sheet is None
    assert [fault.rule for fault in faults] == ["unpacks to more than 1,000,000,000 bytes"]


def test_a_text_that_cells_share_does_not_unpack_to_more_than_is_allowed(
    tmp_path: Path,
) -> None:
    strings = part_of("xl/sharedStrings.xml").replace(">x<", f">{'x' * 30_000}<")
    assert "xxx" in strings
    text = part_of(SHEET)
    rows = "".join(f'<row r="{i}"><c t="s"><v>2</v></c></row>' for i in range(3, 3_000))
    raw = replaced(SHEET, text.replace("</sheetData>", f"{rows}</sheetData>").encode())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(
                name,
                strings if name == "xl/sharedStrings.xml" else before.read(name),
                zipfile.ZIP_DEFLATED,
            )
    rules = limited(tmp_path, out.getvalue(), "leads.xlsx", most_unpacked=50_000_000)
    assert rules == ["unpacks to more than 50,000,000 bytes"]


def test_an_archive_of_many_parts_is_not_listed(read_bytes: Read) -> None:
    raw = workbook()
    entry = raw.index(b"PK\x01\x02")
    sheet, faults = read_bytes(raw[:entry] + raw[entry : entry + 60] * 400_000, "leads.xlsx")
    assert sheet is None
    assert [fault.rule for fault in faults] == ["archive has more than 10,000 parts"]


def listed(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "rule", "remedy"),
    [
        ("a.xlsx", b"a,b\n1,2\n", "name ends in .xlsx, but the file is plain text", ".csv"),
        ("a.csv", workbook(), "name ends in .csv, but the file is of the kind .xlsx", ".xlsx"),
        ("a.xls", OLD, "is a workbook of the old kind .xls", "Save it as .xlsx."),
        ("a.xlsx", OLD, "is a workbook of the old kind .xls", "Save it as .xlsx."),
        (
            "a.xlsx",
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "workbook is locked by a password",
            "without the password",
        ),
        ("a.xls", b"<html><table>", "is a web page or XML under another name", "as .xlsx"),
        (
            "a.xls",
            b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>',
            "is a web page or XML under another name",
            "as .xlsx",
        ),
        ("a.csv", b"\n <!DOCTYPE html>", "is a web page or XML under another name", "as .xlsx"),
        (
            "a.ods",
            listed({"mimetype": b"", "content.xml": b""}),
            "is an OpenDocument file",
            "Save it as .xlsx.",
        ),
        (
            "a.numbers",
            listed({"Index/Document.iwa": b""}),
            "is a Numbers document",
            "Export it as .xlsx.",
        ),
        (
            "a.xlsb",
            listed({"[Content_Types].xml": b"", "xl/workbook.bin": b""}),
            "is a workbook of the kind .xlsb",
            "Save it as .xlsx.",
        ),
        ("a.zip", listed({"a.csv": b""}), "is an archive, not a table", "Unpack it"),
        (
            "a.docx",
            listed({"[Content_Types].xml": b"", "word/document.xml": b""}),
            "is an archive, not a table",
            ".xlsx",
        ),
        ("a.xlsx", b"PK\x03\x04broken", "is a broken archive", ".xlsx"),
        ("a.csv.gz", b"\x1f\x8b\x08", "is packed by gzip", "Unpack it first."),
        ("a.pdf", b"%PDF-1.7", "is a PDF document", ".xlsx"),
        ("a.json", b' [{"a":1}]', "is one JSON list", ".jsonl"),
        ("a.parquet", b"a,b\n", "name ends in .parquet, but the file is plain text", ".csv"),
    ],
)
def test_what_a_file_is_not_is_told_with_the_remedy(
    read_bytes: Read, name: str, content: bytes, rule: str, remedy: str
) -> None:
    sheet, faults = read_bytes(content, name)
    assert sheet is None
    assert [(fault.file, fault.rule) for fault in faults] == [(name, rule)]
    assert remedy in faults[0].remedy


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"],
)
def test_a_workbook_that_lacks_a_part_is_told(read_bytes: Read, part: str) -> None:
    sheet, faults = read_bytes(replaced(part, None), "leads.xlsx")
    assert sheet is None
    assert [(fault.rule, fault.value) for fault in faults] == [
        ("a part of the workbook is missing", part)
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<row r="2"', '<row r="1"', "rows are out of order"),
        ('r="2"', 'r="9999999"', "has more than 1,048,576 rows"),
        ('r="B2"', 'r="A2"', "a cell stands in no proper place"),
        ('r="B2"', 'r="B3"', "a cell stands in no proper place"),
        ('r="B2"', 'r="ABCD2"', "a cell stands in no proper place"),
        ('t="n"><v>2</v>', 't="n"><v>INF</v>', "is no number"),
        ('r="B2" t="n"', 'r="B2" t="q"', "cell is of an unknown kind"),
        ('<c r="A2" t="s"><v>2</v>', '<c r="A2" t="s"><v>99</v>', "a text of a cell is missing"),
        ('<c r="A2" t="s"><v>2</v>', '<c r="A2" t="s"><v>-1</v>', "a text of a cell is missing"),
    ],
)
def test_broken_cells_are_told(read_bytes: Read, old: str, new: str, rule: str) -> None:
    text = part_of(SHEET)
    assert old in text
    _, faults = read_bytes(replaced(SHEET, text.replace(old, new).encode()), "leads.xlsx")
    assert rule in [fault.rule for fault in faults]
    assert faults[0].severity == "error"


@pytest.mark.parametrize(
    ("part", "old", "new", "rule"),
    [
        ("xl/styles.xml", "<cellXfs", "<cellXfs>" + "<xf/>" * 400_000, LARGE),
        ("xl/workbook.xml", "<sheets>", "<sheets>" + "<sheet/>" * 400_000, LARGE),
        (SHEET, "</row>", "<c/>" * 400_000 + "</row>", LARGE),
        (SHEET, "</sheetData>", "</sheetData>" + "<other/>" * 400_000, LARGE),
        ("xl/sharedStrings.xml", "</si>", "<r/>" * 400_000 + "</si>", LARGE),
        ("xl/sharedStrings.xml", "</sst>", "<si>" * 400_000, LARGE),
        ("xl/workbook.xml", 'state="visible"', 'state="odd"', "cannot be read as a workbook: "),
        (SHEET, "</sheetData>", "</row>", "cannot be read as a workbook: mismatched tag"),
        (SHEET, '<row r="2"', '<row r="zwei"', "cannot be read as a workbook: invalid literal"),
    ],
)
def test_a_part_that_is_odd_is_one_fault(
    read_bytes: Read, part: str, old: str, new: str, rule: str
) -> None:
    text = part_of(part)
    assert old in text
    sheet, faults = read_bytes(replaced(part, text.replace(old, new, 1).encode()), "leads.xlsx")
    assert sheet is None
    assert len(faults) == 1
    assert faults[0].rule.startswith(rule)


def test_codes_of_characters_stand_for_them(read_bytes: Read) -> None:
    part = "xl/sharedStrings.xml"
    coded = part_of(part).replace(">x<", ">x_x000D_y_x005F_x0041__xD800__x0000_z<")
    sheet, _ = read_bytes(replaced(part, coded.encode()), "leads.xlsx")
    assert sheet is not None
    assert sheet.cells.column("a").to_pylist() == ["x\ry_x0041_?z"]


def test_two_sheets_are_not_one_part(read_bytes: Read) -> None:
    text = re.sub("(<sheet [^>]*/>)", r"\1" * 1_000, part_of("xl/workbook.xml"))
    sheet, faults = read_bytes(replaced("xl/workbook.xml", text.encode()), "leads.xlsx")
    assert sheet is None
    assert [fault.rule for fault in faults] == ["two sheets of the workbook are one"]


def test_a_part_outside_the_archive_is_not_read(read_bytes: Read) -> None:
    relations = part_of("xl/_rels/workbook.xml.rels")
    for away in ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"):
        hostile = relations.replace("/xl/worksheets/sheet1.xml", away)
        assert hostile != relations
        raw = replaced("xl/_rels/workbook.xml.rels", hostile.encode())
        sheet, faults = read_bytes(raw, "leads.xlsx")
        assert sheet is None
        assert faults[0].rule == "a part of the workbook is missing"


def test_names_of_parts_differ_in_case_at_will(read_bytes: Read) -> None:
    relations = part_of("xl/_rels/workbook.xml.rels")
    renamed = relations.replace("/xl/worksheets/sheet1.xml", "/XL/Worksheets/Sheet1.xml")
    assert renamed != relations
    raw = replaced("xl/_rels/workbook.xml.rels", renamed.encode())
    sheet, faults = read_bytes(raw, "leads.xlsx")
    assert sheet is not None
    assert (sheet.cells.to_pylist(), faults) == ([{"a": "x", "b": "2"}], [])


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_is_packed_as_workbooks_are(read_bytes: Read, packed: int) -> None:
    sheet, faults = read_bytes(replaced("xl/extra.bin", b"x" * 100, packed), "leads.xlsx")
    assert sheet is None
    assert faults[0].rule == "archive is packed as no workbook is"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name, rule in (
        ("pipe.csv", "is no file"),
        (".", "is no file"),
        ("none.csv", "file is missing"),
        ("nul\0.csv", "cannot be read: embedded null byte"),
        ("x" * 300, "cannot be read: File name too long"),
    ):
        sheet, faults = read_sheet(tmp_path / name, file="told")
        assert sheet is None
        assert [(fault.file, fault.rule) for fault in faults] == [("told", rule)]
