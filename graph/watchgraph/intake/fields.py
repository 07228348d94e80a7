"""What a field of a form is: what its cells hold and which column of which table they fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

#: What cells of a field hold.
KINDS = (
    "text",
    "printed",  # name of a supplier as its source prints it
    "supplier",  # name or key of a supplier
    "lender",  # name or key of a lender
    "country",
    "code",
    "partial",  # a date as exact as its source
    "day",
    "year",
    "integer",
    "number",
    "boolean",
    "currency",
    "url",
    "key",  # key of a record, as it stands
)


@dataclass(frozen=True)
class Field:
    """One thing that a row may say.

    Attributes
    ----------
    name
        What the column map calls it.
    kind
        What its cells hold; one of :data:`KINDS`.
    about
        What it is, as a sentence.
    table
        Table that it fills.
    column
        Column of that table.
    needed
        Whether each row must have it.
    many
        Whether a cell may hold several values, each a row of the table.
    link
        Column of the table that leads back to the row's record, for a table beside the main one.
    codes
        Code list of its values.
    default
        Value of a row that says nothing.
    most
        Characters that a value may have.
    """

    name: str
    kind: str
    about: str
    table: str
    column: str
    needed: bool = False
    many: bool = False
    link: str = ""
    codes: str = ""
    default: str = ""
    most: int = 500


@dataclass(frozen=True)
class Form:
    """What one row of a sheet may say, field by field.

    Attributes
    ----------
    rows
        Name of the table of which each row of the sheet gives a record.
    fields
        The fields, in the order in which they are shown.
    key
        Key column of the table.
    titled
        Column that is put together from the others where no field gives it; or empty.
    """

    rows: str
    fields: tuple[Field, ...]
    key: str
    titled: str = ""

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a field of this name."""
        return name in self._by_name

    def __getitem__(self, name: str) -> Field:
        """Return the field of this name."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def names(self) -> list[str]:
        """Names of the fields."""
        return [field.name for field in self.fields]

    @property
    def has_source(self) -> bool:
        """Whether each row must say where it is from."""
        return "source_url" in self
