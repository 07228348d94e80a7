"""Every page of text of the real site: quiet, within its width, with headings in order."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))"
TABLES = "() => [...document.querySelectorAll('table')].filter(t => !t.caption || !t.tHead).length"


@pytest.fixture
def site(real_site) -> Path:
    return real_site


def documents(site: Path) -> list[Path]:
    return [
        page
        for page in sorted(site.glob("*.html"))
        if page.name != "index.html" and 'class="brand"' in page.read_text("utf-8")
    ]


def test_the_first_page_leads_to_every_document(site):
    index = (site / "index.html").read_text("utf-8")
    pages = documents(site)
    assert {"audit.html", "editions.html", "ontology.html"} <= {page.name for page in pages}
    assert [page.name for page in pages if f'href="{page.name}"' not in index] == []


def test_every_link_within_the_site_leads_somewhere(site):
    texts = {
        page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")
    }
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in texts.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for page, text in texts.items():
        for link in set(re.findall(r'<a[^>]* href="([^"]+)"', text)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, fragment = link.partition("#")
            name = unquote(urljoin(page, name)) if name else page
            assert name in files, (page, link)
            assert not fragment or unquote(fragment) in ids[name], (page, link)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_documents_fit_their_width_and_ask_no_network(site, opened, width, pictures_folder):
    deeper = ("claim/c05", "table/indicators", "table/codelists", "ontology/Deployment")
    for page in [*documents(site), *(site / f"{name}.html" for name in deeper)]:
        with opened(page) as shown:
            shown.page.set_viewport_size({"width": width, "height": 900})
            assert shown.page.evaluate(SCROLL) == 0, page.name
            levels = shown.page.evaluate(LEVELS)
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert shown.page.evaluate(TABLES) == 0, page.name
            shown.page.screenshot(path=str(pictures_folder / f"{page.stem}-{width}.png"))
            shown.assert_quiet()
