"""Charts draw what they are given, in proportion, and say it as text."""

import math
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.render import render_fragment
from watchgraph.render.charts import (
    Interval,
    interval_chart,
    linear_scale,
    log_scale,
    null_chart,
    year_chart,
)
from watchgraph.render.charts.scales import round_ticks
from watchgraph.render.templating import environment

ATTACK = '</title><script>alert(1)</script>"&'


class Drawn(HTMLParser):
    """The shapes of a chart, its texts, and what is wrong with it as markup."""

    def __init__(self, macro: str, chart: object) -> None:
        super().__init__()
        source = f'{{% import "charts.html.j2" as charts %}}{{{{ charts.{macro}(chart) }}}}'
        self.html = environment().from_string(source).render(chart=chart)
        self.shapes: list[tuple[str, dict[str, str]]] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.shapes.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.text += data

    def of(self, kind: str) -> list[dict[str, str]]:
        return [own for _, own in self.shapes if kind in own.get("class", "").split()]


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


ROWS = (
    Interval("Closed autocracy", 43.3, 27.4, 60.8, "43.3 (27.4 to 60.8)", detail="13 of 30"),
    Interval("Liberal democracy", 64.7, 47.9, 78.5, "64.7 (47.9 to 78.5)", beside=51.0),
    Interval(ATTACK, 0.0, 0.0, 100.0, "0 (0 to 100)", href="#x", firm=False),
)


def test_values_and_intervals_stand_in_proportion():
    chart = interval_chart("c", "Shares", "%", linear_scale(0, 200, (0, 100, 200)), ROWS)
    drawn = Drawn("intervals", chart)
    assert [percent(dot["cx"]) for dot in drawn.of("point")] == [21.65, 32.35, 0.0]
    assert [(percent(own["x1"]), percent(own["x2"])) for own in drawn.of("range")] == [
        (13.7, 30.4),
        (23.95, 39.25),
        (0.0, 50.0),
    ]
    diamonds = re.findall(r'<svg x="([\d.]+)%" y="50%"><path class="beside"', drawn.html)
    assert diamonds == ["25.5"]
    ticks = re.findall(r'<text x="([\d.]+)%" y="13"[^>]*>(\d+)</text>', drawn.html)
    assert ticks == [("0.0", "0"), ("50.0", "100"), ("100.0", "200")]
    assert [("weak" in dot["class"]) for dot in drawn.of("point")] == [False, False, True]


def test_each_row_says_what_it_draws():
    drawn = Drawn("intervals", interval_chart("c", "T", "U", linear_scale(0, 100, (0,)), ROWS))
    for row in ROWS:
        assert row.label in drawn.text and row.told in drawn.text and row.detail in drawn.text
    assert "script" not in drawn.tags
    assert "style" not in {name for _, own in drawn.shapes for name in own}


def test_an_interval_without_bound_has_an_arrow_and_no_dot():
    rows = [
        Interval("a", math.inf, 1.5, math.inf, "infinity (1.5 to infinity)", key="2019"),
        Interval("a", 8.3, 1.7, 55.6, "8.3 (1.7 to 55.6)", key="2022"),
        Interval("b", 0.0, 0.0, 2.0, "0 (0 to 2.0)", key="2022"),
        Interval("c", math.nan, math.nan, math.nan, "none", key="2022"),
    ]
    chart = interval_chart("odds", "Odds", "Ratio", log_scale(0.01, 100, (0.01, 1)), rows, line=1)
    assert chart.line == 50.0
    assert [(one.at is None, one.open_low, one.open_high) for one in chart.marks] == [
        (True, False, True),
        (False, False, False),
        (True, True, False),
        (True, False, False),
    ]
    first, second, third, last = chart.marks
    assert (first.low, first.high) == (pytest.approx(54.4, abs=0.01), 100.0)
    # Equal ratios are equal steps: from 1.7 to 55.6 as far as their logarithms are apart.
    assert second.high - second.low == pytest.approx(25 * math.log10(55.6 / 1.7), abs=0.02)
    assert (third.low, last.low) == (0.0, None)
    drawn = Drawn("intervals", chart)
    assert len(drawn.of("arrow")) == 2 and len(drawn.of("head")) == 3


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(-1e6, 1e6))
def test_a_histogram_holds_every_value_and_the_observed_one(values, observed):
    chart = null_chart("n", "N", "told", values, observed, "o")
    assert sum(chart.counts) == len(values)
    assert 0 < chart.observed < 100
    most = max(chart.counts)
    for (_, wide, high), count in zip(chart.bars, chart.counts, strict=True):
        assert wide == 2.5
        assert high == max(1, round(72 * count / most))
    assert all(0 <= tick.at <= 100 for tick in chart.scale.ticks)


def test_bars_stand_over_their_values():
    values = [float(value) for value in range(100)]
    chart = null_chart("n", "N", "told", values, 99.0, "99")
    low, high = chart.scale.low, chart.scale.high
    for (x, wide, _), count in zip(chart.bars, chart.counts, strict=True):
        start, end = (low + (high - low) * edge / 100 for edge in (x, x + wide))
        assert count == sum(start - 1e-9 <= value < end - 1e-9 for value in values)
    drawn = Drawn("null", chart)
    assert percent(drawn.of("mark")[0]["x1"]) == chart.scale.at(99)
    assert "img" in [own.get("role") for _, own in drawn.shapes]
    assert "observed 99" in drawn.text and drawn.text.count("told") == 2


def test_columns_are_as_high_as_their_years_are_full():
    kinds = {"Deployments": ([2001, 2003, 2003, 2003], 2), "Loans": ([2002, 2003], 0)}
    chart = year_chart("y", "Years", kinds)
    assert chart.years == (2001, 2002, 2003)
    drawn = Drawn("years", chart)
    columns = drawn.of("column")
    heights = [float(percent(one["height"])) for one in columns]
    assert heights == [5.0, 15.0, 5.0, 5.0]
    # The middle of each column is that of its year.
    middles = [percent(one["x"]) + percent(one["width"]) / 2 for one in columns]
    assert middles == pytest.approx([100 / 6, 500 / 6, 50, 500 / 6], abs=0.01)
    assert "4 dated; 2 without a date, not drawn" in drawn.text
    assert "2 dated\n" in drawn.text or "2 dated<" in drawn.html
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", drawn.html)
    cells = [(name, re.findall(r">(\d+)<", rest)) for name, rest in rows]
    assert cells == [
        ("2001", ["1", "0"]),
        ("2002", ["0", "1"]),
        ("2003", ["3", "1"]),
        ("No date", ["2", "0"]),
    ]
    assert year_chart("y", "Years", {"Deployments": ([], 3)}) is None


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_round_ticks_lie_within_and_are_few(low, wide):
    ticks = round_ticks(low, low + wide)
    assert 1 <= len(ticks) <= 5
    assert all(low - wide * 1e-6 <= tick <= low + wide * (1 + 1e-6) for tick in ticks)


def test_the_same_chart_again_gives_the_same_bytes():
    chart = interval_chart("c", "T", "U", linear_scale(0, 100, (0, 50)), ROWS)
    assert Drawn("intervals", chart).html == Drawn("intervals", chart).html
    assert render_fragment("charts.html.j2") is not None
