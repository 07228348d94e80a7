"""JSON lines: flat objects, and all that is none."""

from collections.abc import Callable

import pytest

from watchgraph.errors import Fault
from watchgraph.sheets import Sheet

Read = Callable[..., tuple[Sheet | None, list[Fault]]]


def test_values_become_text_and_rows_are_lines(read_bytes: Read) -> None:
    digits = "1" * 5000
    lines = (
        '\ufeff{"name": " Acme\\u00a0", "n": 2015.0, "share": 0.10, "big": 1e3}',
        "",
        '{"name": "\\u534e\\u4e3a", "ok": true, "not": false, "n": null}',
        "{}",
        f'{{"n": {digits}, "name": "=1+1"}}',
    )
    sheet, faults = read_bytes("\r\n".join(lines).encode(), "leads.jsonl")
    assert sheet is not None
    assert sheet.cells.column_names == ["name", "n", "share", "big", "ok", "not"]
    assert sheet.cells.column("name").to_pylist() == ["Acme", "华为", "=1+1"]
    assert sheet.cells.column("n").to_pylist() == ["2015", None, digits]
    assert sheet.cells.column("share").to_pylist() == ["0.1", None, None]
    assert sheet.cells.column("big").to_pylist() == ["1000", None, None]
    assert sheet.cells.column("ok").to_pylist() == [None, "true", None]
    assert sheet.cells.column("not").to_pylist() == [None, "false", None]
    assert (list(sheet.rows), sheet.read_as, faults) == ([1, 3, 5], {"format": "jsonl"}, [])


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        (b'{"a": {"b": 1}}', "a", "holds an object or a list"),
        (b'{"a": []}', "a", "holds an object or a list"),
        (b'{"a": 1, "a": null}', "a", "key stands twice in one object"),
        (b'{"a": NaN}', "", "NaN is no number of JSON"),
        (b'{"a": -Infinity}', "", "-Infinity is no number of JSON"),
        (b'["a"]', "", "is no object"),
        (b"12", "", "is no object"),
        (b'{"a": 1,}', "", "is no JSON: Expecting property name enclosed in double quotes"),
        (b'{"a": 1} {"a": 2}', "", "is no JSON: Extra data"),
        (b'{"a": "\xff"}', "", "is not UTF-8"),
        (b'{"a": "\\ud800x"}', "a", "holds half a character"),
        (b"[" * 200_000, "", "is nested too deep"),
        (b'{"a":' * 200_000, "", "is nested too deep"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(
    read_bytes: Read, line: bytes, column: str, rule: str
) -> None:
    content = b'{"a": "first"}\n' + line + b'\n{"a": "last"}\n'
    sheet, faults = read_bytes(content, "leads.jsonl")
    assert sheet is not None
    read = sheet.cells.column("a").to_pylist()
    assert (read[0], read[-1]) == ("first", "last")
    assert (sheet.rows[0], sheet.rows[-1]) == (1, 3)
    assert [(fault.row, fault.column) for fault in faults] == [(2, column)]
    assert faults[0].rule.startswith(rule)


@pytest.mark.parametrize("content", [b"\n", b"{}\n", b"[]\n"])
def test_a_file_without_objects_is_told(read_bytes: Read, content: bytes) -> None:
    sheet, faults = read_bytes(content, "leads.jsonl")
    assert sheet is None
    assert len(faults) == 1


def test_keys_that_are_empty_or_read_alike_are_told(read_bytes: Read) -> None:
    sheet, faults = read_bytes(b'{"": 1, "a": 2, "a ": 3}\n', "leads.jsonl")
    assert sheet is not None
    assert sheet.cells.column_names == ["A (no heading)", "a", "a (C)"]
    assert [fault.rule for fault in faults] == [
        "column has cells but no heading",
        "heading stands twice",
        "heading stands twice",
    ]
