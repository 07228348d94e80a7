"""A map must fit its sheet and its form; what does not is told by line, with the nearest name."""

import pytest

# What is wrong: what is added to the map, the line, the key, the rule, words of the remedy.
FAULTS = {
    "heading": ("  place: Citty\n", 8, "columns: place", "is no heading of the sheet", "City"),
    "field": (
        "  suplier_country: City\n",
        8,
        "columns: suplier_country",
        "is no field",
        "supplier",
    ),
    "shared": (
        "  start: Country\n",
        8,
        "columns: start",
        "is read as country already",
        "one field",
    ),
    "fixed-field": ("fixed: {colour: x}\n", 8, "fixed: colour", "is no field", "Fields are"),
    "fixed-value": ("fixed: {stage: worn}\n", 8, "fixed: stage", "is not in the list", "announced"),
    "fixed-column": ("fixed: {country: KEN}\n", 8, "fixed: country", "is a column as well", "Keep"),
    "code": (
        "values:\n  stage:\n    up: activ\n",
        10,
        "values: stage: up",
        "is not in the list of codes",
        "announced",
    ),
    "split": ("split: {place: ';'}\n", 8, "split: place", "holds one value only", "supplier"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(take, map_text, good, name):
    text, line, key, rule, remedy = FAULTS[name]
    taken = take(map_text + text, good | {"City": "Nairobi"})
    fault = next(fault for fault in taken.faults if fault.column == key)
    assert (fault.file, fault.row, fault.severity) == ("leads.yaml", line, "error")
    assert fault.rule.startswith(rule)
    assert remedy in fault.remedy
    assert taken.parts == []


def test_needed_fields_must_be_given(take, good):
    taken = take("file: leads.csv\nrows: deployments\ncolumns:\n  place: Title\n", good)
    assert {fault.column for fault in taken.faults if fault.rule == "field is missing"} == {
        "columns: supplier",
        "columns: country",
        "columns: source_url",
    }


@pytest.mark.parametrize("rows", ["deployment", "countries", "codelist-stages", "retired", "x"])
def test_rows_must_be_a_table_that_others_may_add_to(take, map_text, good, rows):
    taken = take(map_text.replace("deployments", rows), good)
    (fault,) = taken.faults
    assert (fault.row, fault.column, fault.value) == (2, "rows", rows)
    assert "deployments, soft_loans" in fault.remedy


def test_a_column_that_is_not_read_is_a_warning(take, map_text, good):
    taken = take(map_text, good | {"Mood": "calm"})
    (fault,) = taken.faults
    assert (fault.value, fault.rule, fault.severity) == ("Mood", "column is not read", "warning")
    assert take(map_text + "ignore: [mood]\n", good | {"Mood": "calm"}).faults == []


def test_headings_are_found_whatever_their_case_and_blanks(take, map_text, good):
    row = {f" {heading.upper()}\u00a0": cell for heading, cell in good.items()}
    assert take(map_text, row).faults == []


def test_text_may_serve_two_fields(take, map_text, good, rows_of):
    taken = take(map_text + "  name: Title\n", good)
    assert rows_of(taken, "deployments")[0]["name"] == "Example report"


def test_a_sheet_that_is_missing_or_a_link(take, map_text, good, tmp_path):
    taken = take(map_text.replace("leads.csv", "other.csv"), good)
    assert [(fault.file, fault.rule) for fault in taken.faults] == [
        ("other.csv", "file is missing")
    ]
    (tmp_path / "other.csv").symlink_to(tmp_path / "leads.csv")
    taken = take(map_text.replace("leads.csv", "other.csv"), good)
    assert taken.faults[0].rule == "is a link to another place"


def test_how_a_file_is_read_must_make_sense(take, map_text, good):
    taken = take(map_text + "sheet: Leads\n", good)
    (fault,) = taken.faults
    assert (fault.file, fault.row, fault.column) == ("leads.yaml", 8, "sheet")
