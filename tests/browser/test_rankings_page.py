"""The page of ranks in a real browser, with the real graph."""

import csv
import math

import pytest

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def index(real_site):
    return real_site / "index.html"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens(opened, index, size, scheme, pictures_folder):
    with opened(index.parent / "rankings.html", size, color_scheme=scheme) as shown:
        page = shown.page
        page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(SCROLL) <= 0
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / f"test-rankings-{size}-{scheme}.png")
        assert page.locator("script:not([src^='assets/']), img, iframe").count() == 0
        shown.assert_quiet()


def test_a_row_says_its_interval_and_opens_onto_its_sources(opened, index):
    with opened(index.parent / "rankings.html") as shown:
        row = shown.page.locator("#suppliers tbody tr").first
        assert "Huawei" in row.inner_text()
        assert row.locator("td[data-head='95 % interval']").inner_text() == "1 to 1"
        row.locator("summary").click()
        assert "Carnegie Endowment" in row.locator("details").inner_text()


def test_the_rows_are_those_of_the_file(opened, index):
    path = index.parent / "downloads" / "ranks-origin.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with opened(index.parent / "rankings.html") as shown:
        told = shown.page.locator("#states tbody tr").nth(1).inner_text().split()
    assert rows[1]["label"] == "United States"
    assert {rows[1]["rank"], rows[1]["value"], rows[1]["records"]} <= set(told)


def test_what_one_source_changes_is_listed(opened, index):
    with opened(index.parent / "rankings.html") as shown:
        section = shown.page.locator("#sensitivity")
        first = section.locator(".finding").filter(has_text="First supplier by countries")
        assert "No single source changes it." in first.inner_text()
        section.locator("summary").filter(has_text="Carnegie Endowment").click()
        link = section.get_by_role("link", name="c01").first
        assert link.get_attribute("href") == "audit.html#c01"


def test_the_page_is_light(index):
    assert (index.parent / "rankings.html").stat().st_size < 150_000


def table(index, name):
    with (index.parent / "downloads" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drawn(page, name):
    """Return place of the dot, ends of the line and words of each row of a chart."""
    found = []
    for row in page.locator(f"#{name} li").all():
        line = row.locator(".range")
        ends = [line.get_attribute(end) for end in ("x1", "x2")] if line.count() else ["", ""]
        found.append(
            (
                row.locator(".point").get_attribute("cx"),
                *ends,
                row.locator(".label").inner_text().split("\n")[0],
                row.locator(".reads").inner_text(),
            )
        )
    return found


def test_ranks_are_drawn_as_the_file_says(opened, index):
    rows = [row for row in table(index, "ranks-supply") if row["kind"] == "supplier"][:15]
    far = max(int(row["rank_high"]) for row in rows)

    def at(rank):
        return f"{round(100 * math.log(int(rank)) / math.log(far), 2)}%"

    with opened(index.parent / "rankings.html") as shown:
        assert [one[:3] for one in drawn(shown.page, "suppliers-drawn")] == [
            tuple(at(row[name]) for name in ("rank", "rank_low", "rank_high")) for row in rows
        ]
        told = [one[4] for one in drawn(shown.page, "suppliers-drawn")]
    assert told == [f"{row['rank']} ({row['rank_low']} to {row['rank_high']})" for row in rows]


def test_concentration_is_drawn_as_the_file_says(opened, index):
    rows = {row["label"]: row for row in table(index, "concentration-regions")}
    with opened(index.parent / "rankings.html") as shown:
        for chart, name, factor, digits in (
            ("concentration-regions-index", "hhi", 1, 2),
            ("concentration-regions-first", "first_share", 100, 0),
        ):
            found = drawn(shown.page, chart)
            assert {label for *_, label, _ in found} == set(rows)
            for dot, low, high, label, told in found:
                parts = (name, f"{name}_low", f"{name}_high")
                own = [float(rows[label][part]) for part in parts if rows[label][part]]
                places = [f"{round(100 * value, 2)}%" for value in own]
                assert [dot, low, high] == (places if own[1:] else [*places, "", ""])
                words = [f"{factor * value:.{digits}f}" for value in own]
                side = ", drawn to one side" if rows[label][f"{name}_open_side"] else ""
                between = f"{words[1]} to {words[2]}{side}" if own[1:] else "no interval"
                assert told == f"{words[0]} ({between})"
        hollow = shown.page.locator("#concentration-regions-index .weak")
        assert hollow.count() == sum(not row["hhi_low"] for row in rows.values()) == 1
