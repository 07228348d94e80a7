"""Whatever stands in a map or a cell, it is read or refused; nothing else happens."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchgraph.intake.column_map import read_map
from watchgraph.intake.forms import form_names, form_of
from watchgraph.intake.keys import fold, host_of, name_key, same_address, slug, source_key
from watchgraph.intake.map_text import comment, quote
from watchgraph.intake.readers import Readers

SETTINGS = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LINES = st.sampled_from(
    [
        "file: a.csv",
        "rows: deployments",
        "columns:",
        "  country: X",
        "- a",
        "? b",
        "*x",
        "&y z",
        "{",
        "]",
    ]
)


@pytest.fixture(scope="module")
def readers(edition):
    return [
        Readers(form_of(name, edition.package), edition.columns)
        for name in ("deployments", "soft_loans", "listings", "indicators")
    ]


@SETTINGS
@given(st.one_of(st.binary(max_size=200), st.lists(LINES).map(lambda x: "\n".join(x).encode())))
def test_any_map_is_read_or_refused(tmp_path, raw):
    path = tmp_path / "any.yaml"
    path.write_bytes(raw)
    made, faults = read_map(path)
    assert (made is None) == bool(faults)


@SETTINGS
@given(st.text(min_size=1, max_size=80))
def test_any_cell_is_read_or_refused(readers, text):
    for one in readers:
        for field in one.form.fields:
            values, rule, remedy = one.read(field.name, text)
            assert bool(rule) == bool(remedy)
            assert not (rule and values)


@SETTINGS
@given(st.text(max_size=60), st.text(max_size=60))
def test_keys_are_plain_and_names_do_not_share_them(one, other):
    for name in (one, other):
        assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert len(name_key("my", name)) <= 60
        assert isinstance(host_of(name) + same_address(name), str)
        assert len(source_key("my", name, name, [name])) <= 60
    if fold(one) != fold(other):
        assert name_key("my", one) != name_key("my", other)


@SETTINGS
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_of_a_sheet_is_one_quoted_value(tmp_path, text):
    path = tmp_path / "any.yaml"
    told = f"file: a.csv\nrows: x\n# {comment(text)}\ncolumns:\n  name: {quote(text)}\n"
    path.write_text(told, encoding="utf-8")
    made, faults = read_map(path)
    assert faults == []
    assert made is not None
    assert made.columns["name"].text == text.strip()


def test_every_table_that_others_may_add_to_has_a_form(edition):
    assert form_names(edition.package)[:2] == ["deployments", "soft_loans"]
