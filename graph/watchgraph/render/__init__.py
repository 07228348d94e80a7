"""Pictures and pages: offline HTML, every string escaped for its place."""

from watchgraph.render.citing import Citation, citation
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
from watchgraph.render.neighbourhood import Neighbour, Neighbourhood, neighbourhood
from watchgraph.render.pages import write_site
from watchgraph.render.record_list import RecordRow, SourceLine
from watchgraph.render.templating import Link, render_fragment
from watchgraph.render.timeline import Event, Timeline, timeline

__all__ = [
    "Asset",
    "AuditRow",
    "Citation",
    "Document",
    "Download",
    "Event",
    "Figure",
    "Link",
    "Neighbour",
    "Neighbourhood",
    "NetworkPage",
    "RankRow",
    "RankTable",
    "RecordRow",
    "SiteContent",
    "SourceCredit",
    "SourceLine",
    "Timeline",
    "citation",
    "draw",
    "json_for_script",
    "neighbourhood",
    "records_of",
    "render_fragment",
    "timeline",
    "write_site",
]
