"""Dated records on a line of years: a year is a bar over the year, a day a tick."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.render.words import counted

if TYPE_CHECKING:
    from markupsafe import Markup

_LANE = 22  # pixels for the name of a lane
_MARK = 10  # height of a mark
_STEP = 13  # pixels from one row of marks to the next
_AXIS = 22  # pixels for the years
_LEAST = 6  # years
_NEAR = 1.4  # marks nearer than that, in percent of the width, stand on rows of their own


@dataclass(frozen=True)
class Event:
    """A record with a date.

    Attributes
    ----------
    lane : str
        What kind of record it is, such as ``Deployments``.
    label : str
        What people call it.
    href : str
        Where it is told of.
    date : str
        The date as stated, YYYY, YYYY-MM or YYYY-MM-DD; empty if none is.
    earliest, latest : datetime.date, optional
        The days that the date may mean; None if none is stated.
    until : datetime.date, optional
        The last day on which it may have ended.
    ended : str
        When it ended, as stated.
    lasting : bool
        Whether it holds on after its date.
    """

    lane: str
    label: str
    href: str
    date: str
    earliest: datetime.date | None
    latest: datetime.date | None
    until: datetime.date | None = None
    ended: str = ""
    lasting: bool = False


@dataclass(frozen=True)
class Timeline:
    """A still of events and what it does not show.

    Attributes
    ----------
    svg : markupsafe.Markup
        The still; empty if nothing is dated.
    events : tuple of Event
        The dated ones, in the order of their earliest day.
    undated : tuple of str
        Lanes with undated events, and how many.
    """

    svg: "Markup"
    events: tuple[Event, ...]
    undated: tuple[str, ...]


def timeline(title: str, events: Sequence[Event], *, name: str = "timeline") -> Timeline:
    """Draw events on a line of years.

    Parameters
    ----------
    title : str
        What the line is of.
    events : sequence of Event
        In any order; lanes stand in the order in which they come.
    name : str
        What the ids of its title and description begin with.

    Returns
    -------
    Timeline
        The same events give the same still. Its style is that of ``profile.css``.
    """
    from markupsafe import Markup

    lanes = tuple(dict.fromkeys(one.lane for one in events))
    dated = sorted(
        (one for one in events if one.earliest),
        key=lambda one: (one.earliest or datetime.date.min, one.date, one.lane, one.label),
    )
    undated = tuple(
        f"{lane} ({number:,})"
        for lane in lanes
        if (number := sum(one.lane == lane and not one.earliest for one in events))
    )
    svg = Markup(_svg(title, lanes, dated, name)) if dated else Markup("")
    return Timeline(svg, tuple(dated), undated)


def _svg(title: str, lanes: Sequence[str], events: Sequence[Event], name: str) -> str:
    from markupsafe import escape

    days = [day for one in events for day in (one.earliest, one.latest, one.until) if day]
    first, last = min(days).year, max(days).year + 1
    first = min(first, last - _LEAST)
    start = datetime.date(first, 1, 1)
    span = (datetime.date(last, 1, 1) - start).days

    def at(day: datetime.date | None) -> float:
        return 100 * ((day or start) - start).days / span

    parts, y = [], 0.0
    for lane in lanes:
        own = [one for one in events if one.lane == lane]
        if not own:
            continue
        parts.append(f'<text class="lane" x="0" y="{y + 15:.0f}">{escape(lane)}</text>')
        y += _LANE
        ends: list[float] = []
        for one in own:
            left, right, far = _extent(one, at)
            row = next((i for i, end in enumerate(ends) if end < left), len(ends))
            ends[row : row + 1] = [max(far, left + _NEAR)]
            parts.append(_mark(one, left, right, far, y + row * _STEP))
        y += len(ends) * _STEP + 8
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= 8)
    ticks = []
    for year in range(first, last):
        x = at(datetime.date(year, 1, 1))
        named = year % every == 0
        ticks.append(
            f'<line class="year{" named" if named else ""}" x1="{x:.2f}%" x2="{x:.2f}%" y1="0"'
            f' y2="{y:.0f}"/>'
        )
        if named:
            anchor = ' class="edge"' if x > 92 else ""
            ticks.append(f'<text{anchor} x="{x:.2f}%" dx="3" y="{y + 14:.0f}">{year}</text>')
    number = counted(len(events), "dated record")
    told = escape(f"{number}{_years(events)}; the table says the same.")
    return (
        f'<svg class="years" width="100%" height="{y + _AXIS:.0f}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{told}</desc>'
        f"<g>{''.join(ticks)}</g>{''.join(parts)}</svg>"
    )


def _years(events: Sequence[Event]) -> str:
    """Return the years of the first and the last record, which the line may go beyond."""
    first = min(one.earliest for one in events if one.earliest).year
    last = max(one.latest or one.earliest for one in events if one.earliest).year
    return f" of {first}" if first == last else f" from {first} to {last}"


def _extent(one: Event, at: Callable[[datetime.date | None], float]) -> tuple[float, float, float]:
    """Return where the days of the date begin and end, and where what lasts ends."""
    left, right = at(one.earliest), at(one.latest)
    far = at(one.until) if one.until else 100.0 if one.lasting else right
    return left, right, max(far, right)


def _mark(one: Event, left: float, right: float, far: float, y: float) -> str:
    from markupsafe import escape

    until = f" to {one.ended}" if one.ended else ""
    said = escape(f"{one.label}, {one.date}{until}")
    lasts = (
        f'<rect class="lasts" x="{left:.2f}%" y="{y + 3:.0f}" width="{far - left:.2f}%"'
        ' height="4"/>'
        if one.lasting
        else ""
    )
    # A day is a tick of two pixels, whatever the width of the page.
    wide = f"{right - left:.2f}%" if len(one.date) < 10 else "2"
    return (
        f'<g><title>{said}</title>{lasts}<rect class="mark p{len(one.date)}" x="{left:.2f}%"'
        f' y="{y:.0f}" width="{wide}" height="{_MARK}"/></g>'
    )
