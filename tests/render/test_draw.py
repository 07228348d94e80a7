import copy
import csv
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import networkx as nx
import pytest

from watchgraph import resources
from watchgraph.errors import UseError
from watchgraph.render import draw
from watchgraph.render.escape import csp_hash
from watchgraph.render.vis import VIS_SHA256, VIS_VERSION, vis_script
from watchgraph.render.words import spoken

VOID = {"meta", "input", "br", "img", "link", "base", "source", "embed"}


class Page(HTMLParser):
    """The elements of a page, and the texts of its scripts and styles."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.inline, self.texts, self._open = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("script", "style"):
            self.inline.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1] in ("script", "style"):
            self.inline[-1][2] += data
        else:
            self.texts.append(data)

    def json(self):
        (text,) = [text for _, attrs, text in self.inline if attrs.get("id") == "data"]
        return json.loads(text)


def page_of(net, tmp_path, **how):
    return Page(draw(net, tmp_path / "net.html", **how).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def supply_text(networks, tmp_path_factory):
    path = draw(networks.supply(), tmp_path_factory.mktemp("draw") / "supply.html")
    return path.read_text(encoding="utf-8")


def assert_loads_nothing(page):
    loading = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}
    for tag, attrs in page.tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "img", "audio", "video"}
        assert not loading & set(attrs), (tag, attrs)
        assert not [name for name in attrs if name.startswith("on") or name == "style"], attrs
    for tag, _, text in page.inline:
        if tag == "style":
            assert "url(" not in text and "@import" not in text


def test_the_page_loads_nothing(supply_text):
    assert_loads_nothing(Page(supply_text))


def test_the_policy_admits_just_what_is_inline(supply_text):
    page = Page(supply_text)
    (policy,) = [
        attrs["content"]
        for tag, attrs in page.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    wanted = dict(part.split(" ", 1) for part in policy.split("; "))
    scripts = [text for tag, attrs, text in page.inline if tag == "script" and "type" not in attrs]
    (style,) = [text for tag, _, text in page.inline if tag == "style"]
    assert len(scripts) == 2
    assert wanted["script-src"].split() == [csp_hash(text) for text in scripts]
    assert wanted["style-src"] == csp_hash(style)
    assert wanted["default-src"] == "'none'"
    assert "unsafe" not in policy


def test_no_name_becomes_markup(networks, supply_text):
    page = Page(supply_text)
    assert [tag for tag, _, _ in page.inline] == ["style", "script", "script", "script"]
    data = page.json()
    labels = {node["label"] for node in data["draw"]["nodes"]}
    assert set(networks.NAMES) <= labels and set(networks.ATTACKS) <= labels
    # Outside the data no name stands in the page at all.
    outside = supply_text.replace(json_text(supply_text), "")
    assert "window.attacked" not in outside


def json_text(text):
    return re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1]


def test_a_nasty_title_is_text(networks, tmp_path):
    for title in networks.ATTACKS + networks.NAMES:
        page = page_of(nx.path_graph(2), tmp_path, title=title)
        assert [tag for tag, _, _ in page.inline].count("script") == 3
        # A parser reads a line end as it is, and gives each text back as it was.
        assert page.texts.count(title) == 2, title
        assert_loads_nothing(page)


def test_size_of_a_real_network(supply_text):
    assert len(supply_text.encode("utf-8")) < 2_000_000


def test_vis_network_is_the_pinned_one():
    path = files("pyvis") / "templates" / "lib" / f"vis-{VIS_VERSION}" / "vis-network.min.js"
    raw = path.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == VIS_SHA256
    assert f"@version {VIS_VERSION}".encode() in raw[:400]
    assert "sourceMappingURL" not in vis_script()
    # The page makes elements from text alone; the library has no other way either.
    assert "innerHTML" not in vis_script()


def test_another_vis_network_is_refused(monkeypatch):
    monkeypatch.setattr("watchgraph.render.vis.VIS_SHA256", "0" * 64)
    vis_script.cache_clear()
    try:
        with pytest.raises(UseError, match=r"pyvis 0\.3\.2"):
            vis_script()
    finally:
        vis_script.cache_clear()


def test_the_callers_graph_is_left_as_it_was(networks, tmp_path):
    for net in (networks.supply(), networks.origin(), nx.MultiGraph([(0, 1), (0, 1)])):
        before = copy.deepcopy((list(net.nodes(data=True)), list(net.edges(data=True)), net.graph))
        draw(net, tmp_path / "net.html")
        assert (list(net.nodes(data=True)), list(net.edges(data=True)), net.graph) == before


def test_parallel_edges_are_all_drawn_and_bent_apart(tmp_path):
    for kind in (nx.MultiGraph, nx.MultiDiGraph):
        net = kind([("a", "b"), ("a", "b"), ("b", "a"), ("a", "a")])
        edges = page_of(net, tmp_path).json()["draw"]["edges"]
        assert len(edges) == 4
        between = [edge for edge in edges if edge["from"] != edge["to"]]
        bends = {(e["from"], e["to"], json.dumps(e.get("smooth"))) for e in between}
        assert len(bends) == 3


def test_arrows_there_and_back_do_not_cover_each_other(tmp_path):
    edges = page_of(nx.DiGraph([("a", "b"), ("b", "a")]), tmp_path).json()["draw"]["edges"]
    assert all(edge["arrows"] == "to" and edge["smooth"]["enabled"] for edge in edges)


def test_records_and_sources_are_written_once(networks, tmp_path):
    net = networks.supply(nasty_text=False)
    data = page_of(net, tmp_path).json()
    iris = [record[0] for record in data["records"]]
    assert iris == sorted({iri for _, _, facts in net.edges(data=True) for iri in facts["records"]})
    assert len({tuple(source) for source in data["sources"]}) == len(data["sources"])
    for edge, (a, b) in zip(
        data["edges"], ((e["from"], e["to"]) for e in data["draw"]["edges"]), strict=True
    ):
        facts = net.edges[data["nodes"][a]["iri"], data["nodes"][b]["iri"]]
        assert tuple(iris[record] for record in edge["records"]) == facts["records"]


def test_a_record_with_two_sources_keeps_both(tmp_path):
    net = nx.Graph()
    net.add_edge("a", "b", records=("r",))
    rows = [{"record": "r", "kind": "loan", "title": title} for title in ("One", "Two", "One")]
    data = page_of(net, tmp_path, evidence=rows).json()
    assert data["records"] == [["r", "Loan or grant", "", "", "", "", [0, 1]]]
    assert [source[0] for source in data["sources"]] == ["One", "Two"]


def test_without_evidence_the_ids_remain(tmp_path):
    net = nx.Graph()
    net.add_edge("a", "b", records=("r2", "r1"))
    data = page_of(net, tmp_path).json()
    assert [record[0] for record in data["records"]] == ["r1", "r2"]
    assert data["sources"] == []


def test_absence_is_said_in_words(networks, tmp_path):
    net = networks.supply(nasty_text=False)
    data = page_of(net, tmp_path).json()
    facts = {node["iri"]: dict(node["facts"]) for node in data["nodes"]}
    said = {"adopter": "technology found", "none found": "none found", "not looked": "Not looked"}
    for node, given in net.nodes(data=True):
        if given["kind"] == "country":
            assert said[given["adopter_2019"]] in facts[node]["Index of 2019"]
        elif given["origin"] == "unknown":
            assert "Unknown" in facts[node]["Head office"]
    unknown = [group for group in data["groups"] if group["key"] == "unknown"]
    assert unknown[0]["hollow"] and unknown[0]["count"] == 50


def test_filters_offer_what_the_edges_have(networks, tmp_path):
    data = page_of(networks.supply(nasty_text=False), tmp_path).json()
    facets = {facet["key"]: facet["options"] for facet in data["facets"]}
    assert facets == {
        "origin": ["China", "United States", "Japan", "Another state", "Unknown"],
        "state": ["China", "France", "Japan", "United States", "Unknown"],
        "technology": ["Facial recognition", "Smart city", "Smart policing"],
        "edition": ["Index of 2019", "Index of 2022", "Deployment records"],
        "bri": ["Member", "No membership recorded", "Unclear", "Withdrawn"],
    }


def test_a_bare_graph_is_drawn_without_what_it_lacks(tmp_path):
    data = page_of(nx.Graph([(1, 2)]), tmp_path).json()
    assert [node["label"] for node in data["draw"]["nodes"]] == ["1", "2"]
    assert [group["key"] for group in data["groups"]] == ["thing"]


@pytest.mark.parametrize(
    ("net", "words"),
    [
        (nx.Graph(), "no nodes"),
        (nx.empty_graph(10_001), "10,001 nodes"),
        (nx.gnm_random_graph(400, 50_001, seed=1), "50,001 edges"),
    ],
)
def test_what_no_picture_can_show_is_refused(net, words, tmp_path):
    with pytest.raises(UseError, match=words) as refused:
        draw(net, tmp_path / "net.html")
    assert refused.value.remedy
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UseError, match="cannot be written"):
        draw(nx.path_graph(2), tmp_path / "file" / "net.html")


def test_a_former_picture_is_replaced_whole(tmp_path):
    path = tmp_path / "net.html"
    path.write_text("x" * 3_000_000)
    assert draw(nx.path_graph(2), str(path)) == path
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["technologies", "instruments", "purposes", "stages"])
def test_codes_are_said_as_the_code_lists_say_them(name):
    with (resources.data_folder() / "codelists" / f"{name}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            # Of a loan and of a technology the lists say it apart; the picture says it in short.
            if row["code"] != "smart_city":
                assert spoken(row["code"]) == row["label"]
