"""A first guess which column of a sheet is which field, by headings and by cells.

A heading that is a known word for a field tells most; cells that read as its values confirm it,
or speak against it. A column without such a heading is placed only where its cells can be hardly
anything else: countries, addresses of pages, technologies, names of known suppliers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from watchgraph.intake.evidence import (
    BLANK_WORDS,
    Column,
    Reads,
    column_of,
    date_order,
    decimals_of,
    marks_of,
    share_private,
)
from watchgraph.intake.fields import Form
from watchgraph.intake.scoring import LIKELY, heading_score, score_in, words_of
from watchgraph.intake.synonyms import PRIVATE, headings_of_fields

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Placed:
    """A column that was placed.

    Attributes
    ----------
    field
        Name of the field.
    heading
        Heading of the column.
    sure
        ``sure``, ``likely`` or ``guess``.
    why
        What spoke for it.
    """

    field: str
    heading: str
    sure: str
    why: str


@dataclass(frozen=True)
class Guess:
    """What was guessed of a sheet.

    Attributes
    ----------
    placed
        Columns with a field, in the order of the form.
    private
        Headings that look like what belongs to private persons.
    not_placed
        Headings without a field.
    split
        Marks that part several values, by field.
    blank
        Words of the sheet that stand for an empty cell.
    dates
        Order of day and month; empty if the dates do not show it.
    decimals
        ``point`` or ``comma``, the sign before decimals; empty if the numbers do not show it.
    unread
        Different cells that do not read as values of a field of codes, by field.
    columns
        The columns by heading.
    """

    placed: tuple[Placed, ...]
    private: tuple[str, ...]
    not_placed: tuple[str, ...]
    split: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    dates: str = ""
    decimals: str = ""
    unread: dict[str, tuple[str, ...]] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)


def guess_columns(cells: pa.Table, form: Form, reads: Reads, known_names: frozenset[str]) -> Guess:
    """Guess which column is which field.

    Parameters
    ----------
    cells
        Columns of the sheet by heading.
    form
        What a row may say.
    reads
        Tells whether a value of a field can be read.
    known_names
        Names of known suppliers as :func:`watchgraph.reconcile.folding.fold` leaves them.

    Returns
    -------
    Guess
        The same for the same sheet.
    """
    texts = {heading: cells.column(heading).to_pylist() for heading in cells.column_names}
    columns = [column_of(heading, texts[heading]) for heading in texts]
    private = [column.heading for column in columns if _is_private(column, form)]
    open_columns = [column for column in columns if column.heading not in private]
    scored = [
        (score, place, at, sure, why)
        for place, column in enumerate(open_columns)
        for at, one in enumerate(form.fields)
        for score, sure, why in (score_in(form, one, column, reads, known_names),)
        if score
    ]
    # The best first; of equals the column and the field that come first.
    scored.sort(key=lambda item: (-item[0], item[1], item[2]))
    placed: dict[str, Placed] = {}
    taken: set[str] = set()
    for _, place, at, sure, why in scored:
        name, heading = form.fields[at].name, open_columns[place].heading
        if name not in placed and heading not in taken:
            placed[name] = Placed(name, heading, sure, why)
            taken.add(heading)
    by_heading = {column.heading: column for column in columns}
    in_order = [placed[name] for name in form.names if name in placed]

    def of_kinds(*kinds: str) -> list[Column]:
        return [by_heading[one.heading] for one in in_order if form[one.field].kind in kinds]

    return Guess(
        tuple(in_order),
        tuple(private),
        tuple(column.heading for column in open_columns if column.heading not in taken),
        _splits(form, in_order, by_heading),
        _blank(texts, [one.heading for one in in_order]),
        date_order(of_kinds("partial", "day")),
        decimals_of(of_kinds("number", "integer")),
        _unread(form, in_order, by_heading, reads),
        by_heading,
    )


def _is_private(column: Column, form: Form) -> bool:
    if share_private(column) >= LIKELY:
        return True
    private = heading_score(column.heading, headings_of_fields()[PRIVATE])
    other = max(heading_score(column.heading, words_of(one)) for one in form.fields)
    return private > 0 and private >= other


def _splits(
    form: Form, placed: Sequence[Placed], columns: dict[str, Column]
) -> dict[str, tuple[str, ...]]:
    found = {
        one.field: marks_of(form[one.field], columns[one.heading])
        for one in placed
        if form[one.field].many
    }
    return {name: marks for name, marks in found.items() if marks}


def _blank(texts: dict[str, list[str | None]], headings: Sequence[str]) -> tuple[str, ...]:
    said = {cell.strip().casefold() for heading in headings for cell in texts[heading] if cell}
    return tuple(word for word in BLANK_WORDS if word in said)


def _unread(
    form: Form, placed: Sequence[Placed], columns: dict[str, Column], reads: Reads
) -> dict[str, tuple[str, ...]]:
    from watchgraph.intake.evidence import split

    found = {}
    for one in placed:
        field = form[one.field]
        if field.kind != "code":
            continue
        marks = marks_of(field, columns[one.heading]) if field.many else ()
        words = [word for cell in columns[one.heading].cells for word in split(cell, marks)]
        bad = dict.fromkeys(word for word in words if not reads(field.name, word))
        if bad:
            found[one.field] = tuple(bad)
    return found
