"""The pages of the kept questions in a real browser."""

import json
import shutil

import pytest

import watchgraph as wg
from watchgraph.render import SiteContent, write_site
from watchgraph.report.asking.question_pages import question_documents
from watchgraph.report.paths.addresses import Addresses

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def kg():
    return wg.load()


@pytest.fixture(scope="module")
def folder(kg, tmp_path_factory):
    documents = question_documents(kg, Addresses(()), in_sparql=True)
    content = SiteContent("", "test", documents=documents)
    return write_site(tmp_path_factory.mktemp("asked") / "site", content).parent / "question"


def countries(page):
    return page.locator("table.answer tbody tr td:nth-child(2)").all_inner_texts()


def test_a_menu_shows_another_answer_and_back_the_former(opened, folder, kg):
    with opened(folder / "chinese_technology_and_bri.html") as shown:
        page = shown.page
        before = countries(page)
        page.get_by_label("Edition").select_option("2022")
        asked = kg.ask("chinese_technology_and_bri", edition=2022)
        page.wait_for_function(
            "n => document.querySelectorAll('table.answer tbody tr').length === n", arg=len(asked)
        )
        assert countries(page) == list(asked.iloc[:, 1])
        assert page.get_by_role("link", name="CSV").get_attribute("href").endswith("-2022.csv")
        assert "edition=2022" in page.locator("[data-command]").inner_text()
        page.go_back()
        page.wait_for_function(
            "n => document.querySelectorAll('table.answer tbody tr').length === n", arg=len(before)
        )
        assert countries(page) == before
        shown.assert_quiet()


def test_a_shared_address_opens_the_same_answer(opened, folder, kg):
    asked = kg.ask("technologies_by_edition", edition=2019)
    with opened(folder / "technologies_by_edition.html") as shown:
        shown.page.goto((folder / "technologies_by_edition.html").as_uri() + "#edition=2019")
        shown.page.wait_for_function(
            "n => document.querySelectorAll('table.answer tbody tr').length === n", arg=len(asked)
        )
        assert shown.page.get_by_label("Edition").input_value() == "2019"
        shown.assert_quiet()


def test_values_that_are_not_kept_are_asked_in_the_page_for_sparql(opened, folder):
    with opened(folder / "countries_by_supplier.html") as shown:
        page = shown.page
        button = page.get_by_role("button", name="Ask with these values")
        assert button.is_hidden()
        page.get_by_label("Supplier").select_option("zte")
        assert button.is_visible()
        link = page.locator("[data-sparql-link]").get_attribute("href")
        assert link == "../sparql.html#q=countries_by_supplier&supplier=zte"
        assert 'supplier="zte"' in page.locator("[data-python]").inner_text()
        shown.assert_quiet()


@pytest.mark.parametrize("by_address", [False, True])
def test_no_answer_stands_under_values_it_was_not_asked_with(opened, folder, by_address):
    file = folder / "countries_by_supplier.html"
    with opened(file) as shown:
        page = shown.page
        rows = page.locator("table.answer tbody tr")
        asked = rows.count()
        assert asked > 0
        if by_address:
            page.goto("about:blank")
            page.goto(f"{file.as_uri()}#supplier=zte")
        else:
            page.get_by_label("Supplier").select_option("zte")
        assert page.locator("[data-count]").inner_text().startswith("Not asked yet")
        assert rows.count() == 0
        assert page.get_by_role("link", name="CSV").is_hidden()
        page.get_by_label("Supplier").select_option("huawei")
        assert rows.count() == asked
        assert page.get_by_role("link", name="CSV").is_visible()
        shown.assert_quiet()


def test_an_answer_without_rows_keeps_its_caution(opened, folder):
    kept = json.loads((folder / "technologies_by_edition.js").read_text()[17:-2])
    with opened(folder / "technologies_by_edition.html") as shown:
        page = shown.page
        caution = page.get_by_text("That is not evidence that there is nothing")
        assert caution.is_hidden()
        emptied = {slug: {"rows": []} for slug in kept}
        page.evaluate("all => Object.defineProperty(window, 'WGAnswers', {value: all})", emptied)
        page.get_by_label("Edition").select_option("2019")
        caution.wait_for()
        page.go_back()
        caution.wait_for(state="hidden")


def test_a_missing_file_of_answers_is_said(opened, folder, tmp_path):
    shutil.copytree(folder.parent, tmp_path / "site")
    (tmp_path / "site" / "question" / "technologies_by_edition.js").unlink()
    with opened(tmp_path / "site" / "question" / "technologies_by_edition.html") as shown:
        page = shown.page
        page.get_by_label("Edition").select_option("2019")
        page.get_by_text("technologies_by_edition.js").wait_for()
        assert page.locator("table.answer tbody tr").count() == 0
        # Chromium says itself that the file is not there; nothing else may be said.
        assert [line for line in shown.complaints if "ERR_FILE_NOT_FOUND" not in line] == []


def test_the_whole_answer_is_printed(opened, folder):
    with opened(folder / "links_of_one_publisher.html") as shown:
        page = shown.page
        page.set_viewport_size({"width": 720, "height": 1000})
        assert page.evaluate("() => document.querySelector('.wide').scrollWidth") > 720
        folded = page.locator("details:not([open])")
        before = folded.count()
        page.emulate_media(media="print")
        page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
        assert before > 0
        assert folded.count() == 0
        assert page.evaluate(SCROLL) <= 0
        page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
        assert folded.count() == before
        shown.assert_quiet()


def test_an_address_with_a_bare_percent_sign_is_no_fault(opened, folder):
    with opened(folder / "absence.html") as shown:
        shown.page.evaluate("() => { location.hash = '100%'; }")
        shown.page.wait_for_function("() => location.hash === '#100%'")
        shown.page.evaluate("() => new Promise(done => setTimeout(done, 50))")
        shown.assert_quiet()


@pytest.mark.parametrize("name", ["countries_by_supplier", "links_of_one_publisher", "absence"])
def test_pages_fit_a_phone(opened, folder, name, pictures_folder):
    with opened(folder / f"{name}.html", "phone") as shown:
        assert shown.page.evaluate(SCROLL) <= 0
        # Nothing of a row is beyond the edge: rows are cards.
        wide = shown.page.locator(".wide").first
        assert wide.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        head = shown.page.locator("table.answer thead th").nth(1).inner_text().split("\u00a0")[0]
        assert shown.page.locator("tbody td").nth(1).get_attribute("data-head") == head
        shown.page.screenshot(path=pictures_folder / f"question-{name}-phone.png")
        shown.assert_quiet()
