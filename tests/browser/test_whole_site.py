"""The whole site of the real edition: every link, every policy, every kind of page opened."""

import re
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from watchgraph.resources import web_folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVIEST = 150_000
HEAVIEST_GRAPH = 2_000_000
WIDTHS = (320, 390, 768, 1440)
PICTURED = (390, 1440)
# All that darkness can change.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))"
TABLES = "() => [...document.querySelectorAll('table')].filter(t => !t.caption || !t.tHead).length"
# What WCAG 2.2 AA asks, and what axe holds to be good practice.
AXE = """
async (rules) => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const found = await axe.run(document, { resultTypes: ["violations"], ...only });
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}
"""


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, str]:
    """Every page of the site by its address."""
    return {
        path.relative_to(real_site).as_posix(): path.read_text("utf-8")
        for path in sorted(real_site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def kinds(pages) -> list[str]:
    """All pages of the first floor; of each folder the heaviest page and the lightest."""
    chosen = [name for name in pages if "/" not in name]
    folders = {name.split("/")[0] for name in pages if "/" in name}
    for folder in sorted(folders):
        own = sorted((len(text), name) for name, text in pages.items() if name.startswith(folder))
        chosen += dict.fromkeys([own[0][1], own[-1][1]])
    return chosen


def test_every_link_leads_somewhere(real_site, dead_links):
    dead = dead_links(real_site)
    assert dead[:10] == [] and not dead, len(dead)


def test_the_first_page_leads_to_every_page_beside_it(pages):
    beside = [name for name in pages if "/" not in name and name != "index.html"]
    assert len(beside) > 15
    assert [name for name in beside if f'href="{name}' not in pages["index.html"]] == []


def test_every_id_stands_once_on_its_page(pages):
    twice = {
        name: [one for one, times in counts.items() if times > 1]
        for name, text in pages.items()
        if (counts := Counter(re.findall(r'\bid="([^"]+)"', text)))
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_page_admits_its_own_files_alone(pages):
    for name, text in pages.items():
        policy = unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])
        said = dict(part.split(" ", 1) for part in policy.split("; "))
        assert said["default-src"] == "'none'", name
        assert said["style-src"] == "'self'" and "http" not in policy, name
        # In its editor browsers write style attributes of their own.
        styled = said.pop("style-src-attr", "")
        assert styled == ("'unsafe-inline'" if name == "sparql.html" else ""), name
        assert "'unsafe-inline'" not in "".join(said.values()), name
        assert ("wasm-unsafe-eval" in policy) == (name == "sparql.html"), name
        assert not re.search(r"<[^>]+ (?:style|on[a-z]+)=\"", text), name


def test_links_that_leave_the_site_tell_nothing_of_it(pages):
    for name, text in pages.items():
        for tag in re.findall(r'<a [^>]*href="https?:[^>]*>', text):
            assert 'rel="noopener noreferrer"' in tag, (name, tag)


def test_pages_are_light(pages):
    heavy = {
        name: len(text.encode())
        for name, text in pages.items()
        if len(text.encode()) > (HEAVIEST_GRAPH if name == "explore.html" else HEAVIEST)
    }
    by_kind: dict[str, int] = {}
    for name, text in pages.items():
        kind = name.split("/")[0] if "/" in name else name
        by_kind[kind] = max(by_kind.get(kind, 0), len(text.encode()))
    print("heaviest page, bytes:", dict(sorted(by_kind.items())))
    assert heavy == {}


def test_every_thing_has_a_page_that_machines_read(real_site, pages):
    import rdflib

    for kind, least in {"country": 250, "supplier": 226, "lender": 14, "loan": 98}.items():
        # The systems of a supplier with many have a page beside its own.
        own = [name for name in pages if name.startswith(f"{kind}/") and ".systems." not in name]
        assert len(own) >= least, kind
        assert all('type="application/ld+json"' in pages[name] for name in own)
        turtle = (real_site / own[0]).with_suffix(".ttl")
        assert len(rdflib.Graph().parse(turtle)) > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_quiet_fits_and_can_be_read_by_all(
    real_site, kinds, opened, scheme, pictures_folder
):
    parts = web_folder()
    assert parts is not None, "axe-core comes with the parts that npm gives"
    axe = (parts / "axe.min.js").read_text("utf-8")
    wrong = {}
    for name in kinds:
        with opened(real_site / name, color_scheme=scheme) as shown:
            page = shown.page
            slug = name.removesuffix(".html").replace("/", "-")
            for width in WIDTHS if scheme == "light" else WIDTHS[1:2]:
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate(SCROLL) > 0:
                    wrong[name, width] = "scrolls sideways"
                if width in PICTURED:
                    page.screenshot(path=pictures_folder / f"site-{slug}-{width}-{scheme}.png")
            levels = page.evaluate(LEVELS)
            if levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
                wrong[name, "headings"] = levels
            if page.evaluate(TABLES):
                wrong[name, "tables"] = "without caption or head"
            shown.assert_quiet()
            # The policy of the page would refuse the script; here it is the test's own.
            page.evaluate(axe)
            if found := page.evaluate(AXE, [] if scheme == "light" else OF_COLOURS):
                wrong[name, "axe"] = found
    assert wrong == {}
