"""Tables of other hands: a file of any common kind, read as columns of text."""

from watchgraph.sheets.limits import Limits
from watchgraph.sheets.problems import write_problems
from watchgraph.sheets.reading import read_sheet, sheet_names
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.written_over import PROBLEMS

__all__ = ["PROBLEMS", "Limits", "Sheet", "read_sheet", "sheet_names", "write_problems"]
