"""The page of a network in a real browser, with names and notes that attack it."""

import math
import re

import pytest

from watchgraph.render import draw

pytestmark = pytest.mark.browser

# Canvas pixels that differ from the paper, as a share of all.
INK = """() => {
  const canvas = document.querySelector("#picture canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let i = 3; i < data.length; i += 4) inked += data[i] > 0;
  return inked / (data.length / 4);
}"""
SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def supply(networks):
    return networks.supply()


@pytest.fixture(scope="module")
def picture(supply, tmp_path_factory):
    return draw(supply, tmp_path_factory.mktemp("browser") / "supply.html")


@pytest.fixture(scope="module")
def origin(networks, tmp_path_factory):
    return draw(networks.origin(), tmp_path_factory.mktemp("browser") / "origin.html")


def heading(page):
    return page.locator("#panel h2").text_content()


def visible(page):
    return page.evaluate("() => window.watchgraph.visible()")


def select(page, what):
    assert page.evaluate("(id) => window.watchgraph.select(id)", what)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_without_a_network(opened, picture, origin, size, scheme, pictures_folder):
    for path in (picture, origin):
        with opened(path, size, color_scheme=scheme) as shown:
            assert shown.page.evaluate(INK) > 0.01
            assert shown.page.evaluate(SCROLL) <= 0
            image = pictures_folder / f"test-{path.stem}-{size}-{scheme}.png"
            shown.page.screenshot(path=image)
            shown.assert_quiet()


def test_the_first_drawing_does_not_wait(opened, picture):
    with opened(picture) as shown:
        timing = shown.page.evaluate(
            "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
        )
        # A wide margin for a slow machine; the forces alone would take ten seconds.
        assert timing < 5_000


def test_search_finds_kenya_by_keyboard_alone(opened, picture):
    with opened(picture) as shown:
        page = shown.page
        page.keyboard.press("/")
        page.keyboard.type("keny")
        assert page.locator("#suggestions li").first.text_content().startswith("Kenya")
        page.keyboard.press("Enter")
        assert heading(page) == "Kenya"
        assert "Looked at: technology found" in page.locator("#panel").text_content()
        page.keyboard.press("Escape")
        assert heading(page) == "How to read this"
        assert page.locator("#search").input_value() == ""
        shown.assert_quiet()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("KEN", "Kenya"),
        ("https://w3id.org/watchgraph/id/country/KEN", "Kenya"),
        ("turkiye cagri", "Türkiye Çağrı"),
        ("华为", "华为技术有限公司"),
        ("هواوي", "شركة هواوي"),
        ("вокорд", "ООО «Вокорд»"),
        ("at&t", "AT&T"),
    ],
)
def test_search_by_id_and_in_every_script(opened, picture, typed, found):
    with opened(picture) as shown:
        shown.page.fill("#search", typed)
        names = shown.page.locator("#suggestions .name").all_text_contents()
        assert found in names


def test_arrow_keys_walk_the_suggestions(opened, picture):
    with opened(picture) as shown:
        page = shown.page
        page.fill("#search", "country")
        second = page.locator("#suggestions .name").nth(1).text_content()
        page.keyboard.press("ArrowDown")
        active = page.locator("#search").get_attribute("aria-activedescendant")
        assert page.locator(f"#{active} .name").text_content() == second
        page.keyboard.press("Enter")
        assert heading(page) == second


def test_a_name_that_is_not_there_is_said_to_be_missing(opened, picture):
    with opened(picture) as shown:
        shown.page.fill("#search", "zzzz")
        assert "Nothing here" in shown.page.locator("#suggestions").text_content()
        shown.page.keyboard.press("Enter")
        assert heading(shown.page) == "How to read this"


def test_filters_show_what_they_say(opened, picture, supply):
    edges = list(supply.edges(data=True))
    with opened(picture) as shown:
        page = shown.page
        assert visible(page) == {"nodes": 260, "edges": 600}
        left = [edge for edge in edges if "facial_recognition" in edge[2]["technologies"]]
        page.select_option("#choice-technology", label=f"Facial recognition ({len(left)})")
        assert visible(page)["edges"] == len(left) < 600

        page.get_by_label("China").uncheck()
        left = [(a, b, facts) for a, b, facts in left if supply.nodes[a]["origin"] != "CHN"]
        assert visible(page)["edges"] == len(left)

        option = page.locator("#choice-bri option[value='member']").text_content()
        left = [(a, b, facts) for a, b, facts in left if supply.nodes[b]["bri"] == "member"]
        # The number beside an option is what choosing it leaves.
        assert option == f"Member ({len(left)})"
        page.select_option("#choice-bri", label=option)
        assert visible(page) == {
            "edges": len(left),
            "nodes": len({end for a, b, _ in left for end in (a, b)}),
        }
        assert page.locator("#status").text_content() == f"{len(left)} of 600 links in view"

        page.click("#reset")
        assert visible(page) == {"nodes": 260, "edges": 600}
        assert page.locator("#status").text_content() == "All 600 links in view"
        shown.assert_quiet()


def test_editions_and_deployments_filter_apart(opened, picture, supply):
    edges = [facts for _, _, facts in supply.edges(data=True)]
    with opened(picture) as shown:
        options = shown.page.locator("#choice-edition option").all_text_contents()
        assert options[1:] == [
            f"Index of 2019 ({sum('2019' in facts['editions'] for facts in edges)})",
            f"Index of 2022 ({sum('2022' in facts['editions'] for facts in edges)})",
            f"Deployment records ({sum(facts['deployments'] > 0 for facts in edges)})",
        ]


def test_a_filter_that_hides_the_chosen_lets_it_go(opened, picture, supply):
    with opened(picture) as shown:
        page = shown.page
        origin = supply.nodes["https://w3id.org/watchgraph/id/supplier/huawei"]["origin_label"]
        select(page, "huawei")
        page.get_by_label(origin).uncheck()
        assert heading(page) == "How to read this"
        # Searching for what is hidden shows everything again.
        page.fill("#search", "Huawei")
        assert "hidden by the filters" in page.locator("#suggestions").text_content()
        page.keyboard.press("Enter")
        assert heading(page) == "Huawei"
        assert visible(page)["edges"] == 600


def test_a_click_on_the_canvas_shows_records_and_sources(opened, picture, supply):
    with opened(picture) as shown:
        page = shown.page
        spot = page.evaluate("() => window.watchgraph.where('huawei')")
        page.mouse.click(spot["x"], spot["y"])
        assert heading(page) == "Huawei"
        degree = supply.degree("https://w3id.org/watchgraph/id/supplier/huawei")
        assert page.locator("#panel .links li").count() == degree
        links = page.locator("#panel .source a").all()
        assert len(links) >= 5
        for link in links:
            assert link.get_attribute("href").startswith(("https://", "http://"))
            assert link.get_attribute("rel") == "noopener noreferrer"
            assert link.get_attribute("target") == "_blank"
        page.mouse.click(
            page.viewport_size["width"] / 2, page.locator("#picture").bounding_box()["y"] + 6
        )
        assert heading(page) == "How to read this"
        shown.assert_quiet()


def test_a_click_on_a_line_shows_the_link(opened, picture):
    with opened(picture) as shown:
        page = shown.page
        # Where a line leaves a node at the rim of the picture nothing else is near.
        ends = page.evaluate(
            """() => {
              const at = (id) => window.watchgraph.where(id);
              const nodes = [...Array(260).keys()];
              const top = nodes.reduce((a, b) => (at(b).y < at(a).y ? b : a));
              window.watchgraph.select(top);
              const name = document.querySelector("#panel .links button").textContent;
              window.watchgraph.clear();
              const to = window.watchgraph.search(name)[0];
              return [at(top), at(to)];
            }"""
        )
        (a, b) = ends
        page.mouse.click(a["x"] * 0.75 + b["x"] * 0.25, a["y"] * 0.75 + b["y"] * 0.25)
        assert "→" in heading(page)


def test_from_node_to_link_to_node(opened, picture, supply):
    huawei = "https://w3id.org/watchgraph/id/supplier/huawei"
    kenya = "https://w3id.org/watchgraph/id/country/KEN"
    with opened(picture) as shown:
        page = shown.page
        select(page, "huawei")
        page.get_by_role("button", name=re.compile("of the link with Kenya$")).click()
        assert heading(page) == "Huawei → Kenya"
        records = supply.edges[huawei, kenya]["records"]
        assert page.locator("#panel .record").count() == len(records)
        page.locator("#panel .ends").get_by_role("button", name="Kenya").click()
        assert heading(page) == "Kenya"


def test_all_records_can_be_listed(opened, picture, supply):
    huawei = "https://w3id.org/watchgraph/id/supplier/huawei"
    records = {iri for _, _, facts in supply.edges(huawei, data=True) for iri in facts["records"]}
    with opened(picture) as shown:
        select(shown.page, "huawei")
        shown.page.get_by_role("button", name=re.compile("^Show all")).click()
        assert shown.page.locator("#panel .record").count() == len(records)


def test_attacks_stay_texts_in_every_panel(opened, picture, networks):
    with opened(picture) as shown:
        seen = shown.page.evaluate(
            """() => {
              const tags = new Set(), schemes = new Set();
              let text = "";
              for (let node = 0; node < 260; node += 1) {
                window.watchgraph.select(node);
                const more = document.querySelector(".more-records");
                if (more) more.click();
                for (const part of document.querySelectorAll("#panel *")) {
                  tags.add(part.tagName);
                  if (part.tagName === "A") schemes.add(part.protocol);
                  const names = [...part.attributes].map(({ name }) => name);
                  for (const name of names) if (/^on|^style$|^src/.test(name)) tags.add(name);
                }
                text += document.getElementById("panel").textContent;
              }
              return { tags: [...tags], schemes: [...schemes], text, attacked: window.attacked };
            }"""
        )
        assert seen.get("attacked") is None
        assert set(seen["schemes"]) <= {"https:", "http:"}
        assert not {"SCRIPT", "IMG", "SVG", "IFRAME", "onerror", "onload", "style", "src"} & set(
            seen["tags"]
        )
        for text in networks.ATTACKS + networks.NAMES:
            assert text in seen["text"]
        shown.assert_quiet()


def test_attacks_stay_texts_in_the_suggestions(opened, picture):
    with opened(picture) as shown:
        shown.page.fill("#search", "<img")
        assert shown.page.locator("#suggestions li").count() > 1
        assert shown.page.locator("#suggestions img").count() == 0
        assert shown.page.evaluate("() => window.attacked") is None


def test_the_policy_stops_a_script_that_got_in(opened, picture):
    with opened(picture) as shown:
        shown.page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.attacked = 'policy'";
              document.body.append(script);
            }"""
        )
        assert shown.page.evaluate("() => window.attacked") is None
        assert "Content Security Policy" in shown.complaints[0]


def test_the_motion_button_starts_and_stops_the_forces(opened, picture):
    with opened(picture, reduced_motion="reduce") as shown:
        page = shown.page
        where = "() => ['huawei', 'KEN', 7, 99].map(window.watchgraph.where)"

        def moved(before):
            pairs = zip(before, page.evaluate(where), strict=True)
            return max(math.dist((a["x"], a["y"]), (b["x"], b["y"])) for a, b in pairs)

        page.click("#fit")
        still = page.evaluate(where)
        page.wait_for_timeout(300)
        assert moved(still) == 0
        page.click("#physics")
        assert page.locator("#physics").get_attribute("aria-pressed") == "true"
        for _ in range(100):
            page.wait_for_timeout(100)
            if moved(still) > 5:
                break
        assert moved(still) > 5
        page.click("#physics")
        assert page.locator("#physics").text_content() == "Start motion"
        held = page.evaluate(where)
        page.wait_for_timeout(300)
        assert moved(held) == 0
        # The whole picture is the layout's again, whatever the forces did.
        page.click("#fit")
        assert moved(still) < 1
        shown.assert_quiet()


def test_dark_and_light_follow_the_reader(opened, picture):
    grounds = {}
    for scheme in ("light", "dark"):
        with opened(picture, color_scheme=scheme) as shown:
            grounds[scheme] = shown.page.evaluate(
                "() => getComputedStyle(document.body).backgroundColor"
            )
    assert grounds == {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 24, 28)"}


def test_on_a_phone_the_panel_is_a_sheet(opened, picture, pictures_folder):
    with opened(picture, "phone", reduced_motion="reduce") as shown:
        page = shown.page
        assert not page.locator("#panel").is_visible()
        spot = page.evaluate("() => window.watchgraph.where('huawei')")
        page.touchscreen.tap(spot["x"], spot["y"])
        assert heading(page) == "Huawei"
        box = page.locator("#panel").bounding_box()
        assert box["x"] == 0 and box["width"] == 390
        assert box["y"] > 250 and box["y"] + box["height"] <= 845
        # What was chosen stays in sight above the sheet.
        chosen = page.evaluate("() => window.watchgraph.where('huawei')")
        top = page.locator("#picture").bounding_box()["y"]
        assert top < chosen["y"] < box["y"] and 0 < chosen["x"] < 390
        assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / "test-supply-phone-panel.png")
        page.locator("#panel").get_by_role("button", name="Close").tap()
        assert not page.locator("#panel").is_visible()


def test_on_a_phone_key_and_filters_open_as_a_sheet(opened, picture):
    with opened(picture, "phone", reduced_motion="reduce") as shown:
        page = shown.page
        toggle = page.locator("#toggle-controls")
        toggle.tap()
        assert toggle.get_attribute("aria-expanded") == "true"
        page.get_by_label("China").uncheck()
        assert visible(page)["edges"] < 600
        toggle.tap()
        assert not page.locator("#controls").is_visible()
        shown.assert_quiet()


def test_on_a_phone_every_button_is_within_reach(opened, picture):
    with opened(picture, "phone", reduced_motion="reduce") as shown:
        for button in shown.page.locator("button:visible").all():
            box = button.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390
            assert box["y"] + box["height"] <= 844
            assert box["height"] >= 38


def test_the_keyboard_reaches_all_controls(opened, picture):
    with opened(picture) as shown:
        page = shown.page
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    "() => document.activeElement.id || document.activeElement.textContent"
                )
            )
        wanted = {
            "search",
            "choice-technology",
            "choice-edition",
            "choice-bri",
            "zoom-in",
            "zoom-out",
            "fit",
            "physics",
            "about",
            "Huawei",
        }
        assert wanted <= reached
        page.locator("#panel").get_by_role("button", name="Huawei").focus()
        outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Enter")
        assert heading(page) == "Huawei"


def test_without_scripts_the_page_says_so(opened, picture):
    with opened(picture, java_script_enabled=False) as shown:
        assert shown.page.locator("noscript p").is_visible()


def test_arrows_in_and_out_are_told_apart(opened, origin, networks):
    net = networks.origin()
    china = "https://w3id.org/watchgraph/id/country/CHN"
    with opened(origin) as shown:
        page = shown.page
        select(page, "CHN")
        heads = page.locator("#panel h3").all_text_contents()
        assert heads[0] == f"Reaches {net.out_degree(china)}"
        assert heads[1] == f"Receives from {net.in_degree(china)}"
        shown.assert_quiet()
