"""Each fault is found where it is, named for what it is, and comes with a remedy."""

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.errors import DataError, Fault
from watchgraph.tables import load_tables, read_package, read_tables

Rows = list[list[str]]
Edit = Callable[[str, Callable[[Rows], object]], Path]

INVALID = Path(__file__).parents[1] / "fixtures" / "invalid" / "tables"
TERRITORIES = "territories.csv"
EDITIONS = "editions.csv"

GAZA = (
    "gaza,Gaza Strip,vdem-9,Unit of V-Dem, and of the index workbook without an ISO 3166-1 "
    "code of its own; code PSE stands for the West Bank unit there."
)

# One folder of the fixtures each: what is wrong, and words that the remedy must hold.
FAULTS = {
    "unknown-column": (TERRITORIES, 1, "colour", "colour", "unknown column", "territory, name"),
    "missing-column": (EDITIONS, 1, "units_published", "", "column is missing", "Add"),
    "doubled-column": (TERRITORIES, 1, "name", "name", "column stands twice", "Remove"),
    "ragged-row": (
        TERRITORIES,
        2,
        "",
        GAZA,
        "row has 5 cells, the header has 4",
        "double quotes",
    ),
    "nul-byte": (TERRITORIES, 3, "", "\\0", "NUL byte", "UTF-8"),
    "latin-1": (
        TERRITORIES,
        4,
        "",
        "zanzibar,Île de Zanzibar,vdem-9,Unit without an ISO 3166-1 code of its own.",
        "not UTF-8",
        "encoding UTF-8",
    ),
    "empty-line": (TERRITORIES, 3, "", "", "row is empty", "Remove"),
    "quote-not-closed": (
        TERRITORIES,
        4,
        "",
        '"Zanzibar,vdem-9,Unit without an ISO 3166-1 code of its own.\n',
        "quote is out of place",
        "close the last one",
    ),
    "quote-closed-too-late": (
        EDITIONS,
        2,
        "",
        '"AI Global Surveillance Index, September 2019,2019-09-17,day,176,aigs-2019\n2022,',
        "quote is out of place",
        "close the last one",
    ),
    "number-in-words": (
        EDITIONS,
        2,
        "units_published",
        "one hundred and seventy-six",
        "is not a whole number",
        "Write a whole number",
    ),
    "number-below-zero": (EDITIONS, 3, "units_published", "-179", "is below 0", "Correct"),
    "no-such-day": (
        EDITIONS,
        2,
        "start",
        "2019-02-30",
        "is no date of the calendar",
        "only year and month",
    ),
    "date-of-another-form": (
        EDITIONS,
        2,
        "start",
        "17.09.2019",
        "is not YYYY, YYYY-MM or YYYY-MM-DD",
        "Write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "precision-disagrees": (
        EDITIONS,
        3,
        "start_precision",
        "month",
        "is not the precision of start",
        "day, month or year",
    ),
    "required-cell-empty": (TERRITORIES, 3, "name", "", "value is missing", "Fill"),
    "key-twice": (TERRITORIES, 5, "territory", "gaza", "value stands twice", "Row 2 has it"),
    "no-such-source": (
        EDITIONS,
        2,
        "source",
        "aigs-2091",
        "is not in sources.csv",
        "Did you mean 'aigs-2019'?",
    ),
    "space-at-the-end": (TERRITORIES, 4, "name", "Zanzibar ", "starts or ends with a space", "Rem"),
}


def assert_is(fault: Fault, expected: tuple[str, int, str, str, str, str]) -> None:
    assert (fault.file, fault.row, fault.column, fault.value, fault.rule) == expected[:5]
    assert expected[5] in fault.remedy
    assert fault.severity == "error"


def only_fault(data: Path) -> Fault:
    _, faults = read_tables(data)
    assert len(faults) == 1, "\n".join(map(str, faults))
    return faults[0]


def first_cell(file: str, column: str, value: str) -> Callable[[Rows], object]:
    """Return a change that puts a value into the first filled cell of a column."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        row = next(row for row in rows[1:] if row[at])
        row[at] = value

    return change


def test_every_fixture_is_used() -> None:
    assert {path.name for path in INVALID.iterdir()} == {*FAULTS, "broken-datapackage"}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str, data: Path) -> None:
    shutil.copytree(INVALID / name, data, dirs_exist_ok=True)
    assert_is(only_fault(data), FAULTS[name])


def test_a_missing_file_is_found(data: Path) -> None:
    (data / "listings.csv").unlink()
    assert_is(only_fault(data), ("listings.csv", 0, "", "", "file is missing", "Add the file"))


@pytest.mark.parametrize(
    ("file", "column", "value", "rule", "remedy"),
    [
        ("lenders.csv", "lender_type", "polcy_bank", "is not in codelists/lender_types.csv", "'po"),
        ("lenders.csv", "home_country", "CHM", "is not in countries.csv", "in countries.csv"),
        ("indicators.csv", "class_list", "regimes", "value is not allowed", "regime-class"),
        ("deployments.csv", "camera_count", "-4", "is below 0", "Correct"),
        ("deployments.csv", "camera_count", "1e3", "is not a whole number", "whole number"),
        ("deployments.csv", "contract_value", "5,000", "is not a number with a decimal point", ""),
        ("suppliers.csv", "founded_year", "87", "is not a year of four digits", "Write a year"),
        ("country_points.csv", "latitude_deg", "90.5", "is above 90", "Correct"),
        ("organisations.csv", "organisation", "Sun & Co", "is not the form ^[A-Za-z0-9_.-]+$", ""),
        ("assessments.csv", "adopter", "True", "is not true or false", "Write true or false"),
        ("sources.csv", "accessed", "2025-04-31", "is no date of the calendar", "year and month"),
        ("sources.csv", "url", "ftp://x", "is not the form ^https?://\\S+$", "Write"),
    ],
)
def test_a_bad_cell_is_found(
    edit: Edit, file: str, column: str, value: str, rule: str, remedy: str
) -> None:
    data = edit(file, first_cell(file, column, value))
    _, faults = read_tables(data)
    # A key that is changed also leaves those that name it dangling.
    fault = next(fault for fault in faults if fault.file == file and fault.column == column)
    assert_is(fault, (file, fault.row, column, value, rule, remedy))
    assert fault.row >= 2


def test_fewer_rows_than_must_be_are_an_error(edit: Edit) -> None:
    fault = only_fault(edit("listings.csv", lambda rows: rows.pop()))
    assert_is(fault, ("listings.csv", 0, "", "", "listings: 50 rows, expected 51", "Restore"))


def test_more_rows_than_expected_are_a_warning(edit: Edit) -> None:
    data = edit("listings.csv", lambda rows: rows.append(["one-more", *rows[-1][1:]]))
    tables = load_tables(data)
    [warning] = tables.warnings
    assert warning.severity == "warning"
    assert warning.rule == "listings: 52 rows, expected 51"
    assert "raise the count" in warning.remedy


def test_rows_are_counted_as_a_spreadsheet_counts_them(edit: Edit) -> None:
    def change(rows: Rows) -> None:
        rows[1][-1] = "A note\nof three\nlines."
        rows[3][1] = ""

    fault = only_fault(edit(TERRITORIES, change))
    assert (fault.row, fault.column) == (4, "name")


def test_a_byte_below_a_quoted_line_break_keeps_its_row(data: Path) -> None:
    path = data / TERRITORIES
    raw = path.read_bytes().replace(b"Unit of V-Dem", b'"Unit\nof V-Dem').replace(b"there.", b'."')
    path.write_bytes(raw.replace(b"Zanzibar", b"Zanzib\xe2r"))
    assert only_fault(data).row == 4


def test_all_faults_come_in_one_report_in_the_order_of_the_files(data: Path) -> None:
    for name in ("required-cell-empty", "no-such-day"):
        shutil.copytree(INVALID / name, data, dirs_exist_ok=True)
    (data / "listings.csv").unlink()
    with pytest.raises(DataError) as caught:
        load_tables(data)
    faults = caught.value.faults
    assert [fault.file for fault in faults] == [EDITIONS, "listings.csv", TERRITORIES]
    assert caught.value.exit_code == 1
    assert "(and 2 more)" in str(caught.value)


def test_a_fault_says_all_on_one_line() -> None:
    fault = Fault("a.csv", 3, "start", "2019-13", "is no date", "Write a day.")
    assert str(fault) == "a.csv, row 3, column start: '2019-13' is no date. Write a day."


def package_faults(data: Path) -> list[Fault]:
    with pytest.raises(DataError) as caught:
        load_tables(data)
    assert {fault.file for fault in caught.value.faults} == {"datapackage.json"}
    return caught.value.faults


def test_a_description_that_is_cut_off_is_a_fault(data: Path) -> None:
    shutil.copytree(INVALID / "broken-datapackage", data, dirs_exist_ok=True)
    [fault] = package_faults(data)
    assert fault.rule.startswith("cannot be read: ")
    assert fault.remedy == "Mend the file."


def test_a_missing_description_is_a_fault(data: Path) -> None:
    (data / "datapackage.json").unlink()
    [fault] = package_faults(data)
    assert fault.rule == "file is missing"


@pytest.mark.parametrize("text", ["[]", "{}", '{"resources": [{}]}', '{"resources": 3}', "null"])
def test_a_description_without_its_parts_is_a_fault(data: Path, text: str) -> None:
    (data / "datapackage.json").write_text(text, encoding="utf-8")
    [fault] = package_faults(data)
    assert fault.rule == "a part is missing"


def test_a_description_that_names_nothing_is_a_fault(data: Path) -> None:
    path = data / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["expectations"][0]["table"] = "cuontries"
    described["resources"][0]["schema"]["foreignKeys"][0]["reference"]["resource"] = "publisher"
    path.write_text(json.dumps(described), encoding="utf-8")
    faults = package_faults(data)
    assert [fault.value for fault in faults] == ["cuontries", "publisher.publisher"]
    assert {fault.rule for fault in faults} == {"names nothing that exists"}


@pytest.mark.parametrize(
    "path",
    ["../out.csv", "/out.csv", "a/../../out.csv", "..\\out.csv", "C:out.csv", "", "./lenders.csv"],
)
def test_a_path_that_leaves_the_folder_is_refused(path: str, data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"][0]["path"] = path
    (data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_package(data)
    (fault,) = raised.value.faults
    assert (fault.file, fault.column, fault.value) == ("datapackage.json", "path", path)
    assert "leaves the data folder" in fault.rule and "in the folder" in fault.remedy


@pytest.mark.parametrize("path", ["LENDERS.csv", "datapackage.json"])
def test_a_path_of_two_tables_is_refused(path: str, data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [
        one | {"path": path} if one["name"] == "editions" else one for one in described["resources"]
    ]
    (data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(DataError, match="is the file of two tables"):
        read_package(data)


@pytest.mark.parametrize(("letters", "fits"), [(120, True), (121, False)])
def test_a_key_must_fit_in_the_name_of_a_file(letters: int, fits: bool, edit: Edit) -> None:
    folder = edit("publishers.csv", lambda rows: rows.append(["k" * letters, *rows[-1][1:]]))
    found = [fault for fault in read_tables(folder)[1] if "in an address" in fault.rule]
    assert len(found) == (0 if fits else 1)
    assert all(fault.column == "publisher" and fault.row > 2 for fault in found)


def test_faults_come_whole_out_of_another_process() -> None:
    faults = [Fault("b.csv", 2, "", "", "x", "y."), Fault("a.csv", 3, "c", "v", "x", "y.")]
    told = pickle.loads(pickle.dumps(DataError(faults)))
    assert told.faults == sorted(faults)
    assert str(told) == str(DataError(faults))
