"""Sheets of other hands by a column map that people edit: rows of them as rows of our tables."""

from watchgraph.intake.taking import Taken, map_files, parts_of

__all__ = ["Taken", "map_files", "parts_of"]
