import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchgraph.errors import UseError
from watchgraph.reconcile import (
    Judgement,
    PrintedName,
    read_judgements,
    reconcile,
    write_judgements,
)
from watchgraph.reconcile.folding import plain
from watchgraph.reconcile.judgements import COLUMNS

HEAD = ",".join(COLUMNS)
BY = "Ann,2026-01-05,seen"
SAME = f"supplier,Hauwei,huawei,Huawei,83,,same,{BY}"
HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "@SUM(1)",
    "+49 Systems",
    "-Minus",
    "'quoted",
    "'=kept",
    "华为技术有限公司",
    "شركة\u200f هواوي",
    'Tom & "Jerry", <script>alert(1)</script>',
    "line\nbreak",
    "🚓\u200b ZWJ",
    "a;b,c\td",
    " padded ",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.csv"


def written(path: Path, *rows: str, head: str = HEAD) -> Path:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def proposal(printed: str, candidate: str = "huawei") -> Judgement:
    return Judgement("supplier", printed, candidate, "Huawei", "83")


def cells(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def test_a_file_that_is_not_there_judges_nothing(path):
    judgements, faults = read_judgements(path)
    assert not faults
    assert not judgements.rows
    assert write_judgements(path, judgements, []) is False
    assert not path.exists()


def test_proposals_come_back_and_are_obeyed_once_judged(path, suppliers):
    names = [PrintedName("Hauwei"), PrintedName("Hikvison")]
    judgements, _ = read_judgements(path)
    first = reconcile(names, suppliers, judgements)
    assert write_judgements(path, judgements, first.proposals) is True
    before = path.read_bytes()
    judgements, faults = read_judgements(path, [suppliers])
    assert not faults
    again = reconcile(names, suppliers, judgements)
    assert write_judgements(path, judgements, again.proposals) is False
    assert path.read_bytes() == before
    text = path.read_text("utf-8").replace(
        "huawei,Huawei,83,,,,,", "huawei,Huawei,83,,same,Ann,2026-01-05,"
    )
    path.write_text(text, encoding="utf-8")
    judgements, faults = read_judgements(path, [suppliers])
    assert not faults
    last = reconcile(names, suppliers, judgements)
    assert last.matches["Hauwei"].key == "huawei"
    assert write_judgements(path, judgements, last.proposals) is False
    assert path.read_text("utf-8") == text


def test_what_people_wrote_stays_where_it_is(path):
    kept = [
        f"supplier,Zebra Systems,nokia,Nokia,,,different,{BY}",
        SAME,
        "supplier,Open,nokia,Nokia,80,,,,,asked Ben",
        f"supplier,Alpha,huawei,,,,unsure,{BY}",
    ]
    stale = "supplier,Gone,huawei,Huawei,90,,,,,"
    written(path, kept[0], stale, *kept[1:])
    judgements, faults = read_judgements(path)
    assert not faults
    assert write_judgements(path, judgements, [proposal("Hauwey"), proposal("Awei")]) is True
    lines = path.read_text("utf-8").splitlines()
    assert lines[1:5] == kept
    assert [line.split(",")[1] for line in lines[5:]] == ["Awei", "Hauwey"]


def test_columns_of_people_are_kept(path):
    written(
        path, f"x & y,{SAME}", "look here,supplier,Open,nokia,Nokia,80,,,,,", head=f"my note,{HEAD}"
    )
    judgements, faults = read_judgements(path)
    assert not faults
    assert write_judgements(path, judgements, [proposal("Awei")]) is True
    rows = cells(path)
    assert [row["my note"] for row in rows] == ["x & y", "look here", ""]
    assert rows[0]["judgement"] == "same"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_every_kind_come_back(path, name):
    judgements, _ = read_judgements(path)
    write_judgements(path, judgements, [proposal(name)])
    assert (
        not path.read_text("utf-8")
        .splitlines()[1]
        .split(",")[1]
        .strip('"')
        .startswith(("=", "@", "+", "-"))
    )
    back, faults = read_judgements(path)
    assert not faults
    assert [row.judgement.printed for row in back.rows] == [name]
    assert write_judgements(path, back, [proposal(name)]) is False


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), max_size=5)
)
def test_any_text_comes_back(tmp_path_factory, names):
    path = tmp_path_factory.mktemp("any") / "judgements.csv"
    names = [name for name in names if plain(name)]
    rows = [Judgement("supplier", name, "huawei", "Huawei", why="kept") for name in names]
    judgements, _ = read_judgements(path)
    write_judgements(path, judgements, rows)
    back, faults = read_judgements(path)
    assert not faults
    assert {row.judgement.about for row in back.rows} == {row.about for row in rows}
    assert {row.judgement.printed for row in back.rows} <= set(names)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "\t")],
)
def test_a_file_saved_by_a_spreadsheet_is_read(path, suppliers, encoding, delimiter):
    row = [
        "supplier",
        "Dassault Système",
        "dassault-systemes",
        "",
        "",
        "",
        "Same ",
        "Zoë",
        "2026-01-05",
        "",
    ]
    text = "\r\n".join([delimiter.join(COLUMNS), delimiter.join(row), delimiter * 9]) + "\r\n"
    path.write_bytes(text.encode(encoding))
    judgements, faults = read_judgements(path, [suppliers])
    assert not faults
    result = reconcile([PrintedName("Dassault Système")], suppliers, judgements)
    assert result.matches["Dassault Système"].key == "dassault-systemes"
    before = path.read_bytes()
    assert write_judgements(path, judgements, []) is False
    assert path.read_bytes() == before
    assert write_judgements(path, judgements, [proposal("Awei")]) is True
    assert [r["judged_by"] for r in cells(path)] == ["Zoë", ""]


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (f"supplier,Hauwei,huawey,,,,same,{BY}", "candidate", "Did you mean 'huawei'?"),
        (f"supplier,Hauwei,,,,,same,{BY}", "candidate", "key of a supplier"),
        (f"supplier,Hauwei,huawei,,,,maybe,{BY}", "judgement", "same, different, unsure"),
        (f"firm,Hauwei,huawei,,,,same,{BY}", "kind", "supplier, lender"),
        (f"supplier, ,huawei,,,,same,{BY}", "printed", "Fill the cell."),
        ("supplier,Hauwei,huawei,,,,same,,2026-01-05,", "judged_by", "not obeyed"),
        ("supplier,Hauwei,huawei,,,,different,Ann,,", "judged_on", "YYYY-MM-DD"),
        ("supplier,Hauwei,huawei,,,,unsure,Ann,05/01/2026,", "judged_on", "YYYY-MM-DD"),
        ("supplier,Hauwei,huawei,,,,same,Ann,2026-02-30,", "judged_on", "YYYY-MM-DD"),
    ],
)
def test_a_bad_judgement_is_told_kept_and_not_obeyed(path, suppliers, row, column, says):
    written(path, row)
    judgements, faults = read_judgements(path, [suppliers], file="my-data/judgements.csv")
    assert [(f.file, f.row, f.column, f.severity) for f in faults] == [
        ("my-data/judgements.csv", 2, column, "error")
    ]
    assert says in faults[0].remedy
    result = reconcile([PrintedName("Hauwei")], suppliers, judgements)
    assert result.matches["Hauwei"].key is None
    write_judgements(path, judgements, result.proposals)
    assert path.read_text("utf-8").splitlines()[1] == row


@pytest.mark.parametrize(
    "others",
    [
        [f"supplier,HAUWEI,nokia,Nokia,,,same,{BY}"],
        [f"supplier,Hauwei,huawei,Huawei,,,different,{BY}"],
        [f"supplier,Hauwei,huawei,Huawei,,,same,{BY}", f"supplier,hauwei,nokia,,,,same,{BY}"],
    ],
)
def test_judgements_that_contradict_are_told_and_none_is_obeyed(path, suppliers, others):
    written(path, SAME, *others)
    judgements, faults = read_judgements(path, [suppliers])
    assert [fault.row for fault in faults] == list(range(2, 3 + len(others)))
    assert reconcile([PrintedName("Hauwei")], suppliers, judgements).matches["Hauwei"].key is None


def test_same_as_one_and_different_from_another_is_no_contradiction(path, suppliers):
    written(path, SAME, f"supplier,Hauwei,nokia,Nokia,,,different,{BY}")
    judgements, faults = read_judgements(path, [suppliers])
    assert not faults
    assert (
        reconcile([PrintedName("Hauwei")], suppliers, judgements).matches["Hauwei"].key == "huawei"
    )


@pytest.fixture
def any_length():
    """Let the reader of CSV take cells of any length, as libraries do to a whole process."""
    before = csv.field_size_limit(10**9)
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize(
    "raw",
    [
        b"name,value\n1,2\n",
        b"\x00\x01\x02",
        f"{HEAD},why\n".encode(),
        f"{HEAD}\n{SAME},more,than,there is\n".encode(),
        f"{HEAD}\n{'x' * 200_000},b\n".encode(),
        b"%PDF-1.4 \xff\xfe",
    ],
)
def test_a_file_that_is_not_understood_is_told_and_left_alone(path, raw, any_length):
    path.write_bytes(raw)
    judgements, faults = read_judgements(path)
    assert faults
    assert write_judgements(path, judgements, [proposal("Awei")]) is False
    assert path.read_bytes() == raw


def test_what_is_no_file_is_told_and_left_alone(path):
    os.mkfifo(path)
    judgements, faults = read_judgements(path)
    assert [fault.rule for fault in faults] == ["is no file"]
    assert write_judgements(path, judgements, [proposal("Awei")]) is False
    assert path.is_fifo()


def test_a_file_that_changed_meanwhile_is_not_written_over(path):
    written(path, SAME)
    judgements, _ = read_judgements(path)
    written(path, SAME, f"supplier,Alpha,huawei,,,,unsure,{BY}")
    before = path.read_bytes()
    with pytest.raises(UseError, match="run the command again"):
        write_judgements(path, judgements, [proposal("Awei")])
    assert path.read_bytes() == before


def test_it_is_written_beside_the_tables_of_an_overlay(path):
    (path.parent / "datapackage.json").write_text("{}", encoding="utf-8")
    judgements, _ = read_judgements(path)
    assert write_judgements(path, judgements, [proposal("Awei")]) is True
