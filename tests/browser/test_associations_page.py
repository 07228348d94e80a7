"""The page of associations in a real browser, at the width of a desk and of a phone."""

import pytest

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BEFORE = "cell => getComputedStyle(cell, '::before').content"


@pytest.fixture
def page_path(real_site):
    return real_site / "associations.html"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens(opened, page_path, size, scheme, pictures_folder):
    with opened(page_path, size, color_scheme=scheme) as shown:
        page = shown.page
        assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / f"test-associations-{size}-{scheme}.png")
        assert page.locator("h1").count() == 1
        assert page.locator("table").count() == page.locator("table caption").count() == 27
        shown.assert_quiet()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_cell_opens_onto_its_units(opened, page_path, size):
    with opened(page_path, size) as shown:
        cell = shown.page.locator("#china_bri_marked_2019 details").first
        assert not cell.locator(".units").is_visible()
        cell.locator("summary").click()
        assert cell.locator(".units").inner_text().count(",") == 35
        shown.page.locator("#by-year summary").click()
        assert shown.page.locator(".by-year").is_visible()
        assert shown.page.evaluate(SCROLL) <= 0


def test_on_a_phone_each_figure_says_what_it_is(opened, page_path):
    with opened(page_path, "phone") as shown:
        for table, head in ((".tests", "Edition"), (".covered", "Countries"), (".freed", "Scores")):
            cell = shown.page.locator(f"{table} tbody tr").first.locator("td").first
            assert head in cell.evaluate(BEFORE)


def test_the_heads_on_a_phone_are_those_of_the_desk(opened, page_path):
    with opened(page_path, "phone") as shown:
        for table in shown.page.locator("table.stack").all():
            heads = table.locator("thead th").all_text_contents()[1:]
            cells = table.locator("tbody tr").first.locator("td").all()
            said = [cell.evaluate(BEFORE) for cell in cells]
            assert [text.strip('"') for text in said] == heads
