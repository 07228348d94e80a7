"""From lines to rows of the main table and of the tables beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from watchgraph.errors import Fault
from watchgraph.intake.fields import Field, Form
from watchgraph.intake.filling import Filling
from watchgraph.intake.forms import DATASETS, OTHER_DATASET
from watchgraph.intake.keys import digest, name_key, record_key, slug, source_key
from watchgraph.intake.lines import Line
from watchgraph.intake.naming import Naming
from watchgraph.intake.sourcing import Sourcing
from watchgraph.tables.schema import Package

if TYPE_CHECKING:
    import pyarrow as pa

#: Tables whose key is made of the name.
NAMED = ("suppliers", "lenders", "organisations", "publishers", "territories")
_SHARED = ("sources", "publishers", "suppliers", "lenders", "spellings")
# What tells a reader most of a record, in this order.
_TELLING = ("country", "place", "supplier", "contractor", "printed", "alias", "name", "title")
_SIBLING = 16


class Records:
    """Turns lines into rows.

    Parameters
    ----------
    form
        What a row may say.
    prefix
        Name of the collection of rows.
    edition
        Tables that are there already.
    package
        Description of the edition.
    file
        The sheet's file.
    """

    def __init__(
        self,
        form: Form,
        prefix: str,
        edition: Mapping[str, pa.Table],
        package: Package,
        file: str,
    ) -> None:
        self.form, self.prefix, self.edition = form, prefix, edition
        self.package, self.file = package, file
        self._keys: dict[int, str] = {}
        self.labels = {
            row["code"]: row["label"]
            for name, table in edition.items()
            if name.startswith("codelist-")
            for row in table.to_pylist()
        }
        # What several sheets may bring alike; a record itself must not be there yet.
        self.there = {
            name: frozenset(edition[name].column(package.tables[name].key).to_pylist())
            for name in _SHARED
            if name != form.rows and name in edition
        }
        countries = edition.get("countries")
        rows = countries.to_pylist() if countries is not None else []
        self.countries = {row["country"]: row["name"] for row in rows}

    def key(self, line: Line) -> str:
        """Return the key of the record of a row: its own id, or one made of its cells.

        Parameters
        ----------
        line
            The row.

        Returns
        -------
        str
            The key, which begins with the prefix.
        """
        known = self._keys.get(line.row)
        if known is None:
            known = self._keys[line.row] = self._key(line)
        return known

    def _key(self, line: Line) -> str:
        own = line.one(self.form.key)
        if own:
            return self.own(own)
        if self.form.rows in NAMED and line.one("name"):
            return name_key(self.prefix, line.one("name"))
        if self.form.rows == "sources":
            url, title = line.one("url"), line.one("title")
            return source_key(self.prefix, url, title, [line.one("locator")])
        told = [line.one(name) for name in _TELLING]
        return record_key(self.prefix, [text for text in told if text], line.printed)

    def own(self, key: str) -> str:
        """Return an id of the sheet as a key that no other collection has."""
        return key if key.startswith(f"{self.prefix}-") else f"{self.prefix}-{key}"

    def fill(self, lines: Sequence[Line], naming: Naming) -> tuple[Filling, list[Fault]]:
        """Turn lines into rows of all tables.

        Parameters
        ----------
        lines
            Lines without faults.
        naming
            What their names mean.

        Returns
        -------
        filling : Filling
            The rows.
        faults : list of Fault
            What only shows when a row meets the others.
        """
        filling, faults = Filling(self.there), []
        dataset = DATASETS.get(self.form.rows, OTHER_DATASET)
        sourcing = Sourcing(self.prefix, self.edition, dataset, filling)
        sources = {}
        if self.form.has_source:
            # The page that a row is from goes before one that another only names.
            sources = {line.row: sourcing.source_of(line) for line in lines}
        for line in lines:
            source = sources.get(line.row, line.one("source"))
            key = self.key(line)
            cells = self._main(line, source, naming, filling, sourcing)
            unknown = [
                self._unknown_lender(line, field)
                for field in self.form.fields
                if field.kind == "lender" and line.one(field.name) and not cells[field.column]
            ]
            if unknown:
                faults += unknown
                continue
            filling.add(self.form.rows, key, line.row, **cells)
            self._beside(line, key, source, naming, filling, sourcing)
        return filling, faults

    def _main(
        self, line: Line, source: str, naming: Naming, filling: Filling, sourcing: Sourcing
    ) -> dict[str, str]:
        cells = {}
        for field in self.form.fields:
            if field.table != self.form.rows or field.link:
                continue
            value = line.one(field.name)
            if value and field.kind == "supplier":
                value = naming.supplier(value, line, source, filling)
            elif value and field.kind == "lender":
                value = naming.lender(value, line, source, filling)
            elif value and field.kind == "printed":
                naming.spell(value, line, source, filling, sourcing)
            elif field.column == "publisher":
                value = sourcing.publisher(line.row, value, line.one("url"))
            elif value and field.kind == "key":
                value = self._reference(field, value)
            cells[field.column] = value
        if self.form.has_source:
            cells["source"] = source
        if self.form.titled and not cells.get(self.form.titled):
            cells[self.form.titled] = self._title(line)
        return cells

    def _reference(self, field: Field, value: str) -> str:
        """Return the key that a cell means: one of the edition, or one of this collection."""
        if field.column == self.form.key:
            return value
        schema = self.package.tables[self.form.rows]
        for key in schema.foreign_keys:
            table = self.edition.get(key.table)
            if key.column == field.column and table is not None:
                if table.column(key.reference).index(value).as_py() >= 0:
                    return value
                return self.own(value)
        return value

    def _beside(
        self,
        line: Line,
        key: str,
        source: str,
        naming: Naming,
        filling: Filling,
        sourcing: Sourcing,
    ) -> None:
        for field in self.form.fields:
            if not field.link:
                continue
            values = line.values.get(field.name, ())
            if field.kind == "url":
                # The first address of the row's own source is that source.
                values = tuple(dict.fromkeys((*line.values.get("source_url", ())[1:], *values)))
            for value in values:
                word, cells = value, {field.link: key, field.column: value, "source": source}
                if field.kind == "printed":
                    naming.spell(value, line, source, filling, sourcing)
                elif field.kind == "url":
                    further = sourcing.further(line, value)
                    if further == source:
                        continue
                    cells = {field.link: key, "source": further, "role": "further"}
                    word = ""
                filling.add(field.table, _sibling(key, word, value), line.row, **cells)

    def _title(self, line: Line) -> str:
        """Say in words of the code lists and the row's own what it is about."""
        country = self.countries.get(line.one("country"), line.one("country"))
        where = ", ".join(part for part in (line.one("place"), country) if part)
        codes = (*line.values.get("technology", ()), *line.values.get("purpose", ()))
        what = ", ".join(self.labels.get(code, code) for code in codes)
        named = {"deployments": "Surveillance technology", "soft_loans": "Loan"}
        return f"{what or named.get(self.form.rows, 'Record')} in {where}"

    def _unknown_lender(self, line: Line, field: Field) -> Fault:
        value = line.one(field.name)
        rule = "is a lender that the edition does not have"
        remedy = "Correct the name, or give lender_type and lender_country as well."
        return Fault(self.file, line.row, field.name, value, rule, remedy)


def _sibling(key: str, word: str, value: str) -> str:
    """Return the key of a row that belongs to a record."""
    short = slug(word, 60)
    same = len(short) <= _SIBLING and short == word.casefold().replace(" ", "-")
    return f"{key}--{short if same else digest(value)}"
