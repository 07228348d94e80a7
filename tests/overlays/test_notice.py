"""What holds private records says so on every page."""

from markupsafe import Markup

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
