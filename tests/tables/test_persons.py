"""Natural persons stay out of the tables, but for holders of a public office."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.errors import Fault
from watchgraph.resources import data_folder
from watchgraph.tables import load_tables, read_tables
from watchgraph.tables.persons import check_persons, free_columns

FILL = (
    "Fill column office with the public office that the person holds, or name the office or the "
    "organisation instead."
)
INSTEAD = "Name the office or the organisation instead."
MAIL, PHONE, NAME = (
    "holds an e-mail address",
    "holds a telephone number",
    "names a natural person",
)
REFUSED = {
    "Write to press@example.org.": MAIL,
    "a.b(at)host.example.com": MAIL,
    "Call +254 20 123 4567.": PHONE,
    "+49 (0)30 123456-78": PHONE,
    "Tel.: 030 123456": PHONE,
    "(202) 555-0143": PHONE,
    "电话：010-12345678": PHONE,
    "Signed by Mr Smith": NAME,
    "Mrs\u00a0Jones said so": NAME,
    "Herr Müller": NAME,
    "Frau Ünal": NAME,
    "Señora Díaz": NAME,
    "Sr. Gómez": NAME,
    "Mme Durand": NAME,
    "Г-н Иванов": NAME,
    "господин Иванов": NAME,
    "السيد محمد": NAME,
    "王先生": NAME,
}
LEFT_ALONE = (
    "https://youtube.com/@police and medium.com/@name/x.html",
    "worth +10.5 percent; 2,000+ cameras; GPS +1.2921, +36.8219",
    "KES 14.9bn of 300 000 000, 1,000-2,000 cameras in 2019-2020",
    "ISBN 978-3-16-148410-0, https://x.example/?p=678835",
    "MS Windows, Sri Lanka, Pan American, Martin Luther King Dr",
    "Mr Smith, Minister of the Interior",
    "президент господин Иванов",
    "Dial 112",
)


@pytest.fixture(scope="module")
def folder(small_data: Callable[[], Path]) -> Path:
    return small_data()


def written(folder: Path, to: Path, table: str, column: str, text: str) -> list[Fault]:
    """Write a text into the first row of a column and return what is wrong then."""
    shutil.copytree(folder, to)
    path = to / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    return read_tables(to)[1]


def test_the_packaged_tables_name_none() -> None:
    tables = load_tables(data_folder())
    assert check_persons(tables.package, tables.columns) == []


@pytest.mark.parametrize("text", REFUSED)
def test_a_person_is_found_where_it_stands(text: str, folder: Path, tmp_path: Path) -> None:
    [fault] = written(folder, tmp_path / "data", "deployments", "operator", text)
    assert (fault.file, fault.row, fault.column, fault.value) == (
        *("deployments.csv", 2, "operator"),
        text,
    )
    assert fault.rule == REFUSED[text]
    assert fault.severity == "error"
    assert fault.remedy.endswith(INSTEAD)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_it_is_left_alone(text: str, folder: Path, tmp_path: Path) -> None:
    assert written(folder, tmp_path / "data", "deployments", "note", text) == []


def test_a_headline_may_name_people_but_gives_no_address(folder: Path, tmp_path: Path) -> None:
    assert written(folder, tmp_path / "a", "sources", "title", "Mr Smith sells eyes") == []
    [fault] = written(folder, tmp_path / "b", "sources", "title", "Ask smith@example.org")
    assert fault.rule == MAIL


@pytest.mark.parametrize("table", ["suppliers", "lenders", "organisations", "publishers"])
def test_names_are_looked_at_too(table: str, folder: Path, tmp_path: Path) -> None:
    faults = written(folder, tmp_path / "data", table, "name", "Dr. Chan")
    assert [(fault.file, fault.row, fault.rule) for fault in faults] == [(f"{table}.csv", 2, NAME)]


def test_a_person_among_organisations_needs_an_office(folder: Path, tmp_path: Path) -> None:
    found = written(folder, tmp_path / "a", "organisations", "organisation_type", "natural_person")
    assert [(f.row, f.column, f.rule, f.remedy) for f in found] == [
        (2, "office", "names a natural person without an office", FILL)
    ]
    found = written(folder, tmp_path / "b", "organisations", "office", "Mayor")
    assert [(f.row, f.column, f.rule) for f in found] == [
        (2, "office", "stands although the type is fund")
    ]


@pytest.mark.parametrize(
    ("office", "places"),
    [
        ("Minister of the Interior", []),
        ("", [("office", "names a natural person without an office")]),
        ("Call +254 20 123 4567.", [("office", PHONE)]),
    ],
)
def test_the_holder_of_an_office_may_be_named_with_a_title(
    office: str, places: list[tuple[str, str]], folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "data")
    path = tmp_path / "data" / "organisations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"name": "Dr Jane Roe", "organisation_type": "natural_person", "office": office}
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    assert [(fault.column, fault.rule) for fault in read_tables(tmp_path / "data")[1]] == places


def test_every_column_of_words_is_looked_at() -> None:
    package = load_tables(data_folder()).package
    assert set(free_columns(package.tables["deployments"])) == {
        *("place", "name", "operator", "locator", "note")
    }
    assert "reply" in free_columns(package.tables["replies"])
    assert "reason" in free_columns(package.tables["redactions"])
