"""How many records of several kinds bear a date in each year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchgraph.render.charts.scales import Tick, round_ticks

#: Pixels for one record, at most.
_STEP = 5.0
#: Pixels for the tallest panel, at most.
_TALLEST = 150
_BAR = 0.72  # of the room of a year
_LABELS = 6


@dataclass(frozen=True)
class Panel:
    """The years of one kind.

    Attributes
    ----------
    label : str
        The kind.
    counts : tuple of int
        Records by year, zeros too.
    bars : tuple of (float, float, int, int)
        Left edge and width in percent, top and height in pixels; none for a year without.
    height : int
        Pixels from the top of the panel to its base.
    lines : tuple of (float, str)
        Pixels from the top, and number, of lines across.
    undated : int
        Records without a date.
    """

    label: str
    counts: tuple[int, ...]
    bars: tuple[tuple[float, float, float, float], ...]
    height: int
    lines: tuple[tuple[float, str], ...]
    undated: int


@dataclass(frozen=True)
class YearChart:
    """Records by year, a panel for each kind, all on one scale.

    Attributes
    ----------
    name, title : str
        What ids begin with, and what is shown.
    years : tuple of int
        All from the first to the last.
    ticks : tuple of Tick
        Years that are named beneath.
    panels : tuple of Panel
        The kinds.
    """

    name: str
    title: str
    years: tuple[int, ...]
    ticks: tuple[Tick, ...]
    panels: tuple[Panel, ...]


def year_chart(
    name: str, title: str, kinds: Mapping[str, tuple[Sequence[int], int]]
) -> YearChart | None:
    """Count years and place a bar for each.

    Parameters
    ----------
    name, title
        As of :class:`YearChart`.
    kinds : mapping of str to (sequence of int, int)
        For each kind the year of each dated record, and how many records bear no date.

    Returns
    -------
    YearChart, optional
        None if no record bears a date. A record has the same height in every panel.
    """
    dated = [year for own, _ in kinds.values() for year in own]
    if not dated:
        return None
    years = tuple(range(min(dated), max(dated) + 1))
    tables = {kind: tuple(own.count(year) for year in years) for kind, (own, _) in kinds.items()}
    most = max(max(counts) for counts in tables.values())
    step = min(_STEP, _TALLEST / most)
    wide = 100 / len(years)
    every = next(size for size in (1, 2, 5, 10, 20, 50, 100) if len(years) / size <= _LABELS)
    ticks = tuple(
        Tick(round((i + 0.5) * wide, 2), str(year))
        for i, year in enumerate(years)
        if year % every == 0
    )
    panels = tuple(
        _panel(kind, counts, kinds[kind][1], step, wide) for kind, counts in tables.items()
    )
    return YearChart(name, title, years, ticks, panels)


def _panel(kind: str, counts: tuple[int, ...], undated: int, step: float, wide: float) -> Panel:
    # Room above for the number on the highest line.
    height = round(max([*counts, 1]) * step) + 14
    bars = tuple(
        (
            round((i + (1 - _BAR) / 2) * wide, 2),
            round(_BAR * wide, 2),
            round(height - count * step, 1),
            round(count * step, 1),
        )
        for i, count in enumerate(counts)
        if count
    )
    tops = [value for value in round_ticks(0, max([*counts, 1]), 4) if value and value % 1 == 0]
    lines = tuple((round(height - value * step, 1), f"{value:g}") for value in tops)
    return Panel(kind, counts, bars, height, lines, undated)
