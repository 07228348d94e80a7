"""Whether a column map fits the sheet and the form that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watchgraph.errors import Fault
from watchgraph.intake.column_map import ColumnMap, Said
from watchgraph.intake.fields import Form
from watchgraph.intake.keys import fold
from watchgraph.nearest import did_you_mean, nearest

#: Reads a value of a field: our values, or what is wrong and the remedy.
Reader = Callable[[str, str], tuple[tuple[str, ...], str, str]]


@dataclass(frozen=True)
class Fitted:
    """A map whose fields and headings are known to exist.

    Attributes
    ----------
    headings
        Heading of the sheet for each field.
    fixed
        Our values of the fields that are the same in every row.
    faults
        What does not fit.
    """

    headings: Mapping[str, str]
    fixed: Mapping[str, tuple[str, ...]]
    faults: Sequence[Fault] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether nothing is wrong that keeps rows from being read."""
        return not any(fault.severity == "error" for fault in self.faults)


def fit(column_map: ColumnMap, form: Form, headings: Sequence[str], read: Reader) -> Fitted:
    """Fit a map to a sheet.

    Parameters
    ----------
    column_map
        The map.
    form
        What a row may say.
    headings
        Headings of the sheet.
    read
        Reads a value of a field.

    Returns
    -------
    Fitted
        Headings and fixed values by field, and every fault.
    """
    fitting = _Fitting(column_map, form, headings)
    found = fitting.columns()
    fixed = fitting.fixed(read)
    fitting.fields("split", column_map.split, [f.name for f in form.fields if f.many])
    fitting.values(read)
    ignored = {fitting.heading("ignore", said, "warning") for said in column_map.ignore}
    fitting.needed({*found, *fixed})
    fitting.not_read({*found.values(), *ignored})
    return Fitted(found, fixed, fitting.faults)


class _Fitting:
    def __init__(self, column_map: ColumnMap, form: Form, headings: Sequence[str]) -> None:
        self.map, self.form = column_map, form
        self.by_fold: dict[str, str] = {}
        for heading in headings:
            self.by_fold.setdefault(fold(heading), heading)
        self.faults: list[Fault] = []

    def fault(
        self, line: int, key: str, value: str, rule: str, remedy: str, severity: str = "error"
    ) -> None:
        self.faults.append(Fault(self.map.name, line, key, value, rule, remedy, severity))

    def heading(self, key: str, said: Said, severity: str = "error") -> str:
        """Return the heading that is meant; case and blanks do not count."""
        found = self.by_fold.get(fold(said.text), "")
        if not found:
            known = ", ".join(map(repr, list(self.by_fold.values())[:20]))
            near = (
                did_you_mean(nearest(said.text, list(self.by_fold.values())))
                or f"Headings are: {known}."
            )
            self.fault(said.line, key, said.text, "is no heading of the sheet", near, severity)
        return found

    def fields(self, key: str, said: Iterable[str], allowed: Sequence[str]) -> list[str]:
        """Return the names that are fields, and find fault with the others."""
        good = []
        for name in said:
            if name in allowed:
                good.append(name)
                continue
            if name in self.form:
                rule = "holds one value only"
                remedy = f"Fields that hold several: {', '.join(allowed) or 'none'}."
            else:
                rule = f"is no field of {self.form.rows}"
                remedy = (
                    did_you_mean(nearest(name, allowed)) or f"Fields are: {', '.join(allowed)}."
                )
            self.fault(self.line(key, name), f"{key}: {name}", name, rule, remedy)
        return good

    def line(self, key: str, name: str) -> int:
        said = getattr(self.map, key).get(name)
        return said.line if isinstance(said, Said) else self.map.lines.get(key, 0)

    def columns(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self.fields("columns", self.map.columns, self.form.names):
            said = self.map.columns[name]
            heading = self.heading(f"columns: {name}", said)
            if not heading:
                continue
            for other, taken in found.items():
                kinds = {self.form[one].kind for one in (name, other)}
                if taken == heading and kinds != {"text"}:
                    rule = f"is read as {other} already"
                    remedy = "Give each heading to one field; only text may serve two."
                    self.fault(said.line, f"columns: {name}", said.text, rule, remedy)
            found[name] = heading
        return found

    def fixed(self, read: Reader) -> dict[str, tuple[str, ...]]:
        fixed = {}
        for name in self.fields("fixed", self.map.fixed, self.form.names):
            said = self.map.fixed[name]
            if name in self.map.columns:
                remedy = "Keep it under `columns` or under `fixed`."
                self.fault(said.line, f"fixed: {name}", said.text, "is a column as well", remedy)
                continue
            values, rule, remedy = read(name, said.text)
            if rule:
                self.fault(said.line, f"fixed: {name}", said.text, rule, remedy)
            else:
                fixed[name] = values
        return fixed

    def values(self, read: Reader) -> None:
        """Check that our side of each pair is a value that the field can have."""
        for name in self.fields("values", self.map.values, self.form.names):
            for word, said in self.map.values[name].items():
                _, rule, remedy = read(name, said.text) if said.text else ((), "", "")
                if rule:
                    self.fault(said.line, f"values: {name}: {word}", said.text, rule, remedy)

    def needed(self, given: set[str]) -> None:
        line = self.map.lines.get("columns", 0)
        for one in self.form.fields:
            if one.needed and one.name not in given:
                remedy = (
                    f"Name its heading under `columns`, or its value under `fixed`. {one.about}"
                )
                self.fault(line, f"columns: {one.name}", "", "field is missing", remedy)
        if self.form.has_source and not given & {"source", "source_url", "source_title"}:
            remedy = "Name the heading of source_url or source_title: a fact needs a source."
            self.fault(line, "columns: source_url", "", "field is missing", remedy)

    def not_read(self, read: set[str]) -> None:
        """Warn of columns that the map leaves out without saying so."""
        for heading in self.by_fold.values():
            if heading not in read:
                remedy = "Name it under `columns`, or under `ignore` if it is left out on purpose."
                self.fault(0, "", heading, "column is not read", remedy, "warning")
