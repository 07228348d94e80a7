"""Rows of a sheet as lines of a form: each field's printed values and our values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.errors import Fault
from watchgraph.intake.column_map import ColumnMap
from watchgraph.intake.currencies import read_currency
from watchgraph.intake.fields import Field, Form
from watchgraph.intake.fitting import Fitted, Reader
from watchgraph.intake.keys import fold
from watchgraph.intake.readers import Readers

if TYPE_CHECKING:
    from watchgraph.sheets import Sheet

#: Fields of amounts, and of their currencies.
MONEY = (("contract_value", "contract_currency"), ("amount", "currency"))
_ERRORS = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_AROUND = "\ufeff\u200b\u200e\u200f\u2060"


@dataclass(frozen=True)
class Line:
    """One row of the sheet.

    Attributes
    ----------
    row
        Row of the file.
    printed
        What stands in the cells, by field; blank ones are left out.
    values
        Our values, by field; those that are fixed or not known as well.
    """

    row: int
    printed: Mapping[str, tuple[str, ...]]
    values: Mapping[str, tuple[str, ...]]

    def one(self, field: str) -> str:
        """Return the value of a field that has one; empty if the row does not say."""
        found = self.values.get(field, ())
        return found[0] if found else ""


def read_lines(
    sheet: Sheet,
    column_map: ColumnMap,
    form: Form,
    fitted: Fitted,
    readers: Readers,
    broken: Collection[tuple[int, str]] = (),
) -> tuple[list[Line], list[Fault]]:
    """Read the rows of a sheet.

    Parameters
    ----------
    sheet
        The sheet.
    column_map
        How its columns are read.
    form
        What a row may say.
    fitted
        Headings and fixed values.
    readers
        Reads values of fields.
    broken
        Row and heading of each cell that could not be read from the file, so that it is not
        called missing.

    Returns
    -------
    lines : list of Line
        All rows that hold anything, also those with faults.
    faults : list of Fault
        Every cell that cannot be read, and every one that is missing.
    """
    columns = {name: sheet.cells.column(head).to_pylist() for name, head in fitted.headings.items()}
    cells = _Cells(sheet.file, column_map, form, fitted, readers, broken)
    lines = []
    for at, row in enumerate(sheet.rows):
        raw = {name: column[at] for name, column in columns.items() if column[at] is not None}
        line = cells.line(row, raw)
        if line is not None:
            lines.append(line)
        elif not any((row, heading) in cells.broken for heading in fitted.headings.values()):
            rule = "row holds nothing in the columns that are read"
            remedy = "Nothing to do, if it is a remark or a sum; else fill it or map its columns."
            cells.faults.append(Fault(sheet.file, row, "", "", rule, remedy, "warning"))
    return lines, cells.faults


class _Cells:
    def __init__(
        self,
        file: str,
        column_map: ColumnMap,
        form: Form,
        fitted: Fitted,
        readers: Readers,
        broken: Collection[tuple[int, str]],
    ) -> None:
        self.file, self.map, self.form, self.fitted = file, column_map, form, fitted
        self.read, self.readers = _remembered(readers.read), readers
        self.broken = set(broken)
        self.blank = {fold(said.text) for said in column_map.blank}
        self.words = {
            name: {fold(word): said.text for word, said in pairs.items()}
            for name, pairs in column_map.values.items()
        }
        self.faults: list[Fault] = []
        self.known: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def fault(self, row: int, field: str, value: str, rule: str, remedy: str) -> None:
        heading = self.fitted.headings.get(field, "")
        self.faults.append(Fault(self.file, row, heading, value, rule, remedy))

    def line(self, row: int, raw: Mapping[str, str]) -> Line | None:
        printed: dict[str, tuple[str, ...]] = {}
        values: dict[str, tuple[str, ...]] = dict(self.fitted.fixed)
        # What was said but cannot be read is not missing.
        bad = {name for name, head in self.fitted.headings.items() if (row, head) in self.broken}
        for name, text in raw.items():
            field = self.form[name]
            # Most cells of a column say what one before said.
            known = self.known.get((name, text))
            parts = self.parts(field, text) if known is None else known[0]
            if not parts:
                continue
            printed[name] = parts
            read = self.cell(row, field, parts, text) if known is None else known[1]
            if known is None and read is not None:
                self.known[name, text] = parts, read
            if read is None:
                bad.add(name)
            elif read:
                values[name] = read
        if not printed:
            return None
        self.currencies(row, printed, values)
        for field in self.form.fields:
            if field.name in values or field.name in bad:
                continue
            if field.default:
                values[field.name] = (field.default,)
            elif field.needed and not self.named_none(field, printed):
                self.fault(row, field.name, "", "value is missing", _fill(field))
        if self.form.has_source and not bad & {"source", "source_url", "source_title"}:
            self.source(row, values)
        return Line(row, printed, values)

    def currencies(
        self,
        row: int,
        printed: Mapping[str, tuple[str, ...]],
        values: dict[str, tuple[str, ...]],
    ) -> None:
        """Take a currency that stands beside its amount in one cell."""
        for amount, currency in MONEY:
            if amount not in printed or amount not in values:
                continue
            unit = self.readers.unit(printed[amount][0])
            code = read_currency(unit)[0] if unit else ""
            said = values.get(currency, ())
            if code and not said and currency not in printed:
                values[currency] = (code,)
            elif code and said and said != (code,):
                remedy = f"One cell says {code}, the other {said[0]}; correct one of them."
                self.fault(row, amount, printed[amount][0], "is in another currency", remedy)

    def named_none(self, field: Field, printed: Mapping[str, tuple[str, ...]]) -> bool:
        """Tell whether a row says in words that there is nothing to name."""
        said = printed.get(field.name, ())
        return field.kind == "printed" and bool(said)

    def source(self, row: int, values: Mapping[str, tuple[str, ...]]) -> None:
        if not any(values.get(name) for name in ("source", "source_url", "source_title")):
            told = next(
                name
                for name in ("source_url", "source_title", "source", "")
                if not name or name in self.fitted.headings
            )
            remedy = "Fill the address or the title of what says so; without it the row stays out."
            self.fault(row, told, "", "has no source", remedy)

    def parts(self, field: Field, text: str) -> tuple[str, ...]:
        """Return the values of a cell, without blanks around them; words for nothing go."""
        pieces = [text]
        # What a program makes of a link is one address, whatever stands in it.
        whole = not field.many or (field.kind == "url" and text.lstrip().startswith("="))
        for mark in () if whole else self.map.split.get(field.name, ()):
            pieces = [part for piece in pieces for part in piece.split(mark)]
        parts = (piece.strip().strip(_AROUND).strip() for piece in pieces)
        kept = [part for part in parts if part and not (self.blank and fold(part) in self.blank)]
        return tuple(dict.fromkeys(kept))

    def cell(
        self, row: int, field: Field, parts: Sequence[str], text: str
    ) -> tuple[str, ...] | None:
        """Return our values of a cell; None if one of them cannot be read."""
        read: list[str] = []
        good = True
        for part in parts:
            values, rule, remedy = self.value(field, part)
            if rule:
                good = False
                self.fault(row, field.name, part if len(parts) > 1 else text, rule, remedy)
            read += values
        return tuple(dict.fromkeys(read)) if good else None

    def value(self, field: Field, part: str) -> tuple[tuple[str, ...], str, str]:
        rule, remedy = _damage(field, part)
        if rule:
            return (), rule, remedy
        known = self.words.get(field.name, {})
        if known and fold(part) in known:
            part = known[fold(part)]
            if not part:
                return (), "", ""
        return self.read(field.name, part)


def _damage(field: Field, text: str) -> tuple[str, str]:
    """Return the rule that a text breaks whatever its field, and the remedy."""
    if _ERRORS.fullmatch(text):
        return "is an error of a formula", "Mend the formula in the sheet, or empty the cell."
    if _CONTROLS.search(text):
        return "holds control characters", "Type the cell again; something was pasted with it."
    if len(text) > field.most:
        rule = f"has more than {field.most:,} characters"
        return rule, "Shorten it; what is cited at length belongs to the source."
    return "", ""


def _fill(field: Field) -> str:
    if field.kind == "printed":
        return "Write the name as the source prints it, or `none named` if it names none."
    return f"Fill the cell. {field.about}"


def _remembered(read: Reader) -> Callable[[str, str], tuple[tuple[str, ...], str, str]]:
    """Return a reader that reads each different text of a field once."""
    known: dict[tuple[str, str], tuple[tuple[str, ...], str, str]] = {}

    def remembered(field: str, text: str) -> tuple[tuple[str, ...], str, str]:
        if (field, text) not in known:
            known[field, text] = read(field, text)
        return known[field, text]

    return remembered
