"""The page of null models in a real browser, with the real network."""

import itertools
import re

import pytest

from watchgraph.render import SiteContent, write_site
from watchgraph.report.checking import structure_page as page_module
from watchgraph.report.checking.structure_page import structure_page

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def site_of(kg, supply, folder):
    document, downloads = structure_page(kg, supply, folder)
    content = SiteContent(
        lede="", data_version="test", documents=(document,), downloads=downloads
    )  # fmt: skip
    return write_site(folder / "site", content)


@pytest.fixture
def index(real_site):
    return real_site / "index.html"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens(opened, index, size, scheme, pictures_folder):
    with opened(index.parent / "structure.html", size, color_scheme=scheme) as shown:
        page = shown.page
        assert page.evaluate(SCROLL) <= 0
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate(SCROLL) <= 0
        page.evaluate("() => document.querySelector('#mixing').scrollIntoView()")
        page.screenshot(path=pictures_folder / f"test-structure-{size}-{scheme}.png")
        assert page.locator("script:not([src^='assets/']), img, iframe").count() == 0
        shown.assert_quiet()


def test_the_page_is_in_order(opened, index):
    with opened(index) as shown:
        page = shown.page
        page.get_by_role("link", name="More than chance?").first.click()
        page.wait_for_url("**/structure.html")
        heads = page.evaluate(
            "() => [...document.querySelectorAll('h1, h2, h3')].map(h => +h.tagName[1])"
        )
        assert heads[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(heads))
        for section in ("#chance", "#pairs", "#nestedness", "#mixing", "#communities"):
            assert page.locator(f"nav a[href='{section}']").count() == 1
            assert page.locator(section).count() == 1
        assert page.locator("table:not(:has(caption))").count() == 0


def test_what_is_drawn_is_also_said(opened, index):
    with opened(index.parent / "structure.html") as shown:
        page = shown.page
        rows = page.locator("table.against tbody tr").all()
        charts = page.locator("figure.null").all()
        assert (len(rows), len(charts)) == (7, 8)
        for row in rows:
            observed = row.locator("td[data-head='Observed']").inner_text()
            z = row.locator("td[data-head='z']").inner_text()
            (chart,) = (one for one in charts if f"Observed {observed};" in one.inner_text())
            assert f"z {z}, " in chart.inner_text()
            assert "5,000 random networks" in chart.inner_text()
            assert chart.locator("svg[role=img] text").text_content() == f"observed {observed}"
        assert "100 random networks" in page.locator("#modularity-drawn").inner_text()


def test_seed_samples_and_limits_are_told(opened, index):
    with opened(index.parent / "structure.html") as shown:
        told = shown.page.locator("main").inner_text()
        assert "5,000 random networks" in told
        assert "seed 1" in told
        assert (
            "What goes beyond chance here may lie in the world or in the way it is reported" in told
        )
        assert "2,775 pairs of countries" in told
        assert re.search(r"In 100 random networks a run reaches 0\.58\d ± 0\.00\d: z 2\.\d", told)
        assert "nan" not in told.lower().split()


def test_the_page_is_light_and_its_tables_are_there(index):
    page = index.parent / "structure.html"
    assert page.stat().st_size < 150_000
    for name in ("cosupply-pairs", "shared-pairs", "communities-brim"):
        assert f'href="downloads/{name}.csv"' in page.read_text(encoding="utf-8")
        assert (index.parent / "downloads" / f"{name}.csv").is_file()


def test_without_the_compiler_the_page_says_so(opened, kg, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "numba", None)
    index = site_of(kg, kg.network("supply"), tmp_path)
    with opened(index.parent / "structure.html") as shown:
        assert "pip install 'watchgraph[analysis]'" in shown.page.locator("main").inner_text()
        shown.assert_quiet()


def test_hostile_names_stay_text(opened, kg, networks, tmp_path, monkeypatch):
    monkeypatch.setattr(page_module, "_SAMPLES", 50)
    monkeypatch.setattr(page_module, "_RANDOM", 2)
    supply = kg.network("supply")
    attack = " ".join(networks.ATTACKS)
    for _, facts in supply.nodes(data=True):
        facts["label"] += attack
    index = site_of(kg, supply, tmp_path)
    with opened(index.parent / "structure.html", "phone") as shown:
        page = shown.page
        assert page.evaluate(SCROLL) <= 0
        assert page.locator("script:not([src^='assets/']), img, iframe").count() == 0
        assert page.evaluate("() => window.attacked") is None
        assert networks.ATTACKS[0] in page.locator("#pairs").inner_text()
        shown.assert_quiet()


def test_a_small_network_has_a_page_too(kg, tmp_path):
    supply = kg.network("supply", edition=2022, technology="smart_policing")
    for net in (supply, supply.subgraph([])):
        document, _ = structure_page(kg, net, tmp_path)
        assert "nan" not in str(document.body).lower().split()
