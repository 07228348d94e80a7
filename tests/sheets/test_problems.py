"""The copy that says beside each row what is wrong."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from watchgraph.errors import Fault, UseError
from watchgraph.sheets import Sheet, read_sheet, write_problems

ODD = [
    '=HYPERLINK("http://x")',
    "+49 30",
    "-5",
    "@x",
    "#REF!",
    "&\"'<script>",
    "华为 هواوي Ж 🦊",
    "a\x00\x0b\ufffeb",
    "two\nlines",
    "cr\rhere",
    "_x0041_",
    "x" * 32_767,
    "2020-01-01",
    "007",
]


def sheet_of(values: list[str | None], rows: list[int] | None = None) -> Sheet:
    cells = pa.table({"Name & <b>": pa.array(values, pa.string()), "n": ["1"] * len(values)})
    return Sheet("leads.xlsx", "S", cells, rows or range(2, 2 + len(values)), {})


FAULTS = [
    Fault("leads.xlsx", 9, "Name & <b>", "Kenia", "is no country", "Did you mean 'Kenya'?"),
    Fault("leads.xlsx", 9, "n", "", "value is missing", "Fill the cell.", "warning"),
    Fault("leads.xlsx", 0, "", "", "file is odd", "Look."),
    Fault("leads.xlsx", 3, "n", "n", "heading stands twice", "Rename it."),
    Fault("other.csv", 9, "n", "", "is of another file", "Look there."),
]
SAID = [
    "Whole file: file is odd. Look.\nRow 3: n: 'n' heading stands twice. Rename it.",
    None,
    (
        "Name & <b>: 'Kenia' is no country. Did you mean 'Kenya'?\n"
        "Note: n: value is missing. Fill the cell."
    ),
]


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".XLSX"])
def test_what_is_wrong_stands_beside_the_row(tmp_path: Path, ending: str) -> None:
    sheet = sheet_of(["a", "b", "c"], [4, 5, 9])
    path = write_problems(sheet, [*FAULTS, *FAULTS], tmp_path / f"problems{ending}")
    copy, faults = read_sheet(path)
    assert copy is not None
    assert (copy.cells.column_names, faults) == (["Name & <b>", "n", "problems"], [])
    assert copy.cells.column("problems").to_pylist() == SAID
    assert copy.cells.column("Name & <b>").to_pylist() == ["a", "b", "c"]
    # Written again after a mend, the column is not doubled.
    again = Sheet("leads.xlsx", "", copy.cells, copy.rows, {})
    third, _ = read_sheet(write_problems(again, [], path))
    assert third is not None
    assert third.cells.column_names == ["Name & <b>", "n", "problems"]
    assert third.cells.column("problems").null_count == 3


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_any_text_can_be_written_and_is_read_as_it_was(tmp_path: Path, ending: str) -> None:
    path = write_problems(sheet_of([*ODD, None]), [], tmp_path / f"problems{ending}")
    copy, faults = read_sheet(path)
    assert copy is not None
    assert faults == []
    read = copy.cells.column("Name & <b>").to_pylist()
    lost = {".xlsx": "a\ufffd\ufffd\ufffdb", ".csv": "a\ufffd\x0b\ufffeb"}[ending]
    assert read == [lost if "\0" in text else text for text in ODD] + [None]


def test_a_workbook_holds_only_texts_and_marks_bad_rows(tmp_path: Path) -> None:
    fault = Fault("leads.xlsx", 2, "n", "=1", "is =wrong", "=Mend.")
    path = write_problems(sheet_of([*ODD[:5], None]), [fault], tmp_path / "problems.xlsx")
    page = openpyxl.load_workbook(path).worksheets[0]
    assert (page.title, page.freeze_panes) == ("S", "A2")
    kinds = {cell.data_type for row in page.iter_rows() for cell in row if cell.value}
    assert kinds == {"s"}
    colours = [row[0].fill.fill_type for row in page.iter_rows(min_row=2)]
    assert colours == ["solid"] + [None] * 5
    assert page.column_dimensions["C"].width == 80
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [*ODD[:5], None]


def test_a_text_file_is_guarded_and_marked_as_unicode(tmp_path: Path) -> None:
    fault = Fault("leads.xlsx", 2, "n", "=1", "=wrong", "Mend.")
    path = write_problems(sheet_of(ODD[:3]), [fault], tmp_path / "problems.csv")
    lines = path.read_bytes().decode("utf-8").split("\r\n")
    assert lines[0] == "\ufeffName & <b>,n,problems"
    assert lines[1].startswith('"\'=HYPERLINK(""http://x"")",1,')
    assert lines[2:4] == ["'+49 30,1,", "-5,1,"]


def test_the_same_gives_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    code = (
        "import sys, pyarrow as pa\n"
        "from pathlib import Path\n"
        "from watchgraph.errors import Fault\n"
        "from watchgraph.sheets import Sheet, write_problems\n"
        "sheet = Sheet('f', 's', pa.table({'a': ['x', 'y'], 'b': ['1', '2']}), range(2, 4))\n"
        "faults = {Fault('f', 2, c, 'v', f'rule {i}', 'Mend.') for i in range(9) for c in 'ab'}\n"
        "write_problems(sheet, faults, Path(sys.argv[1]))\n"
    )
    contents = set()
    for seed in "12":
        path = tmp_path / f"{seed}.xlsx"
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        contents.add(path.read_bytes())
    assert len(contents) == 1
    with zipfile.ZipFile(tmp_path / "1.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_private_rows_are_written_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    write_problems(sheet_of(["a"]), [], folder / "problems.xlsx")
    read_sheet(folder / "problems.xlsx")
    assert [path.name for path in folder.iterdir()] == ["problems.xlsx"]


def test_a_sheet_without_rows_still_says_what_is_wrong(tmp_path: Path) -> None:
    fault = Fault("leads.xlsx", 0, "", "", "has no rows", "Add some.")
    path = write_problems(sheet_of([]), [fault], tmp_path / "problems.xlsx")
    copy, _ = read_sheet(path)
    assert copy is not None
    assert copy.cells.to_pylist() == [
        {"Name & <b>": None, "n": None, "problems": "Whole file: has no rows. Add some."}
    ]


def test_more_problems_than_a_cell_holds_are_cut(tmp_path: Path) -> None:
    faults = [Fault("leads.xlsx", 2, "n", "", f"rule {i} " * 20, "Mend.") for i in range(400)]
    path = write_problems(sheet_of(["a"]), faults, tmp_path / "problems.xlsx")
    copy, found = read_sheet(path)
    assert copy is not None
    text = copy.cells.column("problems")[0].as_py()
    assert (len(text), text[-1], found) == (32_767, "…", [])


def test_another_ending_or_a_data_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UseError, match="neither in"):
        write_problems(sheet_of(["a"]), [], tmp_path / "problems.ods")
    (tmp_path / "datapackage.json").write_text("{}")
    with pytest.raises(UseError, match="holds data"):
        write_problems(sheet_of(["a"]), [], tmp_path / "problems.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]


@pytest.mark.parametrize("name", ["L.xlsx", "L.csv", "renamed.xlsx", "link.xlsx"])
def test_no_file_of_another_hand_is_written_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    book = openpyxl.Workbook()
    for title in ("Leads", "Old", "Notes"):
        book.create_sheet(title).append(["a", "problems"])
    if name == "L.csv":
        path.write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    elif name == "link.xlsx":
        # What a link leads to is a copy, but the link is not.
        path.symlink_to(write_problems(sheet_of(["a"]), [], tmp_path / "copy.xlsx"))
    elif name == "renamed.xlsx":
        path.write_bytes(b"no workbook at all")
    else:
        book.save(path)
    before = path.read_bytes()
    with pytest.raises(UseError, match=f"{name} is there already") as caught:
        write_problems(sheet_of(["a"]), FAULTS, path)
    assert "new file" in caught.value.remedy
    assert path.read_bytes() == before


def test_a_copy_that_was_saved_by_another_program_is_kept(tmp_path: Path) -> None:
    path = write_problems(sheet_of(["a"]), FAULTS, tmp_path / "problems.xlsx")
    write_problems(sheet_of(["b"]), FAULTS, path)
    openpyxl.load_workbook(path).save(path)
    with pytest.raises(UseError, match="left as it is"):
        write_problems(sheet_of(["c"]), FAULTS, path)
    other = write_problems(sheet_of(["a"]), FAULTS, tmp_path / "problems.csv")
    other.write_text("a,b\r\nmended,1\r\n", encoding="utf-8-sig", newline="")
    with pytest.raises(UseError, match="left as it is"):
        write_problems(sheet_of(["c"]), FAULTS, other)


def test_a_private_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    for ending in ("xlsx", "csv"):
        path = write_problems(sheet_of(["a"]), [], tmp_path / f"own.{ending}", private=True)
        assert path.stat().st_mode & 0o777 == 0o600
