"""What organisations reply, and what is withheld: each row goes with the row that it names."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.errors import Fault
from watchgraph.mapping import MAPPINGS
from watchgraph.tables import read_tables
from watchgraph.tables.subjects import ANSWERABLE, TABLES_OF

REPLY = {
    "record": "listing/list--eye",
    "reply_status": "replied",
    "reply": "No.",
    "reply_source": "daily-1",
}
REDACTION = {"redaction": "r", "record": "deployment/nam-road", "column": "place", "reason": "Why."}


@pytest.fixture
def folder(small_data: Callable[[], Path]) -> Path:
    return small_data()


def added(folder: Path, table: str, cells: dict[str, str]) -> list[Fault]:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, head, lineterminator="\n").writerow(cells)
    return read_tables(folder)[1]


def test_kinds_are_those_of_the_mapping() -> None:
    declared: dict[str, set[str]] = {}
    for mapping in MAPPINGS:
        if mapping.type:
            declared.setdefault(mapping.kind, set()).add(mapping.table)
    assert {kind: set(tables) for kind, tables in TABLES_OF.items()} == declared
    assert set(ANSWERABLE) < set(declared)


def test_good_rows_are_good(folder: Path) -> None:
    assert added(folder, "replies", REPLY) == []
    assert added(folder, "redactions", REDACTION) == []


@pytest.mark.parametrize(
    ("cells", "column", "rule", "severity"),
    [
        ({"reply_status": ""}, "reply_status", "value is missing", "error"),
        ({"reply_status": "silent"}, "reply_status", "is not in codelists/reply_statuses", "error"),
        ({"reply": ""}, "reply", "value is missing where the status is replied", "error"),
        ({"reply_source": ""}, "reply_source", "value is missing: where the answer", "warning"),
        ({"reply_status": "no_reply"}, "reply", "stands although the status is no_reply", "error"),
        ({"reply_status": "asked"}, "reply", "stands although the status is asked", "error"),
        ({"record": "listing/nobody"}, "record", "names no row", "error"),
        ({"record": "supplier/eye"}, "record", "says nothing that an organisation", "error"),
        ({"asked": "2026-11-02", "replied": "2026-11-01"}, "replied", "is before the day", "error"),
        ({"reply_source": "nobody"}, "reply_source", "is not in sources.csv", "error"),
    ],
)
def test_a_faulty_reply_is_found(
    cells: dict[str, str], column: str, rule: str, severity: str, folder: Path
) -> None:
    faults = added(folder, "replies", REPLY | cells)
    assert any(
        (fault.file, fault.row, fault.column, fault.severity)
        == ("replies.csv", 4, column, severity)
        and fault.rule.startswith(rule)
        and fault.remedy
        for fault in faults
    ), faults


@pytest.mark.parametrize(
    ("name", "example"),
    [("nd-d1", "nd-d1"), ("Deployment/nam-road", "nam-road"), ("the <road>", "KEY")],
)
def test_a_key_without_its_kind_is_one_fault_in_plain_words(
    name: str, example: str, folder: Path
) -> None:
    [fault] = added(folder, "replies", REPLY | {"record": name})
    assert (fault.row, fault.column, fault.value, fault.rule) == (
        4,
        "record",
        name,
        "is not kind/key",
    )
    assert fault.remedy == f"Write kind/key, such as deployment/{example}."
    faults = added(folder, "redactions", REDACTION | {"record": name})
    assert [(one.file, one.rule) for one in faults] == [
        ("redactions.csv", "is not kind/key"),
        ("replies.csv", "is not kind/key"),
    ]


@pytest.mark.parametrize(
    ("cells", "place", "rule"),
    [
        ({"column": "colour"}, ("redactions.csv", 3, "column"), "is no column of deployments.csv"),
        ({"column": "name"}, ("redactions.csv", 3, "column"), "is never blank in deployments.csv"),
        ({"column": "operator"}, ("redactions.csv", 3, "column"), "is withheld twice"),
        ({"record": "deployment/none"}, ("redactions.csv", 3, "record"), "names no row"),
        ({"reason": ""}, ("redactions.csv", 3, "reason"), "value is missing"),
        (
            {"record": "deployment/nam-city"},
            ("deployments.csv", 2, "place"),
            "is withheld by row 3 of redactions.csv, and stands here",
        ),
    ],
)
def test_a_faulty_redaction_is_found(
    cells: dict[str, str], place: tuple[str, int, str], rule: str, folder: Path
) -> None:
    [fault] = added(folder, "redactions", REDACTION | cells)
    assert (fault.file, fault.row, fault.column) == place
    assert fault.rule.startswith(rule)
    # What is to be withheld must not be printed with the fault.
    assert "Windhoek" not in str(fault)
