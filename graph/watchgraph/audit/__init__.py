"""The audit: published figures, recomputed from the records."""

from watchgraph.audit.rows import VERDICTS, AuditRow, Reading
from watchgraph.audit.run import audit
from watchgraph.audit.text import render_text, to_json

__all__ = ["VERDICTS", "AuditRow", "Reading", "audit", "render_text", "to_json"]
