"""The messy sheet of 300 rows: each planted fault is found where it is, and nothing else."""

import csv
import runpy
import shutil

import pytest

from watchgraph.intake import first_map, parts_of


@pytest.fixture(scope="module")
def taken(messy, edition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("messy")
    path = shutil.copy(messy / "leads.xlsx", folder)
    made = first_map(folder / "leads.xlsx", edition.columns, edition.package, folder="my/")
    assert path
    (folder / "leads.yaml").write_text(made.text, encoding="utf-8")
    return parts_of(folder, folder / "leads.yaml", edition.columns, edition.package, "my")


@pytest.fixture(scope="module")
def planted(messy):
    with (messy / "planted.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(int(row["row"]), row["heading"], row["rule"], row["severity"]) for row in rows}


def test_there_are_40_faults_of_many_rules(planted):
    assert len(planted) == 40
    assert len({rule for _, _, rule, _ in planted}) >= 15


def test_each_planted_fault_is_found_and_no_other(taken, planted):
    told = [fault for fault in taken.faults if fault.file == "leads.xlsx" and fault.column != ""]
    told += [fault for fault in taken.faults if fault.rule.startswith("repeats")]
    found = [(fault.row, fault.column, fault.rule, fault.severity) for fault in told]
    assert len(found) == len(set(found))
    assert set(found) == planted


def test_the_rest_is_warnings_of_the_whole_sheet(taken, planted):
    rest = [fault for fault in taken.faults if fault.row not in {row for row, *_ in planted}]
    assert [(fault.file, fault.value, fault.rule, fault.severity) for fault in rest] == [
        ("leads.yaml", "No.", "column is not read", "warning")
    ]


def test_every_fault_says_what_to_do(taken):
    assert all(fault.remedy for fault in taken.faults)


def test_rows_without_an_error_are_all_taken(taken, planted):
    bad = {row for row, *_, severity in planted if severity == "error"}
    (part,) = [part for part in taken.parts if part.table == "deployments"]
    sheet = taken.sheet
    assert sheet is not None
    assert list(part.place.rows) == [row for row in sheet.rows if row not in bad]
    assert (taken.rows, taken.left_out) == (300, len(bad))


def test_the_names_that_are_like_known_ones_are_proposed(taken):
    found = {(one.printed, one.candidate) for one in taken.proposals}
    assert found == {("Hikvison", "hikvision"), ("Hauwei", "huawei")}


def test_the_sheet_is_what_its_script_writes(messy):
    made = runpy.run_path(str(messy / "make.py"))
    table, planted = made["rows"]()
    assert made["workbook"](table) == (messy / "leads.xlsx").read_bytes()
    assert made["planted_csv"](planted) == (messy / "planted.csv").read_text(encoding="utf-8")
