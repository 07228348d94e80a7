"""Partial dates as intervals: against every day that they may mean, and the tables' own rules."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watchgraph.dates import ANY_DAY, Interval, compare, holds, parse_date, parse_day
from watchgraph.errors import UseError
from watchgraph.mapping import nquads
from watchgraph.tables.schema import Column, TableSchema
from watchgraph.tables.values import check_column

PARTIAL = Column("start", "string", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
SCHEMA = TableSchema("dates", "dates.csv", "", "", (PARTIAL,), "", ())

# Days close together, so that most intervals meet or overlap, and days of the whole calendar.
CLOSE = st.dates(date(2019, 11, 1), date(2020, 4, 30))
DAYS = st.one_of(CLOSE, CLOSE, st.dates())
PARTIALS = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda p: p[0].isoformat()[: p[1]])
INTERVALS = PARTIALS.map(parse_date)
DIGITS = st.from_regex(r"\A[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


def days(interval: Interval) -> list[date]:
    assert interval.earliest is not None
    assert interval.latest is not None
    count = (interval.latest - interval.earliest).days + 1
    return [interval.earliest + timedelta(n) for n in range(count)]


@st.composite
def narrowed(draw: st.DrawFn, intervals: st.SearchStrategy[Interval]) -> tuple[Interval, Interval]:
    """Return an interval and one within it."""
    wide = draw(intervals)
    assert wide.earliest is not None
    assert wide.latest is not None
    low = draw(st.dates(wide.earliest, wide.latest))
    return wide, Interval(low, draw(st.dates(low, wide.latest)))


@given(INTERVALS, INTERVALS)
@example(parse_date("2019"), parse_date("2020"))
@example(parse_date("2020-02"), parse_date("2020-03-01"))
@example(parse_date("0001"), parse_date("9999"))
@settings(deadline=None)
def test_the_order_is_that_of_every_two_days(a: Interval, b: Interval) -> None:
    if all(x < y for x in days(a) for y in days(b)):
        expected = "before"
    elif all(x > y for x in days(a) for y in days(b)):
        expected = "after"
    else:
        expected = "overlaps"
    assert compare(a, b) == expected


@given(INTERVALS, INTERVALS)
@settings(deadline=None)
def test_before_and_after_are_two_sides_of_one_thing(a: Interval, b: Interval) -> None:
    mirrored = {"before": "after", "after": "before", "overlaps": "overlaps"}
    assert compare(b, a) == mirrored[compare(a, b)]
    assert compare(a, a) == "overlaps"


@given(narrowed(INTERVALS), narrowed(INTERVALS))
@settings(deadline=None)
def test_to_know_more_settles_the_order_and_never_turns_it(
    a: tuple[Interval, Interval], b: tuple[Interval, Interval]
) -> None:
    wide, narrow = compare(a[0], b[0]), compare(a[1], b[1])
    assert wide in ("overlaps", narrow)


@given(INTERVALS, INTERVALS, INTERVALS)
@settings(deadline=None)
def test_before_is_transitive(a: Interval, b: Interval, c: Interval) -> None:
    if compare(a, b) == compare(b, c) == "before":
        assert compare(a, c) == "before"


@given(INTERVALS)
@settings(deadline=None)
def test_what_is_not_bounded_is_ordered_only_by_the_bound_it_has(a: Interval) -> None:
    assert compare(a, ANY_DAY) == compare(ANY_DAY, ANY_DAY) == "overlaps"
    assert a.latest is not None
    assert a.earliest is not None
    if a.latest < date.max:
        since = Interval(a.latest + timedelta(1), None)
        assert (compare(a, since), compare(since, a)) == ("before", "after")
    until = Interval(None, a.earliest)
    assert compare(a, until) == compare(until, a) == "overlaps"


@given(INTERVALS, st.none() | INTERVALS, DAYS)
@example(parse_date("2019"), None, date(2019, 12, 31))
@example(parse_date("2019"), None, date(2019, 1, 1))
@example(parse_date("2019-01-01"), parse_date("2019-01-05"), date(2019, 1, 5))
@example(parse_date("2019-01-01"), parse_date("2019-01-05"), date(2019, 1, 4))
@settings(deadline=None)
def test_it_holds_as_every_choice_of_days_says(
    start: Interval, end: Interval | None, day: date
) -> None:
    held = {
        first <= day and (last is None or day < last)
        for first in days(start)
        for last in (days(end) if end else [None])
    }
    answer = holds(start, end, day)
    if held == {True}:
        assert answer == "surely"
    elif held == {True, False}:
        assert answer == "possibly"
    else:
        over = end is not None and all(last <= day for last in days(end))
        assert answer == ("ended" if over else "later")


@given(narrowed(INTERVALS), st.none() | narrowed(INTERVALS), DAYS)
@settings(deadline=None)
def test_to_know_more_never_turns_what_is_sure(
    start: tuple[Interval, Interval], end: tuple[Interval, Interval] | None, day: date
) -> None:
    wide = holds(start[0], end[0] if end else None, day)
    narrow = holds(start[1], end[1] if end else None, day)
    if wide == "later":
        assert narrow in ("later", "ended")
    elif wide != "possibly":
        assert narrow == wide


@given(st.none() | INTERVALS, DAYS)
@settings(deadline=None)
def test_without_a_beginning_only_an_end_can_be_sure(end: Interval | None, day: date) -> None:
    over = end is not None and end.latest is not None and end.latest <= day
    assert holds(None, end, day) == ("ended" if over else "undated")


@given(INTERVALS, DAYS)
@settings(deadline=None)
def test_an_end_on_an_unknown_day_leaves_a_doubt(start: Interval, day: date) -> None:
    answer = holds(start, ANY_DAY, day)
    assert answer == ("later" if compare(start, Interval(day, day)) == "after" else "possibly")


@given(PARTIALS)
@example("2000-02")
@example("1900-02")
@example("0001")
@example("9999-12")
@settings(deadline=None)
def test_bounds_are_those_that_the_graph_gets(text: str) -> None:
    cells = pa.chunked_array([pa.array([text])])
    [first], [last] = nquads.earliest_date(cells), nquads.latest_date(cells)
    interval = parse_date(text)
    assert first.as_py().split('"')[1] == str(interval.earliest)
    assert last.as_py().split('"')[1] == str(interval.latest)
    assert interval.precision == {4: "year", 7: "month", 10: "day"}[len(text)]


@given(DIGITS)
@example("0000")
@example("0000-01")
@example("2019-00")
@example("2019-02-29")
@example("2019-04-31")
@settings(deadline=None)
def test_a_date_is_one_here_if_it_is_one_in_the_tables(text: str) -> None:
    faults = check_column(SCHEMA, PARTIAL, pa.chunked_array([pa.array([text])]))
    try:
        parse_date(text)
    except UseError:
        assert faults
    else:
        assert not faults


@pytest.mark.parametrize(
    "text",
    ["", "19", "2019-1", "2019-13", "2019-W01", "20190917", "２０１９", "2019-09-17\n", "-0044"],
)
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(UseError) as caught:
        parse_date(text)
    assert caught.value.choices == ("YYYY", "YYYY-MM", "YYYY-MM-DD")


@pytest.mark.parametrize("text", ["2019", "2019-09", "2019-02-29", "today", ""])
def test_a_day_is_a_whole_day(text: str) -> None:
    with pytest.raises(UseError, match="YYYY-MM-DD"):
        parse_day(text)
    assert parse_day(date(2019, 9, 17)) == parse_day("2019-09-17")


def test_an_interval_has_its_days_in_order() -> None:
    with pytest.raises(UseError, match="lies after"):
        Interval(date(2020, 1, 2), date(2020, 1, 1))
