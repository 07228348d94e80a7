"""What holds private records says so on every page."""

import io

import networkx as nx
from markupsafe import Markup

from watchgraph.export import graphml
from watchgraph.notice import not_for_publication
from watchgraph.render import Document, SiteContent
from watchgraph.render.frame import framed_page
from watchgraph.render.pages import document_page, frame_of

SAID = "Holds private records of a, b; not for publication."
PAGE = Document("audit", "Audit", "", Markup("<p>Body</p>"))


def test_every_page_of_a_site_says_it_before_all_else() -> None:
    frame = frame_of(SiteContent("Lede", "1", notice=not_for_publication(("a", "b"))))
    page = framed_page(frame, PAGE)
    assert page.index(SAID) < page.index("<header")
    assert "not for publication" not in framed_page(frame_of(SiteContent("Lede", "1")), PAGE)


def test_a_page_of_its_own_says_it_escaped() -> None:
    page = document_page(PAGE, footer="", notice=not_for_publication(("<b>",)))
    assert "records of &lt;b&gt;;" in page


def test_a_network_that_is_written_says_it() -> None:
    net: nx.Graph[str] = nx.Graph(private=("a", "b"))
    net.add_edge("x", "y")
    assert nx.read_graphml(io.BytesIO(graphml(net))).graph["notice"] == SAID
    net.graph.clear()
    assert b"notice" not in graphml(net)
