"""The pages of comparisons in a real browser, at the width of a desk and of a phone."""

import json
import shutil

import pytest

import watchgraph as wg
from watchgraph.diff import diff_builds, diff_editions
from watchgraph.report.checking.diff_page import standalone_page
from watchgraph.resources import data_folder

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def pages(kg, tmp_path_factory):
    """A page of the editions, and one of builds that differ in a few places."""
    folder = tmp_path_factory.mktemp("diff")
    data = folder / "data"
    shutil.copytree(data_folder(), data)
    path = data / "assessment_suppliers.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "--huawei" not in line), encoding="utf-8")
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["expectations"] = []
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    made = {
        "editions": diff_editions(kg, 2019, 2022),
        "builds": diff_builds(kg, wg.KnowledgeGraph.load(data)),
    }
    for name, diff in made.items():
        (folder / f"{name}.html").write_text(standalone_page(diff), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["editions", "builds"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens(opened, pages, name, size, scheme, pictures_folder):
    with opened(pages / f"{name}.html", size, color_scheme=scheme) as shown:
        page = shown.page
        assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / f"test-{name}-{size}-{scheme}.png")
        assert page.locator("h1").count() == 1
        assert page.locator("table").count() == page.locator("table caption").count() > 3
        shown.assert_quiet()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_many_records_are_folded_away_and_unfold(opened, pages, size):
    with opened(pages / "editions.html", size) as shown:
        page = shown.page
        folded = page.locator("tr", has_text="Social media surveillance").locator("details").first
        assert not folded.locator("a").first.is_visible()
        folded.locator("summary").click()
        assert folded.locator("a").first.is_visible()
        assert folded.locator("li").inner_text().count("2022-") == 97
        assert page.evaluate(SCROLL) <= 0


def test_on_a_phone_each_cell_says_what_it_is(opened, pages):
    with opened(pages / "editions.html", "phone") as shown:
        cell = shown.page.locator("#newly-found tbody tr").first.locator("td").first
        said = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert said == '"Technologies reported in 2022"'


def test_the_way_to_a_section_and_to_a_source_leads_there(opened, pages):
    with opened(pages / "editions.html") as shown:
        page = shown.page
        page.locator("nav a", has_text="Suppliers").click()
        assert page.evaluate("() => location.hash") == "#suppliers"
        inside = page.locator("#not-comparable tbody a[href^='#source-']").first
        target = inside.get_attribute("href")
        inside.click()
        assert page.locator(target).is_visible()
        shown.assert_quiet()
