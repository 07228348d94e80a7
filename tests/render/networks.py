"""Networks of the real size and shape, with names and notes that attack a page.

Run as a script it draws them: ``python networks.py FOLDER``.
"""

import random
import sys
from pathlib import Path
from typing import Any

import networkx as nx

ID = "https://w3id.org/watchgraph/id/"

# Each would show if any sink took it for markup, script, style or an address to follow.
ATTACKS = (
    "</script><script>window.attacked = 'script'</script>",
    "<img src=x onerror=\"window.attacked = 'img'\">",
    "\"'><svg onload=window.attacked='svg'>",
    "<!--<script>",
    "]]>{{7*7}}${7*7}{% raw %}",
    "line\u2028separator\u2029and\nbreak\ttab",
)
# Names as they are in the world: these must arrive as they are, escaped once.
NAMES = (
    "AT&T",
    'O\'Reilly "Quote" Ltd',
    "华为技术有限公司",
    "شركة هواوي",
    "ООО «Вокорд»",
    "Türkiye Çağrı",
    "a < b > c",
)
BAD_LINKS = (
    "javascript:window.attacked='link'",
    "data:text/html,<script>window.attacked='data'</script>",
    "https://",
    "not an address",
    "https://example.org/?q=\"><script>window.attacked='query'</script>",
)
TECHNOLOGIES = ("smart_city", "facial_recognition", "smart_policing")


def nasty(i: int) -> str:
    """Return one of the texts, attacks and names in turn."""
    texts = ATTACKS + NAMES
    return texts[i % len(texts)]


def _evidence(record: str, i: int, nasty_text: bool) -> dict[str, Any]:
    text = nasty(i) if nasty_text else f"Record {i}"
    good = f"https://example.org/source/{i % 300}"
    return {
        "record": record,
        "kind": "assessment" if i % 3 else "deployment",
        "label": text,
        "country": text if nasty_text else "Kenya",
        "date": ("2019", "2021-04", "", "2020-12-31")[i % 4],
        "note": f"{text} and what the source says about it at some length. " * (1 + i % 3),
        "source": f"{ID}source/{i % 300}",
        "title": f"{text} title {i % 300}",
        "url": BAD_LINKS[i % len(BAD_LINKS)] if nasty_text and i % 4 == 0 else good,
        "publisher": text if nasty_text else "A publisher",
        "published": "2019-09-17",
        "accessed": "",
        "licence": "CC BY 4.0" if i % 2 else "",
    }


def _country(i: int, nasty_text: bool) -> dict[str, Any]:
    label = "Kenya" if i == 0 else nasty(i) if nasty_text and i % 2 else f"Country {i}"
    return {
        "kind": "country",
        "bipartite": 1,
        "label": label,
        "slug": "KEN" if i == 0 else f"C{i:02}",
        "origin": "",
        "origin_label": "",
        "region": "Africa",
        "bri": ("member", "withdrawn", "unclear", "none recorded")[i % 4],
        "adopter_2019": ("adopter", "none found", "not looked")[i % 3],
        "adopter_2022": ("not looked", "adopter", "none found")[i % 3],
        "latitude": 0.0,
        "longitude": 0.0,
    }


def _edge(rng: random.Random, records: list[str], pool: int) -> dict[str, Any]:
    own = tuple(
        sorted(f"{ID}deployment/r{n:04}" for n in rng.sample(range(pool), rng.randint(1, 5)))
    )
    records.extend(own)
    editions = tuple(edition for edition in ("2019", "2022") if rng.random() < 0.5)
    return {
        "records": own,
        "sources": tuple(sorted({f"{ID}source/{n}" for n in range(len(own))})),
        "weight": len(own),
        "independent_sources": len(own),
        "editions": editions,
        "technologies": tuple(t for t in TECHNOLOGIES if rng.random() < 0.5),
        "technologies_basis": "assessment",
        "first_date": "2018-01-01",
        "last_date": "2021-06-30",
        "deployments": 0 if editions else 1,
    }


def supply(
    *, suppliers: int = 150, countries: int = 110, links: int = 600, nasty_text: bool = True
) -> nx.Graph:
    """Return a supply network whose evidence is in its graph attributes."""
    rng = random.Random(7)
    net = nx.Graph(name="supply", edition="", technology="", date="", data_version="test")
    origins = (("CHN", "China"), ("USA", "United States"), ("JPN", "Japan"), ("FRA", "France"))
    for i in range(suppliers):
        origin, origin_label = origins[i % 4] if i % 3 else ("unknown", "unknown")
        net.add_node(
            f"{ID}supplier/{'huawei' if i == 1 else f's{i:03}'}",
            kind="supplier",
            bipartite=0,
            label="Huawei" if i == 1 else nasty(i) if nasty_text and i % 2 else f"Supplier {i}",
            slug="huawei" if i == 1 else f"s{i:03}",
            origin=origin,
            origin_label=origin_label,
            aliases=(nasty(i),) if nasty_text else (),
        )
    for i in range(countries):
        facts = _country(i, nasty_text)
        net.add_node(f"{ID}country/{facts['slug']}", **facts)
    nodes = list(net)
    supplying, receiving = nodes[:suppliers], nodes[suppliers:]
    records: list[str] = []
    wanted = [(a, supplying[i % suppliers]) for i, a in enumerate(receiving)]
    wanted += [(rng.choice(receiving), supplier) for supplier in supplying]
    wanted += [(country, supplying[1]) for country in receiving[:60]]
    while net.number_of_edges() < links:
        country, supplier = (
            wanted.pop() if wanted else (rng.choice(receiving), rng.choice(supplying))
        )
        if not net.has_edge(supplier, country):
            net.add_edge(supplier, country, **_edge(rng, records, 1000))
    net.graph["evidence"] = {
        iri: _evidence(iri, i, nasty_text) for i, iri in enumerate(sorted(set(records)))
    }
    return net


def origin(*, nasty_text: bool = True) -> nx.DiGraph:
    """Return a network of supplier states, with arrows back, a loop and a lone pair."""
    rng = random.Random(8)
    net = nx.DiGraph(name="origin", data_version="test")
    codes = ["CHN", "USA", "JPN", "FRA"]
    for i in range(60):
        facts = _country(i, nasty_text)
        if i < len(codes):
            facts["slug"] = codes[i]
        net.add_node(f"{ID}country/{facts['slug']}", **facts)
    nodes = list(net)
    records: list[str] = []
    for i, state in enumerate(nodes[:4]):
        for country in rng.sample(nodes[:58], 45 - 10 * i):
            net.add_edge(state, country, basis="both", **_edge(rng, records, 400))
    net.add_edge(nodes[0], nodes[0], basis="marked", **_edge(rng, records, 400))
    net.add_edge(nodes[58], nodes[59], basis="headquarters", **_edge(rng, records, 400))
    net.graph["evidence"] = {
        iri: _evidence(iri, i, nasty_text) for i, iri in enumerate(sorted(set(records)))
    }
    return net


def many(*, parts: int, size: int, links: int) -> nx.Graph:
    """Return a network of many nodes in parts, which are soon laid out."""
    rng = random.Random(3)
    net = nx.Graph(name="supply", data_version="test")
    origins = (
        ("CHN", "China"),
        ("USA", "United States"),
        ("FRA", "France"),
        ("unknown", "unknown"),
    )
    for part in range(parts):
        suppliers = [f"{ID}supplier/s{part}-{i}" for i in range(size // 2)]
        countries = [f"{ID}country/c{part}-{i}" for i in range(size // 2)]
        for i, node in enumerate(suppliers):
            origin, origin_label = origins[i % 4]
            net.add_node(
                node,
                kind="supplier",
                bipartite=0,
                label=f"Supplier {part} {i}",
                slug=f"s{part}-{i}",
                origin=origin,
                origin_label=origin_label,
            )
        for i, node in enumerate(countries):
            region = ("Africa", "Asia", "Europe")[i % 3]
            label = f"Country {part} {i}"
            net.add_node(
                node, kind="country", bipartite=1, label=label, slug=f"c{part}-{i}", region=region
            )
        pairs = [(a, b) for a in suppliers for b in countries]
        for k, (a, b) in enumerate(rng.sample(pairs, links // parts)):
            net.add_edge(a, b, weight=1, records=(f"{ID}deployment/d{part}-{k}",))
    return net


if __name__ == "__main__":
    from watchgraph.render import NetworkPage, SiteContent, draw, write_site

    folder = Path(sys.argv[1])
    draw(supply(), folder / "supply.html")
    draw(origin(), folder / "origin.html", size="degree", seed=3)
    content = SiteContent(
        lede="Nasty names.", data_version="test", networks=(NetworkPage("supply", supply()),)
    )
    write_site(folder / "site", content)
