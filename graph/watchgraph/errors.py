"""The exceptions of WatchGraph, and the fault that bad data is reported as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with the data, and how to mend it.

    Parameters
    ----------
    file
        Name of the file, relative to the data folder.
    row
        Row of the file, the header being row 1; 0 when the whole file is meant.
    column
        Name of the column; empty when the whole row is meant.
    value
        The offending value, as it stands in the file.
    rule
        Short name of the rule that is broken.
    remedy
        What to do, as a sentence.
    severity
        ``"error"`` or ``"warning"``.
    """

    file: str
    row: int
    column: str
    value: str
    rule: str
    remedy: str
    severity: str = "error"

    def __str__(self) -> str:
        """Say place, value, rule and remedy on one line."""
        place = self.file + (f", row {self.row}" if self.row else "")
        place += f", column {self.column}" if self.column else ""
        shown = f" {self.value[:80]!r}" if self.value else ""
        return f"{place}:{shown} {self.rule}. {self.remedy}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the fault as a plain dictionary, ready for JSON."""
        return asdict(self)


class WatchGraphError(Exception):
    """Root of all exceptions that WatchGraph raises on purpose."""

    exit_code = 2


class UseError(WatchGraphError):
    """A command or function was used in a way that cannot work.

    Parameters
    ----------
    message
        What is wrong, as a sentence.
    name
        Name of the argument or thing that is meant.
    value
        The value that was given.
    choices
        Values that would have been accepted, the likely ones first.
    remedy
        What to do, as a sentence.
    """

    def __init__(
        self,
        message: str,
        *,
        name: str = "",
        value: object = None,
        choices: Sequence[str] = (),
        remedy: str = "",
    ) -> None:
        self.name = name
        self.value = value
        self.choices = tuple(choices)
        self.remedy = remedy
        super().__init__(" ".join(part for part in (message, remedy) if part))


class DataError(WatchGraphError):
    """The data is bad; carries every fault that was found.

    Parameters
    ----------
    faults
        The faults; at least one.
    """

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        count = len(self.faults)
        head = str(self.faults[0]) if self.faults else "no fault given"
        more = f" (and {count - 1} more)" if count > 1 else ""
        super().__init__(head + more)

    def __reduce__(self) -> tuple[type[DataError], tuple[list[Fault]]]:
        """Return what to make the error anew from, in another process."""
        return type(self), (self.faults,)
