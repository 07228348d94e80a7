"""The packaged tables obey their own description, by this reader and by another's."""

import csv
import json
import re
from pathlib import Path

import frictionless
import pytest

from watchgraph.resources import data_folder, data_version
from watchgraph.tables import Tables, load_tables

DATA = data_folder()
DESCRIBED = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in DESCRIBED["resources"]}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(DATA)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_frictionless_finds_the_package_valid() -> None:
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert report.valid
    assert len(report.tasks) == len(RESOURCES)


def test_there_is_no_fault_and_no_warning(tables: Tables) -> None:
    assert tables.warnings == []


def test_every_csv_file_is_described() -> None:
    described = {resource["path"] for resource in RESOURCES.values()}
    assert {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")} == described


@pytest.mark.parametrize("expectation", DESCRIBED["expectations"], ids=lambda e: e["name"])
def test_a_count_that_must_hold_does(expectation: dict[str, object]) -> None:
    path = DATA / RESOURCES[str(expectation["table"])]["path"]
    where = expectation["where"]
    assert isinstance(where, dict)
    found = [
        row
        for row in rows_of(path)
        if all(
            row[name].startswith(value[:-1]) if value.endswith("*") else row[name] == value
            for name, value in where.items()
        )
    ]
    assert len(found) == expectation["expected"]


@pytest.mark.parametrize("name", RESOURCES)
def test_every_column_says_what_it_is(name: str) -> None:
    resource = RESOURCES[name]
    assert resource["title"]
    assert resource["description"]
    for column in resource["schema"]["fields"]:
        if not name.startswith("codelist-"):
            assert column.get("description"), f"describe {column['name']} in datapackage.json"


@pytest.mark.parametrize("name", [name for name in RESOURCES if name.startswith("codelist-")])
def test_every_code_has_a_label_and_a_broader_code_that_exists(name: str, tables: Tables) -> None:
    codes = tables.columns[name].to_pydict()
    assert all(codes["label"])
    assert {code for code in codes["broader"] if code} <= set(codes["code"])


def test_no_cell_was_lost_in_reading(tables: Tables) -> None:
    for name in tables:
        written = rows_of(DATA / RESOURCES[name]["path"])
        read = tables.columns[name].to_pylist()
        assert [{k: v or "" for k, v in row.items()} for row in read] == written, name


def test_na_is_a_country_everywhere(tables: Tables) -> None:
    cells = [
        (name, column)
        for name in tables
        for column in tables.columns[name].column_names
        if "NA" in tables.columns[name].column(column).to_pylist()
    ]
    assert cells == [("countries", "iso2")]


def test_the_version_is_a_year_and_a_month() -> None:
    assert re.fullmatch(r"20\d\d\.\d\d(\.\d+)?", data_version())


def test_typed_columns_have_typed_values(tables: Tables) -> None:
    frame = tables.frame("soft_loans")
    assert str(frame.dtypes["amount"]) == "Float64"
    assert str(tables.frame("deployments").dtypes["camera_count"]) == "Int64"
    assert str(tables.frame("assessments").dtypes["bri_marked"]) == "boolean"
    assert int(tables.frame("assessments")["bri_marked"].isna().sum()) == 182
    assert str(tables.frame("suppliers").dtypes["founded_year"]) == "Int64"


def test_the_row_of_a_record_is_that_of_the_file(tables: Tables) -> None:
    row = tables.row_of("territories", "zanzibar")
    lines = (DATA / "territories.csv").read_text(encoding="utf-8").splitlines()
    assert row is not None
    assert lines[row - 1].startswith("zanzibar,")
    assert tables.row_of("territories", "atlantis") is None
