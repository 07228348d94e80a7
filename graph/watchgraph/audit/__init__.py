"""The audit: published figures, recomputed from the records."""

from watchgraph.audit.explain import Behind, Explanation, Tried, chosen, explanations
from watchgraph.audit.explained import explanation_text, explanations_json
from watchgraph.audit.rows import VERDICTS, AuditRow, Reading
from watchgraph.audit.run import audit
from watchgraph.audit.scores import PrintedScore, PrintedScores, printed_scores
from watchgraph.audit.text import render_text, to_json

__all__ = [
    "VERDICTS",
    "AuditRow",
    "Behind",
    "Explanation",
    "PrintedScore",
    "PrintedScores",
    "Reading",
    "Tried",
    "audit",
    "chosen",
    "explanation_text",
    "explanations",
    "explanations_json",
    "printed_scores",
    "render_text",
    "to_json",
]
