"""What changed: between two editions of the index, and between two builds of the graph."""

from watchgraph.diff.builds import BuildDiff, BuildSide, diff_builds, open_graph
from watchgraph.diff.editions import EditionDiff, EditionSide, diff_editions
from watchgraph.diff.structured import to_json
from watchgraph.diff.telling import sections, summary, title

__all__ = [
    "BuildDiff",
    "BuildSide",
    "EditionDiff",
    "EditionSide",
    "diff_builds",
    "diff_editions",
    "open_graph",
    "sections",
    "summary",
    "title",
    "to_json",
]
