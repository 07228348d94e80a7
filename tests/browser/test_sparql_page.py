"""The page that answers SPARQL in the browser, on the real edition."""

import csv
import io
import json
import math

import pandas as pd
import pytest
from markupsafe import Markup

import watchgraph as wg
from watchgraph.profiles import gather
from watchgraph.questions import describe
from watchgraph.questions.library import names
from watchgraph.questions.parameters import literal
from watchgraph.questions.run import bind
from watchgraph.render import Document, SiteContent, write_site
from watchgraph.report.asking.sparql_page import sparql_page, sparql_pages
from watchgraph.report.maps.map_page import map_page
from watchgraph.report.paths.paths import Paths
from watchgraph.report.paths.record_places import record_places
from watchgraph.resources import web_folder
from watchgraph.vocabulary import ID

pytestmark = pytest.mark.browser

SCROLL = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
READY = "html[data-ready=yes]"
# Questions with values of every kind: things by id, code, name and alias, days, numbers.
ASKED = (
    ("countries_by_supplier", {"supplier": "ZTE"}),
    ("countries_by_supplier", {"supplier": "hikvision", "edition": 2022}),
    ("suppliers_of_country", {"country": " COTE d’Ivoire "}),
    ("deployments_of_country", {"country": "ke", "technology": "Facial_Recognition"}),
    ("control_on_day", {"date": "2020-01-01"}),
    ("largest_systems", {"at_least": "+05000"}),
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def kg():
    return wg.load()


@pytest.fixture(scope="module")
def site(kg, tmp_path_factory):
    if web_folder() is None:
        pytest.skip("web/dist is not built: make web")
    folder = tmp_path_factory.mktemp("sparql")
    kenya = Document("country/KEN", "Kenya", "", Markup(""))
    paths = Paths(gather(kg))
    places = record_places(paths.places(), paths.known.facts)
    [document], assets, missing = sparql_pages(kg, None, folder, (kenya.name,), places)
    assert missing == ""
    outlines = map_page(kg, folder, web=web_folder()).assets
    content = SiteContent(
        lede="",
        data_version=kg.version,
        documents=(kenya, document),
        assets=(*assets, *outlines),
    )
    return write_site(folder / "site", content).parent


@pytest.fixture(scope="module")
def complaints():
    return []


@pytest.fixture(scope="module")
def page(chromium, site, complaints):
    """One page that is ready; each test asks anew."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.on("request", lambda one: one.url.startswith("http") and complaints.append(one.url))
    page.on(
        "console", lambda line: line.type in ("error", "warning") and complaints.append(line.text)
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((site / "sparql.html").as_uri())
    page.wait_for_selector(READY)
    yield page
    context.close()


@pytest.fixture(autouse=True)
def quiet(complaints):
    """No test may make the page complain, or ask anything of a network."""
    yield
    assert complaints == []


def write(page, query):
    """Write a query into the editor, by hand."""
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    # As one piece: completed brackets would come twice.
    page.keyboard.insert_text(query)


def run(page, query):
    write(page, query)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => !document.querySelector('#run').disabled")


def go(page, address):
    """Follow an address to its answer."""
    page.evaluate("address => { location.hash = address }", address)
    page.wait_for_function("() => !document.querySelector('#run').disabled")


def texts(frame):
    """Return a DataFrame of an answer as text, and its numbers as numbers."""
    rows = frame.astype("object").where(frame.notna(), "").to_numpy().tolist()
    return [[_text(value) for value in row] for row in rows]


def _text(value):
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(value).lower() if isinstance(value, bool) else value


def same(given, wanted):
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return math.isclose(float(given), wanted, rel_tol=1e-12)
    return given == wanted


def differing(page, kg, name, values):
    """Return the first row in which page and Python differ."""
    given = page.evaluate(
        "([name, values]) => WGSparqlPage.ask(name, values)",
        [name, {key: str(value) for key, value in values.items()}],
    )
    frame = kg.ask(name, **values)
    assert given["columns"] == list(frame.columns)
    wanted = texts(frame)
    assert len(given["rows"]) == len(wanted), name
    for row, line in zip(given["rows"], wanted, strict=True):
        if not all(map(same, row, line)):
            return row, line
    return None


def test_every_question_answers_as_in_python_or_is_said_to_differ(page, kg):
    fewer = set(
        page.evaluate("() => WGSparql.questions.filter(one => one.fewer).map(one => one.name)")
    )
    assert {"regime_class_of_country"} <= fewer
    assert len(fewer) < 5
    assert {name: differing(page, kg, name, {}) for name in names() if name not in fewer} == (
        dict.fromkeys(set(names()) - fewer)
    )


@pytest.mark.parametrize(("name", "values"), ASKED)
def test_values_mean_what_they_mean_in_python(page, kg, name, values):
    assert len(kg.ask(name, **values)) > 0
    assert differing(page, kg, name, values) is None


@pytest.mark.parametrize(("name", "values"), ASKED)
def test_the_query_is_the_one_that_python_asks(page, kg, name, values):
    sparql, _ = bind(kg, describe(name), values)
    header = describe(name).sparql.partition("SELECT")[0]
    given = page.evaluate(
        "([name, values]) => WGSparqlPage.bind(name, values)",
        [name, {key: str(value) for key, value in values.items()}],
    )
    assert given.partition("\n")[2].strip() == sparql.removeprefix(header).strip()


def test_text_is_escaped_as_in_python(page):
    nasty = [
        '"',
        "\\",
        'a" . } #',
        "\\u0041",
        "\\\\U00000041",
        "a\nb\rc\td\x00\x07",
        "监控 مراقبة 😀",
    ]
    given = page.evaluate("texts => texts.map(text => WGSparqlPage.literal(text))", nasty)
    assert given == [literal(text) for text in nasty]


def test_what_is_left_out_is_said(page, kg, site, tmp_path):
    told = sparql_page(kg, web_folder(), tmp_path)
    count = sum(told.left_out.values())
    assert count > 0
    section = page.locator("#left-out").inner_text()
    assert f"{count:,} records ({told.left_out_statements:,} statements) are left out" in section
    for title in told.left_out:
        assert title in section
    go(page, "q=regime_class_of_country")
    assert page.locator("#fewer").is_visible()
    go(page, "q=countries_by_supplier")
    assert page.locator("#fewer").is_hidden()


def test_a_question_is_chosen_filled_in_and_run(page, kg):
    page.select_option("#question", "countries_by_supplier")
    page.fill("#field-supplier", "ZTE")
    page.select_option("#field-edition", "2019")
    page.click("#run")
    page.wait_for_function("() => !document.querySelector('#run').disabled")
    wanted = kg.ask("countries_by_supplier", supplier="zte", edition=2019)
    assert page.locator("#said").inner_text() == f"{len(wanted)} rows."
    assert page.locator("table.answer tbody tr").count() == len(wanted)
    assert page.url.endswith("#q=countries_by_supplier&supplier=ZTE&edition=2019")
    assert page.input_value("#link") == page.url


def test_an_unknown_value_is_refused_with_those_like_it(page):
    page.select_option("#question", "countries_by_supplier")
    page.fill("#field-supplier", "hikvis")
    page.click("#run")
    assert "Did you mean hikvision?" in page.locator("#fault").inner_text()
    page.fill("#field-supplier", '"> } DELETE')
    page.click("#run")
    assert "is unknown" in page.locator("#fault").inner_text()


def test_a_link_opens_a_question_and_its_answer(opened, site, kg):
    with opened(site / "sparql.html") as shown:
        shown.page.goto("about:blank")
        shown.page.goto((site / "sparql.html").as_uri() + "#q=countries_by_supplier&supplier=nec")
        shown.page.wait_for_selector("table.answer")
        rows = shown.page.locator("table.answer tbody tr").count()
        assert rows == len(kg.ask("countries_by_supplier", supplier="nec"))
        assert shown.page.input_value("#field-supplier") == "nec"
        shown.assert_quiet()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("q=no_such_question", "There is no kept question"),
        ("q=countries_by_supplier&colour=red", "no parameter “colour”"),
        ("q=countries_by_supplier&edition=1984", "“1984” is unknown"),
        ("query=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "Line 1"),
    ],
)
def test_a_faulty_link_is_answered_in_words(page, address, said):
    go(page, address)
    assert said in page.locator("#fault").inner_text()
    assert page.locator("#fault img").count() == 0


def test_a_free_query_and_its_link(page, kg):
    query = "SELECT ?supplier ?name { ?supplier a wg:Supplier ; rdfs:label ?name } ORDER BY ?name"
    run(page, query)
    assert page.locator("#said").inner_text() == f"{len(kg.query(query))} rows."
    assert "query=SELECT" in page.url
    address = page.url.partition("#")[2]
    go(page, "q=countries_by_supplier")
    go(page, address)
    assert page.locator("#said").inner_text() == f"{len(kg.query(query))} rows."


def test_typing_over_a_query_makes_no_complaint(page):
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?a { ?a a wg:Sup")


def test_records_lead_to_their_place_on_the_page_of_another_thing(page):
    things = ("assessment/2019-KEN", "assessment/2019-UGA", "constructor/x", "toString/KEN")
    run(page, f"SELECT ?r {{ VALUES ?r {{ {' '.join(f'<{ID}{one}>' for one in things)} }} }}")
    cells = page.locator("table.answer tbody td")
    cells.first.wait_for()
    links = [cell.locator("a").get_attribute("href") for cell in cells.all()[:1]]
    assert links == ["country/KEN.html#assessment-2019-KEN"]
    # Of the others this site has no page.
    assert page.locator("table.answer tbody a").count() == 1
    assert cells.all_inner_texts() == list(things)


def test_an_address_that_is_opened_while_a_query_runs_is_asked_next(page):
    go(page, "q=countries_by_supplier&supplier=huawei")
    # The second is opened as soon as the page has begun to ask the first.
    running = page.evaluate(
        """() => new Promise((done) => {
          const named = "q=countries_by_supplier&supplier=";
          addEventListener("hashchange", () => {
            done(document.querySelector("#run").disabled);
            location.hash = `${named}nec`;
          }, { once: true });
          location.hash = `${named}zte`;
        })"""
    )
    assert running
    page.wait_for_function(
        "() => document.querySelector('#field-supplier').value === 'nec'"
        " && !document.querySelector('#run').disabled"
    )
    assert page.url.endswith("supplier=nec")


def test_graphs_are_asked_as_in_python(page, kg):
    for query in (
        "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/watchgraph/graph/derived> { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) {GRAPH <https://w3id.org/watchgraph/graph/ontology> {?s ?p ?o}}",
        "SELECT (COUNT(*) AS ?n) { ?s a wg:Deployment }",
    ):
        run(page, query)
        assert page.locator("table.answer tbody td").inner_text() == str(kg.rows(query)[0][0])


def test_arithmetic_is_that_of_python(page, kg):
    terms = (
        *("1 - 2 - 3", "1-2-3", "8 / 4 / 2", "9 - ?a + ?b - 1", "100.0 * ?a / ?b / 5"),
        *("-?a - -?b - 2 * 3 * 4 / 6", "(9 - ?a) - (?b - ?a - 1)", "STRLEN('a - b') - ?a -1"),
        "IF(9 - ?a - ?b > 3, 1, 2)",
    )
    names = "abcdefghi"
    wanted = " ".join(f"({term} AS ?{c}_)" for term, c in zip(terms, names, strict=True))
    # A path of properties looks like a product, and is none.
    query = (
        f"SELECT {wanted} (COUNT(DISTINCT ?x) AS ?n) {{ VALUES (?a ?b) {{ (4 2) }} "
        "?x a wg:Deployment ; wg:country/rdfs:label ?y ; (wg:country/wg:iso3) ?z ; "
        "(wg:country/^wg:country)/a ?t } GROUP BY ?a ?b"
    )
    run(page, query)
    given = page.locator("table.answer tbody td").all_inner_texts()
    assert [float(value) for value in given] == [float(v) for v in kg.rows(query)[0]]


def test_what_may_be_typed_is_typed(page):
    write(page, "")
    page.keyboard.type("ASK { ?s wg:country/rdfs:label ?")
    assert "wg:country/rdfs:label" in page.locator("#editor .cm-content").inner_text()
    page.keyboard.press("Escape")


def test_the_other_forms(page):
    run(page, "ASK { ?s a wg:Supplier }")
    assert page.locator("#said").inner_text() == "The answer is yes."
    run(page, "DESCRIBE <https://w3id.org/watchgraph/id/country/KEN>")
    assert "statements" in page.locator("#said").inner_text()
    assert page.locator("#save-triples").is_visible()
    run(page, "CONSTRUCT { ?s wg:in ?c } { ?s a wg:Deployment ; wg:country ?c } LIMIT 20")
    assert page.locator("#said").inner_text() == "20 statements."
    page.click("#tab-picture")
    page.wait_for_selector("[data-drawn=yes]")
    assert "20 links" in page.locator("#view-picture").inner_text()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s {\n  ?s a nope:Thing\n}", "Line 2, column"),
        ("SELECT ?s {\n  ?s a\n}", "Line 3, column"),
        ("SELECT ?x ?y { ?x a wg:Supplier } GROUP BY ?x", "GROUP BY does not give"),
    ],
)
def test_an_error_names_its_line(page, query, said):
    run(page, query)
    assert said in page.locator("#fault").inner_text()
    assert page.locator("#editor .cm-lint-marker-error").count() == 1
    assert page.locator("#answer").is_hidden()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("INSERT DATA { <a:b> <a:b> 1 }", "This page only asks"),
        ("PREFIX x: <a:>\n# SELECT\ndelete where { ?s ?p ?o }", "This page only asks"),
        ("SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }", "SERVICE is refused"),
        ("", "no query yet"),
    ],
)
def test_what_is_refused_is_refused_in_words(page, query, said):
    run(page, query)
    assert said in page.locator("#fault").inner_text()
    run(page, 'ASK { FILTER("INSERT SERVICE" != "") }')
    assert page.locator("#fault").is_hidden()


def test_a_runaway_query_is_stopped(page):
    write(page, RUNAWAY)
    page.keyboard.press("Control+Enter")
    page.click("#stop")
    page.wait_for_function("() => document.querySelector('#status').innerText.includes('Stopped')")
    run(page, "ASK { ?s a wg:Supplier }")
    assert page.locator("#said").inner_text() == "The answer is yes."


def test_a_browser_without_workers_answers_as_well(chromium, site):
    context = chromium.new_context()
    context.add_init_script("window.Worker = function () { throw new Error('refused') }")
    page = context.new_page()
    page.goto((site / "sparql.html").as_uri() + "#query=ASK{?s+a+wg:Supplier}")
    page.wait_for_selector("#answer:not([hidden])")
    assert page.locator("#said").inner_text() == "The answer is yes."
    context.close()


def test_the_files_hold_the_answer(page, kg):
    go(page, "q=countries_by_supplier&supplier=huawei")
    wanted = kg.ask("countries_by_supplier", supplier="huawei")
    with page.expect_download() as waiting:
        page.click("#save-csv")
    assert waiting.value.suggested_filename == "countries_by_supplier.csv"
    text = waiting.value.path().read_bytes().decode("utf-8")
    head, *rows = list(csv.reader(io.StringIO(text, newline="")))
    assert head == list(wanted.columns)
    assert rows == [[str(value) for value in row] for row in texts(wanted)]
    with page.expect_download() as waiting:
        page.click("#save-json")
    answer = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert answer["head"]["vars"] == list(wanted.columns)
    assert len(answer["results"]["bindings"]) == len(wanted)


def test_rows_lead_to_pages_and_are_ordered(page):
    go(page, "q=countries_by_supplier&supplier=huawei")
    assert page.locator("table.answer a").first.get_attribute("href") == "country/KEN.html"
    head = page.locator("table.answer th", has_text="independent sources")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    place = head.evaluate("head => head.cellIndex")
    cells = page.locator(f"table.answer tbody td:nth-child({place + 1})").all_inner_texts()
    assert [int(cell) for cell in cells] == sorted((int(cell) for cell in cells), reverse=True)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_wide_enough_and_open_to_all(opened, site, size, scheme, pictures_folder):
    with opened(site / "sparql.html", size, color_scheme=scheme) as shown:
        page = shown.page
        page.wait_for_selector(READY)
        page.evaluate("() => { location.hash = 'q=countries_by_supplier' }")
        page.wait_for_selector("table.answer")
        assert page.evaluate(SCROLL) <= 0
        page.screenshot(path=pictures_folder / f"test-sparql-{size}-{scheme}.png")
        page.evaluate((web_folder() / "axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate(
            "() => axe.run(document, {preload: false, "
            "runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        faults = {one["id"]: [node["html"] for node in one["nodes"]] for one in found["violations"]}
        assert faults == {}
        shown.assert_quiet()


def test_without_the_parts_the_site_says_so(kg, tmp_path, monkeypatch):
    monkeypatch.setattr("watchgraph.report.asking.sparql_page.web_folder", lambda given: None)
    documents, assets, missing = sparql_pages(kg, None, tmp_path, ())
    assert (documents, assets) == ((), ())
    index = write_site(
        tmp_path / "site", SiteContent(lede="", data_version=kg.version, missing=missing)
    )
    assert "This copy of the site has no page for SPARQL" in index.read_text(encoding="utf-8")
