"""The command map: the sheet is copied, the map written, and nothing is written over."""

import json
from pathlib import Path

import frictionless
import pytest

CSV = (
    "Vendor;Country;Year;Link;E-mail\n"
    "Example Vision;Kenya;2019;https://example.org/a;a@example.org\n"
    "Huawei;Côte d’Ivoire;2020;https://example.org/b;b@example.org\n"
    "ZTE;Perú;2021;https://example.org/c;c@example.org\n"
)


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "Leads 2021.csv"
    path.write_bytes(CSV.encode("cp1252"))
    return path


def test_a_private_folder_is_made_with_sheet_and_map(run, sheet, tmp_path):
    said = run("map", sheet, "--out", "my-data/")
    assert said.code == 0
    folder = tmp_path / "my-data"
    described = json.loads((folder / "datapackage.json").read_text())
    assert described["private"] is True
    assert described["resources"] == [
        {"name": "leads-2021", "type": "file", "path": sheet.name, "format": "csv"}
    ]
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    assert (folder / sheet.name).read_bytes() == sheet.read_bytes()
    text = (folder / "Leads 2021.yaml").read_text("utf-8")
    assert 'supplier: "Vendor"' in text
    assert 'delimiter: ";"' in text
    assert '  - "E-mail"' in text
    assert "@example.org" not in text
    assert (
        "3 rows, read as a text file of cells, encoding cp1252, "
        "cells parted by semicolons, headings in row 1\n" in said.out
    )
    assert "watchgraph check my-data/" in said.out
    again = run("map", sheet, "--out", "my-data")
    assert again.code == 0
    assert "says the same" in again.out


def test_without_out_the_folder_is_called_as_the_file(run, sheet, tmp_path):
    assert run("map", sheet).code == 0
    assert (tmp_path / "leads-2021" / "Leads 2021.yaml").is_file()
    # In a folder of own records, the map is written beside the sheet.
    inside = tmp_path / "leads-2021" / "more.csv"
    inside.write_bytes(sheet.read_bytes())
    assert run("map", inside).code == 0
    assert (tmp_path / "leads-2021" / "more.yaml").is_file()


def test_an_edited_map_is_kept(run, sheet, tmp_path):
    run("map", sheet, "--out", "my")
    path = tmp_path / "my" / "Leads 2021.yaml"
    path.write_text("# mine\n" + path.read_text("utf-8"), encoding="utf-8")
    edited = path.read_bytes()
    said = run("map", sheet, "--out", "my")
    assert said.code == 2
    assert "--force" in said.err
    assert path.read_bytes() == edited
    assert run("map", sheet, "--out", "my", "--force").code == 0
    assert path.read_bytes() != edited


def test_another_file_of_the_same_name_is_kept(run, sheet, tmp_path):
    run("map", sheet, "--out", "my")
    sheet.write_bytes(CSV.replace("ZTE", "NEC").encode("cp1252"))
    said = run("map", sheet, "--out", "my", "--force")
    assert said.code == 2
    assert "another file of the same name" in said.err
    assert b"ZTE" in (tmp_path / "my" / sheet.name).read_bytes()


def test_two_files_of_one_stem_have_a_map_each(run, sheet, tmp_path):
    run("map", sheet, "--out", "my")
    other = tmp_path / "Leads 2021.tsv"
    other.write_text(CSV.replace(";", "\t"), encoding="utf-8")
    assert run("map", other, "--out", "my").code == 0
    assert (tmp_path / "my" / "Leads 2021.tsv.yaml").is_file()


MISUSE = {
    "device": (["Leads 2021.csv", "--out", "con"], 2, "some system keeps"),
    "missing": (["no.csv"], 1, "file is missing"),
    "rows": (["Leads 2021.csv", "--rows", "deployment"], 2, "deployments, soft_loans"),
    "header": (["Leads 2021.csv", "--header", "zero"], 2, "no number of a row"),
    "row": (["Leads 2021.csv", "--header", "90"], 1, "row of the headings"),
    "sheet": (["Leads 2021.csv", "--sheet", "Leads"], 2, "has no sheet"),
    "encoding": (["Leads 2021.csv", "--encoding", "klingon"], 2, "klingon"),
    "folder": (["Leads 2021.csv", "--out", "Leads 2021.csv"], 2, "is no folder"),
}


@pytest.mark.parametrize("name", MISUSE)
def test_misuse_is_told(run, sheet, tmp_path, name):
    arguments, code, words = MISUSE[name]
    said = run("map", *arguments)
    assert said.code == code
    assert words in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [sheet.name]


def test_an_edition_is_no_folder_of_own_records(run, sheet, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"name": "x"}')
    said = run("map", sheet, "--out", "data")
    assert said.code == 2
    assert "holds an edition" in said.err
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["datapackage.json"]


def test_headings_cannot_write_into_the_map(run, tmp_path, monkeypatch):
    """A heading or cell with line breaks, quotes or marks of direction stays one quoted text."""
    monkeypatch.chdir(tmp_path)
    sheet = tmp_path / "x.csv"
    hostile = 'a"\nfixed: {licence: "x"}\n#\u202e'
    quoted = hostile.replace('"', '""')
    sheet.write_text(
        f'Vendor,Country,Link,"{quoted}"\nHuawei,Kenya,https://example.org/a,"{quoted}"\n',
        encoding="utf-8",
    )
    said = run("map", sheet, "--out", "my")
    assert said.code == 0
    assert "\u202e" not in said.out
    text = (tmp_path / "my" / "x.yaml").read_text("utf-8")
    assert not any(line.startswith("fixed: {") for line in text.splitlines())
    assert run("check", "my").err == ""


def test_a_workbook_with_several_filled_sheets_is_told_apart(run, tmp_path, monkeypatch):
    import openpyxl

    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    for title in ("Leads", "Loans"):
        page = book.create_sheet(title)
        page.append(["Vendor", "Country", "Link"])
        page.append(["Huawei", "Kenya", "https://example.org/a"])
    book.save("leads.xlsx")
    said = run("map", "leads.xlsx")
    assert said.code == 1
    assert "--sheet NAME" in said.err
    assert "'Leads', 'Loans'" in said.err
    assert "''" not in said.err
    assert "1 error, 0 warnings" in said.err
    assert run("map", "leads.xlsx", "--sheet", "Loans", "--out", "my").code == 0


def test_it_is_told_what_shows_the_records(run, sheet):
    said = run("map", sheet, "--out", "مدن")
    name = json.loads(Path("مدن/datapackage.json").read_text("utf-8"))["name"]
    assert f"--include-private {name}\n" in said.out
