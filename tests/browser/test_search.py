"""The search and the tables of every page, over the names of the real edition."""

import csv

import pytest
from markupsafe import Markup

from watchgraph import resources
from watchgraph.render import Document, SiteContent, write_site

pytestmark = pytest.mark.browser

TABLE = Markup(
    "<table class='sortable narrowable'><caption>Rows</caption><thead><tr>"
    "<th scope='col' data-sort='text'>Name</th><th scope='col' data-sort='number'>Cameras</th>"
    "</tr></thead><tbody>"
    "<tr><td>Äthiopien</td><td>not stated</td></tr><tr><td>Benin</td><td>1,200</td></tr>"
    "<tr><td>Zambia</td><td>−</td></tr><tr><td>Chad</td><td>90</td></tr></tbody></table>"
)
# From typing to the list that is shown, as the reader waits for it.
TIMED = """
async (words) => {
  const input = document.querySelector("#find"), list = document.querySelector("#found");
  const times = [];
  for (const word of words) {
    input.value = word;
    const drawn = new Promise((done) => new MutationObserver((all, one) => {
      one.disconnect(); done();
    }).observe(list, { childList: true }));
    const start = performance.now();
    input.dispatchEvent(new Event("input"));
    await drawn;
    times.push(performance.now() - start);
  }
  return times;
}
"""


def rows(name):
    with (resources.data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    names: dict[str, list[str]] = {}
    for alias in rows("supplier_aliases"):
        names.setdefault(alias["supplier"], []).append(alias["alias"])
    for alias in rows("country_aliases"):
        names.setdefault(alias["country"], []).append(alias["alias"])
    pages = [
        Document(
            f"{kind.lower()}/{row[key]}",
            row[title],
            "",
            TABLE,
            kind=kind,
            aliases=(row[key], *names.get(row[key], ())),
            summary="of the edition",
        )
        for kind, table, key, title in (
            ("Country", "countries", "country", "name"),
            ("Supplier", "suppliers", "supplier", "name"),
            ("Source", "sources", "source", "title"),
        )
        for row in rows(table)
    ]
    # No name of the edition is in another script yet.
    pages += [
        Document(f"supplier/script-{i}", name, "", TABLE, kind="Supplier")
        for i, name in enumerate(("Huawei 华为技术有限公司", "شركة المراقبة", "Системы слежения"))
    ]
    content = SiteContent("", "test", documents=tuple(pages))
    return write_site(tmp_path_factory.mktemp("search") / "site", content)


def found(page, words):
    page.fill("#find", words)
    page.wait_for_function(
        "() => !document.querySelector('#found').hidden"
        " || !document.querySelector('.found-note').hidden"
    )
    return page.locator("#found a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("kenya", "Kenya"),
        ("KEN", "Kenya"),
        ("cote", "Côte d'Ivoire"),
        ("ivory coast", "Côte d'Ivoire"),
        ("cote d\u2019ivoire", "Côte d'Ivoire"),
        ("guinea\u2013bissau", "Guinea-Bissau"),
        ("技术", "Huawei 华为技术有限公司"),
        ("المراقبة", "شركة المراقبة"),
        ("СЛЕЖЕНИЯ", "Системы слежения"),
        ("huawei", "Huawei"),
        ("united states", "United States"),
    ],
)
def test_a_page_is_found_by_any_of_its_names(opened, index, words, first):
    with opened(index) as shown:
        assert found(shown.page, words)[0] == first
        shown.assert_quiet()


def test_answers_come_within_fifty_milliseconds(opened, index):
    with opened(index) as shown:
        found(shown.page, "x")
        times = shown.page.evaluate(TIMED, ["k", "ke", "surveillance", "smart city", "华", "zz"])
        print("search, milliseconds:", [round(time, 1) for time in times])
        assert max(times) < 50


def test_keys_lead_to_a_page_and_back(opened, index):
    with opened(index) as shown:
        page = shown.page
        page.keyboard.press("/")
        page.keyboard.type("uganda")
        page.wait_for_selector("#found li")
        page.keyboard.press("ArrowDown")
        assert page.locator("#find").get_attribute("aria-activedescendant") == "found-0"
        page.keyboard.press("Enter")
        page.wait_for_url("**/country/UGA.html")
        page.keyboard.press("/")
        page.keyboard.type("benin")
        page.wait_for_selector("#found li")
        page.keyboard.press("Enter")
        page.wait_for_url("**/country/BEN.html")
        page.go_back()
        page.wait_for_url("**/country/UGA.html")
        shown.assert_quiet()


def test_what_is_not_there_is_said_and_escape_clears(opened, index):
    with opened(index) as shown:
        assert found(shown.page, "qqqq") == []
        assert "Nothing found" in shown.page.locator(".found-note").inner_text()
        shown.page.keyboard.press("Escape")
        assert shown.page.locator(".found-note").is_hidden()
        assert shown.page.input_value("#find") == ""


def test_a_table_is_ordered_and_what_has_no_value_stands_last(opened, index):
    with opened(index.parent / "country" / "KEN.html") as shown:
        page = shown.page

        def names():
            return page.locator("tbody tr:visible td:first-child").all_inner_texts()

        page.get_by_role("button", name="Cameras").click()
        assert names() == ["Benin", "Chad", "Äthiopien", "Zambia"]
        assert page.locator("th").nth(1).get_attribute("aria-sort") == "descending"
        page.get_by_role("button", name="Cameras").click()
        assert names() == ["Chad", "Benin", "Äthiopien", "Zambia"]
        page.get_by_role("button", name="Name").click()
        assert names() == ["Äthiopien", "Benin", "Chad", "Zambia"]
        page.get_by_label("Only rows with").fill("athi")
        assert names() == ["Äthiopien"]
        assert page.get_by_text("1 of 4 rows").is_visible()
        shown.assert_quiet()
