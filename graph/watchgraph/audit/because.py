"""The line that explains a verdict, made of the figures of its query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from watchgraph.audit.rows import Number, Reading
from watchgraph.audit.verdicts import tidy
from watchgraph.errors import UseError

if TYPE_CHECKING:
    from watchgraph.audit.queries import AuditQuery
    from watchgraph.store import Value


class _Figure:
    """A number that a template shows as ``{n}`` or, with its noun, as ``{n:loan|loans}``."""

    def __init__(self, value: Number) -> None:
        self._value = value

    def __format__(self, nouns: str) -> str:
        shown = shown_number(self._value)
        if not nouns:
            return shown
        one, _, many = nouns.partition("|")
        return f"{shown} {one if self._value == 1 else many}"


def shown_number(value: Number) -> str:
    """Return a number for people: at most one decimal.

    Parameters
    ----------
    value
        Any number.

    Returns
    -------
    str
        Its text.

    Examples
    --------
    >>> shown_number(63), shown_number(51.282), shown_number(2.0)
    ('63', '51.3', '2')
    """
    return str(tidy(round(float(value), 1)))


def explain(
    query: AuditQuery, figures: Mapping[str, Value], readings: Sequence[Reading], unit: str
) -> str:
    """Return the line that explains a verdict.

    Parameters
    ----------
    query
        The query; its line holds the names of figures in braces.
    figures
        What it gave for the first reading that decides.
    readings
        All readings, those that decide first.
    unit
        Unit of the figures.

    Returns
    -------
    str
        The line filled in; then what the other variants give, and what each other reading gives
        where that differs.

    Raises
    ------
    UseError
        If the line names a figure that the query does not give.
    """
    line = filled(query, query.because, figures)
    sign = " %" if unit == "percent" else ""
    if sign:
        line = f"{shown_number(readings[0].recomputed)}{sign}: {line}"
    deciding = [reading for reading in readings if reading.decides]
    extra = _variants(deciding, query.varied, sign)
    others: dict[str, list[Reading]] = {}
    for reading in readings[len(deciding) :]:
        others.setdefault(reading.reading, []).append(reading)
    by_range: dict[str, list[str]] = {}
    for name, group in others.items():
        if _range(group) != _range(deciding):
            by_range.setdefault(_range(group), []).append(name)
    extra += [f"{' or '.join(names)}: {shown}{sign}" for shown, names in by_range.items()]
    told = "; ".join(extra)
    return f"{line} {told[0].upper()}{told[1:]}." if told else line


def filled(query: AuditQuery, line: str, figures: Mapping[str, Value]) -> str:
    """Fill a line of a query's header with figures.

    Parameters
    ----------
    query
        The query.
    line
        Line that holds names of columns in braces.
    figures
        The cells by column.

    Returns
    -------
    str
        The line.

    Raises
    ------
    UseError
        If the line names a figure that the query does not give.
    """
    named = {
        name: _Figure(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else value
        for name, value in figures.items()
    }
    try:
        return line.format_map(named)
    except (KeyError, ValueError, TypeError) as error:
        raise UseError(
            f"The line of {query.name} cannot be filled in: {error}", name=query.name
        ) from None


def _variants(deciding: Sequence[Reading], varied: str, sign: str) -> list[str]:
    """Say what the variants of the deciding reading give."""
    first = deciding[0]
    if len(deciding) == 1 or not varied:
        return []
    by_figure: dict[str, list[str]] = {}
    for reading in deciding:
        by_figure.setdefault(shown_number(reading.recomputed), []).append(reading.variant)
    own = by_figure.pop(shown_number(first.recomputed))
    if not by_figure:
        return [f"the same whichever of {len(own)} candidates is {varied}"]
    told = [f"that is with {' or '.join(own)} as {varied}"]
    return told + [f"with {' or '.join(names)}: {f}{sign}" for f, names in by_figure.items()]


def _range(readings: Sequence[Reading]) -> str:
    values = sorted(reading.recomputed for reading in readings)
    low, high = shown_number(values[0]), shown_number(values[-1])
    return low if low == high else f"{low} to {high}"
