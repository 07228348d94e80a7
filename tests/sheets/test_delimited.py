"""CSV as people send it: encodings, delimiters, titles, quotes, ragged rows."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchgraph.errors import Fault, UseError
from watchgraph.formulas import unguarded
from watchgraph.sheets import Sheet, read_sheet
from watchgraph.sheets.delimited import find_delimiter
from watchgraph.sheets.text import BLANKS

Read = Callable[..., tuple[Sheet | None, list[Fault]]]

LANGUAGES = {
    "cp1252": ("Fournisseur", "Société Générale", "Côte d'Ivoire", "Sénégal"),
    "cp1250": ("Kraj", "Spółka Łódź", "Węgry", "Białoruś"),
    "cp1254": ("Şirket", "Aselsan Güvenlik", "Türkiye", "Kırgızistan"),
    "cp1251": ("Поставщик", "Синезис", "Беларусь", "Казахстан"),
    "cp1253": ("Προμηθευτής", "Εταιρεία", "Ελλάδα", "Κύπρος"),
    "cp1256": ("المورد", "شركة المراقبة", "المغرب", "الجزائر"),
    "gb18030": ("供应商", "华为技术有限公司", "肯尼亚", "津巴布韦"),
    "big5": ("供應商", "華為技術有限公司", "肯亞", "烏干達"),
    "shift_jis": ("供給者", "日本電気株式会社", "アルゼンチン", "ブラジル"),
    "euc_kr": ("공급자", "한화테크윈", "베트남", "삼성전자 주식회사"),
}


def cells(sheet: Sheet | None) -> list[tuple[str | None, ...]]:
    assert sheet is not None
    columns = [column.to_pylist() for column in sheet.cells.columns]
    return list(zip(*columns, strict=True))


def rules(faults: list[Fault], severity: str = "error") -> list[tuple[int, str]]:
    return [(fault.row, fault.rule) for fault in faults if fault.severity == severity]


@pytest.mark.parametrize("encoding", LANGUAGES)
def test_an_encoding_is_found_and_told(read_bytes: Read, encoding: str) -> None:
    words = LANGUAGES[encoding]
    text = f"{words[0]};n\n" + "".join(f"{word};{i}\n" for i, word in enumerate(words[1:]))
    sheet, faults = read_bytes(text.encode(encoding))
    assert cells(sheet) == [(word, str(i)) for i, word in enumerate(words[1:])]
    assert sheet is not None
    assert sheet.read_as["encoding"] == encoding
    assert "which is a guess" in faults[0].rule
    assert [fault.severity for fault in faults] == ["warning"]
    given_sheet, given_faults = read_bytes(text.encode(encoding), encoding=encoding)
    assert cells(given_sheet) == cells(sheet)
    assert given_faults == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_unicode_needs_no_guess(read_bytes: Read, encoding: str) -> None:
    sheet, faults = read_bytes("País,Proveedor\nPerú,Ñandú\nChad,华为\n".encode(encoding))
    assert cells(sheet) == [("Perú", "Ñandú"), ("Chad", "华为")]
    assert faults == []


def test_a_wrong_encoding_is_told_with_its_row(read_bytes: Read) -> None:
    sheet, faults = read_bytes("a,b\n1,x\n2,é\n".encode("cp1252"), encoding="utf-8")
    assert sheet is None
    assert rules(faults) == [(3, "is not utf-8")]


@pytest.mark.parametrize("encoding", ["zlib", "rot13", "idna", "no-such", "unicode_escape"])
def test_what_is_no_encoding_of_tables_is_refused(read_bytes: Read, encoding: str) -> None:
    with pytest.raises(UseError, match="no encoding"):
        read_bytes(b"a,b\n1,2\n", encoding=encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found(read_bytes: Read, delimiter: str) -> None:
    rows = [("name", "note"), ('A "B" C', "1,5; or\nmore"), ("x|y", "tab\there")]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    sheet, faults = read_bytes(out.getvalue().encode())
    assert cells(sheet) == rows[1:]
    assert sheet is not None
    assert (sheet.read_as["delimiter"], list(sheet.rows)) == (delimiter, [2, 3])
    assert faults == []


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a,b\nx,1;2\ny,3;4\n", ","),
        ("one\ntwo\n", ","),
        ("Report, of 2020; draft\n\na\tb\tc\n1\t2\t3\n4\t5\t6\n", "\t"),
    ],
)
def test_the_delimiter_is_what_gives_even_rows(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_the_line_that_names_the_delimiter_is_no_row(read_bytes: Read) -> None:
    sheet, faults = read_bytes(b"sep=|\r\na|b\r\n1;2|3\r\n")
    assert (cells(sheet), faults) == ([("1;2", "3")], [])
    assert sheet is not None
    assert list(sheet.rows) == [2]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read_bytes: Read) -> None:
    text = 'Leads of 2020,,\n\nName,Land,n\n"two\nlines",KE,1\n,,\n \xa0,\u200b,\nB,UG,2\n'
    sheet, faults = read_bytes(text.encode())
    assert sheet is not None
    assert cells(sheet) == [("two\nlines", "KE", "1"), ("B", "UG", "2")]
    assert (list(sheet.rows), sheet.read_as["header"]) == ([4, 7], "3")
    assert rules(faults, "warning") == [(3, "rows above the headings are left out")]
    assert rules(faults) == []


def test_blanks_around_go_and_those_inside_stay(read_bytes: Read) -> None:
    sheet, _ = read_bytes(" Country\n,b \nx,\xa0New  York\u3000\n".replace("\n,", ",").encode())
    assert sheet is not None
    assert sheet.cells.column_names == ["Country", "b"]
    assert cells(sheet) == [("x", "New  York")]


def test_ragged_rows_are_told_one_by_one(read_bytes: Read) -> None:
    sheet, faults = read_bytes(b"a,b,c\n1,2,3\n4,5\n6,7,8,\n6,7,8,9\n")
    assert rules(faults) == [
        (1, "column has cells but no heading"),
        (3, "row has 2 cells, the headings are 3"),
        (5, "row has 4 cells, the headings are 3"),
    ]
    assert sheet is not None
    assert sheet.cells.column_names == ["a", "b", "c", "D (no heading)"]
    assert cells(sheet)[1] == ("4", "5", None, None)


def test_delimiters_at_the_end_make_no_row_ragged(read_bytes: Read) -> None:
    sheet, faults = read_bytes(b"a,b,,\n1,2\n3,4,\n5,6,,,,\n")
    assert (cells(sheet), faults) == ([("1", "2"), ("3", "4"), ("5", "6")], [])


def test_the_encoding_is_found_where_plain_letters_come_first(read_bytes: Read) -> None:
    text = "Name;Note\n" + "plain;text\n" * 200_000 + "Société Générale;à Nîmes\n"
    sheet, faults = read_bytes(text.encode("cp1252"))
    assert sheet is not None
    assert sheet.cells.to_pylist()[-1] == {"Name": "Société Générale", "Note": "à Nîmes"}
    assert sheet.read_as["encoding"] == "cp1252"
    assert len(faults) == 1


def test_a_thousand_faults_of_a_rule_are_enough(read_bytes: Read) -> None:
    _, faults = read_bytes(b"a,b\n" + b"1\n2,3\n" * 1500)
    assert len(faults) == 1001
    assert faults[0].rule.startswith("500 more of the same")


@pytest.mark.parametrize(
    ("text", "rule", "row"),
    [
        (b'a,b\n1,2\n3,"4\n5,6\n', "quote is not closed", 3),
        (b'a,b\n1,"2"x\n', "quote is out of place", 2),
        (b"a,b\n1,2\n3,\x004\n", "NUL byte", 3),
        (b"1,2\n3,4\n", "no row looks like headings", 1),
        (b"\n\n,\n", "holds no cells", 0),
        (b"", "file is empty", 0),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row(
    read_bytes: Read, text: bytes, rule: str, row: int
) -> None:
    sheet, faults = read_bytes(text)
    assert sheet is None
    assert rules(faults) == [(row, rule)]


def test_headings_that_are_missing_or_stand_twice(read_bytes: Read) -> None:
    sheet, faults = read_bytes(b"a,b,a,,\n1,2,3,4,\n")
    assert sheet is not None
    assert sheet.cells.column_names == ["a", "b", "a (C)", "D (no heading)"]
    assert rules(faults) == [
        (1, "column has cells but no heading"),
        (1, "heading stands twice"),
        (1, "heading stands twice"),
    ]


def test_a_row_of_headings_may_be_named(read_bytes: Read) -> None:
    text = b"x,y\n1,2\nName,Land\nA,KE\n"
    sheet, faults = read_bytes(text, header=3)
    assert sheet is not None
    assert (sheet.cells.to_pylist(), faults) == ([{"Name": "A", "Land": "KE"}], [])
    for missing in (5, 9):
        sheet, faults = read_bytes(text, header=missing)
        assert sheet is None
        assert rules(faults) == [(missing, "row of the headings is empty or missing")]


def test_years_may_be_headings(read_bytes: Read) -> None:
    sheet, _ = read_bytes(b"Arms transfers,,\nCountry,2015,2016\nKE,1,2\n")
    assert sheet is not None
    assert sheet.cells.column_names == ["Country", "2015", "2016"]


def test_a_cell_that_no_program_holds_is_told(read_bytes: Read) -> None:
    _, faults = read_bytes(b"a,b\n1," + b"x" * 32_768 + b"\n")
    assert rules(faults) == [(2, "cell has more than 32,767 characters")]
    assert faults[0].column == "b"


def test_what_was_guarded_is_read_as_it_was(read_bytes: Read) -> None:
    sheet, _ = read_bytes(b"a,b\n'=1+1,'s-Hertogenbosch\n")
    assert cells(sheet) == [("=1+1", "'s-Hertogenbosch")]


@pytest.mark.parametrize(
    "options", [{"sheet": "x"}, {"delimiter": "ab"}, {"delimiter": '"'}, {"header": -1}]
)
def test_options_that_cannot_be_meant_are_refused(
    read_bytes: Read, options: dict[str, object]
) -> None:
    with pytest.raises(UseError):
        read_bytes(b"a,b\n1,2\n", **options)


def test_an_apostrophe_after_a_blank_is_text(read_bytes: Read) -> None:
    sheet, _ = read_bytes(b'Name,Land\n" \'=","\'="\n')
    assert cells(sheet) == [("'=", "=")]


WRITTEN = {
    "utf-8": st.characters(codec="utf-8", exclude_characters="\0\r"),
    "utf-16": st.characters(codec="utf-8", exclude_characters="\0\r"),
    "cp1251": st.sampled_from("abc 019,;|\t\n\"'=+-@ЖяЁй\xa0"),
    "gb18030": st.sampled_from("abc 019,;|\t\n\"'=+-@华为技术有限公司é"),
}


@settings(
    max_examples=100,
    deadline=5000,
    # The alphabet of all Unicode takes its time at first.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_written_is_read(tmp_path: Path, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(sorted(WRITTEN)))
    delimiter = data.draw(st.sampled_from(",;\t|"))
    cell = st.text(WRITTEN[encoding], max_size=12)
    rows = data.draw(st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=8))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("Name", "Land", "Note"), *rows])
    path = tmp_path / "leads.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    named = "" if encoding == "utf-16" else encoding
    sheet, faults = read_sheet(path, encoding=named, delimiter=delimiter)
    kept = [row for row in rows if any(text.strip(BLANKS) for text in row)]
    assert [fault for fault in faults if fault.severity == "error"] == []
    assert cells(sheet) == [tuple(as_read(text) for text in row) for row in kept]


def as_read(text: str) -> str | None:
    # An apostrophe guards only where it comes first: blanks before it make it part of the text.
    return unguarded(text).strip(BLANKS) or None
