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
from watchgraph.render.evidence import records_of
from watchgraph.render.graph import draw
from watchgraph.render.pages import write_site

__all__ = [
    "AuditRow",
    "Download",
    "Figure",
    "NetworkPage",
    "RankRow",
    "RankTable",
    "SiteContent",
    "SourceCredit",
    "draw",
    "records_of",
    "write_site",
]
