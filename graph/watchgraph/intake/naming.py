"""What the names of a sheet mean: suppliers and lenders that are known, or new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from watchgraph.errors import Fault
from watchgraph.intake.fields import Field, Form
from watchgraph.intake.filling import Filling
from watchgraph.intake.keys import digest, name_key, slug
from watchgraph.intake.lines import Line
from watchgraph.intake.sourcing import Sourcing
from watchgraph.reconcile.folding import plain

if TYPE_CHECKING:
    import pyarrow as pa

    from watchgraph.reconcile import Judgement, Judgements, Reconciled

_SUPPLIER = ("printed", "supplier")
# Why a printed name is read as it is, by how it was found.
_REASONS = {
    "code": "the key of the supplier",
    "name": "same as the name of the supplier, but for case, blanks and legal form",
    "alias": "another name of the supplier",
    "spelling": "printed so elsewhere, but for case, blanks and legal form",
    "judged": "judged to be the same by those who gathered these rows",
    "mark": "names no supplier",
    "": "same as the name of the supplier",
}


class Naming:
    """Says what each name of a sheet means.

    Parameters
    ----------
    prefix
        Name of the collection of rows; keys that are made begin with it.
    edition
        Tables that are there already.
    judgements
        What people judged.
    form
        What a row may say.
    lines
        The rows whose names are read.
    """

    def __init__(
        self,
        prefix: str,
        edition: Mapping[str, pa.Table],
        judgements: Judgements,
        form: Form,
        lines: Sequence[Line],
    ) -> None:
        from watchgraph.reconcile import KnownNames, PrintedName, reconcile

        self.prefix, self.form, self.lines = prefix, form, lines
        table = edition.get("spellings")
        spelled = table.to_pylist() if table is not None else []
        self.spelled = {row["printed"] for row in spelled}
        self.marks = {row["printed"]: row["mark"] for row in spelled if row["mark"]}
        printed = [
            PrintedName(name, *self._beside(line, field))
            for line, field, name in self._names(_SUPPLIER)
        ]
        known = KnownNames.of_suppliers(edition)
        self.suppliers: Reconciled = reconcile(printed, known, judgements)
        lenders = [
            PrintedName(name, line.one("lender_country"))
            for line, _, name in self._names(("lender",))
        ]
        self.lenders: Reconciled = reconcile(lenders, KnownNames.of_lenders(edition), judgements)

    @property
    def proposals(self) -> list[Judgement]:
        """Rows for a person to judge."""
        return [*self.suppliers.proposals, *self.lenders.proposals]

    def _names(self, kinds: Sequence[str]) -> Iterator[tuple[Line, Field, str]]:
        fields = [field for field in self.form.fields if field.kind in kinds]
        for line in self.lines:
            for field in fields:
                for name in line.values.get(field.name, ()):
                    yield line, field, name

    def _beside(self, line: Line, field: Field) -> tuple[str, str]:
        """Return country and website of a supplier, where a row names it alone."""
        if len(line.values.get(field.name, ())) != 1:
            return "", ""
        return line.one("supplier_country"), line.one("supplier_website")

    def warnings(self, file: str, headings: Mapping[str, str]) -> list[Fault]:
        """Warn of each name that is like a known one and that nobody judged yet.

        Parameters
        ----------
        file
            The sheet's file.
        headings
            Heading of each field.

        Returns
        -------
        list of Fault
            A warning for each name, at the first row that prints it.
        """
        likely: dict[str, list[str]] = {}
        for one in self.proposals:
            told = f"{one.candidate_name} ({one.candidate})"
            likely.setdefault(f"{one.kind} {plain(one.printed)}", []).append(told)
        faults = []
        for line, field, name in self._names((*_SUPPLIER, "lender")):
            kind = "lender" if field.kind == "lender" else "supplier"
            candidates = likely.pop(f"{kind} {plain(name)}", None)
            if candidates and name not in self.spelled:
                remedy = (
                    f"It may be {' or '.join(candidates)}. Write same or different in "
                    f"judgements.csv; until then it is a {kind} of its own."
                )
                rule = f"is like the name of a known {kind}"
                heading = headings.get(field.name, "")
                faults.append(Fault(file, line.row, heading, name, rule, remedy, "warning"))
        return faults

    def supplier(self, name: str, line: Line, source: str, filling: Filling) -> str:
        """Return the key of a supplier; a new one where nothing is known by that name.

        Parameters
        ----------
        name
            The name as printed.
        line
            The row.
        source
            Source of the row.
        filling
            Takes in a new supplier.

        Returns
        -------
        str
            The key; empty for a text that names no one supplier.
        """
        match = self.suppliers.matches.get(name)
        if match is not None and (match.key or match.how == "mark"):
            return match.key or ""
        key = name_key(self.prefix, plain(name))
        alone = len(line.values.get("supplier", ())) == 1
        country = line.one("supplier_country") if alone else ""
        website = line.one("supplier_website") if alone else ""
        stated = country or website
        filling.add(
            "suppliers",
            key,
            line.row,
            name=name,
            headquarters=country,
            website=website,
            ownership="unknown",
            basis="source_seen" if stated else "name_only",
            source=source,
            note="" if stated else "Name only; nothing else checked.",
        )
        return key

    def spell(
        self, name: str, line: Line, source: str, filling: Filling, sourcing: Sourcing
    ) -> str:
        """Say which supplier a printed name means, unless the edition does.

        Parameters
        ----------
        name
            The name as printed.
        line
            The row.
        source
            Source of the row.
        filling
            Takes in the reading and a new supplier.
        sourcing
            Makes the source of the reading.

        Returns
        -------
        str
            Key of the supplier; empty where the edition reads the name, or it names none.
        """
        if name in self.spelled:
            return ""
        match = self.suppliers.matches.get(name)
        how = match.how if match is not None else ""
        key = self.supplier(name, line, source, filling)
        filling.add(
            "spellings",
            "-".join(part for part in (self.prefix, slug(name), digest(name)) if part),
            line.row,
            printed=name,
            supplier=key,
            mark="" if key else self._mark(name),
            certainty="certain",
            reason=_REASONS[how],
            source=sourcing.readings(line.row),
        )
        return key

    def lender(self, name: str, line: Line, source: str, filling: Filling) -> str:
        """Return the key of a lender; a new one where nothing is known by that name.

        Parameters
        ----------
        name
            The name as printed.
        line
            The row.
        source
            Source of the row.
        filling
            Takes in a new lender.

        Returns
        -------
        str
            The key; empty for a new lender of which the row does not say what is needed.
        """
        match = self.lenders.matches.get(name)
        if match is not None and match.key:
            return match.key
        kind, country = line.one("lender_type"), line.one("lender_country")
        key = name_key(self.prefix, plain(name))
        if not filling.has("lenders", key):
            if not (kind and country):
                return ""
            cells = {"lender_type": kind, "home_country": country}
            filling.add("lenders", key, line.row, name=name, source=source, **cells)
        return key

    def _mark(self, name: str) -> str:
        found: str = next(mark for text, mark in self.marks.items() if plain(text) == plain(name))
        return found
