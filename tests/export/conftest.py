"""The packaged graph, the small graph known by hand, and names that attack or come from afar."""

from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from watchgraph.store import KnowledgeGraph

NAMES = (
    "AT&T",
    'O\'Reilly "Quote" Ltd',
    "</node><script>alert(1)</script>",
    "]]> <!-- &amp; &#0; -->",
    "华为技术有限公司",
    "شركة هواوي",
    "ООО «Вокорд»",
    "𝕌nicode 🜨",
    "two\nlines\tand tab",
    'comma, semicolon; quote"',
    " blank at both ends ",
    "",
)


@pytest.fixture(scope="session")
def small() -> KnowledgeGraph:
    store = pyoxigraph.Store()
    path = Path(__file__).parents[1] / "networks" / "small.trig"
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    return KnowledgeGraph(store, "by hand")


@pytest.fixture
def named() -> nx.Graph:
    """Return a bipartite network whose labels are the names above."""
    net = nx.Graph(name="supply", coverage={"records": 3, "dated": 1}, date=None)
    net.add_node("c:0", bipartite=1, kind="country", label="Kenya", latitude=0.5)
    for i, name in enumerate(NAMES):
        net.add_node(f"s:{i:02}", bipartite=0, kind="supplier", label=name, origin=None)
        net.add_edge("c:0", f"s:{i:02}", weight=i + 1, records=("r:1", "r:2"), editions=())
    return net
