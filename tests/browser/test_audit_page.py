"""The page of the audit in a real browser, with the real claims and with hostile ones."""

import dataclasses
import itertools

import pytest

import watchgraph as wg
from watchgraph.audit import audit
from watchgraph.render import AuditRow, SiteContent, write_site
from watchgraph.report.checking import audit_page as page_module
from watchgraph.report.checking.audit_page import audit_pages

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def site_of(kg, folder):
    rows = audit(kg)
    made, download = audit_pages(kg, rows, folder)
    shown = tuple(
        AuditRow(
            row.statement, "1", "1", row.verdict, row.why, row.question, row.edition, row.claim
        )
        for row in rows
    )
    content = SiteContent(
        lede="", data_version="test", audit=shown, documents=made,
        downloads=(download,),
    )  # fmt: skip
    return write_site(folder / "site", content)


@pytest.fixture
def index(real_site):
    return real_site / "index.html"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens(opened, index, size, scheme, pictures_folder):
    with opened(index.parent / "audit.html", size, color_scheme=scheme) as shown:
        page = shown.page
        assert page.evaluate(SCROLL) <= 0
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate(SCROLL) <= 0
        page.evaluate("() => document.querySelector('#regimes').scrollIntoView()")
        page.screenshot(path=pictures_folder / f"test-audit-{size}-{scheme}.png")
        assert page.locator("script:not([src^='assets/']), img, iframe").count() == 0
        shown.assert_quiet()


def test_from_the_first_page_to_a_claim_and_its_records(opened, index):
    with opened(index) as shown:
        page = shown.page
        page.locator("a[href^='audit.html#c']").first.click()
        page.wait_for_url("**/audit.html#c*")
        page.locator("#claims a[href='#c05']").click()
        page.wait_for_url("**/audit.html#c05")
        claim = page.locator("#c05")
        assert "52" in claim.locator(".facts").inner_text()
        tried = claim.locator("table.tried").inner_text()
        assert "53 counted; 22 looked at, not counted" in claim.inner_text()
        claim.get_by_role("link", name="Records behind it").click()
        page.wait_for_url("**/claim/c05.html")
        records = page.locator("#records")
        assert records.locator("ul.names").first.locator("li").count() == 53
        assert records.locator(".group a").first.get_attribute("href") == (
            "../source/aigs-2019.html"
        )
        assert page.locator("#verdict table.tried").inner_text() == tried
        records.get_by_role("link", name="All claims").click()
        page.wait_for_url("**/audit.html#c05")
        shown.assert_quiet()


def test_every_claim_has_its_place(opened, index):
    with opened(index.parent / "audit.html") as shown:
        page = shown.page
        links = page.locator("#claims th a").all()
        assert len(links) == 34
        for link in links:
            assert page.locator(link.get_attribute("href")).count() == 1
        heads = page.evaluate(
            "() => [...document.querySelectorAll('h1, h2, h3')].map(h => +h.tagName[1])"
        )
        assert heads[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(heads))
        ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        for section in ("#claims", "#opened", "#regimes", "#scores"):
            assert page.locator(f"nav a[href='{section}']").count() == 1


def test_shares_and_scores_are_told(opened, index):
    with opened(index.parent / "audit.html") as shown:
        page = shown.page
        rows = page.locator("table.shares").first.locator("tbody tr").all()
        cells = [" ".join(row.locator("th, td.number").all_inner_texts()) for row in rows]
        assert cells[0] == "Closed autocracy 13 30 43.3 % 27.4 to 60.8"
        assert cells[-1] == "All units 97 179 54.2 % 46.9 to 61.3"
        published = page.locator("table.shares").nth(1).locator("a").all_inner_texts()
        assert published == ["37 %", "41 %", "41 %", "51 %"]
        told = page.locator("#scores").inner_text()
        assert "Of 72 printed scores that can be computed again, 54 agree" in told
        assert "Of the 25 quoted totals that stand so near before one of the rows 9 fit" in told
        assert "Iran, Morocco, Nigeria" in told
        assert page.locator("#scores tbody tr").count() == 18


def test_the_download_is_there_and_the_page_is_of_a_sane_size(index):
    page = index.parent / "audit.html"
    assert page.stat().st_size < 150_000
    assert 'href="downloads/audit-records.json"' in page.read_text(encoding="utf-8")
    assert (index.parent / "downloads" / "audit-records.json").is_file()


def test_without_the_page_the_first_page_does_not_link_to_it(tmp_path):
    row = AuditRow("A claim", "1", "1", "holds", "why", "q", "2019", "c01")
    index = write_site(tmp_path / "site", SiteContent("", "test", audit=(row,)))
    assert "audit.html" not in index.read_text(encoding="utf-8")


def test_hostile_text_stays_text(opened, networks, tmp_path, monkeypatch):
    kg = wg.load()
    attack = " ".join(networks.ATTACKS)

    def poisoned(value):
        if isinstance(value, str):
            return f"{value} {attack}"
        if isinstance(value, (tuple, list)):
            return type(value)(poisoned(one) for one in value)
        if isinstance(value, dict) and "url" in value:
            rest = {name: told for name, told in value.items() if name not in ("url", "kind")}
            return poisoned(rest) | {"url": networks.BAD_LINKS[0], "kind": value["kind"]}
        if isinstance(value, dict):
            return {
                name: told if name == "kind" else poisoned(told) for name, told in value.items()
            }
        if dataclasses.is_dataclass(value):
            kept = ("verdict", "role", "claim", "edition", "unit", "operator", "kind")
            return dataclasses.replace(
                value,
                **{
                    field.name: poisoned(getattr(value, field.name))
                    for field in dataclasses.fields(value)
                    if field.name not in kept
                },
            )
        return value

    explanations = page_module.explanations
    monkeypatch.setattr(
        page_module, "explanations", lambda *a, **k: poisoned(explanations(*a, **k))
    )
    index = site_of(kg, tmp_path)
    for name, place in (("audit", "#c05 .facts"), ("claim/c05", "#records .group")):
        with opened(index.parent / f"{name}.html", "phone") as shown:
            page = shown.page
            assert page.evaluate(SCROLL) <= 0
            assert page.locator("script:not([src*='assets/']), img, iframe").count() == 0
            assert page.evaluate("() => window.attacked") is None
            assert page.locator(f"{place} a").count() == 0
            assert networks.ATTACKS[0] in page.locator("main").inner_text()
            shown.assert_quiet()
