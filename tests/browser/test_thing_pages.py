"""Pages of a country, a supplier and a lender in a real browser."""

import pytest

import watchgraph as wg
from watchgraph.analysis import communities
from watchgraph.profiles import lender_profile
from watchgraph.render import SiteContent, write_site
from watchgraph.report.checking.rankings_page import ranks_of
from watchgraph.report.paths.gathered import gathered
from watchgraph.report.things.country_pages import country_of, country_page
from watchgraph.report.things.directory_pages import directory_pages
from watchgraph.report.things.lender_pages import lender_page
from watchgraph.report.things.supplier_pages import supplier_of, supplier_page
from watchgraph.vocabulary import mint

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = (
    *("country/KEN", "country/ABW", "supplier/huawei", "lender/export-import-bank-of-china"),
    "countries",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    kg = wg.load()
    supply, origin = kg.network("supply"), kg.network("origin")
    of = gathered(kg, supply, ranks_of(supply, origin), communities(supply, seed=1, runs=5))
    lender = lender_profile(of.known, mint("lender", "export-import-bank-of-china"))
    documents = (
        *(country_page(of, country_of(of, mint("country", key))) for key in ("KEN", "ABW")),
        supplier_page(of, supplier_of(of, mint("supplier", "huawei"))),
        lender_page(of, lender),
        *directory_pages(of),
    )
    content = SiteContent(lede="", data_version="test", audit=(), documents=documents)
    return write_site(tmp_path_factory.mktemp("things") / "site", content).parent


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_every_width_and_asks_for_nothing(opened, site, name, scheme):
    with opened(site / f"{name}.html", "phone", color_scheme=scheme) as shown:
        page = shown.page
        page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
        for width in (320, 390, 768, 1090, 1280, 2560):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(SCROLL) <= 0, width
        shown.assert_quiet()


def test_a_still_is_drawn_and_said_in_words(opened, site):
    with opened(site / "country" / "KEN.html") as shown:
        still = shown.page.get_by_role("img", name="Kenya and what it is linked with")
        assert still.locator("line").count() == shown.page.locator(".ties li a").count() - (
            shown.page.locator("#from-here .ties li a").count()
        )
        width = still.locator("line").first.evaluate("one => getComputedStyle(one).stroke")
        assert width not in ("none", "rgb(0, 0, 0)")


def test_a_link_to_a_record_leads_to_its_row(opened, site):
    with opened(site / "country" / "KEN.html") as shown:
        shown.page.locator("#belt-and-road tbody a").first.click()
        assert shown.page.locator("tr:target").inner_text().startswith("Belt and Road: Kenya")


def test_the_directory_is_sorted_by_deployments(opened, site):
    with opened(site / "countries.html") as shown:
        button = shown.page.locator("thead").get_by_role("button", name="Deployments")
        first = shown.page.locator("tbody tr").first.locator("td").nth(4)
        for _ in range(2):
            button.click()
            if first.inner_text() == "17":
                break
        assert first.inner_text() == "17"


@pytest.mark.parametrize(
    ("name", "head", "absent"),
    [
        ("suppliers", "Head office", "not stated"),
        ("countries", "Regime class", "in no edition"),
        ("countries", "Index 2019", "not looked at"),
        ("countries", "Belt and Road", "none recorded"),
    ],
)
def test_cells_that_say_nothing_stand_last_either_way(opened, site, name, head, absent):
    with opened(site / f"{name}.html") as shown:
        heads = shown.page.locator("thead th").all_inner_texts()
        place = next(i for i, text in enumerate(heads) if text.startswith(head))
        for _ in range(2):
            shown.page.locator("thead button").nth(place).click()
            cells = shown.page.locator("tbody tr").evaluate_all(
                "(rows, place) => rows.map(row => row.cells[place].textContent.trim())", place
            )
            assert absent in cells
            first = cells.index(absent)
            stated = set(cells) - {absent, "not known"}
            assert not stated & set(cells[first:])
