"""The pictures of the packaged graph: what they show is what the graph says."""

import pytest

from watchgraph.render import draw

pytestmark = pytest.mark.browser

HUAWEI = "https://w3id.org/watchgraph/id/supplier/huawei"


@pytest.fixture(scope="module")
def supply(kg):
    return kg.network("supply")


@pytest.fixture(scope="module")
def pictures(kg, supply, tmp_path_factory):
    """Each network as one file; the site has them in the explorer."""
    folder = tmp_path_factory.mktemp("real")
    nets = {"supply": supply, "origin": kg.network("origin")}
    return {name: draw(net, folder / f"{name}.html") for name, net in nets.items()}


def heading(page):
    return page.locator("#panel h2").text_content()


@pytest.mark.parametrize("name", ["supply", "origin"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_a_network(opened, pictures, name, size, scheme, pictures_folder):
    assert pictures[name].stat().st_size < 2_000_000
    with opened(pictures[name], size, color_scheme=scheme, reduced_motion="reduce") as shown:
        shown.page.screenshot(path=pictures_folder / f"{name}-{size}-{scheme}.png")
        shown.page.evaluate("() => window.watchgraph.select('CHN')")
        # Two frames: until what was chosen is painted.
        shown.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        shown.page.screenshot(path=pictures_folder / f"{name}-{size}-{scheme}-china.png")
        assert heading(shown.page) == "China"
        shown.assert_quiet()


def test_kenya_is_found_with_its_suppliers_and_sources(opened, pictures, supply):
    (kenya,) = [node for node, facts in supply.nodes(data=True) if facts["slug"] == "KEN"]
    with opened(pictures["supply"]) as shown:
        page = shown.page
        page.fill("#search", "Kenya")
        page.keyboard.press("Enter")
        assert heading(page) == "Kenya"
        named = page.locator("#panel .links li button:first-child").all_text_contents()
        assert sorted(named) == sorted(supply.nodes[node]["label"] for node in supply[kenya])
        assert "Huawei" in named
        records = {iri for *_, facts in supply.edges(kenya, data=True) for iri in facts["records"]}
        besides = set(supply.nodes[kenya]["about"])
        assert any("/loan/" in iri for iri in besides)
        assert page.locator("#panel .record").count() == len(records | besides)
        assert page.locator("#panel .record .source a").count() >= len(records | besides)
        assert "Konza data centre" in page.locator("#panel").text_content()
        shown.assert_quiet()


def test_every_record_shows_what_it_is_and_where_it_is_from(opened, pictures):
    with opened(pictures["supply"]) as shown:
        shown.page.evaluate("() => window.watchgraph.select('huawei')")
        more = shown.page.locator(".more-records")
        if more.count():
            more.click()
        text = shown.page.locator("#panel").text_content()
        assert "No details of this record" not in text
        assert "No source is given" not in text
        assert "Index assessment" in text
        assert "Deployment" in text


def test_the_editions_filter_as_the_network_does(opened, pictures, kg, supply):
    with opened(pictures["supply"]) as shown:
        for edition in ("2019", "2022"):
            edges = kg.network("supply", edition=edition).number_of_edges()
            shown.page.select_option(
                "#choice-edition", label=f"Index of {edition} ({edges})", timeout=5_000
            )
            assert shown.page.evaluate("() => window.watchgraph.visible().edges") == edges
            shown.page.click("#reset")


def test_unknown_origin_is_an_entry_of_the_key(opened, pictures, supply):
    unknown = sum(facts.get("origin") == "unknown" for _, facts in supply.nodes(data=True))
    with opened(pictures["supply"]) as shown:
        entry = shown.page.locator(".entry", has_text="Unknown")
        assert entry.locator(".count").text_content() == str(unknown)
