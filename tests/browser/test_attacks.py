"""Attacks in every text of every table stay text: on every page, in every answer, in every file."""

import csv
import json
import os
import re
import subprocess
import sys
import zlib
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from watchgraph.csv_lines import frame_csv
from watchgraph.formulas import guarded
from watchgraph.render import draw
from watchgraph.render.templating import asset
from watchgraph.resources import web_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import read_tables

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ATTACKS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "javascript:window.pwned=1",
    "' onmouseover='window.pwned=1",
    "</script><script>window.pwned=1</script>",
    "{{7*7}}",
    "${7*7}",
    "&#x3c;img src=x onerror=window.pwned=1>",
    "]]>",
    "<!--<script>",
    "\u2028",
    "\u202eabc",
    '=HYPERLINK("http://evil","x")',
)
# As much of it as an address may hold.
ADDRESS = (
    "https://example.org/{0}'onmouseover='window.pwned=1&#x3c;script;javascript:window.pwned=1"
)
# These are codes or stay empty by a rule of the data, though their columns take any text.
KEPT = {("indicators", "class_value"), ("supplier_control", "new_name")}
# A rule lets these stand in some rows alone: where they are blank they stay so.
BLANK = {"office", "reply"}
# What a page has become: scripts of others, handlers, addresses that are no plain link.
STATE = r"""
() => {
  const all = [...document.querySelectorAll("*")];
  const schemes = new Set(["http", "https", "mailto"]);
  const wrong = [];
  for (const element of all) {
    const { tagName } = element;
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) wrong.push(`${tagName} ${name}`);
      if (!/^(href|src|action|formaction|xlink:href|srcset|data|poster|ping)$/i.test(name)) {
        continue;
      }
      const clean = value.replace(/[\u0000-\u0020\u007f-\u00a0]/g, "");
      const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(clean) ?? [];
      const icon = tagName === "LINK" && element.rel === "icon";
      if (scheme && !schemes.has(scheme.toLowerCase()) && !icon) wrong.push(`${name}=${value}`);
    }
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "FRAME"].includes(tagName)) wrong.push(tagName);
    if (tagName === "IMG" && element.getAttribute("src") === "x") wrong.push(tagName);
    const alone = element.textContent.trim() === "window.pwned=1";
    if (tagName === "SCRIPT" && alone) wrong.push(tagName);
  }
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content;
  if (!policy?.includes("default-src 'none'")) wrong.push("no policy");
  if (window.pwned !== undefined) wrong.push("pwned");
  return wrong;
}
"""


def attacked(text: str) -> str:
    """Return all attacks and then the text, another of them first for another text."""
    at = zlib.crc32(text.encode()) % len(ATTACKS)
    return " ".join([*ATTACKS[at:], *ATTACKS[:at], text]).strip()


def attack(folder: Path) -> int:
    """Put attacks into every cell that takes text, and give how many cells those are."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    with (folder / "redactions.csv").open(encoding="utf-8", newline="") as file:
        withheld = {
            (row["record"].partition("/")[2], row["column"]) for row in csv.DictReader(file)
        }
    cells = 0
    for table in described["resources"]:
        schema, name = table["schema"], table["name"]
        keys = {key["fields"][0]: key["reference"]["fields"] for key in schema["foreignKeys"]}
        free = [
            column["name"]
            for column in schema["fields"]
            if column["type"] == "string"
            and not {"pattern", "enum"} & set(column.get("constraints", {}))
            # Printed names are text, in the table that explains them and where they stand.
            and keys.get(column["name"], ["printed"]) == ["printed"]
            and column["name"] not in schema["primaryKey"]
            and (name, column["name"]) not in KEPT
        ]
        path = folder / table["path"]
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            key = row[schema["primaryKey"][0]]
            row |= {
                column: attacked(row[column])
                for column in free
                if (key, column) not in withheld and (row[column] or column not in BLANK)
            }
            if name == "sources":
                row["url"] = ADDRESS.format(number)
            cells += len(free)
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, [column["name"] for column in schema["fields"]])
            out.writeheader()
            out.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
    return cells


@pytest.fixture(scope="module")
def attacked_data(small_data) -> Path:
    folder = small_data()
    assert attack(folder) > 500
    return folder


@pytest.fixture(scope="module")
def kg(attacked_data) -> KnowledgeGraph:
    return KnowledgeGraph.load(attacked_data)


@pytest.fixture(scope="module")
def site(attacked_data, tmp_path_factory) -> Path:
    if web_folder() is None:
        pytest.skip("web/dist is not built: make web")
    folder = tmp_path_factory.mktemp("attacked")
    where = ("--data", attacked_data, "--build", folder / "build", "--out", folder / "site")
    run = subprocess.run(
        [sys.executable, "-m", "watchgraph", "report", *map(str, where)],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return folder / "site"


@pytest.fixture
def looked(opened):
    """Open a page; a dialog, a foreign element or link, a complaint or a request is a fault."""

    def look(path: Path, use=None) -> list[str]:
        wrong: list[str] = []
        with opened(path) as shown:
            shown.page.on("dialog", lambda one: (wrong.append("dialog"), one.dismiss()))
            wrong += shown.page.evaluate(STATE)
            if use:
                use(shown.page)
                wrong += shown.page.evaluate(STATE)
            wrong += shown.complaints
            wrong += [url for url in shown.requests if not url.startswith(("file:", "blob:"))]
        return wrong

    return look


def test_every_kind_of_page_shows_attacks_as_text(site, opened):
    kinds: dict[Path, list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        kinds.setdefault(path.parent, []).append(path)
    # All of the first floor; of each folder a few. The explorer has a test of its own.
    pages = [
        one for own in kinds.values() for one in (own if site in own[0].parents[:1] else own[:2])
    ]
    pages = [path for path in pages if path.name != "explore.html"]
    assert len(pages) > 30
    wrong = {}
    with opened(site / "index.html") as shown:
        page = shown.page
        page.on("dialog", lambda one: (shown.complaints.append("dialog"), one.dismiss()))
        for path in pages:
            page.goto(path.as_uri())
            if found := page.evaluate(STATE) + shown.complaints:
                wrong[path.relative_to(site).as_posix()] = list(found)
            shown.complaints.clear()
        shown.assert_quiet()
    assert wrong == {}


def test_no_page_holds_an_attack_as_markup(site):
    """Every page, also those that no browser opens here: what is written is escaped."""
    with_attacks = 0
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        with_attacks += "window.pwned" in text
        assert "Content-Security-Policy" in text, path
        assert not re.search(r"<script>\s*window\.pwned", text), path
        assert not re.search(r"<img src=x", text), path
        assert not re.search(r"<[a-z][^>]* on[a-z]+=", re.sub(r'"[^"]*"', '""', text)), path
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", unescape(link))
            assert not scheme or scheme[1] in ("http", "https", "data"), (path, link)
            assert not unescape(link).startswith("data:text"), (path, link)
        # What a template would have computed.
        assert "{{7*7}}" in text or "window.pwned" not in text, path
    assert with_attacks > 50
    scripts = [*site.rglob("*.js")]
    assert sum("window.pwned" in path.read_text("utf-8") for path in scripts) > 3
    for path in scripts:
        if "window.pwned" in (text := path.read_text("utf-8")):
            assert "<script>window.pwned" not in text and "</script" not in text, path


def test_no_download_holds_a_formula(site):
    """What the site gives away to spreadsheets: not one cell of it is computed."""
    texts = 0
    for path in sorted(site.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                texts += sum(cell.startswith("'=HYPERLINK") for cell in row)
                assert not [c for c in row if not c.startswith("'") and guarded(c) != c], path
    assert texts > 10
    for path in sorted(site.rglob("*.ttl")):
        import pyoxigraph

        assert list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)), path


def _explore(page) -> None:
    page.wait_for_selector("#status")
    page.keyboard.press("/")
    page.keyboard.type("script")
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    assert page.evaluate(
        "() => document.querySelector('#panel').innerText.includes('window.pwned')"
    )
    links = page.locator("#panel .links .plain")
    if links.count():
        links.first.click()
    page.click("#as-table")
    for tab in ("#tab-links", "#tab-nodes"):
        page.click(tab)
        assert "window.pwned" in page.locator("#tables").inner_text()
    page.click("#as-picture")
    page.evaluate("() => { location.hash = 'focus=<img src=x onerror=window.pwned=1>' }")
    page.wait_for_timeout(200)


def test_the_explorer_shows_attacks_as_text(site, looked):
    assert looked(site / "explore.html", _explore) == []


@pytest.mark.parametrize("name", ["supply", "finance"])
def test_a_drawn_page_shows_attacks_as_text(kg, looked, tmp_path, name):
    page = draw(kg.network(name), tmp_path / "page.html", title=attacked("title"))
    assert looked(page, _explore) == []


def _map(page) -> None:
    page.wait_for_selector("#picture a[data-code]", state="attached")
    page.locator("#picture a[data-code=NAM]").hover(force=True)
    page.locator("#picture").focus()
    for press in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(press)
    said = page.evaluate("() => document.documentElement.textContent")
    assert "window.pwned" in said
    page.evaluate("() => { location.hash = 'measure=<img src=x onerror=window.pwned=1>&region=x' }")
    page.wait_for_timeout(100)


def test_the_map_shows_attacks_as_text(site, looked):
    assert looked(site / "map.html", _map) == []


def _search(page) -> None:
    for words in (
        "script",
        "<img src=x onerror=window.pwned=1>",
        "</script><script>window.pwned=1",
    ):
        page.fill("#find", words)
        page.wait_for_timeout(150)
        page.keyboard.press("ArrowDown")
    page.fill("#find", "pwned")
    page.wait_for_timeout(150)


@pytest.mark.parametrize("name", ["index.html", "suppliers.html"])
def test_the_search_shows_attacks_as_text(site, looked, name):
    assert looked(site / name, _search) == []


QUERIES = (
    "SELECT ?s ?l ?t { { ?s rdfs:label ?l } UNION { ?s dcterms:title ?t } } LIMIT 200",
    """SELECT (IRI("javascript:window.pwned=1") AS ?a) (IRI("data:text/html,x") AS ?b)
    ("javascript:window.pwned=1" AS ?c) ("<img src=x onerror=window.pwned=1>" AS ?d)
    (IRI("JavaScript:window.pwned=1") AS ?e) (IRI("java%0Ascript:window.pwned=1") AS ?f) {}""",
    "SELECT ?source ?url { ?source wg:url ?url }",
    "CONSTRUCT { ?s rdfs:label ?o ; wg:url <javascript:window.pwned=1> } { ?s rdfs:label ?o }",
    "DESCRIBE <https://w3id.org/watchgraph/id/country/NAM>",
    'ASK { ?s ?p "<script>window.pwned=1</script>" }',
    'SELECT ?x { ?x a "<img src=x onerror=window.pwned=1>',
    "SELECT ('=1+1' AS ?formula) ('+1' AS ?number) ('a\\r=1' AS ?broken) (-5 AS ?minus) {}",
)
# Calls of another server that a reader of words would pass over. The engine of the page has no
# network to make them by: that none is made is seen from the requests.
CALLS = ("?s ?p 1SERVICE<http://evil.example/>{}", "SERVICESILENT<http://evil.example/>{}")


def _run(page, query: str) -> None:
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => !document.querySelector('#run').disabled")


def _sparql(page) -> None:
    page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
    for query in QUERIES:
        _run(page, query)
        assert page.evaluate(STATE) == [], query
    with page.expect_download() as waiting:
        page.click("#save-csv")
    raw = waiting.value.path().read_bytes().decode("utf-8")
    assert raw == 'formula,number,broken,minus\r\n\'=1+1,+1,"a\r=1",-5\r\n'
    for call in CALLS:
        _run(page, f"SELECT * {{ ?s a wg:Country . {call} }}")
    page.evaluate("() => { location.hash = 'query=<img src=x onerror=window.pwned=1>' }")
    page.wait_for_timeout(300)


def test_the_sparql_page_shows_attacks_as_text(site, looked):
    assert looked(site / "sparql.html", _sparql) == []


def test_texts_of_files_are_guarded_alike_in_both_languages(chromium):
    """The two scripts that write CSV guard as Python does, letter by letter."""
    letters = [chr(code) for code in (*range(0x3000), *range(0xFE00, 0x10000))]
    texts = [f"{letter}=1" for letter in letters if not "\ud800" <= letter <= "\udfff"]
    texts += [f"'{text}" for text in texts[:300]] + [f"{letter}1" for letter in letters[:0x300]]
    texts += ["-5", "+5", "-.5", "-5.", "+1.5E-7", "-inf", "-Inf", "-ınf", "-٣", "--5", "-5\n", "'"]
    texts += [*ATTACKS, *map(attacked, ATTACKS), "a,b", 'a"b', "a\rb", "a\r\nb", "", "=", "＝1"]
    page = chromium.new_page()
    page.evaluate(f"() => {{ {asset('csv.js')}; window.csvText = csvText; }}")
    cells = page.evaluate("texts => texts.map((text) => window.csvText(text))", texts)
    page.close()
    frame = frame_csv(pd.DataFrame({"a": texts, "b": "x"}))
    assert "a,b\n" + "".join(f"{cell},x\n" for cell in cells) == frame


@pytest.mark.parametrize(
    "url",
    [
        "javascript:window.pwned=1",
        " javascript:window.pwned=1",
        "JAVASCRIPT:window.pwned=1",
        "data:text/html,<script>window.pwned=1</script>",
        "vbscript:x",
        "https://example.org/<script>",
    ],
)
def test_an_address_that_runs_is_refused_by_the_check(small_data, url):
    from watchgraph.checks.everything import check_data

    folder = small_data()
    path = folder / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    rows[0][head.index("url")] = url
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    _, faults = read_tables(folder)
    if not faults:
        report = check_data(folder)
        assert [one.column for one in report.findings if one.severity == "error"] == ["url"]
    else:
        assert {fault.column for fault in faults} == {"url"}


def test_an_address_that_runs_is_no_link_in_a_drawn_page(kg, looked, tmp_path):
    """Who goes round the check, with a network of one's own, gets text."""
    net = kg.network("supply")
    for one in net.graph["evidence"]:
        one["url"] = "javascript:window.pwned=1"
    assert looked(draw(net, tmp_path / "page.html"), _explore) == []
