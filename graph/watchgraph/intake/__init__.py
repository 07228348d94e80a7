"""Sheets of other hands by a column map that people edit: rows of them as rows of our tables."""

from watchgraph.intake.first_map import FirstMap, first_map
from watchgraph.intake.forms import form_names
from watchgraph.intake.taking import Taken, map_files, parts_of

__all__ = ["FirstMap", "Taken", "first_map", "form_names", "map_files", "parts_of"]
