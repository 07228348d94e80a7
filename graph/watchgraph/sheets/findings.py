"""Faults as a reader finds them: by place in the grid, and not without end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchgraph.errors import Fault

#: So many faults of one rule are told one by one.
MOST_OF_A_RULE = 1_000


class Unreadable(Exception):
    """The file cannot be read on; holds the fault that says why.

    Parameters
    ----------
    rule
        What is wrong.
    remedy
        What to do, as a sentence.
    row
        Row of the file, or 0.
    value
        What stands there.
    column
        Heading, where one is meant.
    """

    def __init__(
        self, rule: str, remedy: str, row: int = 0, value: str = "", column: str = ""
    ) -> None:
        self.rule, self.remedy, self.row, self.value, self.column = rule, remedy, row, value, column
        super().__init__(rule)

    def fault(self, file: str) -> Fault:
        """Return it as a fault of a file."""
        return Fault(file, self.row, self.column, self.value, self.rule, self.remedy)


@dataclass(frozen=True)
class Flaw:
    """A fault at a place of the grid, whose heading is not yet known.

    Attributes
    ----------
    row
        Row of the file, or 0.
    column
        Position from 0, or -1 for the whole row.
    value, rule, remedy, severity
        As in :class:`~watchgraph.errors.Fault`.
    """

    row: int
    column: int
    value: str
    rule: str
    remedy: str
    severity: str = "error"


@dataclass
class Findings:
    """The flaws of one file; past a number of one rule they are only counted."""

    flaws: list[Flaw] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, flaw: Flaw, kind: str = "") -> None:
        """Take a flaw in.

        Parameters
        ----------
        flaw
            The flaw.
        kind
            What to count it under, where the rule is worded by row.
        """
        kind = kind or flaw.rule
        self.counts[kind, flaw.severity] += 1
        if self.counts[kind, flaw.severity] <= MOST_OF_A_RULE:
            self.flaws.append(flaw)

    def faults(self, file: str, headings: Mapping[int, str], first: int = 0) -> list[Fault]:
        """Return all as faults of the file.

        Parameters
        ----------
        file
            Name of the file as told to the user.
        headings
            Heading of each column by position.
        first
            What stands in rows above is left out.

        Returns
        -------
        list of Fault
            Sorted by row and column.
        """
        faults = [
            Fault(
                file,
                flaw.row,
                named(flaw.column, headings),
                flaw.value,
                flaw.rule,
                flaw.remedy,
                flaw.severity,
            )
            for flaw in self.flaws
            if not flaw.row or flaw.row >= first
        ]
        for (kind, severity), count in self.counts.items():
            if count > MOST_OF_A_RULE:
                rule = f"{count - MOST_OF_A_RULE} more of the same: {kind}"
                remedy = "Mend those that are listed, then check again."
                faults.append(Fault(file, 0, "", "", rule, remedy, severity))
        return sorted(faults)


def named(column: int, headings: Mapping[int, str]) -> str:
    """Return the heading of a column, what stands for it where it has none, or nothing."""
    if column < 0:
        return ""
    return headings.get(column) or unnamed(column)


def unnamed(column: int) -> str:
    """Return what a column without a heading is called."""
    return f"{letter(column)} (no heading)"


def letter(column: int) -> str:
    """Return what spreadsheet programs call a column.

    Examples
    --------
    >>> [letter(column) for column in (0, 25, 26, 16383)]
    ['A', 'Z', 'AA', 'XFD']
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
