"""A finding: one thing that a check found, where it stands and how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from watchgraph.errors import Fault
from watchgraph.vocabulary import SHAPE, parts

SEVERITIES = ("error", "warning")


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    Attributes
    ----------
    rule
        IRI of the shape, or name of the rule, that is broken.
    severity
        ``"error"`` or ``"warning"``.
    focus
        IRI of the node that is at fault; empty for a fault of a file.
    file
        File in which the node stands, relative to the data folder; empty if it stands in none.
    row
        Row of the file, the header being row 1; 0 if not known or the whole file is meant.
    column
        Column; empty if the whole row is meant.
    value
        The offending value, as a table would hold it; empty if a value is missing.
    message
        What is wrong.
    remedy
        What to do.
    path
        IRI of the property that is at fault; empty if none is.
    other
        Second value or node that the finding is about, if any.
    """

    rule: str
    severity: str
    focus: str
    file: str
    row: int
    column: str
    value: str
    message: str
    remedy: str
    path: str = ""
    other: str = ""

    @property
    def name(self) -> str:
        """Short name of the rule."""
        return self.rule.removeprefix(SHAPE)

    @property
    def place(self) -> str:
        """Where it stands, in words; the focus node if it stands in no file."""
        if not self.file:
            return short(self.focus)
        row = f", row {self.row}" if self.row else ""
        return self.file + row + (f", column {self.column}" if self.column else "")

    def sort_key(self) -> tuple[object, ...]:
        """Return what findings are sorted by: severity, rule, place, value."""
        rank = SEVERITIES.index(self.severity)
        place = (self.file, self.row, self.column, self.focus)
        return (rank, self.name, *place, self.value, self.other, self.message)

    def as_fault(self) -> Fault:
        """Return the finding as a fault of the data."""
        file = self.file or short(self.focus)
        rule = f"{self.message} ({self.name})"
        return Fault(file, self.row, self.column, self.value, rule, self.remedy, self.severity)

    @classmethod
    def of_fault(cls, fault: Fault) -> Finding:
        """Return a fault of the tables as a finding."""
        place = (fault.file, fault.row, fault.column, fault.value)
        return cls(fault.rule, fault.severity, "", *place, fault.rule, fault.remedy)

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding as a plain dictionary, ready for JSON."""
        return asdict(self)


def short(iri: str) -> str:
    """Return an IRI of ours as ``kind/key``, any other text unchanged.

    Parameters
    ----------
    iri
        Any text.

    Returns
    -------
    str
        The short form.

    Examples
    --------
    >>> short("https://w3id.org/watchgraph/id/country/KEN")
    'country/KEN'
    """
    found = parts(iri)
    return "/".join(found) if found else iri
