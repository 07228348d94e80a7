"""The page of the map in a real browser, from a folder on disk."""

import json
from dataclasses import replace

import pytest
from markupsafe import Markup

import watchgraph as wg
from watchgraph.render import Asset, Document, SiteContent, write_site
from watchgraph.report.maps.map_page import map_page
from watchgraph.resources import web_folder

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FILL = "code => getComputedStyle(document.querySelector(`[data-code=${code}] > :last-child`)).fill"
LOOK = "code => document.querySelector(`[data-code=${code}]`).getAttribute('class')"
TABLE = """() => Object.fromEntries([...document.querySelectorAll('#values tbody tr')].map(
  row => [row.dataset.code, [row.cells[1].textContent, row.cells[2].textContent]]))"""
LINKED = ("KEN", "UGA", "TZA", "ETH", "SGP", "BOL")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("atlas")
    mapped = map_page(wg.load(), folder, web=web_folder(), linked=LINKED)
    pages = [
        Document(f"country/{code}", code, "A country.", Markup("<p>It.</p>"), kind="Country")
        for code in LINKED
    ]
    drawing = Document(
        "drawn",
        "Drawn",
        "",
        Markup('<div id="place"></div>'),
        scripts=("world.js", "drawn.js"),
    )
    script = Asset(
        "drawn.js",
        "WGMap.draw(document.getElementById('place'), "
        "new Map([['KEN', 3], ['UGA', 40], ['XXX', 1], ['CHN', 12]]), { label: 'Loans' });",
    )
    content = SiteContent(
        "Lede.",
        "test",
        documents=(replace(mapped.document, nav="Map"), *pages, drawing),
        assets=(*mapped.assets, script),
        still=mapped.still,
        downloads=(mapped.download,),
    )
    write_site(folder / "site", content)
    return folder / "site"


@pytest.fixture(scope="module")
def data(site):
    text = (site / "assets" / "map-data.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("window.WGMapData = ").removesuffix(";\n"))


def choose(page, **chosen):
    for name, value in chosen.items():
        page.locator(f"#{name}").select_option(value)


def test_every_measure_and_edition_is_shown_and_tabled_as_in_the_data(opened, site, data):
    """The table and the drawing after each choice are what the file of data says."""
    with opened(site / "map.html") as shown:
        page = shown.page
        for measure in data["measures"]:
            for view in measure["views"]:
                choose(page, measure=measure["key"])
                if len(measure["views"]) > 1:
                    choose(page, edition=view["edition"])
                label = f"{measure['label']}, {view['label'].lower()}"
                page.wait_for_function(
                    "label => document.getElementById('shown').textContent === label", arg=label
                )
                expected = {}
                for code, number in zip(data["codes"], view["cells"], strict=True):
                    value, words = view["said"].get(code, [None, ""])
                    shown_number = f"{value:,}" if isinstance(value, int) else ""
                    expected[code] = [shown_number, words or view["levels"][number][1]]
                assert page.evaluate(TABLE) == expected
                for code in ("KEN", "USA", "SGP", "ATA"):
                    look = view["levels"][view["cells"][data["codes"].index(code)]][0]
                    assert page.evaluate(LOOK, code) == f"a-{look}"
        shown.assert_quiet()


def test_the_three_kinds_of_absence_are_drawn_differently(opened, site):
    with opened(site / "map.html") as shown:
        choose(shown.page, measure="finding", edition="2019")
        shown.page.wait_for_url("**#measure=finding&edition=2019")
        fills = [shown.page.evaluate(FILL, code) for code in ("AFG", "ATA", "PSE", "KEN")]
        assert len(set(fills)) == 4
        assert "#a-hatch" in fills[1] and "#a-dots" in fills[2]
        assert [fill for fill in fills if "url" in fill] == fills[1:3]
        legend = shown.page.locator("#legend").inner_text()
        for words in ("adopter", "looked at, none found", "not looked at", "not known whether"):
            assert words in legend


@pytest.mark.parametrize("where", ["KEN", "SGP"])
def test_a_click_opens_the_page_of_a_country(opened, site, where):
    with opened(site / "map.html") as shown:
        shape = shown.page.locator(f"#picture a[data-code={where}] > :last-child")
        box = shape.bounding_box()
        shown.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        shown.page.wait_for_url(f"**/country/{where}.html")


def test_the_keyboard_goes_over_the_map_in_one_stop(opened, site):
    with opened(site / "map.html") as shown:
        page = shown.page
        page.locator("#country").focus()
        page.keyboard.press("Tab")
        focused = "() => document.activeElement.dataset.code"
        assert page.evaluate(focused) == "KEN"
        assert page.locator("#told").text_content().startswith("Kenya: ")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(focused) == "UGA"
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focused) == "TZA"
        assert page.locator("#told").text_content().startswith("Tanzania: ")
        # One stop: the next Tab leaves the map.
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('svg')") is None
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/country/TZA.html")
        shown.assert_quiet()


def test_the_menu_of_places_says_what_is_recorded_and_leads_there(opened, site):
    with opened(site / "map.html") as shown:
        page = shown.page
        choose(page, country="SGP")
        assert page.locator("#picked").text_content().startswith("Singapore: adopter")
        assert page.locator("#picture .picked").get_attribute("data-code") == "SGP"
        # A place without a page has no link.
        choose(page, country="FRA")
        assert page.locator("#picked a").count() == 0
        choose(page, country="BOL")
        page.locator("#picked a").click()
        page.wait_for_url("**/country/BOL.html")


def test_the_address_keeps_the_choice_and_back_undoes_it(opened, site):
    with opened(site / "map.html") as shown:
        page = shown.page
        first = page.locator("#shown").text_content()
        choose(page, measure="suppliers")
        choose(page, edition="2019", region="africa")
        assert page.url.endswith("#measure=suppliers&edition=2019&region=africa")
        assert page.locator("#shown").text_content() == "Number of suppliers, edition 2019"
        box = page.locator("#picture .atlas").get_attribute("viewBox")
        assert box != "0 0 2000 974"
        page.go_back()
        assert page.locator("#picture .atlas").get_attribute("viewBox") == "0 0 2000 974"
        page.go_back()
        page.go_back()
        assert page.locator("#shown").text_content() == first
        page.goto(f"{page.url.partition('#')[0]}#measure=loans&edition=1999&region=mars")
        page.wait_for_function("() => document.getElementById('measure').value === 'loans'")
        assert page.locator("#edition").input_value() == "all"
        assert page.locator("#region").input_value() == ""
        shown.assert_quiet()


def test_the_table_is_ordered_by_number_and_absence_stands_last(opened, site):
    with opened(site / "map.html") as shown:
        page = shown.page
        choose(page, measure="deployments")
        page.locator("#number-head").click()
        numbers = page.locator("#values tbody td.number").all_text_contents()
        given = [int(number) for number in numbers if number]
        assert given == sorted(given, reverse=True) and len(given) == 102
        assert not any(numbers[len(given) :])
        choose(page, measure="loans")
        assert page.locator("#values [aria-sort]").count() == 0
        assert page.locator("#values tbody th").first.text_content() == "Afghanistan"


def test_without_scripts_the_map_and_the_table_are_there(opened, site):
    with opened(site / "map.html", java_script_enabled=False) as shown:
        page = shown.page
        assert not page.locator("#choices").is_visible()
        assert page.locator("#picture [data-code]").count() > 240
        assert page.locator("#values tbody tr").count() == 253
        assert page.locator("#legend li").count() == 3
        shown.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_map_fits_the_screen(opened, site, size, scheme, pictures_folder):
    with opened(site / "map.html", size, color_scheme=scheme) as shown:
        page = shown.page
        for width in (320, 390) if size == "phone" else (1440,):
            page.set_viewport_size({"width": width, "height": 900})
            choose(page, measure="suppliers", region="caribbean")
            assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / f"test-map-{size}-{scheme}.png")
        shown.assert_quiet()


def test_another_page_draws_an_answer_by_its_codes(opened, site):
    with opened(site / "drawn.html") as shown:
        page = shown.page
        looks = [page.evaluate(LOOK, code) for code in ("KEN", "CHN", "UGA", "FRA")]
        assert looks == ["a-q1", "a-q3", "a-q5", "a-blank"]
        assert page.locator("#place .legend li").all_inner_texts()[0].split() == ["3", "1"]
        assert page.locator("#place .atlas").get_attribute("aria-label") == "Loans"
        words = "() => WGMap.draw(document.getElementById('place'), {KEN: '<b>x', UGA: 'y'})"
        page.evaluate(f"{words} && null")
        assert page.locator("#place b").count() == 0
        assert page.evaluate(LOOK, "KEN") == "a-k1"
        page.locator("#place a[data-code=KEN]").focus()
        assert page.locator("#place .told").text_content() == "Kenya: <b>x"
        shown.assert_quiet()


def test_the_still_of_the_first_page_leads_to_the_map_and_the_countries(opened, site):
    assert (site / "index.html").stat().st_size < 150_000
    assert (site / "map.html").stat().st_size < 150_000
    with opened(site / "index.html") as shown:
        page = shown.page
        assert page.locator("#map .legend li").count() == 3
        page.locator("#map a[data-code=KEN] path").click()
        page.wait_for_url("**/country/KEN.html")
        page.go_back()
        page.locator("#map h2 a").click()
        page.wait_for_url("**/map.html")
        shown.assert_quiet()
