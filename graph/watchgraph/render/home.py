"""The first page of the site: what this is, how sure it is, and the ways in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from watchgraph.render.content import VERDICTS, AuditRow, RankTable, SiteContent, SourceCredit
from watchgraph.render.document import Document
from watchgraph.render.escape import web_address
from watchgraph.render.frame import Frame, framed_page
from watchgraph.render.palette import origin_style
from watchgraph.render.payload import Picture
from watchgraph.render.preview import preview_svg
from watchgraph.render.templating import Link
from watchgraph.render.words import byte_size

#: So many rows are shown; the rest is on a page of its own.
_CLAIMS, _RANKS, _SOURCES = 12, 8, 5


@dataclass(frozen=True)
class _Way:
    """A way into the site: the page of all, and some to begin with, as far as they are there."""

    label: str
    words: str
    page: str
    examples: tuple[str, ...]


_WAYS = (
    _Way(
        "By country",
        "Who supplies it, with what, on which loans, and who says so.",
        "countries",
        ("country/KEN", "country/SRB", "country/ECU", "country/UZB"),
    ),
    _Way(
        "By supplier",
        "Where it is named, who owns it, and which lists it is on.",
        "suppliers",
        ("supplier/huawei", "supplier/hikvision", "supplier/nec", "supplier/palantir"),
    ),
    _Way(
        "By loan",
        "Lender, terms, contractor, and the systems it paid for.",
        "loans",
        ("loan/aiddata-59366", "loan/aiddata-66237", "loan/ago-cisp-phase1"),
    ),
    _Way(
        "By question",
        "Kept questions, each with its answer, its query and its limits.",
        "questions",
        (
            "question/countries_by_supplier",
            "question/suppliers_of_country",
            "question/loans_and_supply",
            "question/new_between_editions",
        ),
    ),
)


def index_page(content: SiteContent, pictures: Sequence[Picture], frame: Frame) -> str:
    """Return the first page of the site.

    Parameters
    ----------
    content : SiteContent
        What it says.
    pictures : sequence of Picture
        The prepared networks, in the order of ``content.networks``.
    frame : Frame
        What surrounds it.

    Returns
    -------
    str
        The page.
    """
    from markupsafe import Markup

    pages = {document.name: document for document in content.documents}
    return framed_page(
        frame,
        Document("index", content.title, content.lede, Markup("")),
        "index.html.j2",
        content=content,
        pages=pages,
        verdicts=VERDICTS,
        tally=_tally(content.audit),
        claims=_headlines(content),
        networks=_networks(content, pictures, pages),
        ways=[made for way in _WAYS if (made := _way(way, pages))],
        tables=[_table(table) for table in content.tables],
        others=[one for one in content.documents if one.blurb and one.name != "map"],
        sources=[_source(source) for source in content.sources[:_SOURCES]],
        downloads=[
            {
                "href": download.href,
                "label": download.label,
                "note": download.note,
                "size": byte_size(download.path.stat().st_size),
            }
            for download in content.downloads
            if not download.folder
        ],
    )


def _headlines(content: SiteContent) -> list[AuditRow]:
    """Return the claims that the content names, or the first ones."""
    named = [row for row in content.audit if row.key in content.headlines]
    return named or list(content.audit[:_CLAIMS])


def _networks(
    content: SiteContent, pictures: Sequence[Picture], pages: dict[str, Document]
) -> list[dict[str, Any]]:
    """Return the networks: a still of the first, the way to each."""
    from markupsafe import Markup

    return [
        {
            "href": f"explore.html#network={page.name}"
            if "explore" in pages
            else f"{page.name}.html",
            "title": shown.title,
            "standfirst": shown.standfirst,
            "blurb": page.blurb,
            "preview": Markup(preview_svg(shown)) if number == 0 else "",
        }
        for number, (page, shown) in enumerate(zip(content.networks, pictures, strict=True))
    ]


def _way(way: _Way, pages: dict[str, Document]) -> dict[str, Any] | None:
    examples = [Link(pages[name].title, f"{name}.html") for name in way.examples if name in pages]
    if way.page not in pages and not examples:
        return None
    return {
        "label": way.label,
        "words": way.words,
        "href": f"{way.page}.html" if way.page in pages else "",
        "examples": examples,
    }


def _tally(audit: Sequence[AuditRow]) -> list[dict[str, Any]]:
    """Return how often each verdict was given, with its share of the bar."""
    tally: list[dict[str, Any]] = []
    start = 0
    for verdict in VERDICTS:
        count = sum(row.verdict == verdict for row in audit)
        if count:
            tally.append({"verdict": verdict, "count": count, "start": start})
            start += count
    return tally


def _table(table: RankTable) -> dict[str, Any]:
    rows = table.rows[:_RANKS]
    largest = max((row.value for row in rows), default=1) or 1
    return {
        "table": table,
        "rows": [
            {
                "row": row,
                "style": origin_style(row.origin) if row.origin else None,
                "share": round(100 * row.value / largest, 1),
            }
            for row in rows
        ],
    }


def _source(source: SourceCredit) -> dict[str, Any]:
    return {"source": source, "href": web_address(source.url)}
