"""The pages of the further networks in a real browser."""

from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.networks import NETWORKS
from watchgraph.render import draw
from watchgraph.store import KnowledgeGraph

pytestmark = pytest.mark.browser

SMALL = Path(__file__).parents[1] / "networks" / "small.trig"
SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FURTHER = [name for name in NETWORKS if name not in ("supply", "origin")]


@pytest.fixture(scope="module")
def pages(kg, tmp_path_factory):
    folder = tmp_path_factory.mktemp("networks")
    return {name: draw(kg.network(name), folder / f"{name}.html") for name in FURTHER}


@pytest.mark.parametrize("name", FURTHER)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_pages_open_quietly(opened, pages, name, size, pictures_folder):
    with opened(pages[name], size) as shown:
        assert shown.page.evaluate(SCROLL) <= 0
        shown.page.screenshot(path=pictures_folder / f"network-{name}-{size}.png")
        shown.assert_quiet()


@pytest.mark.parametrize("name", FURTHER)
def test_names_that_attack_stay_text(opened, tmp_path, name):
    store = pyoxigraph.Store()
    store.load(path=str(SMALL), format=pyoxigraph.RdfFormat.TRIG)
    page = draw(KnowledgeGraph(store, "by hand").network(name), tmp_path / "small.html")
    with opened(page) as shown:
        for _ in range(2):
            shown.page.locator("#panel button.plain").first.click()
        assert shown.page.locator("#panel script, #panel b").count() == 0
        shown.assert_quiet()


def open_link(page, head):
    """Choose the first link in the list of a node under this head."""
    section = page.locator("#panel h3", has_text=head)
    section.locator("xpath=following-sibling::ul[1]").locator("button").nth(1).click()


def test_a_loan_tells_contractors_and_sum(opened, pages):
    with opened(pages["finance"]) as shown:
        page = shown.page
        page.evaluate("() => window.watchgraph.select('export-import-bank-of-china')")
        assert "Policy bank" in page.locator("#panel").text_content()
        open_link(page, "Reaches")
        text = page.locator("#panel").text_content()
        assert "Contractors" in text and "US dollars of 2021, stated by" in text
        assert "Deployments" not in text
        assert page.locator(".record .head", has_text="Loan or grant").count() > 0


def test_shared_countries_are_named_and_filtered(opened, pages):
    with opened(pages["cosupply"]) as shown:
        page = shown.page
        page.evaluate("() => window.watchgraph.select('hikvision')")
        open_link(page, "Suppliers in the same countries")
        assert "Hikvision \u2013 Huawei" in page.locator("#panel h2").text_content()
        assert "Zambia" in page.locator("#panel").text_content()
        page.locator("#choice-shared").select_option(
            label=page.locator("#choice-shared option", has_text="At least 5").text_content()
        )
        status = page.locator("#status").text_content()
        assert 0 < int(status.split(" of ")[0]) < 100


def test_an_unwanted_origin_is_gone_from_both_ends(opened, pages):
    with opened(pages["cosupply"]) as shown:
        box = shown.page.locator(".entry", has_text="China")
        box.locator("input").uncheck()
        assert box.locator(".count").text_content() == "0"
        assert (
            shown.page.locator(".entry", has_text="Japan").locator(".count").text_content() == "2"
        )


def test_what_stands_beside_a_link_says_so(opened, pages):
    with opened(pages["politics"]) as shown:
        page = shown.page
        page.locator("#choice-beside").select_option(index=1)
        page.evaluate("() => window.watchgraph.select('CHN')")
        open_link(page, "Reaches")
        panel = page.locator("#panel").text_content()
        assert "The link does not rest on these." in panel
        assert "(the receiving country)" in panel
        assert page.locator("#panel h3", has_text="Beside the link").count() == 1


def test_a_deployment_tells_its_ends_and_stage(opened, pages):
    with opened(pages["deployment"]) as shown:
        page = shown.page
        page.evaluate("() => window.watchgraph.select('ken-nairobi-mombasa-nsccs')")
        panel = page.locator("#panel").text_content()
        assert "Suppliers and country" in panel and "Kenya" in panel and "Stage" in panel
        assert page.locator(".entry", has_text="Deployment").count() == 1
