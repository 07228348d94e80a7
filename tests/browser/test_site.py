"""The site in a real browser, from a folder on disk."""

import pytest

from watchgraph.render import (
    AuditRow,
    Download,
    Figure,
    NetworkPage,
    RankRow,
    RankTable,
    SiteContent,
    SourceCredit,
    write_site,
)

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def index(networks, tmp_path_factory):
    """A site in which every text is an attack or a long name."""
    folder = tmp_path_factory.mktemp("site")
    csv = folder / "links.csv"
    csv.write_text("a,b\n")
    texts = networks.ATTACKS + networks.NAMES + ("Rindfleischetikettierungsüberwachung" * 3,)
    verdicts = ("holds", "differs", "unsupported", "undetermined")
    content = SiteContent(
        lede=" ".join(texts),
        data_version="test",
        figures=tuple(Figure(10**i, text) for i, text in enumerate(texts[:6])),
        audit=tuple(
            AuditRow(text, "more than 60 countries", text, verdicts[i % 4], text, text, "2019")
            for i, text in enumerate(texts)
        ),
        networks=(
            NetworkPage("supply", networks.supply(), texts[0]),
            NetworkPage("origin", networks.origin(), texts[1]),
        ),
        tables=(
            RankTable(
                "Suppliers",
                "Supplier",
                "Countries",
                tuple(RankRow(i + 1, text, 99 - i, "CHN", text) for i, text in enumerate(texts)),
                "Head office",
            ),
        ),
        sources=tuple(
            SourceCredit(text, text, text, networks.BAD_LINKS[i % 5], i)
            for i, text in enumerate(texts)
        ),
        downloads=(Download(csv, "Links", texts[2]),),
    )
    return write_site(folder / "site", content)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_opens(opened, index, size, scheme, pictures_folder):
    with opened(index, size, color_scheme=scheme) as shown:
        page = shown.page
        assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / f"test-index-{size}-{scheme}.png", full_page=True)
        assert page.locator("script:not([src^='assets/']), img, iframe").count() == 0
        assert page.evaluate("() => window.attacked") is None
        shown.assert_quiet()


def test_from_the_first_page_to_a_picture_and_back(opened, index):
    with opened(index) as shown:
        page = shown.page
        page.locator("#pictures h3 a").first.click()
        page.wait_for_url("**/supply.html")
        assert page.locator("#panel h2").text_content() == "How to read this"
        page.locator(".home a").click()
        page.wait_for_url("**/index.html")
        shown.assert_quiet()


def test_the_still_leads_to_the_picture_and_each_network_has_its_way(opened, index):
    with opened(index) as shown:
        links = shown.page.locator("#pictures h3 a")
        assert [link.get_attribute("href") for link in links.all()] == [
            "supply.html",
            "origin.html",
        ]
        shown.page.locator("#pictures .still").click(position={"x": 20, "y": 20})
        shown.page.wait_for_url("**/supply.html")


def test_downloads_lead_to_files(opened, index):
    with opened(index) as shown:
        links = shown.page.locator("#downloads a").all()
        assert [(index.parent / link.get_attribute("href")).is_file() for link in links] == [True]
