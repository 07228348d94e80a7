"""Pictures and pages: offline HTML, every string escaped for its place."""

from watchgraph.render.content import (
    AuditRow,
    Download,
    Figure,
    NetworkPage,
    RankRow,
    RankTable,
    SiteContent,
    SourceCredit,
)
from watchgraph.render.document import Asset, Document
from watchgraph.render.escape import json_for_script
from watchgraph.render.evidence import records_of
from watchgraph.render.graph import draw
from watchgraph.render.pages import write_site
from watchgraph.render.templating import Link, render_fragment

__all__ = [
    "Asset",
    "AuditRow",
    "Document",
    "Download",
    "Figure",
    "Link",
    "NetworkPage",
    "RankRow",
    "RankTable",
    "SiteContent",
    "SourceCredit",
    "draw",
    "json_for_script",
    "records_of",
    "render_fragment",
    "write_site",
]
