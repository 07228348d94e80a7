"""Dates of the calendar and the bounds of partial dates, against Python's own calendar."""

import calendar
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchgraph.mapping import nquads
from watchgraph.tables.schema import Column, TableSchema
from watchgraph.tables.values import check_column

PARTIAL = Column("start", "string", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
FULL = Column("accessed", "date")
SCHEMA = TableSchema("dates", "dates.csv", "", "", (PARTIAL, FULL), "", ())

YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.dates(date(1, 1, 1)).map(lambda day: day.isoformat()[:7])
DAYS = st.dates(date(1, 1, 1)).map(date.isoformat)
PARTIALS = st.one_of(YEARS, MONTHS, DAYS)
TWO_DIGITS = st.integers(0, 99).map("{:02}".format)
DIGITS = st.tuples(YEARS, TWO_DIGITS, TWO_DIGITS)


def column(values: list[str | None]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, pa.string())])


def bounds(text: str) -> tuple[str, str]:
    """Return the first and the last day that a partial date may mean, by the calendar."""
    if len(text) == 4:
        return f"{text}-01-01", f"{text}-12-31"
    if len(text) == 7:
        last = calendar.monthrange(int(text[:4]), int(text[5:]))[1]
        return f"{text}-01", f"{text}-{last}"
    return text, text


def lexical(literals: pa.ChunkedArray | pa.Array) -> list[str | None]:
    return [text if text is None else text.split('"')[1] for text in literals.to_pylist()]


@given(st.lists(st.none() | PARTIALS, min_size=1, max_size=30))
@settings(deadline=None)
def test_bounds_are_those_of_the_calendar(texts: list[str | None]) -> None:
    cells = column(texts)
    expected = [(None, None) if text is None else bounds(text) for text in texts]
    assert lexical(nquads.earliest_date(cells)) == [pair[0] for pair in expected]
    assert lexical(nquads.latest_date(cells)) == [pair[1] for pair in expected]
    assert lexical(nquads.stated_date(cells)) == texts


@given(PARTIALS)
def test_the_earliest_day_is_not_after_the_latest(text: str) -> None:
    [first] = lexical(nquads.earliest_date(column([text])))
    [last] = lexical(nquads.latest_date(column([text])))
    assert first is not None
    assert last is not None
    assert date.fromisoformat(first) <= date.fromisoformat(last)


@pytest.mark.parametrize("year", [1600, 1900, 2000, 2019, 2020, 2100, 2400])
def test_leap_years(year: int) -> None:
    [last] = lexical(nquads.latest_date(column([f"{year}-02"])))
    assert last == f"{year}-02-{29 if calendar.isleap(year) else 28}"


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("2019", "gYear"), ("2019-05", "gYearMonth"), ("2019-05-21", "date")],
)
def test_a_date_keeps_the_precision_it_has(text: str, datatype: str) -> None:
    [literal] = nquads.stated_date(column([text])).to_pylist()
    assert literal == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


@given(st.lists(st.one_of(DAYS, DIGITS.map("-".join)), min_size=1, max_size=20))
@settings(deadline=None)
def test_a_day_that_does_not_exist_is_a_fault(texts: list[str]) -> None:
    wrong = []
    for row, text in enumerate(texts, start=2):
        try:
            date.fromisoformat(text)
        except ValueError:
            wrong.append((row, text))
    for kind in (PARTIAL, FULL):
        faults = check_column(SCHEMA, kind, column([*texts]))
        assert [(fault.row, fault.value) for fault in faults] == wrong


@given(st.tuples(YEARS, TWO_DIGITS))
def test_a_month_that_does_not_exist_is_a_fault(parts: tuple[str, str]) -> None:
    faults = check_column(SCHEMA, PARTIAL, column(["-".join(parts)]))
    assert bool(faults) == (not 1 <= int(parts[1]) <= 12)


@pytest.mark.parametrize("text", ["2019-5", "19", "2019-05-1", "2019-05-01T00:00", "٢٠١٩", "2019-"])
def test_other_forms_of_dates_are_faults(text: str) -> None:
    [fault] = check_column(SCHEMA, PARTIAL, column([text]))
    assert fault.rule == "is not YYYY, YYYY-MM or YYYY-MM-DD"
