"""A column map is read as plain text, and each fault of it names its line and what to write."""

import time

import pytest

from watchgraph.intake.column_map import read_map
from watchgraph.intake.plain_yaml import MOST_BYTES, read_plain

HEAD = "file: leads.csv\nrows: deployments\ncolumns:\n  country: Country\n"

# What is wrong: the map, the line, the key, the rule, words of the remedy.
FAULTS = {
    "alias": ("a: &x [1]\nb: *x\n", 1, "", "aliases and anchors are not read", "Write the value"),
    "tag": ("file: !!python/object:os.system ls\n", 1, "", "tags are not read", "tag out"),
    "tabs": ("file: x\n\trows: y\n", 2, "", "is no YAML", "Indent with spaces"),
    "colon": ("file: a: b\n", 1, "", "is no YAML", "around a value"),
    "twice": (HEAD + "file: other.csv\n", 5, "", "key stands twice", "Line 1"),
    "two-documents": ("file: a\n---\nfile: b\n", 2, "", "holds more than one document", "one file"),
    "empty": ("# nothing\n", 0, "", "is empty", "watchgraph map"),
    "list": ("- file\n", 1, "", "is no column map", "columns:"),
    "unknown-key": (HEAD + "splits: {}\n", 5, "splits", "unknown key", "split"),
    "missing-key": ("file: a.csv\nrows: x\n", 0, "columns", "key is missing", "columns:"),
    "no-row": (HEAD + "header: top\n", 5, "header", "is no row", "number"),
    "date-order": (HEAD + "dates: dmy\n", 5, "dates", "unknown order of dates", "day-first"),
    "decimals": (HEAD + "decimals: dot\n", 5, "decimals", "unknown sign of decimals", "point"),
    "single": (HEAD + "sheet: [a]\n", 5, "sheet", "takes a single value", "sheet: value"),
    "pairs": (HEAD + "fixed: licence\n", 5, "fixed", "takes pairs", "indented"),
    "listed": (HEAD + "ignore: {a: b}\n", 5, "ignore", "takes a list", "ignore:"),
    "mark": (HEAD + "split: {supplier: ''}\n", 5, "split: supplier", "is no mark", "such as"),
    "folder": ("file: ../leads.csv\n", 1, "file", "leaves the folder", "beside this map"),
    "drive": ("file: C:leads.csv\n", 1, "file", "leaves the folder", "beside this map"),
    "home": ("file: ~leads.csv\n", 1, "file", "leaves the folder", "beside this map"),
    "root": ("file: /etc/passwd\n", 1, "file", "leaves the folder", "beside this map"),
    "controls": ("file: a\x01b\n", 0, "", "is no YAML", "UTF-8"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(tmp_path, name):
    text, line, key, rule, remedy = FAULTS[name]
    path = tmp_path / "leads.yaml"
    path.write_text(text, encoding="utf-8")
    made, faults = read_map(path)
    assert made is None
    fault = next(fault for fault in faults if fault.rule.startswith(rule))
    assert (fault.file, fault.row, fault.column) == ("leads.yaml", line, key)
    assert remedy in fault.remedy


def test_text_stays_as_written(tmp_path):
    """No value is taken for a truth value, a number or a date: NO is Norway."""
    path = tmp_path / "leads.yaml"
    path.write_text(HEAD + "fixed: {country: NO, start: 2019-05, note: yes, place: 010}\n")
    made, faults = read_map(path)
    assert faults == []
    said = {name: value.text for name, value in made.fixed.items()}
    assert said == {"country": "NO", "start": "2019-05", "note": "yes", "place": "010"}


def test_lines_are_known(tmp_path):
    path = tmp_path / "leads.yaml"
    path.write_text(HEAD + "ignore:\n  - Phone\n  - E-mail\n")
    made, _ = read_map(path)
    assert [(said.text, said.line) for said in made.ignore] == [("Phone", 6), ("E-mail", 7)]


HOSTILE = {
    "bomb": "a: &a [x,x]\n" + "\n".join(f"k{i}: &k{i} [*a,*a]" for i in range(40)),
    "deep": "[" * 100_000,
    "deep-pairs": "\n".join(" " * i + "a:" for i in range(900)),
    "long": "a: [" + "x," * 400_000 + "]",
    "comment": "#" + "x" * (MOST_BYTES - 10),
    "scalar": "a: " + "x" * (MOST_BYTES - 10),
    "too-large": "x" * (MOST_BYTES + 1),
    "latin": b"file: caf\xe9\n",
    "zeros": b"\0" * 1000,
    "utf-16": "file: a\n".encode("utf-16"),
    "keys": "? [a, b]\n: c\n",
    "merge": "<<: {a: b}\nfile: x\n",
    "percent": "%YAML 9.9\n---\nfile: x\n",
    "surrogate": 'file: "\\ud800"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_maps_are_refused_soon(tmp_path, name):
    text = HOSTILE[name]
    path = tmp_path / "leads.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    began = time.perf_counter()
    made, faults = read_map(path)
    assert time.perf_counter() - began < 5
    assert made is None
    assert faults


def test_a_map_that_is_missing_or_a_folder(tmp_path):
    assert read_plain(tmp_path / "no.yaml")[1][0].rule == "file is missing"
    assert "cannot be read" in read_plain(tmp_path)[1][0].rule
