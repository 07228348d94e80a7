"""Stills of neighbours and of years say in words what they draw."""

import datetime
import re
import xml.etree.ElementTree as tree

from watchgraph.render import Event, Neighbour, citation, neighbourhood, timeline
from watchgraph.render.neighbourhood import DRAWN
from watchgraph.render.palette import COUNTRY, UNKNOWN, origin_style

HOSTILE = "<script>alert('x')</script> & \"sons\""


def neighbour(label, records, style=COUNTRY, group="Countries"):
    return Neighbour(label, f"{label}.html", style, records, group)


def drawn(svg):
    """Parse it: what is not well-formed is no picture."""
    return tree.fromstring(str(svg))


def test_those_with_most_records_are_drawn_and_the_rest_is_counted():
    many = [neighbour(f"N{number:02}", number) for number in range(1, 41)]
    made = neighbourhood("Ego", origin_style("CHN"), many)
    names = [one.label for _, own in made.groups for one in own]
    assert names == [f"N{number:02}" for number in range(40, 40 - DRAWN, -1)]
    assert made.more == 40 - DRAWN
    picture = drawn(made.svg)
    assert len(picture.findall(".//line")) == DRAWN
    assert f"{40 - DRAWN} more not drawn" in picture.find("desc").text
    widths = [float(line.get("stroke-width")) for line in picture.iter("line")]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == DRAWN


def test_suppliers_are_square_countries_round_and_the_unknown_hollow():
    picture = drawn(
        neighbourhood(
            "Kenya",
            COUNTRY,
            [
                neighbour("A", 2, origin_style("USA"), "Suppliers"),
                neighbour("B", 1, UNKNOWN, "Suppliers"),
            ],
        ).svg
    )
    squares = [one.get("class") for one in picture.iter("rect")]
    assert squares == ["shape g-united-states", "shape g-unknown hollow"]
    assert [one.get("class") for one in picture.iter("circle")] == ["shape g-country"]


def test_names_stay_text_in_a_still():
    made = neighbourhood(HOSTILE, COUNTRY, [neighbour(HOSTILE, 1, group=HOSTILE)])
    picture = drawn(made.svg)
    assert HOSTILE in picture.find("title").text
    assert "<script" not in str(made.svg)
    line = timeline(HOSTILE, [event("2019", lane=HOSTILE, label=HOSTILE)])
    assert drawn(line.svg).find("title").text == HOSTILE
    assert "<script" not in str(line.svg)


def test_there_is_no_still_of_nothing():
    assert neighbourhood("Ego", COUNTRY, []).svg == ""
    made = timeline("Ego", [event("")])
    assert (made.svg, made.events, made.undated) == ("", (), ("Deployments (1)",))


def event(date, lane="Deployments", label="One", **more):
    first = last = None
    if date:
        parts = [int(part) for part in date.split("-")]
        first = datetime.date(*[*parts, 1, 1][:3])
        last = datetime.date(parts[0], 12, 31) if len(parts) == 1 else first
    return Event(lane, label, "#one", date, first, last, **more)


def mark(svg, date):
    return next(
        one
        for one in drawn(svg).iter("rect")
        if one.get("class").startswith("mark") and one.get("class").endswith(f"p{len(date)}")
    )


def test_a_year_is_a_bar_over_the_year_and_a_day_a_tick():
    line = timeline("Kenya", [event("2019-07-02"), event("2015"), event("")])
    years = 2020 - 2014  # six years at least, to the end of the last
    left, width = (float(mark(line.svg, "2015").get(name)[:-1]) for name in ("x", "width"))
    assert abs(width - 100 / years) < 0.3
    assert abs(left - 100 / years) < 0.3
    assert mark(line.svg, "2019-07-02").get("width") == "2"
    assert [one.date for one in line.events] == ["2015", "2019-07-02"]
    assert line.undated == ("Deployments (1)",)


def test_what_lasts_goes_to_its_end_or_to_the_edge():
    for until, ended, far in ((None, "", 100.0), (datetime.date(2019, 1, 1), "2019", None)):
        line = timeline(
            "Kenya", [event("2018", until=until, ended=ended, lasting=True), event("2023-12-31")]
        )
        lasts = next(one for one in drawn(line.svg).iter("rect") if one.get("class") == "lasts")
        end = sum(float(lasts.get(name)[:-1]) for name in ("x", "width"))
        start, last = datetime.date(2018, 1, 1), datetime.date(2024, 1, 1)
        wanted = far or 100 * (until - start).days / (last - start).days
        assert abs(end - wanted) < 0.02


def test_marks_of_one_day_do_not_cover_each_other():
    line = timeline("Kenya", [event("2019-07-02", label=f"Name {n}") for n in range(5)])
    tops = re.findall(r'class="mark p10" x="[0-9.]+%" y="(\d+)"', str(line.svg))
    assert len(set(tops)) == 5


def test_no_style_is_inline():
    made = neighbourhood("Ego", COUNTRY, [neighbour("A", 1)])
    for svg in (made.svg, timeline("Ego", [event("2019")]).svg):
        assert " style=" not in svg
        assert " on" not in re.sub(r">[^<]*<", "><", str(svg))


def test_a_citation_needs_no_clock_and_minds_tex():
    made = citation("100 % & more_{x}", "https://w3id.org/watchgraph/id/supplier/a%20b", "2026.11")
    assert "title = {{100 \\% \\& more\\_\\{x\\}}}" in made.bibtex
    assert made.bibtex.startswith("@misc{watchgraph-a-20b,")
    assert "data version 2026.11" in made.text
    assert made.text.endswith("https://w3id.org/watchgraph/id/supplier/a%20b")


def test_the_years_told_are_those_of_records_not_of_the_line():
    """A line of one year is drawn with years before it, of which nothing is told."""
    picture = drawn(timeline("Ego", [event("2019"), event("2019")]).svg)
    assert picture.find("desc").text.startswith("2 dated records of 2019;")
    assert "2014" in [text.text for text in picture.iter("text")]
    picture = drawn(timeline("Ego", [event("2010"), event("2019")]).svg)
    assert "from 2010 to 2019;" in picture.find("desc").text
