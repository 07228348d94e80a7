"""A comparison as plain text for a terminal."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from watchgraph.cli.terminal import wrapped_text

if TYPE_CHECKING:
    from watchgraph.diff import BuildDiff, EditionDiff
    from watchgraph.diff.sections import Grid, Section

_NARROW, _WIDE = 60, 120
#: So many rows of a table are printed.
_ROWS = 100
_RECORDS = "Keys of records"
#: So many keys of records are named beside a row.
_NAMED = 4


def comparison_text(diff: EditionDiff | BuildDiff, width: int | None = None) -> str:
    """Lay a comparison out for a terminal.

    Parameters
    ----------
    diff
        The comparison.
    width
        Characters across, taken as 60 to 120; default the terminal's own width.

    Returns
    -------
    str
        A heading, the summary, then a table for each part that has rows.
    """
    from watchgraph.diff import sections, summary, title

    wide = width or shutil.get_terminal_size((_WIDE, 24)).columns
    wide = min(max(wide, _NARROW), _WIDE)
    lines = [title(diff), "=" * len(title(diff)), ""]
    for sentence in summary(diff):
        lines.append(textwrap.fill(sentence, wide, initial_indent="- ", subsequent_indent="  "))
    if not diff.empty:
        for section in sections(diff):
            lines += _section(section, wide)
    return "\n".join(lines)


def _section(section: Section, width: int) -> list[str]:
    lines = ["", section.title, "-" * len(section.title), textwrap.fill(section.note, width)]
    for grid in section.grids:
        lines += [
            "",
            textwrap.fill(grid.caption, width),
            _grid(grid, width) if grid.lines else grid.none,
        ]
    return lines


def _grid(grid: Grid, width: int) -> str:
    heads = list(grid.heads)
    rows = [list(line.cells) for line in grid.lines[:_ROWS]]
    # Where a row names the one record that it is about, that is enough.
    told = [line for line in grid.lines if line.records and line.records != line.cells[:1]]
    if told:
        heads.append(_RECORDS)
        for row, line in zip(rows, grid.lines, strict=False):
            row.append(_records(line.records))
    text = wrapped_text(heads, rows, [head in grid.numeric for head in heads], width)
    if more := len(grid.lines) - len(rows):
        text += f"\n… and {more:,} more: --format json gives all"
    return text


def _records(records: tuple[str, ...]) -> str:
    # A unit of an edition and its assessment have one key: naming it once is enough here.
    keys = sorted({record.partition("/")[2] for record in records})
    return "; ".join(keys) if len(keys) <= _NAMED else f"{len(keys):,} keys"
