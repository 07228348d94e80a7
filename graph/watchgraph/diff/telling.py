"""A comparison in words and tables, whichever of the two it is."""

from __future__ import annotations

from watchgraph.diff.build_sections import build_sections
from watchgraph.diff.build_summary import build_summary
from watchgraph.diff.builds import BuildDiff
from watchgraph.diff.edition_sections import edition_sections
from watchgraph.diff.edition_summary import edition_summary
from watchgraph.diff.editions import EditionDiff
from watchgraph.diff.sections import Section


def summary(diff: EditionDiff | BuildDiff) -> tuple[str, ...]:
    """Say what changed, in sentences made of figures.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    tuple of str
        Sentences.
    """
    return edition_summary(diff) if isinstance(diff, EditionDiff) else build_summary(diff)


def sections(diff: EditionDiff | BuildDiff) -> tuple[Section, ...]:
    """Lay a comparison out in sections of tables.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    tuple of Section
        For a terminal or a page.
    """
    return edition_sections(diff) if isinstance(diff, EditionDiff) else build_sections(diff)


def title(diff: EditionDiff | BuildDiff) -> str:
    """Return the heading of a comparison."""
    if isinstance(diff, EditionDiff):
        return f"The index, {diff.before.edition} and {diff.after.edition}"
    one, two = (side.version or "of no stated version" for side in (diff.before, diff.after))
    return f"Data {one} and {two}" if one != two else f"Two builds of data {one}"
